#include <gtest/gtest.h>

#include <bit>
#include <cstring>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "engine/files/model_folder.h"
#include "engine/files/safetensors.h"

namespace engine {
namespace {

using nlohmann::json;

const std::string kFolder = PENUMBRA_SOURCE_DIR "/tests/fixtures/bad/";

json index() {
    return json::parse(std::ifstream(kFolder + "index.json"));
}

/// A piece of the sentence that each reason of the index calls for.
const std::map<std::string, std::string> kSaying = {
    {"json", "JSON"},
    {"nesting", "expected"},
    {"overflow", "expected"},
    {"duplicate", "twice"},
    {"empty", "the file is empty"},
    {"shape", "shape"},
    {"length", "a header of"},
    {"hole", "leaves a hole"},
    {"utf8", "UTF-8"},
    {"metadata", "the metadata \"n\" was expected to be text"},
    {"field", "to have a dtype"},
    {"bounds", "behind the header"},
    {"offsets", "offsets"},
    {"overlap", "overlaps"},
    {"magic", "a picture was found"},
    {"truncated", "bytes"},
    {"lfs", "Git LFS"},
    {"trailing", "3 trailing bytes"},
    {"dtype", "\"Q4_K\""},
    {"header", "a header of 1"},
    {"type", "expected"},
    {"range", "to be a"},
    {"class", "Foo3DConditionModel"},
};

void expectSentence(const Error& error, const std::string& file, const std::string& reason) {
    EXPECT_EQ(error.code, ErrorCode::ModelCorrupt);
    EXPECT_NE(error.message.find(file), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("expected"), std::string::npos) << error.message;
    EXPECT_LT(error.message.size(), 500u) << error.message;
    EXPECT_NE(error.message.find(kSaying.at(reason)), std::string::npos) << reason << ": " << error.message;
}

template <typename T>
double numberAt(const std::byte* place) {
    T value;
    std::memcpy(&value, place, sizeof value);
    return static_cast<double>(value);
}

/// Number `i` of a tensor; nothing for the types that C++20 has no name for.
std::optional<double> numberAt(const TensorView& tensor, std::size_t i) {
    const std::byte* place = tensor.bytes.data() + i * bytesPer(tensor.dtype);
    switch (tensor.dtype) {
        case DType::F64:
            return numberAt<double>(place);
        case DType::F32:
            return numberAt<float>(place);
        case DType::BF16:
            return std::bit_cast<float>(static_cast<std::uint32_t>(numberAt<std::uint16_t>(place)) << 16);
        case DType::I64:
            return numberAt<std::int64_t>(place);
        case DType::I32:
            return numberAt<std::int32_t>(place);
        case DType::I8:
            return numberAt<std::int8_t>(place);
        case DType::U8:
        case DType::Bool:
            return numberAt<std::uint8_t>(place);
        default:
            return std::nullopt;
    }
}

void expectTensors(const SafetensorsFile& file, const json& tensors) {
    EXPECT_EQ(file.tensors().size(), tensors.size());
    for (const auto& [name, expected] : tensors.items()) {
        const TensorView* tensor = file.find(name);
        ASSERT_TRUE(tensor) << name;
        EXPECT_EQ(tensor->shape, expected["shape"].get<std::vector<std::int64_t>>());
        const auto values = expected["values"].get<std::vector<double>>();
        ASSERT_LE(values.size() * bytesPer(tensor->dtype), tensor->bytes.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            EXPECT_EQ(numberAt(*tensor, i).value_or(values[i]), values[i]) << name << '[' << i << ']';
        }
    }
}

/// Reads a config as the network it belongs to would.
std::optional<Error> objectionToUnetConfig(const std::string& path) {
    const Result<ModelConfig> config = readModelConfig(path);
    if (!config) return config.error();
    const ModelConfig& unet = config.value();
    if (unet.className() != "UNet2DConditionModel") return unet.unfit("_class_name", "UNet2DConditionModel");
    const auto groups = unet.integer("norm_num_groups", 1, 1024);
    if (!groups) return groups.error();
    const auto channels = unet.integers("block_out_channels", 1, 65536);
    if (!channels) return channels.error();
    for (const std::int64_t count : channels.value()) {
        if (count % groups.value() != 0)
            return unet.unfit("norm_num_groups", "a divisor of all block_out_channels");
    }
    return std::nullopt;
}

TEST(BadFiles, EverySafetensorsFileIsReadOrRefusedAsTheIndexSays) {
    int count = 0;
    for (const json& row : index()) {
        const auto name = row["file"].get<std::string>();
        if (!name.ends_with(".safetensors")) continue;
        SCOPED_TRACE(name);
        ++count;
        const Result<SafetensorsFile> file = SafetensorsFile::open(kFolder + name);
        ASSERT_EQ(static_cast<bool>(file), row["expect"] == "ok") << (file ? "" : file.error().message);
        if (file) {
            expectTensors(file.value(), row["tensors"]);
        } else {
            expectSentence(file.error(), name, row["reason"]);
        }
    }
    EXPECT_EQ(count, 45);
}

TEST(BadFiles, EveryConfigIsReadOrRefusedAsTheIndexSays) {
    int count = 0;
    for (const json& row : index()) {
        const auto name = row["file"].get<std::string>();
        if (!name.ends_with(".json")) continue;
        SCOPED_TRACE(name);
        ++count;
        const std::optional<Error> objection = objectionToUnetConfig(kFolder + name);
        ASSERT_EQ(!objection, row["expect"] == "ok") << (objection ? objection->message : "");
        if (!objection) continue;
        expectSentence(*objection, name, row["reason"]);
    }
    EXPECT_EQ(count, 11);
}

}  // namespace
}  // namespace engine
