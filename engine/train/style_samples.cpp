#include "engine/train/style_samples.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "engine/api/change.h"
#include "engine/train/portrait_placement.h"
#include "engine/train/reader_backgrounds.h"
#include "engine/train/reader_samples.h"

namespace engine {
namespace {

constexpr float kFloor = GainField::kGainFloor;
constexpr double kRegionChanged = 0.65;
constexpr double kSomebodyElses = 0.7;  ///< how often a region's new colours are another person's
constexpr int kFewestPixels = 60;       ///< of a region that is there, at the set's 320 pixels
constexpr double kFeather = 0.8;        ///< pixels by which regions fade into each other

cv::Mat logarithmOf(const cv::Mat& picture) {  // CV_32FC3, 0…1
    cv::Mat result;
    cv::log(picture + cv::Scalar::all(kFloor), result);
    return result;
}

cv::Mat asFloat(const cv::Mat& bytes) {
    cv::Mat result;
    bytes.convertTo(result, CV_32F, 1 / 255.0);
    return result;
}

/// One map 0…1 for each part, soft at its border.
std::vector<cv::Mat> softRegions(const cv::Mat& parts) {
    std::vector<cv::Mat> regions;
    for (int part = 0; part < kPartCount; ++part) {
        cv::Mat region = asFloat(parts == part);
        cv::GaussianBlur(region, region, {0, 0}, kFeather);
        regions.push_back(region);
    }
    return regions;
}

}  // namespace

StyleSampler::Looks StyleSampler::looksOf(const Portrait& portrait) {
    const cv::Mat logarithm = logarithmOf(asFloat(portrait.picture));
    Looks looks;
    for (int part = 0; part < kPartCount; ++part) {
        const cv::Mat where = portrait.parts == part;
        if (cv::countNonZero(where) < kFewestPixels) continue;
        cv::Scalar mean, deviation;
        cv::meanStdDev(logarithm, mean, deviation, where);
        Look& look = looks[part];
        for (int c = 0; c < 3; ++c) {
            look.mean[c] = static_cast<float>(mean[c]);
            look.deviation[c] = static_cast<float>(deviation[c]);
        }
        look.is_there = true;
    }
    return looks;
}

StyleSampler::StyleSampler(const std::vector<Portrait>& portraits, std::uint64_t seed)
    : portraits_(portraits), random_(seed) {
    for (const Portrait& portrait : portraits) looks_.push_back(looksOf(portrait));
    darkest_ = darkestOf(portraits);
}

int StyleSampler::anyPortrait() {
    if (random_.chance(kDarkShare)) return darkest_[random_.whole(0, static_cast<int>(darkest_.size()) - 1)];
    return random_.whole(0, static_cast<int>(portraits_.size()) - 1);
}

/// By how much a region's mean moves, and how its spread is stretched about it, in logarithms.
cv::Vec3f StyleSampler::shiftOf(const Look& own, Part part, cv::Vec3f& stretch) {
    const Look& other = looks_[random_.whole(0, static_cast<int>(looks_.size()) - 1)][static_cast<int>(part)];
    stretch = {0, 0, 0};
    if (own.is_there && other.is_there && random_.chance(kSomebodyElses)) {
        const float share = static_cast<float>(random_.between(0.4, 1));
        for (int c = 0; c < 3; ++c) {
            stretch[c] =
                share * (std::clamp(other.deviation[c] / std::max(own.deviation[c], 0.02f), 0.6f, 1.5f) - 1);
        }
        return (other.mean - own.mean) * share;
    }
    const double lighter = 0.35 * random_.normal();
    cv::Vec3f shift;
    for (int c = 0; c < 3; ++c)
        shift[c] = static_cast<float>(std::clamp(lighter + 0.12 * random_.normal(), -0.9, 0.9));
    return shift;
}

cv::Mat StyleSampler::recoloured(const cv::Mat& logarithm, const std::vector<cv::Mat>& regions,
                                 const Looks& own) {
    cv::Mat change = cv::Mat::zeros(logarithm.size(), CV_32FC3);
    for (int part = 0; part < kPartCount; ++part) {
        if (!random_.chance(kRegionChanged)) continue;
        cv::Vec3f stretch;
        const cv::Vec3f shift = shiftOf(own[part], static_cast<Part>(part), stretch);
        const cv::Vec3f mean = own[part].mean;
        for (int y = 0; y < change.rows; ++y) {
            auto* out = change.ptr<cv::Vec3f>(y);
            const auto* seen = logarithm.ptr<cv::Vec3f>(y);
            const auto* alpha = regions[part].ptr<float>(y);
            for (int x = 0; x < change.cols; ++x) {
                if (alpha[x] == 0) continue;
                for (int c = 0; c < 3; ++c)
                    out[x][c] += alpha[x] * (shift[c] + stretch[c] * (seen[x][c] - mean[c]));
            }
        }
    }
    cv::Mat result;
    cv::exp(logarithm + change, result);
    return clipped(result - cv::Scalar::all(kFloor));
}

StyleSample StyleSampler::draw(int size, double own_colours, bool pair) {
    const int index = anyPortrait();
    const Portrait& portrait = portraits_[index];
    const cv::Matx23d placement =
        randomPlacement(random_, portrait.picture.cols, size, std::exp(random_.between(-0.1, 0.16)));
    StyleSample sample;
    cv::warpAffine(portrait.parts, sample.parts, placement, {size, size}, cv::INTER_NEAREST,
                   cv::BORDER_CONSTANT, kUnlabelled);
    cv::Mat picture = placed(portrait.picture, placement, size);
    if (random_.chance(0.4)) spoil(random_, picture);
    const cv::Mat own = asFloat(picture), logarithm = logarithmOf(own);
    const std::vector<cv::Mat> regions = softRegions(sample.parts);
    const auto look = [&] {
        return random_.chance(own_colours) ? own : recoloured(logarithm, regions, looks_[index]);
    };
    sample.first = look();
    if (pair) sample.second = look();
    return sample;
}

}  // namespace engine
