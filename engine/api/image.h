#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "engine/api/geometry.h"

namespace engine {

/// How one channel of one pixel is stored. U8: 0…255, U16: 0…65535, F32: 0…1 nominal, may exceed it.
enum class PixelType : std::uint8_t { U8, U16, F32 };

inline std::size_t bytesPer(PixelType type) {
    return type == PixelType::U8 ? 1 : type == PixelType::U16 ? 2 : 4;
}

/// The bytes of an embedded ICC profile; null means sRGB.
using IccProfile = std::shared_ptr<const std::vector<std::uint8_t>>;

/// An interleaved picture (1 grey, 2 grey + alpha, 3 RGB, 4 RGBA with straight alpha), rows tightly packed.
/// Copies share pixels and the pixels never change, so an Image may cross threads freely; to edit, build a
/// new one with ImageBuilder.
class Image {
public:
    Image() = default;

    bool isNull() const { return !bytes_; }
    int width() const { return size_.width; }
    int height() const { return size_.height; }
    Size size() const { return size_; }
    int channels() const { return channels_; }
    PixelType type() const { return type_; }
    const IccProfile& profile() const { return profile_; }

    std::size_t rowBytes() const {
        return static_cast<std::size_t>(size_.width) * channels_ * bytesPer(type_);
    }
    std::size_t byteCount() const { return rowBytes() * size_.height; }
    const std::byte* data() const { return bytes_.get(); }

    /// The first value of row `y`; T must match type().
    template <typename T>
    const T* row(int y) const {
        return reinterpret_cast<const T*>(bytes_.get() + rowBytes() * y);
    }

    /// The same pixels, said to be in another colour space. Nothing is converted.
    Image withProfile(IccProfile profile) const {
        Image other = *this;
        other.profile_ = std::move(profile);
        return other;
    }

    /// True when both share one block of memory: equality without looking at pixels.
    bool sharesPixelsWith(const Image& other) const { return bytes_ == other.bytes_; }

private:
    friend class ImageBuilder;
    Size size_;
    int channels_ = 0;
    PixelType type_ = PixelType::U8;
    IccProfile profile_;
    std::shared_ptr<const std::byte[]> bytes_;
};

/// Pixels under construction: write rows, then finish() hands them over as an immutable Image.
/// Fresh pixels are uninitialised. Throws std::bad_alloc when there is no memory.
class ImageBuilder {
public:
    ImageBuilder(Size size, int channels, PixelType type, IccProfile profile = nullptr) {
        image_.size_ = size;
        image_.channels_ = channels;
        image_.type_ = type;
        image_.profile_ = std::move(profile);
        bytes_ = std::shared_ptr<std::byte[]>(new std::byte[image_.byteCount()]);
    }

    Size size() const { return image_.size_; }
    std::size_t rowBytes() const { return image_.rowBytes(); }
    std::byte* data() { return bytes_.get(); }

    template <typename T>
    T* row(int y) {
        return reinterpret_cast<T*>(bytes_.get() + image_.rowBytes() * y);
    }

    Image finish() && {
        image_.bytes_ = std::move(bytes_);
        return std::move(image_);
    }

private:
    Image image_;
    std::shared_ptr<std::byte[]> bytes_;
};

}  // namespace engine
