#include "engine/train/reader_samples.h"

#include <algorithm>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/train/shadow_shapes.h"

namespace engine {
namespace {

constexpr double kDegree = std::numbers::pi / 180;
constexpr int kCastShapes = 300;
constexpr double kNegativeShare = 0.25;

cv::Point2f moved(const cv::Matx23d& m, cv::Point2f p) {
    return {static_cast<float>(m(0, 0) * p.x + m(0, 1) * p.y + m(0, 2)),
            static_cast<float>(m(1, 0) * p.x + m(1, 1) * p.y + m(1, 2))};
}

/// Scale and turn about `from`, which comes to lie on `to`; mirrored first if asked.
cv::Matx23d placing(cv::Point2f from, cv::Point2f to, double scale, double turn, bool mirrored) {
    const double c = scale * std::cos(turn), s = scale * std::sin(turn), flip = mirrored ? -1 : 1;
    cv::Matx23d m(flip * c, -s, 0, flip * s, c, 0);
    m(0, 2) = to.x - m(0, 0) * from.x - m(0, 1) * from.y;
    m(1, 2) = to.y - m(1, 0) * from.x - m(1, 1) * from.y;
    return m;
}

/// The angle of the line through the outer eye corners; this is what `roll` means here, whatever the camera
/// sees.
float rollOf(const std::vector<cv::Point2f>& mesh) {
    const cv::Point2f line = mesh[kLeftEyeOuter] - mesh[kRightEyeOuter];
    return std::atan2(line.y, line.x);
}

}  // namespace

ReaderSampler::ReaderSampler(const std::vector<Portrait>& portraits, std::uint64_t seed)
    : portraits_(portraits), faceless_(portraits), random_(seed) {
    for (const Portrait& portrait : portraits) bodies_.push_back(bodyOf(portrait));
    darkest_ = darkestOf(portraits);
    for (int i = 0; i < kCastShapes; ++i) {
        cv::Mat shape;
        randomShape(random_).convertTo(shape, CV_8U, 255);
        shapes_.push_back(shape);
    }
}

ReaderSample ReaderSampler::asIs(const Portrait& portrait, int size) {
    ReaderSample sample;
    const float scale = 1.0f / static_cast<float>(portrait.picture.cols);
    cv::resize(portrait.picture, sample.picture, {size, size}, 0, 0, cv::INTER_AREA);
    cv::resize(portrait.parts, sample.parts, {size, size}, 0, 0, cv::INTER_NEAREST);
    cv::resize(portrait.person, sample.person, {size, size}, 0, 0, cv::INTER_AREA);
    sample.face = true;
    for (const cv::Point2f& p : portrait.mesh) sample.mesh.push_back(p * scale);
    sample.head = portrait.head;
    sample.head.roll = rollOf(portrait.mesh);
    sample.body = bodyOf(portrait);
    for (cv::Vec3f& point : sample.body) point = {point[0] * scale, point[1] * scale, point[2]};
    return sample;
}

int ReaderSampler::anyPortrait() {
    if (random_.chance(kDarkShare)) return darkest_[random_.whole(0, static_cast<int>(darkest_.size()) - 1)];
    return random_.whole(0, static_cast<int>(portraits_.size()) - 1);
}

ReaderSample ReaderSampler::place(int index, const cv::Matx23d& map, int size) {
    const Portrait& portrait = portraits_[index];
    const cv::Size extent(size, size);
    const double scale = std::sqrt(std::abs(map(0, 0) * map(1, 1) - map(0, 1) * map(1, 0)));
    // Area averaging does not exist for warps: blur to the target's resolution first.
    cv::Mat source = portrait.picture;
    if (scale < 0.8) cv::GaussianBlur(source, source, {0, 0}, 0.42 / scale);
    ReaderSample sample;
    sample.portrait = index;
    cv::Mat inside;
    cv::warpAffine(cv::Mat(portrait.parts.size(), CV_8U, cv::Scalar(255)), inside, map, extent,
                   cv::INTER_NEAREST);
    const bool reflected = random_.chance(0.4);
    cv::warpAffine(source, sample.picture, map, extent, cv::INTER_LINEAR,
                   reflected ? cv::BORDER_REFLECT : cv::BORDER_REPLICATE);
    if (!reflected && random_.chance(0.8)) faceless_.draw(random_, extent).copyTo(sample.picture, ~inside);
    cv::warpAffine(portrait.parts, sample.parts, map, extent, cv::INTER_NEAREST, cv::BORDER_CONSTANT,
                   kUnlabelled);
    cv::warpAffine(portrait.person, sample.person, map, extent, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return sample;
}

ReaderSample ReaderSampler::positive(int size) {
    const int index = anyPortrait();
    const Portrait& portrait = portraits_[index];
    const bool mirrored = random_.chance(0.5);
    const double scale =
        std::exp(random_.between(std::log(0.7), std::log(1.4))) * size / portrait.picture.cols;
    const double turn = std::clamp(random_.normal() * 13, -38.0, 38.0) * kDegree;
    const float far = static_cast<float>(size) * (random_.chance(0.75) ? 0.08f : 0.24f);
    const cv::Point2f middle(static_cast<float>(size) / 2, static_cast<float>(size) / 2);
    const cv::Point2f to = middle + cv::Point2f(static_cast<float>(random_.between(-far, far)),
                                                static_cast<float>(random_.between(-far, far)));
    const cv::Matx23d map = placing(faceCentre(portrait.mesh), to, scale, turn, mirrored);
    ReaderSample sample = place(index, map, size);
    sample.face = true;
    const float unit = 1.0f / static_cast<float>(size);
    for (int i = 0; i < kMeshPoints; ++i) {
        sample.mesh.push_back(moved(map, portrait.mesh[mirrored ? kMeshMirror[i] : i]) * unit);
    }
    sample.head = {mirrored ? -portrait.head.yaw : portrait.head.yaw, portrait.head.pitch,
                   rollOf(sample.mesh)};
    for (std::size_t i = 0; i < sample.body.size(); ++i) {
        const std::size_t from = mirrored && i > 0 ? 3 - i : i;
        const cv::Vec3f& point = bodies_[index][from];
        const cv::Point2f p = moved(map, {point[0], point[1]}) * unit;
        sample.body[i] = {p.x, p.y, point[2]};
    }
    if (random_.chance(0.35)) shade(sample.picture);
    if (random_.chance(0.15)) hide(sample);
    return sample;
}

ReaderSample ReaderSampler::negative(int size) {
    if (random_.chance(0.5)) {
        ReaderSample sample;
        // The finder's proposals are cut out of larger pictures, at any scale.
        const cv::Size whole(3 * size, 2 * size);
        const int side = random_.whole(size / 4, whole.height);
        const cv::Rect part(random_.whole(0, whole.width - side), random_.whole(0, whole.height - side), side,
                            side);
        cv::resize(faceless_.draw(random_, whole)(part), sample.picture, {size, size}, 0, 0,
                   side > size ? cv::INTER_AREA : cv::INTER_CUBIC);
        sample.parts =
            cv::Mat(size, size, CV_8U, cv::Scalar(kUnlabelled));  // clothes and tiles may show a person
        sample.person = cv::Mat(size, size, CV_8U, cv::Scalar(0));
        return sample;
    }
    // A face far from the middle, a piece of one, or one that is lost in the picture.
    const int index = anyPortrait();
    const Portrait& portrait = portraits_[index];
    const bool mirrored = random_.chance(0.5);
    const double nominal = static_cast<double>(size) / portrait.picture.cols;
    const float face = faceSize(portrait.mesh);
    const double kind = random_.unit();
    const double scale = nominal * (kind < 0.4    ? random_.between(0.7, 1.5)
                                    : kind < 0.85 ? random_.between(2.6, 5)
                                                  : random_.between(0.2, 0.33));
    const double away = kind < 0.4    ? random_.between(0.75, 1.6)
                        : kind < 0.85 ? random_.between(0, 1.2)
                                      : random_.between(0, 0.5);
    const double direction = random_.between(0, 2 * std::numbers::pi);
    const cv::Point2f from =
        faceCentre(portrait.mesh) +
        cv::Point2f(static_cast<float>(std::cos(direction)), static_cast<float>(std::sin(direction))) *
            static_cast<float>(away * face);
    const cv::Point2f middle(static_cast<float>(size) / 2, static_cast<float>(size) / 2);
    return place(index, placing(from, middle, scale, random_.normal() * 15 * kDegree, mirrored), size);
}

/// A foreign shadow: darker and tinted under a random silhouette (its light is taken on sRGB values: 1/2.2 of
/// the stops).
void ReaderSampler::shade(cv::Mat& picture) {
    const cv::Mat& shape = shapes_[random_.whole(0, static_cast<int>(shapes_.size()) - 1)];
    const float size = static_cast<float>(picture.cols);
    const cv::Point2f from(kShapeSize / 2.0f, kShapeSize / 2.0f);
    const cv::Point2f to(size * static_cast<float>(random_.between(0.2, 0.8)),
                         size * static_cast<float>(random_.between(0.2, 0.8)));
    const cv::Matx23d map =
        placing(from, to, random_.between(0.8, 1.8) * size / kShapeSize, random_.between(-3, 3), false);
    cv::Mat placed, mask;
    cv::warpAffine(shape, placed, map, picture.size(), cv::INTER_LINEAR, cv::BORDER_REFLECT);
    cv::GaussianBlur(placed, placed, {0, 0}, random_.between(0.3, 4));
    placed.convertTo(mask, CV_32F, 1 / 255.0);
    const double dark = std::pow(random_.between(0.15, 0.7), 1 / 2.2);
    std::vector<cv::Mat> channels;
    cv::split(picture, channels);
    for (cv::Mat& channel : channels) {
        const double gain = dark * (1 + 0.06 * random_.normal());
        cv::Mat lit;
        channel.convertTo(lit, CV_32F);
        lit = lit.mul(1.0 + mask * (gain - 1));
        lit.convertTo(channel, CV_8U);
    }
    cv::merge(channels, picture);
}

/// Something in front of the picture. What part it is nobody knows.
void ReaderSampler::hide(ReaderSample& sample) {
    const int size = sample.picture.cols;
    cv::Mat mask(size, size, CV_8U, cv::Scalar(0));
    const cv::Point at(static_cast<int>(random_.between(0.1, 0.9) * size),
                       static_cast<int>(random_.between(0.2, 0.95) * size));
    const cv::Size extent(static_cast<int>(size * random_.between(0.05, 0.16)),
                          static_cast<int>(size * random_.between(0.05, 0.25)));
    cv::ellipse(mask, at, extent, random_.between(0, 180), 0, 360, 255, cv::FILLED);
    faceless_.draw(random_, {size, size}).copyTo(sample.picture, mask);
    sample.parts.setTo(kUnlabelled, mask);
}

ReaderSample ReaderSampler::draw(int size) {
    ReaderSample sample = random_.chance(kNegativeShare) ? negative(size) : positive(size);
    spoil(random_, sample.picture);
    return sample;
}

}  // namespace engine
