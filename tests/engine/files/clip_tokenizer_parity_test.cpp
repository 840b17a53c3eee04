#include <cstring>

#include "engine/files/clip_vocabulary.h"
#include "engine/files/prompt_tokens.h"
#include "engine/files/read_file.h"
#include "engine/files/safetensors.h"
#include "engine/files/textual_inversion.h"
#include "tests/engine/files/tokens_of_fixtures.h"

namespace engine {
namespace {

using Ids = std::vector<std::int64_t>;

/// A [rows, columns] tensor of whole numbers, row by row.
std::vector<Ids> idsIn(const std::string& file_name, const std::string& tensor) {
    const SafetensorsFile file = SafetensorsFile::open(kGolden + file_name).value();
    const TensorView* view = file.find(tensor);
    EXPECT_NE(view, nullptr) << tensor;
    if (!view) return {};
    std::vector<Ids> rows(static_cast<std::size_t>(view->shape.at(0)),
                          Ids(static_cast<std::size_t>(view->shape.at(1))));
    const std::byte* place = view->bytes.data();
    for (Ids& row : rows) {
        std::memcpy(row.data(), place, row.size() * sizeof(std::int64_t));
        place += row.size() * sizeof(std::int64_t);
    }
    return rows;
}

/// Every prompt of the fixtures, those that spell special tokens too: with one padding and with the other.
TEST(ClipTokenizerParity, EveryPromptGivesTheIdsOfTransformers) {
    const ClipTokenizer second =
        ClipTokenizer::fromMerges(kMerges, ClipTokenizer::Padding::ExclamationMark).value();
    const auto cases = goldenJson("tokenizer/cases.json");
    ASSERT_GE(cases.size(), 60u);
    for (const auto& one : cases) {
        const auto text = one.at("text").get<std::string>();
        EXPECT_EQ(encodePlain(fullTokenizer(), text), one.at("sd1").get<Ids>()) << text;
        EXPECT_EQ(encodePlain(second, text), one.at("sdxl_2").get<Ids>()) << text;
        EXPECT_EQ(fullTokenizer().ids(text).size() + 2, one.at("untruncated_len").get<std::size_t>()) << text;
    }
}

TEST(ClipTokenizerParity, TheVocabularyThatFollowsFromTheMergesIsClips) {
    const auto check = goldenJson("tokenizer/vocab_check.json");
    const TokenIds ids =
        vocabularyOfMerges(readFile(kMerges, std::size_t{1} << 20).value(), "merges.txt").value();
    EXPECT_EQ(ids.size(), check.at("size").get<std::size_t>());
    EXPECT_EQ(fullTokenizer().size(), check.at("size").get<std::int64_t>());
    for (const auto& [token, id] : check.at("samples").items()) {
        ASSERT_TRUE(ids.contains(token)) << token;
        EXPECT_EQ(ids.at(token), id.get<std::int64_t>()) << token;
    }
}

TEST(ClipTokenizerParity, TokenizerFoldersGiveTheIdsThatTheirTextEncodersGot) {
    const auto prompts = goldenJson("sd15_tiny/io.json").at("prompts").get<std::vector<std::string>>();
    const std::pair<std::string, std::string> encoders[] = {
        {"sd15_tiny", ""}, {"sdxl_tiny", ""}, {"sdxl_tiny", "_2"}};
    for (const auto& [model, number] : encoders) {
        const ClipTokenizer tokenizer = ClipTokenizer::open(kGolden + model + "/tokenizer" + number).value();
        const auto expected = idsIn(model + "/io.safetensors", "text_encoder" + number + "/input_ids");
        ASSERT_EQ(expected.size(), prompts.size());
        for (std::size_t i = 0; i < prompts.size(); ++i)
            EXPECT_EQ(encodePlain(tokenizer, prompts[i]), expected[i])
                << model << number << ": " << prompts[i];
    }
}

TEST(ClipTokenizerParity, APlaceholderGivesTheIdsThatTheTextEncoderGot) {
    const TextualInversion inversion =
        readTextualInversion(kGolden + "lora/ti_diffusers.safetensors").value();
    const auto tokenizer =
        tinyTokenizer().withPlaceholder(inversion.placeholder, static_cast<int>(inversion.rows.count));
    ASSERT_TRUE(tokenizer);
    const auto text = goldenJson("lora/ti.json");
    const Ids expected = idsIn("lora/ti_io.safetensors", "input_ids").at(0);
    EXPECT_EQ(encodePlain(tokenizer.value(), text.at("prompt").get<std::string>()), expected);
}

}  // namespace
}  // namespace engine
