#include "engine/files/model_folder.h"

#include <gtest/gtest.h>

#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

const char* const kUnet =
    R"({"_class_name": "UNet", "channels": 64, "width": 1.5, "whole": 8.0, "blocks": [32, 64],
                              "rates": [0.5, 1], "act": "silu", "bias": true, "nothing": null, "huge": 18446744073709551615,
                              "mixed": [1, "2"], "none": []})";

ModelConfig unet() {
    return parseModelConfig(kUnet, "unet/config.json").value();
}

std::string objectionTo(const std::string& text) {
    const Result<ModelConfig> config = parseModelConfig(text, "config.json");
    return config ? "" : config.error().message;
}

TEST(ModelConfig, SettingsAreReadByTypeAndName) {
    const ModelConfig config = unet();
    EXPECT_EQ(config.className(), "UNet");
    EXPECT_EQ(config.integer("channels", 1, 64).value(), 64);
    EXPECT_EQ(config.number("width").value(), 1.5);
    EXPECT_EQ(config.number("channels").value(), 64.0);
    EXPECT_EQ(config.integers("blocks", 1, 100).value(), (std::vector<std::int64_t>{32, 64}));
    EXPECT_EQ(config.numbers("rates").value(), (std::vector<double>{0.5, 1.0}));
    EXPECT_EQ(config.text("act").value(), "silu");
    EXPECT_TRUE(config.flag("bias").value());
    EXPECT_TRUE(config.has("nothing"));
    EXPECT_FALSE(config.has("missing"));
}

TEST(ModelConfig, PythonsInfinityIsANumberNearTheLargestAndNotANumberIsAnError) {
    const char* const text = R"({"low": -Infinity, "high": Infinity, "name": "\"Infinity", "list": []})";
    const ModelConfig config = parseModelConfig(text, "scheduler_config.json").value();
    EXPECT_LT(config.number("low").value(), -1e308);
    EXPECT_GT(config.number("high").value(), 1e308);
    EXPECT_FALSE(config.number("high", 0, 1000));
    EXPECT_EQ(config.text("name").value(), "\"Infinity");
    EXPECT_TRUE(config.isEmptyList("list"));
    EXPECT_NE(objectionTo(R"({"low": NaN})").find("byte 9"), std::string::npos)
        << objectionTo(R"({"low": NaN})");
}

TEST(ModelConfig, AListOfNumbersMayBeLongWhereThatIsExpected) {
    std::string text = "0.5";
    for (int i = 1; i < 1000; ++i) text += ", 0.5";
    const ModelConfig config = parseModelConfig("{\"betas\": [" + text + "]}", "config.json").value();
    EXPECT_FALSE(config.numbers("betas"));
    EXPECT_EQ(config.numbers("betas", 1000).value().size(), 1000U);
}

TEST(ModelConfig, AnErrorNamesTheFileTheKeyWhatWasExpectedWhatWasFoundAndTheWayOut) {
    EXPECT_EQ(unet().integer("channels", 1, 32).error().message,
              "\"unet/config.json\" is not usable: \"channels\" was expected to be a whole number from 1 to "
              "32, but 64 "
              "was found; install the model again or correct the file.");
    EXPECT_EQ(unet().text("missing").error().message,
              "\"unet/config.json\" is not usable: \"missing\" was expected to be text, but it is not there; "
              "install "
              "the model again or correct the file.");
}

TEST(ModelConfig, ValuesOfAnotherTypeAreNotBent) {
    const ModelConfig config = unet();
    EXPECT_FALSE(config.integer("whole", 0, 100));
    EXPECT_FALSE(config.integer("bias", 0, 1));
    EXPECT_FALSE(config.integer("nothing", 0, 1));
    EXPECT_FALSE(config.integer("huge", INT64_MIN, INT64_MAX));
    EXPECT_FALSE(config.integer("blocks", 0, 100));
    EXPECT_FALSE(config.number("act"));
    EXPECT_FALSE(config.number("width", 2, 3));
    EXPECT_FALSE(config.integers("mixed", 0, 9));
    EXPECT_FALSE(config.integers("none", 0, 9));
    EXPECT_FALSE(config.integers("channels", 0, 100));
    EXPECT_FALSE(config.integers("blocks", 0, 63));
    EXPECT_FALSE(config.numbers("mixed"));
    EXPECT_FALSE(config.text("channels"));
    EXPECT_FALSE(config.flag("channels"));
}

TEST(ModelConfig, AClassNameThatIsNoTextIsNoClass) {
    EXPECT_EQ(parseModelConfig(R"({"_class_name": 3})", "config.json").value().className(), "");
}

TEST(ModelConfig, ANestedKeyMayRepeatOneOutsideButNotItself) {
    EXPECT_EQ(objectionTo(R"({"a": {"a": 1}, "b": {"a": 1}, "c": [{"a": 1}, {"a": 2}]})"), "");
    EXPECT_NE(objectionTo(R"({"a": 1, "b": {"x": [1]}, "a": 2})").find("twice"), std::string::npos);
    EXPECT_NE(objectionTo(R"({"a": [{"b": 1, "b": 2}]})").find("twice"), std::string::npos);
}

TEST(ModelConfig, NothingHidesBehindAZeroByte) {
    EXPECT_NE(objectionTo(std::string("{}\0{}", 5)).find("byte 3 is not"), std::string::npos);
}

TEST(ModelConfig, DepthAndNumbersHaveLimits) {
    EXPECT_EQ(objectionTo(R"({"a":)" + std::string(30, '[') + std::string(30, ']') + "}"), "");
    EXPECT_NE(objectionTo(R"({"a":)" + std::string(50, '[') + std::string(50, ']') + "}").find("nesting"),
              std::string::npos);
    EXPECT_NE(objectionTo(R"({"a":)" + std::string(500'000, '[')).find("nesting"), std::string::npos);
    EXPECT_NE(objectionTo(R"({"a": 1e999})"), "");
}

TEST(ModelConfig, AFileOfMoreThanAMebibyteIsRefusedUnread) {
    TemporaryFolder folder;
    const std::string path = folder.write("config.json", "{}" + std::string(1 << 20, ' '));
    const Result<ModelConfig> config = readModelConfig(path);
    ASSERT_FALSE(config);
    EXPECT_EQ(config.error().code, ErrorCode::ModelCorrupt);
    EXPECT_NE(config.error().message.find("1048576 bytes"), std::string::npos);
}

TEST(ModelConfig, AMissingFileIsAMissingModel) {
    TemporaryFolder folder;
    EXPECT_EQ(readModelConfig(folder.file("config.json")).error().code, ErrorCode::ModelMissing);
}

}  // namespace
}  // namespace engine
