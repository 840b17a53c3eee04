#include "engine/pipelines/pose/pose_pipeline.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "engine/photo/open.h"
#include "engine/pipelines/pose/pose_warp.h"
#include "engine/pipelines/pose/solid_head.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/pipelines/pose/solid_face.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

constexpr Size kPhoto{900, 1000};
constexpr double kEye = 90;  ///< distance, pixels
constexpr ImagePoint kBetweenEyes{450, 380};

Photo plainPhoto() {
    ImageBuilder pixels(kPhoto, 3, PixelType::U8);
    for (int y = 0; y < kPhoto.height; ++y) std::fill_n(pixels.row<std::uint8_t>(y), 3 * kPhoto.width, 128);
    return photoOf(std::move(pixels).finish());
}

class PoseTest : public testing::Test {
protected:
    PoseTest() {
        reading_.faces = {{{350, 300, 200, 240}, 1.0f}};
        reading_.region = {150, 100, 600, 600};
        reading_.head = {0.1f, -0.05f, 0.08f};
        reading_.mesh = pictureOf(face_, reading_.head, kEye, kBetweenEyes);
        const auto joint = [&](JointName name, int a, int b) {
            const ImagePoint &p = reading_.mesh[a], &q = reading_.mesh[b];
            reading_.joints[static_cast<int>(name)] = {{(p.x + q.x) / 2, (p.y + q.y) / 2}, 1.0f};
        };
        joint(JointName::Nose, kNoseTip, kNoseTip);
        joint(JointName::RightEye, kRightEyeOuter, kRightEyeInner);
        joint(JointName::LeftEye, kLeftEyeOuter, kLeftEyeInner);
        joint(JointName::RightEar, kRightEar, kRightEar);
        joint(JointName::LeftEar, kLeftEar, kLeftEar);
        reading_.joints[static_cast<int>(JointName::Neck)] = {{450, 690}, 1.0f};
        reading_.joints[static_cast<int>(JointName::RightShoulder)] = {{250, 760}, 1.0f};
        reading_.joints[static_cast<int>(JointName::LeftShoulder)] = {{650, 760}, 1.0f};
    }
    Skeleton now() const { return {reading_.joints}; }
    Change warp(const Skeleton& to, const std::optional<HeadAngles>& turn = std::nullopt) const {
        return poseWarp(reading_, face_, to, turn, kPhoto);
    }
    /// What is seen at `p` lay at p + this, pixels; the nearest cell's.
    static ImagePoint backAt(const Change& change, const ImagePoint& p) {
        const Size size = change.warp.size;
        const auto column = static_cast<int>((p.x - change.region.x) / change.region.width * size.width);
        const auto row = static_cast<int>((p.y - change.region.y) / change.region.height * size.height);
        const float* at = &(*change.warp.offset)[2 * (static_cast<std::size_t>(row) * size.width + column)];
        return {at[0] * static_cast<double>(change.region.width),
                at[1] * static_cast<double>(change.region.height)};
    }
    static double largest(const Change& change) {
        double most = 0;
        for (const float value : *change.warp.offset) most = std::max(most, std::abs(double{value}));
        return most;
    }
    Result<Change> run(const PoseRequest& request) {
        Mailbox mailbox;
        JobContext job(JobId{}, {}, mailbox);
        return PosePipeline(face_, nullptr, nullptr).run(request, reading_, job);
    }

    HeadShape face_ = solidFace();
    Reading reading_;
};

TEST_F(PoseTest, NothingIsSeenTwiceBelowAShoulderThatIsRaisedFar) {
    Skeleton to = now();
    to[JointName::LeftShoulder].at.y -= 200;
    const Change change = warp(to);
    double last = -1e9;
    for (double y = 590; y < 990; y += 4) {
        const double source = y + backAt(change, {650, y}).y;
        EXPECT_GE(source, last - 1) << "at " << y;
        last = source;
    }
    EXPECT_NEAR(560 + backAt(change, {650, 560}).y, 760, 25);
}

TEST_F(PoseTest, ThePoseThatIsThereMovesNothing) {
    const Change change = warp(now());
    EXPECT_LT(largest(change), 1e-6);
    for (int y = 0; y < change.mask.height(); ++y) {
        for (int x = 0; x < change.mask.width(); ++x) EXPECT_EQ(change.mask.row<std::uint8_t>(y)[x], 0);
    }
}

TEST_F(PoseTest, AHeadThatIsDraggedAlongKeepsItsShape) {
    Skeleton to = now();
    for (const JointName name :
         {JointName::Nose, JointName::RightEye, JointName::LeftEye, JointName::RightEar, JointName::LeftEar})
        to[name].at.x += 40;
    const Change change = warp(to);
    for (const int point : {kNoseTip, kChin, kForehead, kRightEyeOuter}) {
        const ImagePoint was = reading_.mesh[point], back = backAt(change, {was.x + 40, was.y});
        EXPECT_NEAR(back.x, -40, 4) << point;
        EXPECT_NEAR(back.y, 0, 4) << point;
    }
}

