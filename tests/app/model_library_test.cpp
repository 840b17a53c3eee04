#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/app/cli_fixture.h"

namespace test {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

const fs::path kGolden = PENUMBRA_SOURCE_DIR "/tests/fixtures/golden";

/// The commands over the user's own models, with a library inside the test's folder.
class ModelLibraryCommand : public CliTest {
protected:
    Ending import(const fs::path& model, const std::vector<std::string>& more = {}) const {
        std::vector<std::string> all = {"models", "import", model.string()};
        all.insert(all.end(), more.begin(), more.end());
        return runCli(all);
    }
    Ending generate(const std::vector<std::string>& more) const {
        std::vector<std::string> all = {"generate", "--prompt",  "a portrait", "-o",  file("made.png"),
                                        "--steps",  "1",         "--device",   "cpu", "--precision",
                                        "f32",      "--threads", "1"};
        all.insert(all.end(), more.begin(), more.end());
        return runCli(all);
    }
    fs::path library() const { return fs::path(file("data")) / "penumbra" / "models"; }
};

TEST_F(ModelLibraryCommand, CheckSaysAllAboutAModelAsOneObject) {
    const Ending checked = runCli({"models", "check", (kGolden / "sd15_tiny").string(), "--json"});
    EXPECT_EQ(checked.code, 0) << checked.err;
    const json model = json::parse(checked.out);
    EXPECT_EQ(model.at("kind"), "checkpoint");
    EXPECT_EQ(model.at("family"), "SD 1.x");
    EXPECT_EQ(model.at("precision"), "F16");
    EXPECT_EQ(model.at("fits"), true);
    EXPECT_EQ(model.at("missing"), json::array());
    EXPECT_GT(model.at("memory").get<std::int64_t>(), 0);
}

TEST_F(ModelLibraryCommand, CheckNamesWhatIsMissing) {
    fs::copy(kGolden / "controlnet_tiny", file("net"));
    fs::copy(kGolden / "taesd_tiny/diffusion_pytorch_model.safetensors",
             file("net/diffusion_pytorch_model.safetensors"), fs::copy_options::overwrite_existing);
    const Ending checked = runCli({"models", "check", file("net"), "--json"});
    EXPECT_EQ(checked.code, 3);
    const json model = json::parse(checked.out);
    EXPECT_EQ(model.at("fits"), false);
    EXPECT_FALSE(model.at("missing").empty());
    EXPECT_FALSE(model.at("unexpected").empty());
    expectSentence(checked, "missing");
}

TEST_F(ModelLibraryCommand, AnImportedModelIsListedAndUsedByItsName) {
    const Ending imported = import(kGolden / "sd15_tiny");
    EXPECT_EQ(imported.code, 0) << imported.err;
    EXPECT_TRUE(fs::is_directory(library() / "sd15_tiny"));
    const Ending list = runCli({"models", "list", "--models", models_});
    EXPECT_EQ(list.code, 0) << list.err;
    EXPECT_NE(list.out.find("sd15_tiny: SD 1.x checkpoint"), std::string::npos) << list.out;
    EXPECT_NE(list.out.find("shadows: GainFieldModel"), std::string::npos) << list.out;
    const Ending made = generate({"--models", "sd15_tiny", "--size", "16x16"});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_TRUE(exists("made.png"));
}

TEST_F(ModelLibraryCommand, AnImportedLoraIsUsedByItsName) {
    const std::string model = (kGolden / "sd15_tiny").string();
    EXPECT_EQ(generate({"--models", model, "--size", "16x16", "--lora", "linear_peft:0.5"}).code, 3);
    ASSERT_EQ(import(kGolden / "lora/linear_peft.safetensors").code, 0);
    const Ending made = generate({"--models", model, "--size", "16x16", "--lora", "linear_peft:0.5"});
    EXPECT_EQ(made.code, 0) << made.err;
    EXPECT_TRUE(exists("made.png"));
}

TEST_F(ModelLibraryCommand, ALinkIsNoCopy) {
    const Ending imported = import(kGolden / "lora/linear_peft.safetensors", {"--link", "--json", "--quiet"});
    EXPECT_EQ(imported.code, 0) << imported.err;
    EXPECT_EQ(json::parse(imported.out).at("sha256").get<std::string>().size(), 64u);
    EXPECT_TRUE(fs::is_symlink(library() / "linear_peft.safetensors"));
}

TEST_F(ModelLibraryCommand, WhatDoesNotFitIsNotTakenIn) {
    EXPECT_EQ(import(file("photo.png")).code, 3);
    EXPECT_EQ(import(file("nowhere")).code, 3);
    EXPECT_EQ(runCli({"models", "import"}).code, 2);
    EXPECT_TRUE(!fs::exists(library()) || fs::is_empty(library()));
}

TEST_F(ModelLibraryCommand, BadRequestsOfGenerateAreSentences) {
    const std::string model = (kGolden / "sd15_tiny").string();
    const auto expectRefused = [&](const std::vector<std::string>& words, int code, const std::string& word) {
        std::vector<std::string> all = {"--models", model};
        all.insert(all.end(), words.begin(), words.end());
        const Ending refused = generate(all);
        EXPECT_EQ(refused.code, code) << word;
        expectSentence(refused, word);
        EXPECT_FALSE(exists("made.png"));
    };
    expectRefused({"--guidance", "nan"}, 2, "--guidance");
    expectRefused({"--size", "1x1"}, 2, "multiples of 8");
    expectRefused({"--size", "20x16"}, 2, "multiples of 8");
    expectRefused({"--size", "-8x16"}, 2, "--size");
    expectRefused({"--size", "16x16", "--lora",
                   (kGolden / "sd15_tiny/vae/diffusion_pytorch_model.safetensors").string()},
                  3, "LoRA");
    expectRefused({"--size", "16x16", "--scheduler", "nonsense"}, 2, "nonsense");
    expectRefused({"--init", file("photo.png"), "--strength", "0.01"}, 2, "raise the strength");
    EXPECT_EQ(generate({"--models", "no such model"}).code, 3);
}

TEST_F(ModelLibraryCommand, PromptsOfAnyLengthAndKindAreDrawn) {
    std::string words;
    for (int i = 0; i < 10'000; ++i) words += "word ";
    const std::string model = (kGolden / "sd15_tiny").string();
    for (const std::string& prompt : {words, std::string("a\x01\x1b[31m\n\xff b")}) {
        const Ending made = runCli({"generate", "--models", model, "--prompt", prompt, "-o", file("made.png"),
                                    "--steps", "1", "--size", "16x16", "--overwrite", "--threads", "1"});
        EXPECT_EQ(made.code, 0) << made.err;
    }
}

}  // namespace
}  // namespace test
