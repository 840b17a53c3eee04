#include "engine/files/tokenizer_settings.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

Result<TokenizerSettings> read(std::optional<std::string> config, std::optional<std::string> map = {},
                               std::optional<std::string> added = {}) {
    return parseTokenizerSettings({std::move(config), std::move(map), std::move(added)}, "tokenizer");
}

std::string objectionTo(const std::string& config) {
    const auto settings = read(config);
    return settings ? "" : settings.error().message;
}

TEST(TokenizerSettings, WhereNothingIsSaidClipsOwnTokensHold) {
    const TokenizerSettings settings = read({}).value();
    EXPECT_EQ(settings.begin.text, "<|startoftext|>");
    EXPECT_EQ(settings.end.text, "<|endoftext|>");
    EXPECT_EQ(settings.unknown.text, "<|endoftext|>");
    EXPECT_EQ(settings.pad.text, "<|endoftext|>");
    EXPECT_EQ(settings.max_length, 77u);
    EXPECT_TRUE(settings.added.empty());
}

TEST(TokenizerSettings, BothSpellingsOfATokenAreRead) {
    const TokenizerSettings settings =
        read(R"({"bos_token": {"content": "<s>", "normalized": true}, "eos_token": "</s>", "pad_token": null,
                 "model_max_length": 64})")
            .value();
    EXPECT_EQ(settings.begin.text, "<s>");
    EXPECT_FALSE(settings.begin.as_typed);
    EXPECT_EQ(settings.end.text, "</s>");
    EXPECT_TRUE(settings.end.as_typed);
    EXPECT_EQ(settings.pad.text, "</s>");
    EXPECT_EQ(settings.max_length, 64u);
}

TEST(TokenizerSettings, TheMapCountsBeforeTheConfigAndTheDecoderSaysHowTokensAreFound) {
    const TokenizerSettings settings = read(R"({"pad_token": "!", "added_tokens_decoder":
                                                {"0": {"content": "?", "normalized": true},
                                                 "600": {"content": "<cat>", "normalized": false}}})",
                                            R"({"pad_token": "?"})", R"({"<dog>": 601, "<cat>": 600})")
                                           .value();
    EXPECT_EQ(settings.pad.text, "?");
    EXPECT_FALSE(settings.pad.as_typed);
    ASSERT_EQ(settings.added.size(), 2u);
    EXPECT_EQ(settings.added[0].text, "<cat>");
    EXPECT_TRUE(settings.added[0].as_typed);
    EXPECT_EQ(settings.added[1].text, "<dog>");
    EXPECT_EQ(settings.added[1].id, 601);
}

TEST(TokenizerSettings, AnotherLengthThanTheNetworksIsNone) {
    EXPECT_EQ(read(R"({"model_max_length": 1000000000000000019884624838656})").value().max_length, 77u);
    EXPECT_EQ(read(R"({"model_max_length": null})").value().max_length, 77u);
    EXPECT_NE(objectionTo(R"({"model_max_length": 2})").find("from 3"), std::string::npos);
    EXPECT_NE(objectionTo(R"({"model_max_length": "77"})").find("from 3"), std::string::npos);
}

TEST(TokenizerSettings, SettingsOfAnotherFormAreRefusedByName) {
    EXPECT_EQ(
        objectionTo(R"({"pad_token": 7})"),
        "\"tokenizer/tokenizer_config.json\" is not usable: \"pad_token\" was expected to be a token of 1 to "
        "256 bytes, as text or as an object with \"content\"; install the model again or correct the file.");
    for (const char* config :
         {R"({"pad_token": ""})", R"({"pad_token": {}})", R"({"pad_token": {"content": 1}})",
          R"({"pad_token": {"content": "a", "normalized": 1}})", R"({"added_tokens_decoder": []})",
          R"({"added_tokens_decoder": {"-1": "a"}})", R"({"added_tokens_decoder": {"1x": "a"}})",
          R"({"added_tokens_decoder": {"99999999999999999999": "a"}})",
          R"({"added_tokens_decoder": {"1": 1}})", R"({"bos_token": "a",)", "[]", "",
          "{\"bos_token\": \"\xFF\"}"}) {
        EXPECT_NE(objectionTo(config).find("expected"), std::string::npos) << config;
    }
    for (const char* added :
         {R"({"a": -1})", R"({"a": "1"})", R"({"a": 1.5})", R"({"": 1})", R"({"a": 1e9})"})
        EXPECT_FALSE(read({}, {}, added)) << added;
}

}  // namespace
}  // namespace engine
