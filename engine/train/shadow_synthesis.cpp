#include "engine/train/shadow_synthesis.h"

#include <numbers>
#include <opencv2/imgproc.hpp>

#include "engine/train/portrait_placement.h"
#include "engine/train/shadow_shapes.h"

namespace engine {
namespace {

constexpr double kEvenShare = 0.85;  ///< of the samples come from evenly lit portraits
constexpr double kNoShadowShare = 0.06;

}  // namespace

cv::Mat toLinear(const cv::Mat& picture) {
    const cv::Mat srgb = picture.reshape(1);
    cv::Mat linear;
    cv::pow(cv::max(srgb, 0.04045) * (1 / 1.055) + 0.055 / 1.055, 2.4, linear);
    cv::Mat toe = srgb * (1 / 12.92);
    toe.copyTo(linear, srgb <= 0.04045);
    return linear.reshape(picture.channels());
}

cv::Mat toSrgb(const cv::Mat& picture) {
    const cv::Mat linear = picture.reshape(1);
    cv::Mat srgb;
    cv::pow(cv::max(linear, 0.0031308), 1 / 2.4, srgb);
    srgb = srgb * 1.055 - 0.055;
    cv::Mat toe = linear * 12.92;
    toe.copyTo(srgb, linear <= 0.0031308);
    return srgb.reshape(picture.channels());
}

LightSampler::LightSampler(const std::vector<Portrait>& portraits, std::uint64_t seed, int shapes)
    : portraits_(portraits), random_(seed) {
    for (std::size_t i = 0; i < portraits.size(); ++i) {
        if (portraits[i].evenly_lit) even_.push_back(static_cast<int>(i));
    }
    for (int i = 0; i < shapes; ++i) {
        cv::Mat shape;
        randomShape(random_).convertTo(shape, CV_8U, 255);
        shapes_.push_back(shape);
    }
}

LightSampler::Clean LightSampler::augmented(int size) {
    const bool even = random_.chance(kEvenShare) && !even_.empty();
    const int index = even ? even_[random_.whole(0, static_cast<int>(even_.size()) - 1)]
                           : random_.whole(0, static_cast<int>(portraits_.size()) - 1);
    const Portrait& portrait = portraits_[index];
    const cv::Matx23d placement =
        randomPlacement(random_, portrait.picture.cols, size, random_.between(0.95, 1.35));
    Clean clean;
    clean.portrait = index;
    placed(portrait.picture, placement, size).convertTo(clean.picture, CV_32F, 1 / 255.0);
    placed(portrait.person, placement, size).convertTo(clean.person, CV_32F, 1 / 255.0);
    for (const cv::Point2f& p : portrait.mesh) clean.mesh.push_back(placed(p, placement));
    varyExposure(random_, clean.picture);
    return clean;
}

LightSampler::Clean LightSampler::asIs(int index, int size) const {
    const Portrait& portrait = portraits_[index];
    Clean clean;
    clean.portrait = index;
    cv::Mat picture, person;
    cv::resize(portrait.picture, picture, {size, size}, 0, 0, cv::INTER_AREA);
    cv::resize(portrait.person, person, {size, size}, 0, 0, cv::INTER_AREA);
    picture.convertTo(clean.picture, CV_32F, 1 / 255.0);
    person.convertTo(clean.person, CV_32F, 1 / 255.0);
    const float scale = static_cast<float>(size) / portrait.picture.cols;
    for (const cv::Point2f& p : portrait.mesh) clean.mesh.push_back(p * scale);
    return clean;
}

cv::Mat LightSampler::placedShape(int size) {
    const cv::Mat& shape = shapes_[random_.whole(0, static_cast<int>(shapes_.size()) - 1)];
    const double scale = random_.between(0.55, 1.3) * size / kShapeSize * 1.4;
    const double turn = random_.chance(0.7) ? random_.between(0, 2 * std::numbers::pi)
                                            : std::numbers::pi / 2 * random_.whole(0, 2);
    const double c = scale * std::cos(turn), s = scale * std::sin(turn), half = kShapeSize / 2.0;
    const double mirror = random_.chance(0.5) ? -1 : 1;
    cv::Matx23d m(mirror * c, -s, 0, mirror * s, c, 0);
    m(0, 2) = size / 2.0 + random_.between(-0.3, 0.3) * size - (m(0, 0) + m(0, 1)) * half;
    m(1, 2) = size / 2.0 + random_.between(-0.3, 0.3) * size - (m(1, 0) + m(1, 1)) * half;
    cv::Mat placed, as_float;
    cv::warpAffine(shape, placed, m, {size, size}, cv::INTER_LINEAR, cv::BORDER_REFLECT);
    placed.convertTo(as_float, CV_32F, 1 / 255.0);
    if (!random_.chance(0.6)) return as_float;

    // Bend it, as a shadow bends over a head.
    const double bend = random_.between(0, 0.045) * size;
    cv::Mat to_x, to_y, bent;
    for (cv::Mat* map : {&to_x, &to_y}) {
        cv::Mat grid(5, 5, CV_32F);
        for (int i = 0; i < 25; ++i) grid.ptr<float>()[i] = static_cast<float>(random_.normal() * bend);
        cv::resize(grid, *map, {size, size}, 0, 0, cv::INTER_CUBIC);
    }
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            to_x.at<float>(y, x) += static_cast<float>(x);
            to_y.at<float>(y, x) += static_cast<float>(y);
        }
    }
    cv::remap(as_float, bent, to_x, to_y, cv::INTER_LINEAR, cv::BORDER_REFLECT);
    return bent;
}

