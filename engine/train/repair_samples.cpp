#include "engine/train/repair_samples.h"

#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/pipelines/pose/pose_drawing.h"
#include "engine/pipelines/pose/pose_warp.h"
#include "engine/pipelines/pose/solid_head.h"
#include "engine/pipelines/pose/unseen.h"
#include "engine/train/light_batch.h"
#include "engine/train/portrait_placement.h"
#include "engine/train/pose_samples.h"

namespace engine {
namespace {

constexpr int kSide = RepairSample::kSide;
constexpr Size kCanvas{kSide, kSide};
constexpr int kPhotosOfAScene = 3;  ///< moving takes the time, borders cost none
constexpr double kOneDegree = std::numbers::pi / 180;
constexpr double kLargestCloseUp = 1.35;
constexpr double kYaw = 22, kPitch = 15, kRoll = 18;                 // degrees, at most
constexpr double kHeadMoves = 0.07, kShoulderMoves = 0.15;           // of the side, at most
constexpr double kAngleError = 1.2 * kOneDegree, kPlaceError = 0.8;  // of a reading, standard deviations

Portrait mirrored(const Portrait& portrait) {
    Portrait other = portrait;
    other.picture = other.parts = cv::Mat();  // or the portrait's own would be turned round
    cv::flip(portrait.picture, other.picture, 1);
    cv::flip(portrait.parts, other.parts, 1);
    for (int i = 0; i < kMeshPoints; ++i) {
        const cv::Point2f& p = portrait.mesh[static_cast<std::size_t>(kMeshMirror[i])];
        other.mesh[i] = {portrait.picture.cols - p.x, p.y};
    }
    other.head.yaw = -portrait.head.yaw;
    other.head.roll = -portrait.head.roll;
    return other;
}

/// How far each pixel of the canvas lies from what is to be seen there.
cv::Mat wayOf(const Change& moved) {
    cv::Mat way(kSide, kSide, CV_32FC2, cv::Scalar::all(0));
    if (moved.region.isEmpty()) return way;
    const Rect& r = moved.region;
    cv::resize(sourcesOf(moved), way(cv::Rect(r.x, r.y, r.width, r.height)), {r.width, r.height}, 0, 0,
               cv::INTER_CUBIC);
    return way;
}

cv::Mat knownOn(const Change& moved, Rect photo, double eye_distance) {
    cv::Mat known(kSide, kSide, CV_32F, cv::Scalar::all(1));
    if (moved.region.isEmpty()) return known;
    const Rect& r = moved.region;
    cv::resize(knownShare(moved, sourcesOf(moved), photo, eye_distance),
               known(cv::Rect(r.x, r.y, r.width, r.height)), {r.width, r.height});
    return known;
}

/// A picture as it is seen from where `way` leads; beyond its borders it goes on as it ends.
cv::Mat seenBy(const cv::Mat& way, const cv::Mat& picture, int beyond = cv::BORDER_REPLICATE) {
    cv::Mat map(way.size(), CV_32FC2), seen;
    for (int y = 0; y < way.rows; ++y) {
        for (int x = 0; x < way.cols; ++x)
            map.at<cv::Vec2f>(y, x) = way.at<cv::Vec2f>(y, x) + cv::Vec2f(1.0f * x, 1.0f * y);
    }
    cv::remap(picture, seen, map, {}, cv::INTER_LINEAR, beyond);
    return seen;
}

Reading readingOf(const Portrait& portrait, const cv::Matx23d& placement) {
    Reading reading;
    const auto at = [&](double x, double y) {
        return ImagePoint{placement(0, 0) * x + placement(0, 2), placement(1, 1) * y + placement(1, 2)};
    };
    for (const cv::Point2f& p : portrait.mesh) reading.mesh.push_back(at(p.x, p.y));
    reading.head = portrait.head;
    reading.joints = poseOf(portrait).joints;
    for (Joint& joint : reading.joints) joint.at = at(joint.at.x, joint.at.y);
    return reading;
}

void moveJoints(Skeleton& pose, bool of_head, const ImagePoint& by) {
    for (int i = 0; i < kJointCount; ++i) {
        if (isOfHead(static_cast<JointName>(i)) != of_head) continue;
        pose.joints[i].at.x += by.x;
        pose.joints[i].at.y += by.y;
    }
}

}  // namespace

RepairSampler::Scene RepairSampler::drawScene() {
    // 1. A portrait, laid into the canvas so that nothing beyond its borders is needed.
    const int index = chosen_ >= 0 ? chosen_ : random_.whole(0, static_cast<int>(portraits_.size()) - 1);
    const Portrait& one = portraits_[static_cast<std::size_t>(index)];
    const Portrait portrait = random_.chance(0.5) ? mirrored(one) : one;
    const double scale = 1.0 * kSide / portrait.picture.cols * random_.between(1, kLargestCloseUp);
    const double room = kSide - scale * portrait.picture.cols;
    // Shoulders are where most of the movement is: the lower border is kept more often than not.
    const double down = random_.chance(0.6) ? room : room * random_.unit();
    const cv::Matx23d placement(scale, 0, room * random_.between(0.2, 0.8), 0, scale, down);
    Scene scene;
    cv::Mat& truth = scene.sample.truth;
    truth = placed(portrait.picture, placement, kSide);
    truth.convertTo(truth, CV_32F, 1 / 255.0);
    varyExposure(random_, truth);

    // 2. Another pose.
    const Reading reading = readingOf(portrait, placement);
    const Skeleton joints{reading.joints};
    const auto angle = [&](double most) {
        return static_cast<float>(kOneDegree * most * random_.between(-1, 1));
    };
    HeadAngles turn;
    ImagePoint head_move{0, 0};
    Skeleton to = joints;
    if (random_.chance(0.75)) turn = {angle(kYaw), angle(kPitch), angle(kRoll)};
    if (random_.chance(0.5)) {
        head_move = {kSide * kHeadMoves * random_.between(-1, 1),
                     kSide * kHeadMoves * random_.between(-1, 1)};
    }
    moveJoints(to, true, head_move);
    for (const JointName shoulder : {JointName::RightShoulder, JointName::LeftShoulder}) {
        if (!random_.chance(0.6)) continue;
        to[shoulder].at.x += kSide * kShoulderMoves * random_.between(-0.4, 0.4);
        to[shoulder].at.y += kSide * kShoulderMoves * random_.between(-0.6, 1);
    }
    const Change there = poseWarp(reading, shape_, to, turn, kCanvas, 0, AtBorders::Open);
    const double eye_distance = SolidHead(reading, shape_).eyeDistance();
    scene.elsewhere = seenBy(wayOf(there), truth);

    // 3. The way back, as somebody would find it who reads that photo a little wrongly.
    Reading then;
    then.mesh = arrivedFace(reading, shape_, to, turn);
    then.head = {reading.head.yaw + turn.yaw, reading.head.pitch + turn.pitch, reading.head.roll + turn.roll};
    then.joints = arrivedJoints(reading, shape_, to, turn, kCanvas).joints;
    Skeleton back = joints;
    for (int i = 0; i < kJointCount; ++i) {
        const ImagePoint off{kPlaceError * random_.normal(), kPlaceError * random_.normal()};
        Joint& joint = then.joints[i];
        if (isOfHead(static_cast<JointName>(i))) back.joints[i].at = joint.at;
        joint.at = {joint.at.x + off.x, joint.at.y + off.y};
    }
    moveJoints(back, true, {-head_move.x, -head_move.y});
    const auto wrong = [&] { return static_cast<float>(kAngleError * random_.normal()); };
    const HeadAngles turn_back{-turn.yaw + wrong(), -turn.pitch + wrong(), -turn.roll + wrong() / 2};
    const Change here = poseWarp(then, shape_, back, turn_back, kCanvas, 0, AtBorders::Open);
    scene.way_back = wayOf(here);
    // What came from beyond the portrait is not known, what is drawn out on the way back neither.
    const Rect everywhere{-kSide, -kSide, 3 * kSide, 3 * kSide};
    const cv::Mat held = knownOn(there, wholeOf(kCanvas), eye_distance);
    scene.trusted =
        knownOn(here, everywhere, eye_distance).mul(seenBy(scene.way_back, held, cv::BORDER_CONSTANT));

    // 4. What every photo of it has in common.
    const Size cells{RepairSample::kCells, RepairSample::kCells};
    scene.sample.from = matOf(placesFrom(scene.way_back, wholeOf(kCanvas), cells));
    scene.sample.pose =
        matOf(at::avg_pool2d(poseTensor(joints, wholeOf(kCanvas), kCanvas), kSide / RepairSample::kCells));
    scene.sample.skeleton = joints;
    for (Joint& joint : scene.sample.skeleton.joints) joint.at = {joint.at.x / kSide, joint.at.y / kSide};
    return scene;
}

Rect RepairSampler::drawFrame() {
    const auto cut = [&](double chance, double most) {
        return random_.chance(chance) ? static_cast<int>(kSide * most * random_.unit()) : 0;
    };
    const int left = cut(0.3, 0.15), right = cut(0.3, 0.15), top = cut(0.1, 0.1), bottom = cut(0.7, 0.25);
    return {left, top, kSide - left - right, kSide - top - bottom};
}

RepairSample RepairSampler::draw() {
    if (left_-- <= 0) {
        scene_ = drawScene();
        left_ = kPhotosOfAScene - 1;
    }
    const Rect frame = drawFrame();
    const cv::Rect photo(frame.x, frame.y, frame.width, frame.height);
    RepairSample sample = scene_.sample;
    cv::copyMakeBorder(scene_.elsewhere(photo), sample.source, frame.y, kSide - frame.bottom(), frame.x,
                       kSide - frame.right(), cv::BORDER_REPLICATE | cv::BORDER_ISOLATED);
    sample.moved = seenBy(scene_.way_back, sample.source);
    // Known is what came from within the photo and lies within it.
    cv::Mat within(kSide, kSide, CV_32F, cv::Scalar::all(0));
    within(photo).setTo(1);
    cv::Mat known = scene_.trusted.mul(seenBy(scene_.way_back, within, cv::BORDER_CONSTANT)).mul(within);
    cv::resize(known, sample.known, {RepairSample::kCells, RepairSample::kCells}, 0, 0, cv::INTER_AREA);
    sample.photo = photo;
    return sample;
}

}  // namespace engine
