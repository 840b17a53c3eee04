#include "engine/train/glasses_drawing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

#include "engine/api/change.h"
#include "engine/train/frame_parts.h"
#include "engine/train/portrait_placement.h"

namespace engine {
namespace {

constexpr double kGainFloor = GainField::kGainFloor;

cv::Mat nothing(cv::Size size) {
    return cv::Mat::zeros(size, CV_32F);
}

/// 0 below `from`, 1 above `to`, smooth between.
cv::Mat smoothly(const cv::Mat& x, double from, double to) {
    const cv::Mat t = clipped((x - from) / (to - from));
    return t.mul(t).mul(3 - 2 * t);
}

/// The frame's colour at each place: lit from one side, its highlights running along it.
cv::Mat shaded(Random& random, const cv::Mat& alpha, const FrameMaterial& m, double width) {
    const cv::Size size = alpha.size();
    const double sigma = std::clamp(0.35 * width, 0.7, 6.0);
    cv::Mat gx, gy;
    const cv::Mat height = blurred(alpha, sigma);
    cv::Sobel(height, gx, CV_32F, 1, 0, 3, 1 / 8.0);
    cv::Sobel(height, gy, CV_32F, 0, 1, 3, 1 / 8.0);
    const double angle = random.between(-0.8, 0.8) - std::numbers::pi / 2;
    const cv::Mat slope = (gx * -std::cos(angle) + gy * -std::sin(angle)) * (2.2 * sigma);  // −1…1
    const cv::Mat surroundings = smoothField(random, {random.whole(5, 14), random.whole(4, 9)}, size);
    const double bands = random.between(3, 7), phase = random.between(0, 6.28);
    const cv::Mat mottles =
        m.mottled > 0
            ? smoothly(smoothField(random, {random.whole(30, 70), random.whole(16, 36)}, size), 0.3, 0.9) *
                  m.mottled
            : nothing(size);
    cv::Mat colour(size, CV_32FC3);
    for (int y = 0; y < size.height; ++y) {
        const float down = m.fading * static_cast<float>(y) / static_cast<float>(size.height);
        for (int x = 0; x < size.width; ++x) {
            const float s = slope.at<float>(y, x), around = surroundings.at<float>(y, x);
            const float other = std::max(down, mottles.at<float>(y, x));
            cv::Vec3f c = m.colour + (m.second - m.colour) * other;
            const float mirrored = 0.5f + 0.5f * std::sin(static_cast<float>(bands) * s +
                                                          static_cast<float>(phase) + 4 * around);
            c *= 1 + (0.3f * s + 0.5f * (around - 0.5f)) * (1 - m.metal) + m.metal * (mirrored - 0.5f) * 1.3f;
            const float glint = std::pow(std::max(0.0f, s), 2.0f) * around * around * m.shine * 2.2f +
                                m.metal * m.shine * std::pow(mirrored * around, 4.0f) * 1.5f;
            c += cv::Vec3f::all(glint + 0.06f * m.shine * around);
            colour.at<cv::Vec3f>(y, x) = c;
        }
    }
    return clipped(colour);
}

/// Light that lenses mirror: lamps, windows and gradients, 0…1.
cv::Mat reflections(Random& random, cv::Size size, cv::Point2f centre, double scale) {
    cv::Mat light = nothing(size);
    const double kind = random.unit();
    const auto near = [&](double spread) {
        return cv::Point2f(centre.x + static_cast<float>(scale * random.between(-spread, spread)),
                           centre.y + static_cast<float>(scale * random.between(-spread, spread * 0.8)));
    };
    if (kind < 0.45) {
        for (int i = random.whole(1, 3); i > 0; --i) {
            const cv::RotatedRect blob(near(0.35),
                                       {static_cast<float>(scale * random.between(0.03, 0.3)),
                                        static_cast<float>(scale * random.between(0.02, 0.2))},
                                       static_cast<float>(random.between(0, 180)));
            cv::ellipse(light, blob, cv::Scalar(random.between(0.4, 1)), -1, cv::LINE_AA);
        }
        light = blurred(light, scale * random.between(0.003, 0.03));
    } else if (kind < 0.7) {
        const cv::Point2f at = near(0.35);
        const float w = static_cast<float>(scale * random.between(0.06, 0.35)),
                    h = static_cast<float>(scale * random.between(0.06, 0.35)),
                    lean = static_cast<float>(random.between(-0.3, 0.3));
        for (int i = 0; i < 2; ++i) {
            const float left = at.x + static_cast<float>(i) * w * 0.55f - w / 2;
            const std::vector<cv::Point> pane = {
                cv::Point2f(left, at.y - h / 2), cv::Point2f(left + w * 0.45f, at.y - h / 2 + lean * w),
                cv::Point2f(left + w * 0.45f, at.y + h / 2 + lean * w), cv::Point2f(left, at.y + h / 2)};
            cv::fillConvexPoly(light, pane, cv::Scalar(random.between(0.6, 1)), cv::LINE_AA);
        }
        light = blurred(light, scale * random.between(0.004, 0.03));
    } else {
        const double angle = random.between(0, 2 * std::numbers::pi),
                     reach = random.between(0.2, 0.7) * scale, from = random.between(-0.3, 0.3) * scale;
        for (int y = 0; y < size.height; ++y) {
            for (int x = 0; x < size.width; ++x) {
                const double along = (x - centre.x) * std::cos(angle) + (y - centre.y) * std::sin(angle);
                light.at<float>(y, x) = static_cast<float>(std::clamp((along - from) / reach, 0.0, 1.0));
            }
        }
    }
    return light;
}

/// `picture` with the inside of both lenses scaled about their centres, as strongly as `weights` say.
cv::Mat refracted(const cv::Mat& picture, const std::array<cv::Mat, 2>& weights,
                  const std::array<cv::Point2f, 2>& centres, float scale) {
    cv::Mat to_x(picture.size(), CV_32F), to_y(picture.size(), CV_32F), out;
    const float more = 1 / scale - 1;
    for (int y = 0; y < picture.rows; ++y) {
        for (int x = 0; x < picture.cols; ++x) {
            const float px = static_cast<float>(x), py = static_cast<float>(y);
            const float l = weights[0].at<float>(y, x) * more, r = weights[1].at<float>(y, x) * more;
            to_x.at<float>(y, x) = px + l * (px - centres[0].x) + r * (px - centres[1].x);
            to_y.at<float>(y, x) = py + l * (py - centres[0].y) + r * (py - centres[1].y);
        }
    }
    cv::remap(picture, out, to_x, to_y, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return out;
}

cv::Mat shifted(const cv::Mat& map, double x, double y) {
    cv::Mat out;
    cv::warpAffine(map, out, cv::Matx23d(1, 0, x, 0, 1, y), map.size());
    return out;
}

/// How bright each place is by the light that falls there, about 1 on the face.
cv::Mat lightOf(const cv::Mat& picture, double scale) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    const double mean = std::max(0.05, cv::mean(grey)[0]);
    const cv::Mat broad = blurred(grey, scale * 0.35);
    const double exposure = std::clamp(mean / 0.5, 0.35, 1.3);
    return cv::min(cv::max(broad / mean, 0.5), 1.4) * exposure;
}

}  // namespace

FaceWithGlasses withGlasses(Random& random, const BareFace& face, const Glasses& glasses) {
    const cv::Size size = face.picture.size();
    const double scale = face.head.scale();
    const FrameParts parts = frameParts(random, size, face.head, glasses);
    const auto small = [&](const cv::Mat& fine) {
        cv::Mat out;
        cv::resize(fine, out, size, 0, 0, cv::INTER_AREA);
        return out;
    };

    // 1. The frame: coverage and colour. Bows vanish in the hair, curls fall over the front now and then.
    const double sharpness = random.between(0.25, 0.75);
    const auto widest = *std::max_element(glasses.rim.begin(), glasses.rim.end());
    cv::Mat temples = parts.temples;
    cv::Mat whole = cv::max(parts.front, temples);
    cv::Mat colour = small(shaded(random, whole, glasses.material, widest * scale * kFiner));
    temples = small(temples);
    if (random.chance(0.6)) temples = temples.mul(1 - face.hair * random.between(0.5, 1));
    cv::Mat front = small(parts.front);
    if (random.chance(0.12)) front = front.mul(1 - face.hair * random.between(0.5, 1));
    cv::Mat frame = blurred(cv::max(front, temples), sharpness);
    const cv::Mat opaque = frame.clone();
    if (glasses.material.opacity < 1) {  // transparent plastic: its edges are seen, its sides hardly
        const cv::Mat core = blurred(frame, 1.2);
        frame = frame.mul(1 - (1 - glasses.material.opacity) * core);
    }
    const cv::Mat light = lightOf(face.picture, scale);
    colour = clipped(colour.mul(threefold(light)));

    // 2. What lies behind: the frame's shadow on the skin, then the lenses.
    std::array<cv::Mat, 2> lenses, fading;
    const std::array<cv::Point2f, 2>& centres = parts.lens_centres;
    for (int i = 0; i < 2; ++i) {
        lenses[i] = small(parts.lenses[i]);
        const double inset = 0.07 * scale;
        fading[i] = clipped(blurred(lenses[i], inset) * 2 - 1);
    }
    const cv::Mat lens = cv::max(lenses[0], lenses[1]);
    const LensGlass& glass = glasses.glass;
    const double pass = (cv::sum(glass.tint_above)[0] + cv::sum(glass.tint_below)[0]) / 6;
    const double depth = random.chance(0.75) ? random.between(0.08, 0.5) : 0;
    const cv::Mat falls =
        blurred(shifted(cv::max(opaque, lens * (1 - pass) * 0.8), scale * random.between(-0.08, 0.08),
                        scale * random.between(0, 0.14)),
                scale * random.between(0.01, 0.07));
    const cv::Mat shadow = falls.mul(face.person).mul(1 - 0.7 * face.hair) * depth;
    FaceWithGlasses made;
    made.clean = refracted(face.picture, fading, centres, glass.scale);
    cv::Mat behind = face.picture.mul(cv::Scalar::all(1) - threefold(shadow));
    behind = refracted(behind, lenses, centres, glass.scale);

    cv::Mat reflected = nothing(size);
    if (glass.reflections > 0) {
        const bool both = random.chance(0.75);
        const std::uint64_t seed = random.bits();
        for (int i = 0; i < 2; ++i) {
            if (!both && i == 1) break;
            Random same(seed);  // both lenses mirror the same room
            reflected += reflections(same, size, centres[i], scale).mul(lenses[i]);
        }
        reflected = reflected * glass.reflections;
    }
    cv::Mat tint(size, CV_32FC3);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const float down = std::clamp(
                0.5f + (static_cast<float>(y) - centres[0].y) / static_cast<float>(0.8 * scale), 0.0f, 1.0f);
            const cv::Vec3f full = glass.tint_above + (glass.tint_below - glass.tint_above) * down;
            const float a = lens.at<float>(y, x), r = reflected.at<float>(y, x);
            const cv::Vec3f t = cv::Vec3f::all(1) + (full - cv::Vec3f::all(1)) * a;
            tint.at<cv::Vec3f>(y, x) = t;
            cv::Vec3f& p = behind.at<cv::Vec3f>(y, x);
            for (int c = 0; c < 3; ++c) p[c] = 1 - (1 - p[c] * t[c]) * (1 - r * glass.reflected[c]);
        }
    }

    // 3. How much light has changed at each place, by construction, in logarithms.
    cv::Mat gain(size, CV_32F);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            float most = 0;
            for (int c = 0; c < 3; ++c) {
                const float clean = made.clean.at<cv::Vec3f>(y, x)[c];
                const float dark = clean * tint.at<cv::Vec3f>(y, x)[c] * (1 - shadow.at<float>(y, x));
                const float seen = 1 - (1 - dark) * (1 - reflected.at<float>(y, x) * glass.reflected[c]);
                most = std::max(
                    most, std::abs(std::log(static_cast<float>((seen + kGainFloor) / (clean + kGainFloor)))));
            }
            gain.at<float>(y, x) = most;
        }
    }

    // 4. The frame over it.
    const auto over = [&](const cv::Mat& alpha, const cv::Mat& painted) {
        const cv::Mat a = threefold(alpha);
        behind = behind + (painted - behind).mul(a);
    };
    cv::Mat thin = nothing(size);
    const bool rimless = *std::min_element(glasses.rim.begin(), glasses.rim.end()) <= 0;
    if (rimless) {  // the lens's own edge: a bright or dark hair
        thin = blurred(small(parts.edges), sharpness) * random.between(0.2, 0.7);
        over(thin, cv::Mat(size, CV_32FC3,
                           cv::Scalar::all(random.chance(0.5) ? random.between(0.7, 1)
                                                              : random.between(0.05, 0.4))));
    }
    cv::Mat pads = nothing(size);
    if (glasses.pads) {
        pads = blurred(small(parts.pads), sharpness) * random.between(0.15, 0.6);
        over(pads, cv::Mat(size, CV_32FC3, cv::Scalar::all(random.between(0.55, 0.95))));
    }
    over(frame, colour);
    made.seen = clipped(behind);

    // 5. Everything that is hidden, a little wider than it is: edges are never quite where they seem.
    cv::Mat wide;
    cv::dilate(
        cv::max(cv::max(smoothly(opaque, 0.05, 0.4), smoothly(thin, 0.05, 0.3)), smoothly(pads, 0.05, 0.3)),
        wide, cv::getStructuringElement(cv::MORPH_ELLIPSE, {3, 3}));
    made.cover = cv::max(wide, smoothly(gain, 0.75, 1.3));
    made.touched = cv::max(made.cover, smoothly(gain, 0.03, 0.15));
    return made;
}

}  // namespace engine
