#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "engine/api/image.h"

namespace engine {

/// One lcms2 transform between two pixel layouts; made once, then usable from any thread.
class ColourTransform {
public:
    struct Layout {
        PixelType type;
        int channels;  ///< 1…4 as in Image; alpha is stepped over, never read or written
    };

    /// Null profiles are sRGB. Null when the profiles do not fit the channels or do not lead both ways.
    static std::unique_ptr<ColourTransform> make(const IccProfile& from, Layout from_layout,
                                                 const IccProfile& to, Layout to_layout);
    ~ColourTransform();
    ColourTransform(const ColourTransform&) = delete;
    ColourTransform& operator=(const ColourTransform&) = delete;

    void run(const void* from, void* to, int pixels) const;

private:
    explicit ColourTransform(void* handle) : handle_(handle) {}
    void* handle_;
};

/// How a photo's numbers look in sRGB: the numbers that gains and networks work on. Encoded, floats, 0…1
/// nominal, unbounded, `channels` (1 or 3) interleaved. Thread-safe.
class SrgbView {
public:
    SrgbView(const IccProfile& profile, int colour_channels);
    ~SrgbView();

    /// True when the profile is none, sRGB or so near (< 1/1024) that nothing need be converted.
    bool isIdentity() const { return !to_; }
    void toSrgb(const float* photo, float* srgb, int pixels) const;
    void fromSrgb(const float* srgb, float* photo, int pixels) const;

private:
    int channels_;
    std::unique_ptr<ColourTransform> to_;  ///< photo -> RGB; grey photos are one channel on the left side
    std::unique_ptr<ColourTransform> from_;
};

/// True when the bytes are a profile that can stand for a picture of `colour_channels` (1 or 3).
bool isUsableProfile(const std::vector<std::uint8_t>& bytes, int colour_channels);

/// Keeps the transforms of the last few profiles: building one takes a millisecond, a tile not much more.
/// Thread-safe.
class ColourCache {
public:
    std::shared_ptr<const SrgbView> srgbView(const IccProfile& profile, int colour_channels);

    /// From 8-bit colour (1 or 3 channels) of the photo's profile to 8-bit RGBA of `display`, alpha not
    /// written; null when the numbers can be shown as they are.
    std::shared_ptr<const ColourTransform> toDisplay(const Image& photo, const IccProfile& display);

private:
    struct View {
        IccProfile profile;
        int channels;
        std::shared_ptr<const SrgbView> view;
    };
    struct Display {
        IccProfile from;
        IccProfile to;
        int channels;
        std::shared_ptr<const ColourTransform> transform;
    };
    std::mutex mutex_;
    std::vector<View> views_;  ///< newest last
    std::vector<Display> displays_;
};

}  // namespace engine
