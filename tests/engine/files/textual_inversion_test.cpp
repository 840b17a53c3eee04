#include "engine/files/textual_inversion.h"

#include <cstring>
#include <limits>

#include "engine/files/safetensors.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/files/tokens_of_fixtures.h"

namespace engine {
namespace {

template <typename T>
TensorView view(const std::string& name, DType dtype, std::vector<std::int64_t> shape,
                const std::vector<T>& values) {
    return {name, dtype, std::move(shape), std::as_bytes(std::span(values))};
}

Result<TextualInversion> readBack(const std::vector<TensorView>& tensors,
                                  const std::string& name = "cat.safetensors") {
    TemporaryFolder folder;
    EXPECT_TRUE(writeSafetensors(folder.file(name), tensors));
    return readTextualInversion(folder.file(name));
}

const std::vector<float> kSix = {1, -2, 0.5f, 3, 4, 5};

TEST(TextualInversion, BothLayoutsHoldTheSameVectors) {
    const auto diffusers = readTextualInversion(kGolden + "lora/ti_diffusers.safetensors");
    const auto web_ui = readTextualInversion(kGolden + "lora/ti_webui.safetensors");
    ASSERT_TRUE(diffusers);
    ASSERT_TRUE(web_ui);
    EXPECT_EQ(diffusers.value().placeholder, "<person>");
    EXPECT_EQ(web_ui.value().placeholder, "ti_webui");
    EXPECT_EQ(diffusers.value().rows.count, 2);
    EXPECT_EQ(diffusers.value().rows.width, 16);
    EXPECT_EQ(diffusers.value().rows.values.size(), 32u);
    EXPECT_EQ(diffusers.value().rows.values, web_ui.value().rows.values);
    EXPECT_FALSE(diffusers.value().second);
}

TEST(TextualInversion, AFileForSdxlHoldsTwo) {
    const auto pair = readBack({view("clip_l", DType::F32, {2, 1}, std::vector<float>{1, 2}),
                                view("clip_g", DType::F32, {2, 3}, kSix)});
    ASSERT_TRUE(pair);
    EXPECT_EQ(pair.value().placeholder, "cat");
    EXPECT_EQ(pair.value().rows.values, (std::vector<float>{1, 2}));
    ASSERT_TRUE(pair.value().second);
    EXPECT_EQ(pair.value().second->values, kSix);
    EXPECT_FALSE(readBack({view("clip_l", DType::F32, {3, 1}, std::vector<float>{1, 2, 3}),
                           view("clip_g", DType::F32, {2, 3}, kSix)}));
}

TEST(TextualInversion, EveryFloatingPrecisionIsRead) {
    const std::vector<double> f64 = {1, -2, 0.5, 3, 4, 5};
    const std::vector<std::uint16_t> f16 = {0x3C00, 0xC000, 0x3800, 0x4200, 0x4400, 0x4500};
    const std::vector<std::uint16_t> bf16 = {0x3F80, 0xC000, 0x3F00, 0x4040, 0x4080, 0x40A0};
    const std::vector<std::uint8_t> e4m3 = {0x38, 0xC0, 0x30, 0x44, 0x48, 0x4A};
    const std::vector<std::uint8_t> e5m2 = {0x3C, 0xC0, 0x38, 0x42, 0x44, 0x45};
    for (const TensorView& tensor :
         {view("<x>", DType::F32, {2, 3}, kSix), view("<x>", DType::F64, {2, 3}, f64),
          view("<x>", DType::F16, {2, 3}, f16), view("<x>", DType::BF16, {2, 3}, bf16),
          view("<x>", DType::F8E4M3, {2, 3}, e4m3), view("<x>", DType::F8E5M2, {2, 3}, e5m2)}) {
        const auto inversion = readBack({tensor});
        ASSERT_TRUE(inversion) << nameOf(tensor.dtype);
        EXPECT_EQ(inversion.value().rows.values, kSix) << nameOf(tensor.dtype);
    }
    const auto smallest = readBack({view("<x>", DType::F16, {2}, std::vector<std::uint16_t>{1, 0x8400})});
    EXPECT_EQ(smallest.value().rows.values, (std::vector<float>{0x1p-24f, -0x1p-14f}));
}

TEST(TextualInversion, OneVectorNeedsNoSecondSide) {
    const auto inversion = readBack({view("<x>", DType::F32, {6}, kSix)});
    ASSERT_TRUE(inversion);
    EXPECT_EQ(inversion.value().rows.count, 1);
    EXPECT_EQ(inversion.value().rows.width, 6);
}

TEST(TextualInversion, WhatHoldsSomethingElseIsRefused) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const std::vector<float> none;
    const std::vector<float> many(76);
    const std::vector<float> one = {1};
    const std::vector<float> broken = {1, nan};
    const std::pair<std::vector<TensorView>, std::string> cases[] = {
        {{}, "it holds 0 tensors"},
        {{view("a", DType::F32, {6}, kSix), view("b", DType::F32, {6}, kSix)}, "it holds 2 tensors"},
        {{view("clip_l", DType::F32, {6}, kSix)}, "\"clip_g\" were expected"},
        {{view("a", DType::F32, {1, 2, 3}, kSix)}, "its shape is [1, 2, 3]"},
        {{view("a", DType::F32, {0, 3}, none)}, "its shape is [0, 3]"},
        {{view("a", DType::F32, {2, 0}, none)}, "its shape is [2, 0]"},
        {{view("a", DType::F32, {76, 1}, many)}, "its shape is [76, 1]"},
        {{view("a", DType::F32, {}, one)}, "its shape is []"},
        {{view("a", DType::I32, {6}, kSix)}, "stored as I32"},
        {{view("a", DType::F32, {2}, broken)}, "finite"},
        {{view(std::string(300, 'a'), DType::F32, {6}, kSix)}, "1 to 256 bytes"},
    };
    for (const auto& [tensors, saying] : cases) {
        const auto inversion = readBack(tensors);
        ASSERT_FALSE(inversion) << saying;
        EXPECT_EQ(inversion.error().code, ErrorCode::ModelCorrupt);
        EXPECT_NE(inversion.error().message.find(saying), std::string::npos) << inversion.error().message;
        EXPECT_LT(inversion.error().message.size(), 600u);
    }
}

TEST(TextualInversion, APickleIsRefusedUnopened) {
    for (const char* name : {"/nowhere/cat.pt", "/nowhere/cat.bin", "/nowhere/cat.ckpt"}) {
        const auto inversion = readTextualInversion(name);
        ASSERT_FALSE(inversion);
        EXPECT_NE(inversion.error().message.find("can run any program"), std::string::npos);
        EXPECT_NE(inversion.error().message.find(".safetensors"), std::string::npos);
    }
}

}  // namespace
}  // namespace engine