/// A shape that falls on some of the face: one that misses it, or covers all of it, teaches little.
cv::Mat LightSampler::facingShape(const Clean& clean, int size) {
    const std::vector<cv::Point2f> outline = {clean.mesh[10], clean.mesh[152], clean.mesh[234],
                                              clean.mesh[454]};
    const cv::Rect face = cv::boundingRect(outline) & cv::Rect(0, 0, size, size);
    cv::Mat shape;
    for (int attempt = 0; attempt < 5; ++attempt) {
        shape = random_.chance(0.12) ? headRelief(random_, clean.mesh, size) : placedShape(size);
        if (face.area() == 0) break;
        const double share = cv::mean(shape(face))[0];
        if (share > 0.06 && share < 0.85) break;
    }
    return shape;
}

cv::Mat LightSampler::penumbra(cv::Mat shape, double base, int size) {
    const double k = size / 320.0;
    if (!random_.chance(0.6)) return blurred(shape, base * k);
    const cv::Mat where = smoothField(random_, {3, 3}, {size, size});
    const double wide = std::min(10.0, base * random_.between(1, 5));
    const cv::Mat narrow = blurred(shape, base * k);
    return narrow + (blurred(shape, wide * k) - narrow).mul(where);
}

LightSample LightSampler::cast(const Clean& clean, int size) {
    cv::Mat shape = facingShape(clean, size);
    if (random_.chance(0.4)) shape = shape.mul(blurred(clean.person, 1.0));
    const double kind = random_.unit();  // hard, soft, coloured
    const double base = kind < 0.45  ? random_.between(0.3, 2)
                        : kind < 0.8 ? random_.between(1.5, 10)
                                     : random_.between(0.3, 5);
    shape = penumbra(shape, base, size);

    // Light that enters skin comes out further away, red the furthest.
    const double scatter = random_.between(0, 3) * size / 320.0;
    std::vector<cv::Mat> channels = {blurred(shape, scatter), blurred(shape, scatter * 0.45),
                                     blurred(shape, scatter * 0.2)};
    cv::Mat mask;
    cv::merge(channels, mask);
    if (random_.chance(0.35))
        mask = mask.mul(threefold(smoothField(random_, {4, 4}, {size, size}) * 0.25 + 0.75));

    const double darkness = random_.between(0.22, 0.65);
    const double tint_strength = kind > 0.8 ? random_.between(0.1, 0.35) : 0.06;
    cv::Vec3d tint(random_.normal() * tint_strength, random_.normal() * tint_strength,
                   random_.normal() * tint_strength);
    if (random_.chance(0.5)) {
        const double warmth = random_.between(-0.14, 0.14);
        tint += cv::Vec3d(-warmth, 0, warmth);
    }
    const double mean = (tint[0] + tint[1] + tint[2]) / 3;
    cv::Scalar gain;
    for (int c = 0; c < 3; ++c) gain[c] = std::clamp(darkness * std::exp(tint[c] - mean), 0.12, 0.9);
    const double lift = random_.between(0, 0.012);

    const cv::Mat lit = toLinear(clean.picture);
    cv::Mat dark;
    cv::multiply(lit, gain, dark);
    dark += cv::Scalar::all(lift);
    LightSample sample;
    sample.seen = clipped(toSrgb(lit + (dark - lit).mul(mask)));
    sample.clean = clean.picture;
    sample.person = clean.person;
    sample.portrait = clean.portrait;
    cv::Mat parts[3];
    cv::split(mask, parts);
    sample.change = (parts[0] + parts[1] + parts[2]) / 3;
    return sample;
}

LightSample LightSampler::shadow(int size) {
    const Clean clean = augmented(size);
    LightSample sample;
    if (random_.chance(kNoShadowShare)) {
        sample = {clean.picture.clone(), clean.picture, cv::Mat(size, size, CV_32F, cv::Scalar(0)),
                  clean.person, clean.portrait};
    } else {
        sample = cast(clean, size);
    }
    addNoise(random_, sample.seen);
    return sample;
}

LightSample LightSampler::shadowOver(int index, int size) {
    return cast(asIs(index, size), size);
}

LightSample LightSampler::relit(int size) {
    const Clean clean = augmented(size);
    // Exposure, white balance and a broad gradient, all on the person alone.
    const double angle = random_.between(0, 2 * std::numbers::pi), slope = random_.between(0, 0.9),
                 exposure = 0.35 * random_.normal();
    const double warmth = 0.12 * random_.normal(), green = 0.04 * random_.normal();
    cv::Mat log_light(size, size, CV_32FC3);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const double along = (x - size / 2.0) * std::cos(angle) + (y - size / 2.0) * std::sin(angle);
            const double light = exposure + slope * along / size;
            log_light.at<cv::Vec3f>(y, x) =
                cv::Vec3f(static_cast<float>(light + warmth), static_cast<float>(light + green),
                          static_cast<float>(light - warmth));
        }
    }
    cv::Mat light;
    cv::exp(log_light, light);
    const cv::Mat relit = clipped(toSrgb(toLinear(clean.picture).mul(light)));
    LightSample sample;
    sample.seen = clean.picture + (relit - clean.picture).mul(threefold(clean.person));
    sample.clean = clean.picture;
    sample.change = clean.person;
    sample.person = clean.person;
    sample.portrait = clean.portrait;
    addNoise(random_, sample.seen);
    return sample;
}

}  // namespace engine
