#include "engine/train/glasses_shapes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine {
namespace {

constexpr int kOutlinePoints = 72;
constexpr double kSunShare = 0.07, kTintedShare = 0.09;  ///< of lenses: sunglasses, tints that show the eyes

float drawn(Random& random, double low, double high) {
    return static_cast<float>(random.between(low, high));
}

double signedPower(double v, double exponent) {
    return std::copysign(std::pow(std::abs(v), exponent), v);
}

/// A lens outline: a superellipse or a polygon, pulled into the shapes that opticians name.
struct Outline {
    double width = 0.42, height = 0.34;  ///< half of each
    double squareness = 2.5;             ///< 2: ellipse, more: towards a rectangle
    int corners = 0;                     ///< of a polygon; 0: none
    double taper = 0;                    ///< by which the top is wider than the bottom
    double cat = 0;                      ///< by which the outer top corner is raised
    double nose_cut = 0;                 ///< by which the lower inner side gives way to the nose
    double slope = 0;                    ///< of the whole outline, outwards and down
    double flat_top = 0;                 ///< share of the upper half that is cut straight

    cv::Point2f at(double angle) const {
        double round = 1;
        if (corners > 0) {
            const double step = 2 * std::numbers::pi / corners;
            const double within = std::fmod(angle + step / 2, step) - step / 2;
            round = 0.75 * std::cos(step / 2) / std::cos(within) + 0.25;
        }
        double x = signedPower(std::cos(angle), 2 / squareness) * round,
               y = signedPower(std::sin(angle), 2 / squareness) * round;
        if (y < flat_top - 1) y = (flat_top - 1) + 0.3 * (y - (flat_top - 1));
        const double outside = std::max(0.0, x), above = std::max(0.0, -y), below = std::max(0.0, y);
        x *= 1 + taper * -y;
        if (x < 0) x *= 1 - nose_cut * below;
        y -= cat * outside * outside * (above + 0.25);
        return {static_cast<float>(x * width), static_cast<float>(y * height + slope * x * width)};
    }
};

enum class Shape { Round, Oval, Rectangle, Wayfarer, Aviator, CatEye, Square, Polygon };

Shape drawnShape(Random& random) {
    static constexpr std::pair<Shape, double> kShares[] = {
        {Shape::Rectangle, 0.27}, {Shape::Wayfarer, 0.2}, {Shape::Oval, 0.14},   {Shape::Round, 0.14},
        {Shape::Aviator, 0.08},   {Shape::Square, 0.08},  {Shape::CatEye, 0.06}, {Shape::Polygon, 0.03}};
    double left = random.unit();
    for (const auto& [shape, share] : kShares) {
        if ((left -= share) < 0) return shape;
    }
    return Shape::Rectangle;
}

Outline outlineOf(Random& random, Shape shape) {
    Outline o;
    o.width = random.between(0.37, 0.46);
    o.nose_cut = random.between(0, 0.18);
    switch (shape) {
        case Shape::Round:
            o.squareness = random.between(1.95, 2.2);
            o.width = random.between(0.33, 0.45);
            o.height = o.width * random.between(0.9, 1.0);
            o.nose_cut *= 0.3;
            break;
        case Shape::Oval:
            o.squareness = random.between(2.1, 2.7);
            o.height = o.width * random.between(0.6, 0.85);
            break;
        case Shape::Rectangle:
            o.squareness = random.between(3.0, 6.5);
            o.height = o.width * random.between(0.46, 0.7);
            o.taper = random.between(-0.01, 0.06);
            break;
        case Shape::Wayfarer:
            o.squareness = random.between(2.7, 4.2);
            o.height = o.width * random.between(0.68, 0.88);
            o.taper = random.between(0.04, 0.14);
            o.cat = random.between(0, 0.15);
            break;
        case Shape::Aviator:
            o.squareness = random.between(2.2, 2.8);
            o.width = random.between(0.42, 0.5);
            o.height = o.width * random.between(0.78, 0.95);
            o.taper = random.between(0.02, 0.08);
            o.nose_cut = random.between(0.3, 0.5);
            o.flat_top = random.between(0.2, 0.45);
            break;
        case Shape::CatEye:
            o.squareness = random.between(2.2, 3.2);
            o.height = o.width * random.between(0.6, 0.8);
            o.cat = random.between(0.2, 0.45);
            o.taper = random.between(0.03, 0.12);
            break;
        case Shape::Square:
            o.squareness = random.between(3.2, 6);
            o.width = random.between(0.42, 0.52);
            o.height = o.width * random.between(0.75, 0.98);
            o.taper = random.between(-0.02, 0.08);
            break;
        case Shape::Polygon:
            o.squareness = 2;
            o.corners = random.whole(6, 8);
            o.height = o.width * random.between(0.85, 1.0);
            break;
    }
    o.slope = random.between(-0.03, 0.06);
    return o;
}

struct Rim {
    double above, below;   ///< widths
    double ends_at = 1e9;  ///< y below which there is none
};

/// Colours that frames have: black most of the time.
FrameMaterial plastic(Random& random) {
    FrameMaterial m;
    const double kind = random.unit();
    const auto grey = [&](double v) { return cv::Vec3f::all(static_cast<float>(v)); };
    if (kind < 0.45) {
        m.colour = grey(random.between(0.01, 0.08));
    } else if (kind < 0.58) {
        const double v = random.between(0.12, 0.4);
        m.colour = {static_cast<float>(v), static_cast<float>(v * random.between(0.5, 0.75)),
                    static_cast<float>(v * random.between(0.25, 0.55))};
    } else if (kind < 0.75) {  // tortoise
        m.colour = {drawn(random, 0.08, 0.2), drawn(random, 0.04, 0.1), drawn(random, 0.02, 0.06)};
        m.second = {drawn(random, 0.5, 0.8), drawn(random, 0.28, 0.5), drawn(random, 0.08, 0.25)};
        m.mottled = drawn(random, 0.5, 1);
    } else if (kind < 0.88) {
        m.colour = {drawn(random, 0, 0.75), drawn(random, 0, 0.55), drawn(random, 0, 0.7)};
    } else {
        m.colour = {drawn(random, 0.6, 1), drawn(random, 0.6, 1), drawn(random, 0.6, 1)};
    }
    if (random.chance(0.12)) {
        m.second = random.chance(0.5) ? grey(random.between(0.5, 0.9)) : m.colour * 2.5f;
        m.fading = drawn(random, 0.4, 1);
        m.mottled = 0;
    }
    m.shine = drawn(random, 0.03, 0.45);
    m.opacity = random.chance(kind < 0.45 ? 0.06 : 0.3) ? drawn(random, 0.25, 0.75) : 1;
    return m;
}

FrameMaterial metal(Random& random) {
    FrameMaterial m;
    const double kind = random.unit(), v = random.between(0.35, 0.8);
    if (kind < 0.4) {
        m.colour = cv::Vec3f(static_cast<float>(v), static_cast<float>(v), static_cast<float>(v * 1.03));
    } else if (kind < 0.7) {
        m.colour = {static_cast<float>(v * 1.1), static_cast<float>(v * random.between(0.78, 0.92)),
                    static_cast<float>(v * random.between(0.4, 0.7))};
    } else if (kind < 0.93) {
        m.colour = cv::Vec3f::all(drawn(random, 0.05, 0.3));
    } else {
        m.colour = {drawn(random, 0.1, 0.7), drawn(random, 0.05, 0.4), drawn(random, 0.05, 0.6)};
    }
    m.shine = drawn(random, 0.2, 0.9);
    m.metal = drawn(random, 0.5, 1);
    return m;
}

LensGlass glassOf(Random& random) {
    LensGlass g;
    const double kind = random.unit();
    if (kind < kSunShare + kTintedShare) {
        const bool dark = kind < kSunShare;
        const double pass = dark ? random.between(0.03, 0.4) : random.between(0.45, 0.9);
        const double colour = dark ? 0.12 : 0.15;
        for (int c = 0; c < 3; ++c) {
            g.tint_above[c] =
                static_cast<float>(std::clamp(pass * (1 + colour * random.normal()), 0.02, 1.0));
            g.tint_below[c] = g.tint_above[c];
        }
        if (random.chance(0.4)) g.tint_below += (cv::Vec3f::all(1) - g.tint_below) * drawn(random, 0.2, 0.8);
    } else {
        const float pass = drawn(random, 0.9, 1);
        g.tint_above = g.tint_below = {pass, pass, pass};
    }
    g.scale = random.chance(0.75) ? drawn(random, 0.92, 1.0) : drawn(random, 1.0, 1.07);
    if (random.chance(0.55)) g.reflections = drawn(random, 0.05, random.chance(0.3) ? 0.8 : 0.35);
    const double hue = random.unit();  // coatings mirror green or violet
    if (hue < 0.2)
        g.reflected = {0.55f, 1, 0.75f};
    else if (hue < 0.35)
        g.reflected = {0.75f, 0.7f, 1};
    else if (hue < 0.5)
        g.reflected = {0.85f, 0.93f, 1};
    return g;
}

/// The rim's width at each point of the outline, from the direction it faces.
std::vector<float> rimAlong(const std::vector<cv::Point2f>& outline, const Rim& rim) {
    std::vector<float> widths;
    const int n = static_cast<int>(outline.size());
    for (int i = 0; i < n; ++i) {
        const cv::Point2f along = outline[(i + 1) % n] - outline[(i + n - 1) % n];
        const double up = along.x / std::max(1e-6, cv::norm(along));  // clockwise: the top runs to the right
        const double width = rim.below + (rim.above - rim.below) * (0.5 + 0.5 * up);
        widths.push_back(outline[i].y > rim.ends_at ? 0.0f : static_cast<float>(width));
    }
    return widths;
}

}  // namespace

