#include "engine/files/safetensors.h"

#include <gtest/gtest.h>

#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

/// A file with this header, padded to nothing, and these bytes behind it.
std::string fileWith(const std::string& header, const std::string& data = {}) {
    std::string file;
    for (int i = 0; i < 8; ++i) file += static_cast<char>(header.size() >> (8 * i));
    return file + header + data;
}

Result<TensorTable> read(const std::string& file) {
    return readSafetensors(std::as_bytes(std::span(file)), "x.safetensors");
}

std::string objectionTo(const std::string& header, const std::string& data = {}) {
    const Result<TensorTable> table = read(fileWith(header, data));
    return table ? "" : table.error().message;
}

TEST(Safetensors, EveryNumberTypeIsKnownByNameAndSize) {
    const std::pair<const char*, std::size_t> types[] = {
        {"F64", 8},     {"F32", 4},     {"F16", 2}, {"BF16", 2}, {"I64", 8},
        {"I32", 4},     {"I16", 2},     {"I8", 1},  {"U8", 1},   {"BOOL", 1},
        {"F8_E4M3", 1}, {"F8_E5M2", 1}, {"U16", 2}, {"U32", 4},  {"U64", 8}};
    for (const auto& [name, bytes] : types) {
        const std::string file =
            fileWith(R"({"a":{"dtype":")" + std::string(name) + R"(","shape":[2],"data_offsets":[0,)" +
                         std::to_string(2 * bytes) + "]}}",
                     std::string(2 * bytes, '\1'));
        const Result<TensorTable> table = read(file);
        ASSERT_TRUE(table) << table.error().message;
        const TensorView& tensor = table.value().tensors.front();
        EXPECT_EQ(nameOf(tensor.dtype), name);
        EXPECT_EQ(bytesPer(tensor.dtype), bytes);
        EXPECT_EQ(tensor.bytes.size(), 2 * bytes);
    }
}

TEST(Safetensors, AnErrorNamesTheFileWhatWasExpectedWhatWasFoundAndTheWayOut) {
    EXPECT_EQ(
        objectionTo(R"({"a":{"dtype":"F32","shape":"2","data_offsets":[0,8]}})", std::string(8, '\0')),
        "\"x.safetensors\" is not a usable safetensors file: the shape of tensor \"a\" was expected to be a "
        "list of at most 32 whole numbers below 2^63, but the text \"2\" was found; download or export it "
        "again.");
}

TEST(Safetensors, NothingIsPassedOverInATensorsEntry) {
    const std::string eight(8, '\0');
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"extra":1}})", eight), "");
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[2],"shape":[2],"data_offsets":[0,8]}})", eight),
              "");
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[2]}})", eight), "");
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}})", eight), "");
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8]}})", eight), "");
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[[2]],"data_offsets":[0,8]}})", eight), "");
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,true]}})", eight), "");
    EXPECT_NE(objectionTo(R"({"a":{"dtype":null,"shape":[2],"data_offsets":[0,8]}})", eight), "");
    EXPECT_NE(objectionTo(R"({"a":3})", eight), "");
}

TEST(Safetensors, MetadataStandsOnceAndIsText) {
    const Result<TensorTable> table = read(fileWith(R"({"__metadata__":{"format":"pt","seed":"7"}})"));
    ASSERT_TRUE(table);
    EXPECT_EQ(table.value().metadata, (TensorMetadata{{"format", "pt"}, {"seed", "7"}}));
    EXPECT_NE(objectionTo(R"({"__metadata__":{"a":"1","a":"2"}})"), "");
    EXPECT_NE(objectionTo(R"({"__metadata__":{},"__metadata__":{}})"), "");
    EXPECT_NE(objectionTo(R"({"__metadata__":{"a":{"b":"c"}}})"), "");
}

TEST(Safetensors, TheHeaderIsOneObjectAndNothingElse) {
    EXPECT_NE(objectionTo(" {}"), "");
    EXPECT_NE(objectionTo("\xEF\xBB\xBF{}"), "");
    EXPECT_NE(objectionTo("{}{}"), "");
    EXPECT_NE(objectionTo(std::string("{}\0", 3)), "");
    EXPECT_EQ(objectionTo("{}   "), "");
}

TEST(Safetensors, AShapeWithoutEndIsRefused) {
    std::string ones = "1";
    for (int i = 1; i < 33; ++i) ones += ",1";
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"U8","shape":[)" + ones + R"(],"data_offsets":[0,1]}})", "x"), "");
    EXPECT_EQ(objectionTo(R"({"a":{"dtype":"U8","shape":[1,1],"data_offsets":[0,1]}})", "x"), "");
}

TEST(Safetensors, AZeroDoesNotHideAnOverflowBeforeIt) {
    EXPECT_NE(objectionTo(R"({"a":{"dtype":"F32","shape":[4611686018427387904,4,0],"data_offsets":[0,0]}})"),
              "");
    EXPECT_EQ(objectionTo(R"({"a":{"dtype":"F32","shape":[0,4611686018427387904],"data_offsets":[0,0]}})"),
              "");
}

TEST(Safetensors, TensorsAreFoundByNameWhateverTheirOrderInTheFile) {
    const std::string file = fileWith(
        R"({"b":{"dtype":"U8","shape":[1],"data_offsets":[1,2]},"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}})",
        "xy");
    TemporaryFolder folder;
    const Result<SafetensorsFile> opened = SafetensorsFile::open(folder.write("ab.safetensors", file));
    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened.value().tensors()[0].name, "a");
    EXPECT_EQ(static_cast<char>(opened.value().find("a")->bytes[0]), 'x');
    EXPECT_EQ(static_cast<char>(opened.value().find("b")->bytes[0]), 'y');
    EXPECT_FALSE(opened.value().find("c"));
    EXPECT_FALSE(opened.value().find(""));
}

TEST(Safetensors, ViewsLiveAsLongAsTheMappingEvenWhenTheFileIsDeleted) {
    TemporaryFolder folder;
    const std::string path = folder.write(
        "a.safetensors", fileWith(R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}})", "abc"));
    std::shared_ptr<const MappedFile> mapping;
    std::span<const std::byte> bytes;
    {
        const Result<SafetensorsFile> opened = SafetensorsFile::open(path);
        ASSERT_TRUE(opened);
        mapping = opened.value().mapping();
        bytes = opened.value().find("a")->bytes;
    }
    std::filesystem::remove(path);
    EXPECT_EQ(static_cast<char>(bytes[2]), 'c');
}

}  // namespace
}  // namespace engine
