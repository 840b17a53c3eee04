#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include "engine/models/autoencoder/kl_autoencoder.h"
#include "engine/models/controlnet/controlnet.h"
#include "engine/models/preview_decoder/tiny_autoencoder.h"
#include "engine/models/studio/original_checkpoint.h"
#include "engine/models/studio/studio_files.h"
#include "engine/models/studio/studio_model.h"
#include "engine/models/text_encoder/text_encoder.h"
#include "engine/models/unet/unet.h"
#include "tests/support/golden.h"

namespace {

using namespace engine;
using test::goldenFile;
using test::goldenPath;
using test::goldenTensor;
using test::largestDifference;

constexpr double kTolerance = 5e-5;

#define EXPECT_SAME(found, file, name) \
    EXPECT_LE(largestDifference(found, goldenTensor(file, name)), kTolerance) << (name)

template <typename Network, typename Config>
LoadedNetwork<Network> network(const std::string& folder, Result<Config> (*settings)(const ModelConfig&),
                               Residence residence = Residence::Ready) {
    const Result<Component> component = openComponent(goldenPath(folder));
    if (!component) throw std::runtime_error(component.error().message);
    auto loaded =
        loadNetwork<Network>(component.value(), settings(component.value().config), folder, {}, residence);
    if (!loaded) throw std::runtime_error(loaded.error().message);
    return std::move(loaded).value();
}

class Parity : public testing::Test {
    c10::InferenceMode no_gradients_;
};

void expectUnet(const Unet& unet, const SafetensorsFile& io, const UnetCondition& condition) {
    for (const std::string which : {"unet/a/", "unet/b/"}) {
        const at::Tensor made = unet.predict(goldenTensor(io, which + "sample"),
                                             goldenTensor(io, which + "timestep").reshape({-1}), condition);
        EXPECT_SAME(made, io, which + "out");
    }
}

TEST_F(Parity, UnetOfSd15) {
    const auto io = goldenFile("sd15_tiny/io.safetensors");
    const auto unet = network<Unet>("sd15_tiny/unet", &readUnetConfig);
    expectUnet(*unet.network, io, {goldenTensor(io, "unet/encoder_hidden_states"), {}, {}, {}});
}

TEST_F(Parity, UnetWhoseWeightsStayInTheirFile) {
    const auto io = goldenFile("sd15_tiny/io.safetensors");
    const auto unet = network<Unet>("sd15_tiny/unet", &readUnetConfig, Residence::Mapped);
    expectUnet(*unet.network, io, {goldenTensor(io, "unet/encoder_hidden_states"), {}, {}, {}});
}

TEST_F(Parity, UnetOfInpainting) {
    const auto io = goldenFile("sd15_tiny_inpaint/io.safetensors");
    const auto unet = network<Unet>("sd15_tiny_inpaint/unet", &readUnetConfig);
    expectUnet(*unet.network, io, {goldenTensor(io, "unet/encoder_hidden_states"), {}, {}, {}});
}

TEST_F(Parity, UnetOfSdxl) {
    const auto io = goldenFile("sdxl_tiny/io.safetensors");
    const auto unet = network<Unet>("sdxl_tiny/unet", &readUnetConfig);
    expectUnet(*unet.network, io,
               {goldenTensor(io, "unet/encoder_hidden_states"),
                goldenTensor(io, "unet/text_embeds"),
                goldenTensor(io, "unet/time_ids"),
                {}});
}

TEST_F(Parity, AttentionOfItsLayers) {
    const auto io = goldenFile("sd15_tiny/io.safetensors");
    const auto unet = network<Unet>("sd15_tiny/unet", &readUnetConfig);
    std::map<std::string, at::Tensor> heard;
    const AttentionWatch watch = [&](const std::string& layer, const at::Tensor& probabilities) {
        heard["attention/" + layer] = probabilities;
    };
    unet.network->predict(goldenTensor(io, "unet/b/sample"), goldenTensor(io, "unet/b/timestep").reshape({1}),
                          {goldenTensor(io, "unet/encoder_hidden_states"), {}, {}, {}, &watch});
    int compared = 0;
    for (const TensorView& view : io.tensors()) {
        if (!view.name.starts_with("attention/")) continue;
        EXPECT_SAME(heard[view.name], io, view.name);
        ++compared;
    }
    EXPECT_GT(compared, 0);
    const nlohmann::json shapes = test::goldenJson("sd15_tiny/io.json").at("attention_shapes_case_b");
    EXPECT_EQ(heard.size(), shapes.size());
    for (const auto& [layer, shape] : shapes.items())
        EXPECT_EQ(heard["attention/" + layer].sizes().vec(), shape.get<std::vector<std::int64_t>>()) << layer;
}

TEST_F(Parity, PartsOfTheUnetOnTheWayDown) {
    const auto io = goldenFile("sd15_tiny/io.safetensors");
    const Result<Component> component = openComponent(goldenPath("sd15_tiny/unet"));
    ASSERT_TRUE(component);
    const UnetConfig config = readUnetConfig(component.value().config).value();
    const WeightReader reader(component.value().weights, {}, Residence::Ready);
    const UnetEncoder encoder(reader, config);
    const UnetCondition condition{goldenTensor(io, "unet/encoder_hidden_states").narrow(0, 0, 1), {}, {}, {}};
    const at::Tensor timestep = goldenTensor(io, "unet/a/timestep").narrow(0, 0, 1);
    const at::Tensor time = TimeEmbedding(reader, config)(timestep, condition, at::kFloat);
    EXPECT_LE(largestDifference(time, at::silu(goldenTensor(io, "unet/a/trace/time_embedding"))), kTolerance);

    at::Tensor x = encoder.begin(goldenTensor(io, "unet/a/sample").narrow(0, 0, 1));
    EXPECT_SAME(x, io, "unet/a/trace/conv_in");
    std::vector<at::Tensor> skips;
    x = encoder.down(x, time, condition, skips);
    const std::size_t layers = static_cast<std::size_t>(config.layers_per_block) + 1;
    for (std::size_t i = 0; i + 1 < config.down.size(); ++i)
        EXPECT_SAME(skips[(i + 1) * layers], io, "unet/a/trace/down_blocks." + std::to_string(i));
    EXPECT_SAME(x, io, "unet/a/trace/down_blocks." + std::to_string(config.down.size() - 1));
    EXPECT_SAME(encoder.middle(x, time, condition), io, "unet/a/trace/mid_block");
}

void expectAutoencoder(const Autoencoder& autoencoder, const SafetensorsFile& io) {
    const at::Tensor moments = autoencoder.moments(goldenTensor(io, "vae/image"));
    EXPECT_SAME(moments, io, "vae/moments");
    const LatentDistribution latent = distributionOf(moments);
    EXPECT_SAME(latent.mean, io, "vae/mean");
    EXPECT_SAME(latent.mean, io, "vae/mode");
    EXPECT_SAME(latent.deviation, io, "vae/std");
    const auto seed = static_cast<std::uint64_t>(goldenTensor(io, "vae/sample_seed").item<std::int64_t>());
    const at::Tensor sample =
        latent.mean + latent.deviation * at::randn(latent.mean.sizes(), at::detail::createCPUGenerator(seed));
    EXPECT_SAME(sample, io, "vae/sample");
    EXPECT_SAME(autoencoder.scaled(sample), io, "vae/sample_scaled");
    EXPECT_LE(largestDifference(autoencoder.raw(autoencoder.scaled(sample)), sample), 1e-6);
    EXPECT_SAME(autoencoder.decode(goldenTensor(io, "vae/latent")), io, "vae/decoded");
}

TEST_F(Parity, AutoencoderOfSd15) {
    const auto vae = network<KlAutoencoder>("sd15_tiny/vae", &readKlAutoencoderConfig);
    expectAutoencoder(*vae.network, goldenFile("sd15_tiny/io.safetensors"));
}

TEST_F(Parity, AutoencoderOfSdxl) {
    const auto vae = network<KlAutoencoder>("sdxl_tiny/vae", &readKlAutoencoderConfig);
    expectAutoencoder(*vae.network, goldenFile("sdxl_tiny/io.safetensors"));
}

TEST_F(Parity, TinyAutoencoderOfTaesd) {
    const auto io = goldenFile("taesd_tiny/io.safetensors");
    const auto tiny = network<TinyAutoencoder>("taesd_tiny", &readTinyAutoencoderConfig);
    EXPECT_SAME(tiny.network->encode(goldenTensor(io, "image")), io, "latents");
    EXPECT_SAME(tiny.network->decode(goldenTensor(io, "latent")), io, "decoded");
    const at::Tensor bytes =
        (tiny.network->asPicture(goldenTensor(io, "latent")) * 255).round().to(at::kByte);
    EXPECT_EQ(largestDifference(bytes, goldenTensor(io, "scaled_u8")), 0);
}

void expectTextEncoder(const std::string& model, const std::string& name) {
    const auto io = goldenFile(model + "/io.safetensors");
    const auto loaded = network<TextEncoder>(model + "/" + name, &readTextEncoderConfig);
    const TextEncoder& encoder = *loaded.network;
    const EncodedText text = encoder.encode(goldenTensor(io, name + "/input_ids"));
    EXPECT_SAME(text.last, io, name + "/last_hidden_state");
    EXPECT_SAME(text.pooled, io,
                name + (encoder.config().projection > 0 ? "/text_embeds" : "/pooler_output"));
    std::vector<at::Tensor> first;
    for (const at::Tensor& state : text.hidden) first.push_back(state[0]);
    EXPECT_SAME(at::stack(first), io, name + "/hidden_states");
    for (const int skip : {1, 2}) {
        EXPECT_SAME(encoder.skipped(text, skip).narrow(0, 0, 1), io,
                    name + "/clip_skip" + std::to_string(skip));
    }
}

TEST_F(Parity, TextEncoderOfSd15) {
    expectTextEncoder("sd15_tiny", "text_encoder");
}

TEST_F(Parity, BothTextEncodersOfSdxl) {
    expectTextEncoder("sdxl_tiny", "text_encoder");
    expectTextEncoder("sdxl_tiny", "text_encoder_2");
}

TEST_F(Parity, ControlNet) {
    const auto io = goldenFile("controlnet_tiny/io.safetensors");
    const auto unet = network<Unet>("sd15_tiny/unet", &readUnetConfig);
    const auto control = network<ControlNet>("controlnet_tiny", &readControlNetConfig);
    const at::Tensor sample = goldenTensor(io, "sample"),
                     timestep = goldenTensor(io, "timestep").reshape({1});
    const UnetCondition condition{goldenTensor(io, "encoder_hidden_states"), {}, {}, {}};
    const at::Tensor picture = goldenTensor(io, "cond_u8").to(at::kFloat).div(255).expand({2, -1, -1, -1});
    const auto residuals = [&](double scale, bool by_depth) {
        return control.network->residuals(sample, timestep, condition, picture, scale, by_depth);
    };
    const ControlResiduals full = residuals(1, false);
    for (std::size_t i = 0; i < full.down.size(); ++i)
        EXPECT_SAME(full.down[i], io, "scale1.0/down." + std::to_string(i));
    EXPECT_SAME(full.middle, io, "scale1.0/mid");
    EXPECT_SAME(unet.network->predict(sample, timestep, condition, full), io, "scale1.0/unet_out");
    EXPECT_SAME(unet.network->predict(sample, timestep, condition, residuals(0.6, false)), io,
                "scale0.6/unet_out");
    EXPECT_SAME(unet.network->predict(sample, timestep, condition, residuals(0.6, true)), io,
                "guess_mode0.6/unet_out");
}

class LoraParity : public Parity, public testing::WithParamInterface<std::string> {};

TEST_P(LoraParity, ChangesBothNetworksAtEveryScaleWithoutLoadingAgain) {
    const auto io = goldenFile("lora/io.safetensors");
    Result<StudioFiles> files = openStudio(goldenPath("sd15_tiny"), "");
    ASSERT_TRUE(files) << files.error().message;
    StudioModel model(std::move(files).value(), {}, Residence::Ready);
    const Unet* unet = model.unet().value();
    const std::string file = goldenPath("lora/" + GetParam() + ".safetensors");
    const std::string kind = GetParam().substr(0, GetParam().find('_'));
    for (const std::string scale : {"1.0", "0.5", "0.0"}) {
        const auto set = model.setLoras({{file, std::stod(scale)}});
        ASSERT_TRUE(set) << set.error().message;
        const std::string here = kind + "/scale" + scale;
        EXPECT_SAME(unet->predict(goldenTensor(io, "unet/sample"), goldenTensor(io, "unet/timestep"),
                                  {goldenTensor(io, "unet/encoder_hidden_states"), {}, {}, {}}),
                    io, here + "/unet");
        EXPECT_SAME(model.textEncoder().value()->encode(goldenTensor(io, "text_encoder/input_ids")).last, io,
                    here + "/text_encoder");
    }
}
INSTANTIATE_TEST_SUITE_P(Files, LoraParity,
                         testing::Values("linear_kohya", "linear_peft", "linear_old", "conv_kohya",
                                         "conv_peft"),
                         [](const auto& one) { return one.param; });

TEST_F(Parity, AddedTokensOfTextualInversion) {
    const auto io = goldenFile("lora/ti_io.safetensors");
    const auto encoder = network<TextEncoder>("sd15_tiny/text_encoder", &readTextEncoderConfig);
    const at::Tensor vectors = goldenTensor(goldenFile("lora/ti_diffusers.safetensors"), "<person>");
    EXPECT_SAME(encoder.network->encode(goldenTensor(io, "input_ids"), vectors).last, io,
                "last_hidden_state");
}

class SingleFileParity : public Parity, public testing::WithParamInterface<std::string> {};

/// The same tensors, found under their authors' names, as the folder holds.
TEST_P(SingleFileParity, HoldsWhatTheFolderHolds) {
    const std::string name = GetParam();
    const Result<Checkpoint> file = Checkpoint::open(goldenPath("single_file/" + name + ".safetensors"));
    ASSERT_TRUE(file) << file.error().message;
    std::vector<std::string> parts = {"unet", "vae", "text_encoder"};
    if (name == "sdxl_tiny") parts.push_back("text_encoder_2");
    if (name == "controlnet_tiny") parts = {"controlnet"};
    for (const std::string& part : parts) {
        const Result<Component> folder =
            openComponent(goldenPath(part == "controlnet" ? name : name + "/" + part));
        ASSERT_TRUE(folder) << folder.error().message;
        const Result<Checkpoint> found = fromOriginal(file.value(), part, folder.value().config);
        ASSERT_TRUE(found) << found.error().message;
        for (const auto& [tensor, stored] : folder.value().weights.tensors()) {
            if (tensor.ends_with("position_ids")) continue;
            const StoredTensor* other = found.value().find(tensor);
            ASSERT_TRUE(other) << part << " " << tensor;
            EXPECT_EQ(other->shape, stored.shape) << tensor;
            EXPECT_TRUE(at::equal(tensorOf(*other), tensorOf(stored))) << tensor;
        }
    }
}
INSTANTIATE_TEST_SUITE_P(Files, SingleFileParity,
                         testing::Values("sd15_tiny", "sdxl_tiny", "controlnet_tiny"),
                         [](const auto& one) { return one.param; });

}  // namespace
