#include <filesystem>
#include <fstream>

#include "tests/app/cli_fixture.h"

namespace test {
namespace {

namespace fs = std::filesystem;
using ModelsCommand = CliTest;

Ending check(const std::string& path) {
    return runCli({"models", "check", path});
}

TEST_F(ModelsCommand, ListsEveryComponentWithItsClass) {
    const Ending list = runCli({"models", "list", "--models", models_});
    EXPECT_EQ(list.code, 0) << list.err;
    for (const char* word :
         {"shadows: GainFieldModel", "harmonise: GainFieldModel", "field_upsampler: FieldUpsampler",
          "face_finder: FaceFinderModel", "portrait_reader: PortraitReaderModel"}) {
        EXPECT_NE(list.out.find(word), std::string::npos) << word << " in " << list.out;
    }
}

TEST_F(ModelsCommand, ListsTheOthersWhenOneIsBroken) {
    fs::remove(models_ + "/shadows/model.safetensors");
    const Ending list = runCli({"models", "list", "--models", models_});
    EXPECT_EQ(list.code, 3);
    expectSentence(list, "shadows/model.safetensors");
    EXPECT_NE(list.out.find("portrait_reader"), std::string::npos);
}

TEST_F(ModelsCommand, ListSaysWhenThereIsNothing) {
    fs::create_directory(file("empty"));
    EXPECT_EQ(runCli({"models", "list", "--models", file("empty")}).code, 3);
    EXPECT_EQ(runCli({"models", "list", "--models", file("nowhere")}).code, 3);
}

TEST_F(ModelsCommand, AFitComponentIsNamed) {
    const Ending fit = check(models_ + "/shadows");
    EXPECT_EQ(fit.code, 0) << fit.err;
    EXPECT_NE(fit.out.find("GainFieldModel"), std::string::npos);
}

TEST_F(ModelsCommand, AnUnfitComponentsTensorsAreNamed) {
    fs::copy(models_ + "/field_upsampler/model.safetensors", models_ + "/shadows/model.safetensors",
             fs::copy_options::overwrite_existing);
    const Ending unfit = check(models_ + "/shadows");
    EXPECT_EQ(unfit.code, 3);
    expectSentence(unfit, "fine_mix.weight");
    expectSentence(unfit, "conv3.weight");
}

TEST_F(ModelsCommand, AComponentOfAnotherProgramIsNotFit) {
    std::ofstream(models_ + "/shadows/config.json") << R"({"_class_name": "UNet2DConditionModel"})";
    const Ending other = check(models_ + "/shadows");
    EXPECT_EQ(other.code, 3);
    expectSentence(other, "UNet2DConditionModel");
}

TEST_F(ModelsCommand, AWeightsFileIsCounted) {
    const Ending counted = check(models_ + "/field_upsampler/model.safetensors");
    EXPECT_EQ(counted.code, 0) << counted.err;
    EXPECT_NE(counted.out.find("10 tensors (10 F16)"), std::string::npos) << counted.out;
}

TEST_F(ModelsCommand, DamagedFilesAreRefused) {
    const std::string weights = models_ + "/field_upsampler/model.safetensors";
    fs::resize_file(weights, fs::file_size(weights) / 2);
    EXPECT_EQ(check(weights).code, 3);
    EXPECT_EQ(check(models_ + "/field_upsampler").code, 3);
    EXPECT_EQ(check(file("photo.png")).code, 3);
    EXPECT_EQ(check(file("nowhere")).code, 3);
    EXPECT_EQ(check(folder_.path().string()).code, 3);
}

TEST_F(ModelsCommand, PicklesAreRefusedAndTheWayOutIsSaid) {
    folder_.write("model.ckpt", "anything");
    folder_.write("zip.safetensors", std::string("PK\3\4", 4) + "archive/data.pkl");
    folder_.write("bare", std::string("\x80\x02}q\x00.", 6));
    for (const char* name : {"model.ckpt", "zip.safetensors", "bare"}) {
        const Ending refused = check(file(name));
        EXPECT_EQ(refused.code, 3) << name;
        expectSentence(refused, "save_file");
    }
}

}  // namespace
}  // namespace test
