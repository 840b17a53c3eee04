#include "engine/photo/colour.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/photo/float_pixels.h"

namespace engine {
namespace {

constexpr std::size_t kCached = 8;

struct ProfileCloser {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, ProfileCloser>;

Profile opened(const std::vector<std::uint8_t>& bytes) {
    return Profile(cmsOpenProfileFromMem(bytes.data(), static_cast<cmsUInt32Number>(bytes.size())));
}

Profile openedOrSrgb(const IccProfile& profile, int colour_channels) {
    if (profile) return opened(*profile);
    if (colour_channels == 3) return Profile(cmsCreate_sRGBProfile());
    // Grey without a profile: the grey axis of sRGB.
    const Profile srgb(cmsCreate_sRGBProfile());
    const auto* curve = static_cast<const cmsToneCurve*>(cmsReadTag(srgb.get(), cmsSigGreenTRCTag));
    return Profile(cmsCreateGrayProfile(cmsD50_xyY(), curve));
}

cmsColorSpaceSignature spaceOf(int colour_channels) {
    return colour_channels == 3 ? cmsSigRgbData : cmsSigGrayData;
}

cmsUInt32Number formatOf(ColourTransform::Layout layout) {
    const int colours = colourChannels(layout.channels);
    const cmsUInt32Number bytes = layout.type == PixelType::U8 ? 1 : layout.type == PixelType::U16 ? 2 : 4;
    return FLOAT_SH(layout.type == PixelType::F32) | COLORSPACE_SH(colours == 3 ? PT_RGB : PT_GRAY) |
           EXTRA_SH(hasAlpha(layout.channels)) | CHANNELS_SH(colours) | BYTES_SH(bytes);
}

bool sameProfile(const IccProfile& a, const IccProfile& b) {
    return a == b || (a && b && *a == *b);
}

/// Grey axis and a coarse cube: enough to tell any curve or primaries that could be seen.
std::vector<float> samples(int channels) {
    std::vector<float> values;
    constexpr int kGreys = 33;
    for (int i = 0; i < kGreys; ++i) values.insert(values.end(), channels, i / (kGreys - 1.0f));
    if (channels == 1) return values;
    constexpr int kSide = 5;
    for (int i = 0; i < kSide * kSide * kSide; ++i) {
        for (int step : {1, kSide, kSide * kSide}) values.push_back(i / step % kSide / (kSide - 1.0f));
    }
    return values;
}

}  // namespace

std::unique_ptr<ColourTransform> ColourTransform::make(const IccProfile& from, Layout from_layout,
                                                       const IccProfile& to, Layout to_layout) {
    const int from_colours = colourChannels(from_layout.channels);
    const int to_colours = colourChannels(to_layout.channels);
    const Profile source = openedOrSrgb(from, from_colours);
    const Profile target = openedOrSrgb(to, to_colours);
    if (!source || !target || cmsGetColorSpace(source.get()) != spaceOf(from_colours) ||
        cmsGetColorSpace(target.get()) != spaceOf(to_colours)) {
        return nullptr;
    }
    // NOCACHE: lcms2 remembers the last pixel inside the transform otherwise, which threads would share.
    // NOOPTIMIZE: 16 bits would go through a table of 33 steps a side, which is several 8-bit steps off in
    // the dark.
    const bool deep = from_layout.type == PixelType::U16 || to_layout.type == PixelType::U16;
    cmsHTRANSFORM handle = cmsCreateTransform(
        source.get(), formatOf(from_layout), target.get(), formatOf(to_layout), INTENT_RELATIVE_COLORIMETRIC,
        cmsFLAGS_NOCACHE | cmsFLAGS_BLACKPOINTCOMPENSATION | (deep ? cmsFLAGS_NOOPTIMIZE : 0));
    if (!handle) return nullptr;
    return std::unique_ptr<ColourTransform>(new ColourTransform(handle));
}

ColourTransform::~ColourTransform() {
    cmsDeleteTransform(handle_);
}

void ColourTransform::run(const void* from, void* to, int pixels) const {
    cmsDoTransform(handle_, from, to, static_cast<cmsUInt32Number>(pixels));
}

SrgbView::SrgbView(const IccProfile& profile, int colour_channels) : channels_(colour_channels) {
    if (!profile) return;
    const ColourTransform::Layout photo{PixelType::F32, channels_};
    const ColourTransform::Layout rgb{PixelType::F32, 3};
    to_ = ColourTransform::make(profile, photo, nullptr, rgb);
    from_ = ColourTransform::make(nullptr, rgb, profile, photo);
    if (!to_ || !from_) {
        // A profile that cannot be read, or not be written: the numbers are taken as sRGB.
        to_.reset();
        return;
    }
    const std::vector<float> values = samples(channels_);
    std::vector<float> seen(values.size());
    toSrgb(values.data(), seen.data(), static_cast<int>(values.size() / channels_));
    const bool same = std::equal(values.begin(), values.end(), seen.begin(),
                                 [](float a, float b) { return std::abs(a - b) < 1.0f / 1024; });
    if (same) to_.reset();
}

SrgbView::~SrgbView() = default;

void SrgbView::toSrgb(const float* photo, float* srgb, int pixels) const {
    if (channels_ == 3) return to_->run(photo, srgb, pixels);
    constexpr int kBlock = 256;
    std::array<float, 3 * kBlock> rgb;
    for (int start = 0; start < pixels; start += kBlock) {
        const int count = std::min(kBlock, pixels - start);
        to_->run(photo + start, rgb.data(), count);
        for (int i = 0; i < count; ++i) srgb[start + i] = rgb[3 * i + 1];
    }
}

void SrgbView::fromSrgb(const float* srgb, float* photo, int pixels) const {
    if (channels_ == 3) return from_->run(srgb, photo, pixels);
    constexpr int kBlock = 256;
    std::array<float, 3 * kBlock> rgb;
    for (int start = 0; start < pixels; start += kBlock) {
        const int count = std::min(kBlock, pixels - start);
        for (int i = 0; i < 3 * count; ++i) rgb[i] = srgb[start + i / 3];
        from_->run(rgb.data(), photo + start, count);
    }
}

bool isUsableProfile(const std::vector<std::uint8_t>& bytes, int colour_channels) {
    const auto profile = std::make_shared<const std::vector<std::uint8_t>>(bytes);
    return ColourTransform::make(profile, {PixelType::U8, colour_channels}, nullptr, {PixelType::U8, 3}) !=
           nullptr;
}

std::shared_ptr<const SrgbView> ColourCache::srgbView(const IccProfile& profile, int colour_channels) {
    const std::scoped_lock lock(mutex_);
    for (const View& known : views_) {
        if (known.channels == colour_channels && sameProfile(known.profile, profile)) return known.view;
    }
    if (views_.size() >= kCached) views_.erase(views_.begin());
    views_.push_back({profile, colour_channels, std::make_shared<const SrgbView>(profile, colour_channels)});
    return views_.back().view;
}

std::shared_ptr<const ColourTransform> ColourCache::toDisplay(const Image& photo, const IccProfile& display) {
    const int colours = colourChannels(photo.channels());
    const IccProfile& from = photo.profile();
    if (colours == 3 && sameProfile(from, display)) return nullptr;
    if (srgbView(from, colours)->isIdentity() && srgbView(display, 3)->isIdentity()) return nullptr;

    const std::scoped_lock lock(mutex_);
    for (const Display& known : displays_) {
        if (known.channels == colours && sameProfile(known.from, from) && sameProfile(known.to, display)) {
            return known.transform;
        }
    }
    if (displays_.size() >= kCached) displays_.erase(displays_.begin());
    displays_.push_back({from, display, colours,
                         ColourTransform::make(from, {PixelType::U8, colours}, display, {PixelType::U8, 4})});
    return displays_.back().transform;
}

}  // namespace engine