TEST_F(PoseTest, WhatIsNearTheCameraMovesMostWhenTheHeadTurns) {
    const Change change = warp({}, HeadAngles{0.26f, 0, 0});
    SolidHead head(reading_, face_);
    head.place({0.26f, 0, 0}, {0, 0});
    for (const int point : {kNoseTip, kRightEyeInner, kMouthLeft}) {
        const ImagePoint was = reading_.mesh[point], arrives = head.meshArrival(point);
        const ImagePoint back = backAt(change, arrives);
        EXPECT_NEAR(back.x, was.x - arrives.x, 0.08 * kEye) << point;
        EXPECT_NEAR(back.y, was.y - arrives.y, 0.08 * kEye) << point;
    }
    const ImagePoint nose = reading_.mesh[kNoseTip];
    EXPECT_LT(head.meshArrival(kNoseTip).x, nose.x - 0.4 * kEye);  // towards the left of the picture
    EXPECT_LT(std::abs(head.meshArrival(kRightEar).x - reading_.mesh[kRightEar].x), 0.1 * kEye);
}

TEST_F(PoseTest, AnArrivalIsWhereTheTurnedFaceIsSeen) {
    SolidHead head(reading_, face_);
    const HeadAngles turn{-0.2f, 0.1f, 0.05f};
    head.place(turn, {0, 0});
    const auto turned = pictureOf(
        face_,
        {reading_.head.yaw + turn.yaw, reading_.head.pitch + turn.pitch, reading_.head.roll + turn.roll},
        kEye, kBetweenEyes);
    // The same face up to where it stands: the head turns about the neck, not about the eyes.
    const ImagePoint off{head.meshArrival(0).x - turned[0].x, head.meshArrival(0).y - turned[0].y};
    for (int i = 0; i < kMeshPoints; ++i) {
        EXPECT_NEAR(head.meshArrival(i).x, turned[i].x + off.x, 1e-3 * kEye);
        EXPECT_NEAR(head.meshArrival(i).y, turned[i].y + off.y, 1e-3 * kEye);
    }
}

TEST_F(PoseTest, ATurnIsReadFromTheHeadsJoints) {
    SolidHead head(reading_, face_);
    head.place({0.2f, 0, 0}, {0, 0});
    Skeleton to = now();
    const auto move = [&](JointName name, int a, int b) {
        const ImagePoint p = head.meshArrival(a), q = head.meshArrival(b);
        to[name].at = {(p.x + q.x) / 2, (p.y + q.y) / 2};
    };
    move(JointName::Nose, kNoseTip, kNoseTip);
    move(JointName::RightEye, kRightEyeOuter, kRightEyeInner);
    move(JointName::LeftEye, kLeftEyeOuter, kLeftEyeInner);
    move(JointName::RightEar, kRightEar, kRightEar);
    move(JointName::LeftEar, kLeftEar, kLeftEar);
    const Change by_joints = warp(to), by_angle = warp({}, HeadAngles{0.2f, 0, 0});
    const ImagePoint mouth = head.meshArrival(kMouthRight);
    EXPECT_NEAR(backAt(by_joints, mouth).x, backAt(by_angle, mouth).x, 0.03 * kEye);
    EXPECT_NEAR(backAt(by_joints, mouth).y, backAt(by_angle, mouth).y, 0.03 * kEye);
}

TEST_F(PoseTest, AShoulderTakesItsSurroundingsAlongAndLeavesTheOther) {
    Skeleton to = now();
    to[JointName::RightShoulder].at.y -= 60;
    const Change change = warp(to);
    EXPECT_NEAR(backAt(change, {250, 700}).y, 60, 8);
    EXPECT_NEAR(backAt(change, {650, 760}).y, 0, 3);
    EXPECT_NEAR(backAt(change, kBetweenEyes).y, 0, 0.01);
}

TEST_F(PoseTest, NothingMovesAtTheRegionsBorderWithinThePhoto) {
    const Change change = warp({}, HeadAngles{0.3f, -0.2f, 0.3f});
    const Rect region = change.region;
    ASSERT_GT(region.x, 0);
    for (int y = region.y; y < region.bottom(); ++y)
        EXPECT_LT(std::hypot(backAt(change, {region.x + 0.5, y + 0.5}).x, 0), 0.5) << y;
}

