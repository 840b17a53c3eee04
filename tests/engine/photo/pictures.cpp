#include "tests/engine/photo/pictures.h"

#include <gtest/gtest.h>
#include <lcms2.h>

#include <cmath>
#include <fstream>
#include <random>

#include "engine/photo/float_pixels.h"
#include "engine/photo/local_darkroom.h"
#include "engine/photo/pyramid.h"

namespace engine::testing {
namespace {

IccProfile saved(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::vector<std::uint8_t> bytes(size);
    cmsSaveProfileToMem(profile, bytes.data(), &size);
    cmsCloseProfile(profile);
    return std::make_shared<const std::vector<std::uint8_t>>(std::move(bytes));
}

IccProfile rgbProfile(const cmsCIExyYTRIPLE& primaries, cmsToneCurve* curve) {
    const cmsCIExyY d65{0.3127, 0.3290, 1.0};
    cmsToneCurve* curves[3] = {curve, curve, curve};
    IccProfile profile = saved(cmsCreateRGBProfile(&d65, &primaries, curves));
    cmsFreeToneCurve(curve);
    return profile;
}

}  // namespace

ScratchFolder::ScratchFolder() {
    std::random_device random;
    folder_ = std::filesystem::temp_directory_path() / ("penumbra-test-" + std::to_string(random()));
    std::filesystem::create_directories(folder_);
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::permissions(folder_, std::filesystem::perms::owner_all, ignored);
    std::filesystem::remove_all(folder_, ignored);
}

std::vector<std::string> ScratchFolder::files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

Image picture(Size size, int channels, PixelType type, const std::function<float(int, int, int)>& value,
              IccProfile profile) {
    ImageBuilder builder(size, channels, type, std::move(profile));
    std::vector<float> row(static_cast<std::size_t>(size.width) * channels);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            for (int c = 0; c < channels; ++c)
                row[static_cast<std::size_t>(x) * channels + c] = value(x, y, c);
        }
        storeValues(row.data(), row.size(), type, builder.data() + builder.rowBytes() * y);
    }
    return std::move(builder).finish();
}

Image colourfulPicture(Size size, int channels, PixelType type, IccProfile profile) {
    return picture(
        size, channels, type,
        [&](int x, int y, int c) {
            const float wave =
                std::sin(0.013f * static_cast<float>(x * (c + 1)) + 0.021f * static_cast<float>(y));
            return 0.45f + 0.3f * wave + 0.15f * static_cast<float>(y) / static_cast<float>(size.height);
        },
        std::move(profile));
}

Photo photoWith(Image image) {
    return {pyramidOf(std::move(image)), nullptr, {}};
}

Image flat(const Photo& photo, const std::vector<Layer>& layers) {
    return LocalDarkroom().flatten(photo, layers, std::stop_token());
}

Layer evenLayer(Rect region, float red, float green, float blue) {
    auto gains = std::make_shared<const std::vector<float>>(
        std::vector<float>{red, green, blue, red, green, blue, red, green, blue, red, green, blue});
    return {{region, {{2, 2}, gains}, {}}, 1.0f};
}

Layer wanderingLayer(Rect region, Size field_size) {
    std::vector<float> gains;
    for (int y = 0; y < field_size.height; ++y) {
        for (int x = 0; x < field_size.width; ++x) {
            for (int c = 0; c < 3; ++c) gains.push_back(0.4f * std::sin(0.7f * x + 0.9f * y + 0.5f * c));
        }
    }
    return {{region, {field_size, std::make_shared<const std::vector<float>>(std::move(gains))}, {}}, 1.0f};
}

void expectChangedFrom(int column, const Image& before, const Image& after) {
    const std::size_t kept = before.rowBytes() / before.width() * column, all = before.rowBytes();
    bool changed = false;
    for (int y = 0; y < before.height(); ++y) {
        const std::byte* from = before.row<std::byte>(y);
        const std::byte* to = after.row<std::byte>(y);
        EXPECT_TRUE(std::equal(from, from + kept, to)) << y;
        changed |= !std::equal(from + kept, from + all, to + kept);
    }
    EXPECT_TRUE(changed);
}

std::vector<std::uint8_t> bytesOf(const Image& image) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(image.data());
    return {bytes, bytes + image.byteCount()};
}

float valueAt(const Image& image, int x, int y, int channel) {
    float value = 0;
    loadValues(image.row<std::byte>(y) +
                   (static_cast<std::size_t>(x) * image.channels() + channel) * bytesPer(image.type()),
               image.type(), 1, &value);
    return value;
}

void writeFile(const std::string& path, const Image& image, OIIO::ImageSpec attributes) {
    const OIIO::TypeDesc type = image.type() == PixelType::U8    ? OIIO::TypeDesc::UINT8
                                : image.type() == PixelType::U16 ? OIIO::TypeDesc::UINT16
                                                                 : OIIO::TypeDesc::FLOAT;
    OIIO::ImageSpec spec(image.width(), image.height(), image.channels(), type);
    spec.extra_attribs = attributes.extra_attribs;
    spec.alpha_channel = image.channels() % 2 == 0 ? image.channels() - 1 : -1;
    spec.attribute("oiio:UnassociatedAlpha", 1);
    if (!spec.find_attribute("CompressionQuality")) spec.attribute("CompressionQuality", 100);
    spec.attribute("jpeg:subsampling", "4:4:4");
    if (image.profile()) {
        spec.attribute("ICCProfile",
                       OIIO::TypeDesc(OIIO::TypeDesc::UINT8, static_cast<int>(image.profile()->size())),
                       image.profile()->data());
    }
    const auto output = OIIO::ImageOutput::create(path);
    ASSERT_TRUE(output) << OIIO::geterror();
    ASSERT_TRUE(output->open(path, spec)) << output->geterror();
    ASSERT_TRUE(output->write_image(type, image.data())) << output->geterror();
    ASSERT_TRUE(output->close()) << output->geterror();
}

std::vector<char> readBytes(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void writeBytes(const std::string& path, const std::vector<char>& bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

IccProfile displayP3() {
    const cmsFloat64Number srgb_curve[5] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    return rgbProfile({{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}},
                      cmsBuildParametricToneCurve(nullptr, 4, srgb_curve));
}

IccProfile adobeRgb() {
    return rgbProfile({{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}},
                      cmsBuildGamma(nullptr, 2.19921875));
}

IccProfile builtInSrgb() {
    return saved(cmsCreate_sRGBProfile());
}

IccProfile greyGamma18() {
    cmsToneCurve* curve = cmsBuildGamma(nullptr, 1.8);
    IccProfile profile = saved(cmsCreateGrayProfile(cmsD50_xyY(), curve));
    cmsFreeToneCurve(curve);
    return profile;
}

}  // namespace engine::testing
