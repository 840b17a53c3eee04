// Full-size checkpoints as names and shapes alone: their numbers are a hole in a file.

#include <gtest/gtest.h>

#include <map>

#include "engine/models/studio/lora_names.h"
#include "engine/models/studio/original_checkpoint.h"
#include "engine/models/studio/studio_files.h"
#include "engine/models/studio/wanted_names.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/support/hollow_file.h"
#include "tests/support/table.h"

namespace {

using namespace engine;
using test::countOf;
using test::HollowFile;
using test::KeyMapRow;

const std::string kMerges = PENUMBRA_SOURCE_DIR "/resources/models/clip_tokenizer/merges.txt";

/// What training leaves in original files, and nobody reads.
const std::vector<std::string> kLeftOvers = {
    "model_ema.decay",
    "model_ema.num_updates",
    "model_ema.diffusion_modelinput_blocks00weight",
    "betas",
    "alphas_cumprod",
    "alphas_cumprod_prev",
    "sqrt_alphas_cumprod",
    "sqrt_recip_alphas_cumprod",
    "posterior_mean_coef1",
    "log_one_minus_alphas_cumprod",
    "cond_stage_model.transformer.text_model.embeddings.position_ids",
    "conditioner.embedders.0.transformer.text_model.embeddings.position_ids",
    "conditioner.embedders.1.model.logit_scale",
    "loss.logvar",
};

/// All of a map's tensors and the left-overs.
HollowFile::Shapes shapesOf(const std::vector<KeyMapRow>& rows) {
    HollowFile::Shapes shapes = test::originalsOf(rows);
    // Of the text encoders' left-overs those of the encoders that the file has.
    const bool sdxl = shapes.lower_bound("conditioner.") != shapes.lower_bound("conditioner/");
    for (const std::string& name : kLeftOvers) {
        if (sdxl || !name.starts_with("conditioner.")) shapes[name] = {3};
    }
    return shapes;
}

/// The tensor that a row of the map says, from the place in the file that it says.
void expectRow(const KeyMapRow& row, const Checkpoint& weights, const HollowFile& file) {
    const StoredTensor* stored = weights.find(row.name);
    ASSERT_NE(stored, nullptr) << row.original << " did not land on " << row.component << " " << row.name;
    EXPECT_EQ(stored->shape, row.shape) << row.name;
    std::uint64_t place = file.placeOf(row.original);
    if (row.operation.starts_with("rows ")) {
        const std::int64_t first = std::stoll(row.operation.substr(5));
        place += static_cast<std::uint64_t>(first * countOf(row.shape) / row.shape.front()) * 2;
    }
    const auto found = static_cast<std::uint64_t>(stored->bytes.data() - stored->file->bytes().data());
    EXPECT_EQ(found, place) << row.name << " came from another place than " << row.original;
    EXPECT_EQ(stored->bytes.size(), 2 * static_cast<std::uint64_t>(countOf(row.shape))) << row.name;
    EXPECT_EQ(stored->transposed, row.operation == "transpose") << row.name;
}

void expectComponents(const std::vector<KeyMapRow>& rows,
                      const std::map<std::string, const Component*>& parts, const HollowFile& file) {
    std::map<std::string, std::size_t> counts;
    for (const KeyMapRow& row : rows) {
        ASSERT_TRUE(parts.contains(row.component)) << row.component;
        expectRow(row, parts.at(row.component)->weights, file);
        ++counts[row.component];
    }
    for (const auto& [name, part] : parts) {
        EXPECT_EQ(part->weights.tensors().size(), counts[name]) << name;
        const auto report = compare(part->config, part->weights);
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_TRUE(report.value().fits()) << name;
    }
}

class CheckpointKeyMap : public testing::TestWithParam<const char*> {
protected:
    TemporaryFolder folder_;
};

TEST_P(CheckpointKeyMap, EveryKeyLandsOnItsComponent) {
    const std::vector<KeyMapRow> rows = test::keyMap(GetParam());
    const std::string path = folder_.file("full.safetensors");
    const HollowFile file(path, shapesOf(rows));
    const auto opened = openStudio(path, kMerges);
    ASSERT_TRUE(opened) << opened.error().message;
    const StudioFiles& files = opened.value();
    std::map<std::string, const Component*> parts = {
        {"unet", &files.unet}, {"vae", &files.vae}, {"text_encoder", &files.text_encoder}};
    if (files.text_encoder_2) parts["text_encoder_2"] = &*files.text_encoder_2;
    expectComponents(rows, parts, file);
    EXPECT_EQ(files.surplus, std::vector<std::string>());
}

INSTANTIATE_TEST_SUITE_P(Files, CheckpointKeyMap, testing::Values("sd15", "sd15_inpaint", "sdxl_base"));

TEST(ControlNetKeyMap, EveryKeyLandsOnTheNetwork) {
    const TemporaryFolder folder;
    const std::vector<KeyMapRow> rows = test::keyMap("controlnet_sd15");
    const std::string path = folder.file("full.safetensors");
    const HollowFile file(path, shapesOf(rows));
    const auto opened = openControlNet(path);
    ASSERT_TRUE(opened) << opened.error().message;
    expectComponents(rows, {{"controlnet", &opened.value()}}, file);
}

struct Kohya {
    const char *map, *checkpoint;
};

class KohyaKeyMap : public testing::TestWithParam<Kohya> {
protected:
    TemporaryFolder folder_;
};

TEST_P(KohyaKeyMap, EveryNameMeansItsLayer) {
    const std::string path = folder_.file("full.safetensors");
    const HollowFile file(path, shapesOf(test::keyMap(GetParam().checkpoint)));
    const auto opened = openStudio(path, kMerges);
    ASSERT_TRUE(opened) << opened.error().message;
    const auto names = loraNamesOf(opened.value());
    ASSERT_TRUE(names) << names.error().message;
    const auto table = test::goldenTable(std::string("keymaps/") + GetParam().map + ".tsv.gz");
    ASSERT_FALSE(table.empty());
    for (const auto& cells : table) {
        const LoraNames::Place* place = names.value().find(cells.at(0));
        ASSERT_NE(place, nullptr) << cells.at(0) << " is not known";
        EXPECT_EQ(place->component, cells.at(1)) << cells.at(0);
        EXPECT_EQ(place->layer, cells.at(2)) << cells.at(0);
        EXPECT_EQ(place->shape, test::sidesIn(cells.at(3))) << cells.at(0);
    }
}

INSTANTIATE_TEST_SUITE_P(Files, KohyaKeyMap,
                         testing::Values(Kohya{"kohya_sd15", "sd15"}, Kohya{"kohya_sdxl", "sdxl_base"}),
                         [](const auto& one) { return std::string(one.param.map); });

}  // namespace