Glasses randomGlasses(Random& random) {
    Glasses g;
    const Shape shape = drawnShape(random);
    const Outline outline = outlineOf(random, shape);
    const double grown = random.between(0.88, 1.06);
    for (int i = 0; i < kOutlinePoints; ++i)
        g.outline.push_back(outline.at(2 * std::numbers::pi * i / kOutlinePoints) * grown);
    const double width = outline.width * grown, height = outline.height * grown;

    // Rim and material.
    Rim rim{};
    const double kind = random.unit();
    const bool rimless = kind < 0.07, half = kind < 0.19, browline = kind < 0.23, thin = kind < 0.55;
    g.material = thin || rimless || half ? metal(random) : plastic(random);
    if (thin && random.chance(0.2)) g.material = plastic(random);
    if (rimless) {
        rim = {0, 0};
    } else if (half) {
        rim = {random.between(0.018, 0.05), 0.012, height * random.between(-0.1, 0.3)};
    } else if (browline) {
        g.material = plastic(random);
        rim = {random.between(0.06, 0.1), 0.016};
    } else if (thin) {
        const double w = random.between(0.011, 0.035);
        rim = {w * random.between(1, 1.6), w};
    } else {
        const double w = random.chance(0.75) ? random.between(0.028, 0.06) : random.between(0.06, 0.1);
        rim = {w * random.between(1.1, 2.0), w * random.between(0.7, 1)};
    }
    g.rim = rimAlong(g.outline, rim);

    // How they sit.
    const double gap = random.between(0.11, 0.18);  // from the middle to the inner rim
    g.centre = {static_cast<float>(width + gap + (rim.above + rim.below) * 0.4),
                static_cast<float>(random.between(-0.02, 0.2))};
    if (random.chance(0.06)) g.centre.y += drawn(random, 0.08, 0.25);  // pushed down the nose
    g.in_front = drawn(random, -0.02, 0.1);
    g.wrap = drawn(random, 0.02, 0.14);
    g.tilt = drawn(random, 0, 0.2);
    g.bridge_at = static_cast<float>(g.centre.y - height * random.between(0.1, 0.75));
    g.bridge_rise = drawn(random, -0.01, 0.09);
    g.bridge_width = static_cast<float>(std::max(0.02, (rim.above + 0.006) * random.between(0.7, 1.3)));
    g.second_bridge = shape == Shape::Aviator ? random.chance(0.6) : random.chance(0.05);
    g.pads = g.material.metal > 0 || random.chance(0.25);
    g.temple_at = static_cast<float>(g.centre.y - height * random.between(0.1, 0.8));
    g.temple_width = static_cast<float>(std::clamp(rim.above * random.between(0.8, 1.8), 0.02, 0.17));
    g.glass = glassOf(random);
    return g;
}

}  // namespace engine
