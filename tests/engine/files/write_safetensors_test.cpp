#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "engine/files/read_file.h"
#include "engine/files/safetensors.h"
#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

const std::array<float, 6> kFloats = {1, 2, 3, 4, 5, 6};
const std::array<std::uint8_t, 3> kBytes = {7, 8, 9};
const std::array<double, 1> kDouble = {0.5};

std::vector<TensorView> threeTensors() {
    return {{"small", DType::U8, {3}, std::as_bytes(std::span(kBytes))},
            {"weights \"ü\"\n", DType::F32, {2, 3}, std::as_bytes(std::span(kFloats))},
            {"scale", DType::F64, {}, std::as_bytes(std::span(kDouble))}};
}

std::string bytesOf(const std::string& path) {
    return readFile(path, 1 << 20).value();
}

TEST(WriteSafetensors, WhatIsWrittenIsReadAgain) {
    TemporaryFolder folder;
    const std::string path = folder.file("t.safetensors");
    ASSERT_TRUE(writeSafetensors(path, threeTensors(), {{"format", "pt"}}));
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_EQ(file.value().metadata(), (TensorMetadata{{"format", "pt"}}));
    ASSERT_EQ(file.value().tensors().size(), 3u);
    for (const TensorView& written : threeTensors()) {
        const TensorView* read = file.value().find(written.name);
        ASSERT_TRUE(read) << written.name;
        EXPECT_EQ(read->dtype, written.dtype);
        EXPECT_EQ(read->shape, written.shape);
        EXPECT_TRUE(std::ranges::equal(read->bytes, written.bytes));
    }
}

TEST(WriteSafetensors, EveryTensorIsAlignedToItsNumbers) {
    TemporaryFolder folder;
    const std::string path = folder.file("t.safetensors");
    ASSERT_TRUE(writeSafetensors(path, threeTensors()));
    const Result<SafetensorsFile> file = SafetensorsFile::open(path);
    ASSERT_TRUE(file);
    for (const TensorView& tensor : file.value().tensors()) {
        const auto offset = tensor.bytes.data() - file.value().mapping()->bytes().data();
        EXPECT_EQ(offset % static_cast<std::ptrdiff_t>(bytesPer(tensor.dtype)), 0) << tensor.name;
    }
}

TEST(WriteSafetensors, TheOrderOfTensorsDoesNotChangeTheBytes) {
    TemporaryFolder folder;
    std::vector<TensorView> tensors = threeTensors();
    ASSERT_TRUE(writeSafetensors(folder.file("a"), tensors, {{"x", "1"}, {"y", "2"}}));
    std::ranges::reverse(tensors);
    ASSERT_TRUE(writeSafetensors(folder.file("b"), tensors, {{"y", "2"}, {"x", "1"}}));
    EXPECT_EQ(bytesOf(folder.file("a")), bytesOf(folder.file("b")));
}

TEST(WriteSafetensors, AFileWithoutTensorsIsAFile) {
    TemporaryFolder folder;
    ASSERT_TRUE(writeSafetensors(folder.file("empty"), {}));
    const Result<SafetensorsFile> file = SafetensorsFile::open(folder.file("empty"));
    ASSERT_TRUE(file) << file.error().message;
    EXPECT_TRUE(file.value().tensors().empty());
}

TEST(WriteSafetensors, ANameTwiceOrBytesThatDoNotFitTheShapeAreRefusedBeforeAnythingIsWritten) {
    TemporaryFolder folder;
    std::vector<TensorView> twice = threeTensors();
    twice[1].name = twice[0].name;
    std::vector<TensorView> misfit = threeTensors();
    misfit[1].shape = {2, 2};
    std::vector<TensorView> reserved = threeTensors();
    reserved[0].name = "__metadata__";
    for (const auto& tensors : {twice, misfit, reserved}) {
        const Result<Done> written = writeSafetensors(folder.file("t.safetensors"), tensors);
        ASSERT_FALSE(written);
        EXPECT_EQ(written.error().code, ErrorCode::InvalidRequest);
    }
    EXPECT_EQ(folder.count(), 0u);
}

TEST(WriteSafetensors, AFileIsReplacedWholeAndNothingElseStaysInTheFolder) {
    TemporaryFolder folder;
    const std::string path = folder.write("t.safetensors", "something older");
    ASSERT_TRUE(writeSafetensors(path, threeTensors()));
    EXPECT_TRUE(SafetensorsFile::open(path));
    EXPECT_EQ(folder.count(), 1u);
}

TEST(WriteSafetensors, AFullDiskLeavesTheOldFileAndNoOther) {
    TemporaryFolder folder;
    const std::string path = folder.file("nowhere/t.safetensors");
    const Result<Done> written = writeSafetensors(path, threeTensors());
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::FileUnwritable);
    EXPECT_NE(written.error().message.find("nowhere"), std::string::npos);
    EXPECT_EQ(folder.count(), 0u);
}

}  // namespace
}  // namespace engine
