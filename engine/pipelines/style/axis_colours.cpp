#include "engine/pipelines/style/axis_colours.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/pipelines/style/local_mean.h"

namespace engine {
namespace {

constexpr double kNearBlack = 1e-3;  ///< lightness; darker and, as far from white, lighter count as this
constexpr double kBrightest = 0.97;  ///< lightness up to which highlights are raised
constexpr double kMostRicher = 1.6;  ///< chroma grows with lightness, but by no more
constexpr double kRuddy = 0.06;      ///< how much redder than pale skin the reddest skin is taken for
constexpr double kTintLightness = 0.45;
constexpr double kBerry = 10, kRedLips = 25, kCoral = 37;  ///< hues of lipstick, degrees
constexpr double kAmberIris = 60, kBlueIris = 250;         ///< hues of eyes, degrees
constexpr double kLipstickChroma = 0.11, kIrisChroma = 0.055;
constexpr double kIrisCover = 0.8;  ///< share of an iris' own colours that another one replaces

// Amounts of an axis at its end were chosen by eye, on people of dark, medium and light skin.

/// A region's colours while its axes change them one after the other.
struct AxisColours {
    Oklab now;
    at::Tensor matte;
    double width;  ///< cells: the side of a square as large as the region

    double mean(const at::Tensor& map, const at::Tensor& where) const {
        return ((map * where).sum() / where.sum().clamp_min(1e-6)).item<double>();
    }
    double quantile(const at::Tensor& map, double share) const {
        return at::quantile(map.masked_select(matte.gt(0.5)), share).item<double>();
    }
    at::Tensor around(const at::Tensor& map, const at::Tensor& where, double share_of_width) const {
        return localMean(map, where, std::max(0.5, share_of_width * width));
    }
};

at::Tensor softStep(const at::Tensor& x, double from, double to) {
    const at::Tensor t = ((x - from) / (to - from)).clamp(0, 1);
    return t * t * (3 - 2 * t);
}

/// Lightness on a scale without ends, on which steps keep black black and white white.
at::Tensor endless(const at::Tensor& lightness) {
    return at::logit(lightness, kNearBlack);
}

/// Gives colours another lightness; their chroma follows, as it does when light changes.
Oklab relit(const Oklab& from, const at::Tensor& lightness) {
    const at::Tensor ratio = (lightness / from.lightness.clamp_min(kNearBlack)).clamp(0, kMostRicher);
    return {lightness, from.a * ratio, from.b * ratio};
}

void shiftLightness(AxisColours& c, const at::Tensor& by) {
    c.now = relit(c.now, at::sigmoid(endless(c.now.lightness) + by));
}

void shiftLightness(AxisColours& c, double by) {
    if (by != 0) shiftLightness(c, at::scalar_tensor(by));
}

void stretchContrast(AxisColours& c, double by) {
    if (by == 1) return;
    const at::Tensor l = endless(c.now.lightness);
    const double middle = c.mean(l, c.matte);
    c.now = relit(c.now, at::sigmoid(middle + (l - middle) * by));
}

at::Tensor chromaOf(const Oklab& c) {
    return at::sqrt(at::square(c.a) + at::square(c.b));
}

void scaleChroma(AxisColours& c, const at::Tensor& by) {
    c.now.a = c.now.a * by;
    c.now.b = c.now.b * by;
}

/// Greyer down to a share `least` of the chroma; or more vivid, but hardly beyond a chroma of `most`.
void saturate(AxisColours& c, double amount, double least, double most) {
    if (amount < 0) scaleChroma(c, at::scalar_tensor(1 + (1 - least) * amount));
    if (amount <= 0) return;
    const at::Tensor asked = (1 + amount) * chromaOf(c.now) / most;
    const at::Tensor held = at::pow(1 + at::pow(asked, 4), -0.25);
    scaleChroma(c, ((1 + amount) * held).clamp_min(1));
}

/// Adds colour in proportion to lightness, as warmer light does: black stays black. Beyond a middle lightness
/// it grows no more.
void tint(AxisColours& c, double a, double b) {
    const at::Tensor held = kTintLightness * at::tanh(c.now.lightness / kTintLightness);
    c.now.a = c.now.a + held * a;
    c.now.b = c.now.b + held * b;
}

/// Takes shares of what is red and yellow away: colder, and never blue.
void cool(AxisColours& c, double red, double yellow) {
    c.now.a = c.now.a - red * c.now.a.clamp_min(0);
    c.now.b = c.now.b - yellow * c.now.b.clamp_min(0);
}

void turnHue(AxisColours& c, double degrees) {
    const double angle = degrees * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    c.now = {c.now.lightness, c.now.a * cosine - c.now.b * sine, c.now.a * sine + c.now.b * cosine};
}

/// The hue in degrees of the mean colour, from `from` up to a circle further.
double meanHue(const AxisColours& c, const at::Tensor& where, double from) {
    const double hue = std::atan2(c.mean(c.now.b, where), c.mean(c.now.a, where)) * 180 / std::numbers::pi;
    return hue - 360 * std::floor((hue - from) / 360);
}

/// Differences of a middle size go: blotches do, and the shape's shading, which is broader, and edges,
/// which are stronger, stay.
at::Tensor evened(const AxisColours& c, const at::Tensor& map, double amount, double edge) {
    const at::Tensor blotch = c.around(map, c.matte, 0.012) - c.around(map, c.matte, 0.08);
    return map - amount * blotch * at::exp(-at::square(blotch / edge));
}

void evenOut(AxisColours& c, double amount) {
    if (amount == 0) return;
    const double by = amount > 0 ? 0.9 * amount : 0.5 * amount;
    c.now = {evened(c, c.now.lightness, 0.7 * by, 0.05), evened(c, c.now.a, by, 0.03),
             evened(c, c.now.b, by, 0.03)};
}

void redden(AxisColours& c, double amount) {
    if (amount == 0) return;
    const at::Tensor above = (c.now.a - c.quantile(c.now.a, 0.25)).clamp_min(0);
    const at::Tensor redness = kRuddy * at::tanh(above / kRuddy);
    if (amount < 0) {
        c.now.a = c.now.a + 0.7 * amount * redness;
    } else {
        c.now.a = c.now.a + amount * (0.7 * redness + 0.008);
        c.now.lightness = c.now.lightness - 0.4 * amount * redness;
    }
}

/// Highlights stand out from what lies around them, within `reach` of the region's width, by more than
/// `least`. Made stronger they become whiter; without them the skin below shows its own colour.
void shine(AxisColours& c, double amount, double reach, double least, double raise) {
    if (amount == 0) return;
    const at::Tensor off = c.now.lightness - c.around(c.now.lightness, c.matte, reach);
    const at::Tensor plain = c.matte * at::exp(-at::square(off / 0.06));
    const at::Tensor above = (c.now.lightness - c.around(c.now.lightness, plain, reach) - least).clamp_min(0);
    const at::Tensor surely = softStep(above, 0, 0.08);
    if (amount > 0) {
        const at::Tensor lit = (c.now.lightness + raise * amount * surely * above).clamp_max(kBrightest);
        c.now.lightness = at::maximum(c.now.lightness, lit);
        scaleChroma(c, 1 - 0.5 * amount * surely * softStep(above, 0, 0.2));
        return;
    }
    const at::Tensor matt = -amount * surely;
    c.now = {c.now.lightness - 0.8 * matt * above,
             c.now.a + 0.8 * matt * (c.around(c.now.a, plain, reach) - c.now.a),
             c.now.b + 0.8 * matt * (c.around(c.now.b, plain, reach) - c.now.b)};
}

/// Lipstick goes from berry over pink to coral, whatever the lips' own hue, and has more chroma than lips.
void paintLips(AxisColours& c, double amount) {
    if (amount == 0) return;
    const double own = meanHue(c, c.matte, -160), chroma = c.mean(chromaOf(c.now), c.matte);
    const double towards = amount > 0 ? std::max(kCoral, own) : std::min(kBerry, own);
    turnHue(c, std::abs(amount) * (towards - own));
    const double richer = std::clamp(kLipstickChroma / std::max(chroma, 0.01), 1.0, 1.8);
    scaleChroma(c, at::scalar_tensor(1 + std::abs(amount) * (richer - 1)));
    shiftLightness(c, amount > 0 ? -0.12 * amount : 0.4 * amount);
}

/// What is bright and hardly coloured, of eyes and teeth.
void whiten(AxisColours& c, double amount, const at::Tensor& white) {
    const double clean = amount > 0 ? 0.8 * amount : 0.5 * amount;
    scaleChroma(c, 1 - clean * white);
    c.now.lightness = at::sigmoid(endless(c.now.lightness) + (amount > 0 ? 0.55 : 0.25) * amount * white);
}

at::Tensor whiteOfEyes(const AxisColours& c, const at::Tensor& iris) {
    const double middle = c.quantile(c.now.lightness, 0.5);
    const at::Tensor bright = softStep(c.now.lightness, middle - 0.03, middle + 0.10);
    const at::Tensor pale = 1 - softStep(chromaOf(c.now), 0.06, 0.11);
    return c.matte * bright * pale * (1 - iris);
}

at::Tensor whiteOfTeeth(const AxisColours& c) {
    const at::Tensor bright = softStep(c.now.lightness, 0.40, 0.58);
    const at::Tensor not_red = 1 - softStep(c.now.a - 0.35 * c.now.b, 0.015, 0.05);
    return c.matte * bright * not_red;
}

/// Irises go from amber over green to blue, the way real ones do, and lighter on the way.
void colourIrises(AxisColours& c, double amount, const at::Tensor& iris) {
    const at::Tensor seen = c.matte * iris;
    if (amount == 0 || seen.sum().item<double>() < 1) return;
    const double lightness = c.mean(c.now.lightness, seen), chroma = c.mean(chromaOf(c.now), seen);
    const at::Tensor coloured = seen * (1 - softStep(c.now.lightness, lightness + 0.15, lightness + 0.35));
    const double own = meanHue(c, coloured, kBlueIris - 300), part = std::abs(amount);
    const double hue = own + part * ((amount > 0 ? kBlueIris : kAmberIris) - own);
    const double rich = chroma + part * (std::clamp(kIrisChroma, 0.7 * chroma, 3 * chroma) - chroma);
    // Dark irises hold hardly any colour, and what they hold is noise: one colour takes its place.
    const at::Tensor placed = kIrisCover * std::min(1.0, 3 * part) * coloured;
    const at::Tensor strong = rich * (c.now.lightness / std::max(lightness, 0.05)).clamp(0.3, 1.5);
    const double angle = hue * std::numbers::pi / 180;
    c.now.a = c.now.a + placed * (strong * std::cos(angle) - c.now.a);
    c.now.b = c.now.b + placed * (strong * std::sin(angle) - c.now.b);
    const double want = amount > 0 ? std::max(0.45 - lightness, 0.0) : std::min(0.36 - lightness, 0.0);
    shiftLightness(c, 3.5 * part * want * coloured);
}

double valueOf(const StyleAxes& axes, StyleAxis axis) {
    return std::clamp(static_cast<double>(axes[static_cast<std::size_t>(axis)]), -1.0, 1.0);
}

void changeSkin(AxisColours& c, const StyleAxes& axes) {
    evenOut(c, valueOf(axes, StyleAxis::Evenness));
    shine(c, valueOf(axes, StyleAxis::Shine), 0.06, 0.015, 0.8);
    redden(c, valueOf(axes, StyleAxis::Redness));
    shiftLightness(c, 0.45 * valueOf(axes, StyleAxis::Lightness));
    const double warmth = valueOf(axes, StyleAxis::Warmth);
    if (warmth > 0) tint(c, 0.013 * warmth, 0.055 * warmth);
    if (warmth < 0) cool(c, -0.10 * warmth, -0.48 * warmth);
}

void changeLips(AxisColours& c, const StyleAxes& axes) {
    shine(c, valueOf(axes, StyleAxis::Gloss), 0.15, 0.005, 1.2);
    // Vivid lips are red ones: brown lips with more chroma alone would be orange.
    const double saturation = valueOf(axes, StyleAxis::Saturation);
    if (saturation > 0) turnHue(c, 0.6 * saturation * std::min(0.0, kRedLips - meanHue(c, c.matte, -160)));
    saturate(c, saturation, 0.5, 0.19);
    paintLips(c, valueOf(axes, StyleAxis::Colour));
    shiftLightness(c, 0.5 * valueOf(axes, StyleAxis::Lightness));
}

void changeEyes(AxisColours& c, const StyleAxes& axes, const at::Tensor& iris) {
    const at::Tensor known = iris.defined() ? iris : at::zeros_like(c.matte);
    const double whites = valueOf(axes, StyleAxis::Whites);
    if (whites != 0) whiten(c, whites, whiteOfEyes(c, known));
    colourIrises(c, valueOf(axes, StyleAxis::Colour), known);
    shiftLightness(c, 0.5 * valueOf(axes, StyleAxis::Lightness));
}

void changeTeeth(AxisColours& c, const StyleAxes& axes) {
    const double whites = valueOf(axes, StyleAxis::Whites);
    if (whites != 0) whiten(c, whites, whiteOfTeeth(c));
}

void changeTone(AxisColours& c, const StyleAxes& axes) {
    const double contrast = valueOf(axes, StyleAxis::Contrast);
    stretchContrast(c, 1 + (contrast > 0 ? 0.6 : 0.5) * contrast);
    shiftLightness(c, 0.75 * valueOf(axes, StyleAxis::Lightness));
}

/// Hair and brows go from ash to copper; a brow in colour is soon too much.
void changeHair(AxisColours& c, const StyleAxes& axes, double most_warmth) {
    changeTone(c, axes);
    saturate(c, valueOf(axes, StyleAxis::Saturation), 0, 0.17);
    const double warmth = most_warmth * valueOf(axes, StyleAxis::Warmth);
    if (warmth > 0) tint(c, 0.050 * warmth, 0.105 * warmth);
    if (warmth < 0) {
        cool(c, -0.65 * warmth, -0.85 * warmth);
        tint(c, 0, 0.025 * warmth);
    }
}

/// Cloth and walls may be as blue as they may be orange.
void changeCloth(AxisColours& c, const StyleAxes& axes) {
    changeTone(c, axes);
    saturate(c, valueOf(axes, StyleAxis::Saturation), 0, 0.28);
    const double warmth = valueOf(axes, StyleAxis::Warmth);
    tint(c, 0.040 * warmth, 0.110 * warmth);
}

}  // namespace

Oklab axisColours(Part part, const StyleAxes& axes, const Oklab& own, const at::Tensor& matte,
                  const at::Tensor& iris) {
    AxisColours c{own, matte, std::sqrt(matte.sum().item<double>())};
    switch (part) {
        case Part::Skin:
            changeSkin(c, axes);
            break;
        case Part::Lips:
            changeLips(c, axes);
            break;
        case Part::Eyes:
            changeEyes(c, axes, iris);
            break;
        case Part::Mouth:
            changeTeeth(c, axes);
            break;
        case Part::Hair:
            changeHair(c, axes, 1);
            break;
        case Part::Brows:
            changeHair(c, axes, 0.6);
            break;
        case Part::Background:
        case Part::Clothes:
            changeCloth(c, axes);
            break;
    }
    return c.now;
}

}  // namespace engine