TEST_F(PoseTest, WhatComesInOverTheBorderIsPaintedAndNothingElse) {
    TemporaryFolder folder;
    test::writeTinyPoseDenoiser(folder.file("pose"), 3);
    const auto net = PoseDenoiser::load(folder.file("pose"), Compute{});
    ASSERT_TRUE(net) << net.error().message;
    Mailbox mailbox;
    JobContext job(JobId{}, {}, mailbox);
    PoseRequest request;
    request.photo = plainPhoto();
    request.pose = now();
    request.pose[JointName::LeftShoulder].at.y -= 150;
    const auto painted = PosePipeline(face_, &net.value(), nullptr).run(request, reading_, job);
    ASSERT_TRUE(painted) << painted.error().message;
    const PaintField& paint = painted.value().paint;
    ASSERT_TRUE(paint.rgba);
    const Rect region = painted.value().region;
    const auto coverAt = [&](double x, double y) {
        const auto column = static_cast<int>((x - region.x) / region.width * paint.size.width),
                   row = static_cast<int>((y - region.y) / region.height * paint.size.height);
        return (*paint.rgba)[4 * (static_cast<std::size_t>(row) * paint.size.width + column) + 3];
    };
    EXPECT_GT(coverAt(650, 985), 0.95);
    EXPECT_EQ(coverAt(650, 750), 0);
    EXPECT_EQ(coverAt(450, 600), 0);
    // The arm goes farther up with the shoulder: more of it may come in from below.
    EXPECT_LT(backAt(warp(request.pose), {650, 960}).y, backAt(painted.value(), {650, 960}).y - 3);

    // What the photo holds is enough for a nod.
    request.pose = {};
    request.turn = HeadAngles{0, 0.1f, 0};
    const auto nod = PosePipeline(face_, &net.value(), nullptr).run(request, reading_, job);
    ASSERT_TRUE(nod);
    EXPECT_FALSE(nod.value().paint.rgba);
}

TEST_F(PoseTest, RefusesWhatIsNoPose) {
    PoseRequest request;
    request.photo = plainPhoto();
    EXPECT_EQ(run(request).error().code, ErrorCode::InvalidRequest);  // no joint, no turn
    request.turn = HeadAngles{0.7f, 0, 0};
    EXPECT_EQ(run(request).error().code, ErrorCode::InvalidRequest);
    request.turn = HeadAngles{std::numeric_limits<float>::quiet_NaN(), 0, 0};
    EXPECT_EQ(run(request).error().code, ErrorCode::InvalidRequest);
    request.turn.reset();
    request.pose = now();
    request.pose[JointName::Neck].at.x = std::numeric_limits<double>::infinity();
    EXPECT_EQ(run(request).error().code, ErrorCode::InvalidRequest);
    request.pose = now();
    EXPECT_TRUE(run(request));
    reading_.mesh.clear();
    EXPECT_EQ(run(request).error().code, ErrorCode::NoFace);
}

TEST_F(PoseTest, RefusesWhatNoCheckpointCanDo) {
    PoseRequest sound;
    sound.photo = plainPhoto();
    sound.turn = HeadAngles{0.1f, 0, 0};
    const auto expectRefused = [&](const PoseRequest& request, const std::string& word) {
        const auto error = PosePipeline::check(request);
        ASSERT_TRUE(error) << word;
        EXPECT_EQ(error->code, ErrorCode::InvalidRequest) << word;
        EXPECT_NE(error->message.find(word), std::string::npos) << error->message;
    };
    const auto with = [&](auto member, auto value) {
        PoseRequest request = sound;
        request.*member = value;
        return request;
    };
    EXPECT_FALSE(PosePipeline::check(sound));
    expectRefused(with(&PoseRequest::controlnet, "openpose"), "ControlNet");
    expectRefused(with(&PoseRequest::prompt, "a man"), "prompt");
    expectRefused(with(&PoseRequest::loras, std::vector<LoraChoice>{{"detail.safetensors"}}), "LoRA");
    sound.model = "sd15";
    EXPECT_FALSE(PosePipeline::check(with(&PoseRequest::controlnet, "openpose")));
    constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
    for (const double guidance : {kNone, -1.0, 101.0})
        expectRefused(with(&PoseRequest::guidance, guidance), "Guidance");
    for (const float strength : {static_cast<float>(kNone), -0.1f, 1.1f})
        expectRefused(with(&PoseRequest::strength, strength), "Strength");
    for (const int steps : {0, -1, 101}) expectRefused(with(&PoseRequest::steps, steps), "steps");
}

TEST_F(PoseTest, APoseFarOutsideThePhotoMovesWithinItsLimitsOnly) {
    Skeleton to = now();
    for (Joint& joint : to.joints) joint.at = {1e12, -1e12};
    const Change change = warp(to);
    for (const float value : *change.warp.offset) EXPECT_TRUE(std::isfinite(value));
}

}  // namespace
}  // namespace engine
