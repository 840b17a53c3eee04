#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <cstring>
#include <nlohmann/json.hpp>

#include "engine/api/mailbox.h"
#include "engine/photo/open.h"
#include "engine/pipelines/generate/generate_pipeline.h"
#include "engine/schedulers/scheduler_files.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/support/golden.h"

namespace {

using namespace engine;
using nlohmann::json;
using test::goldenPath;
using test::goldenTensor;

constexpr double kLatentTolerance = 1e-3;
constexpr double kLargestShareOfOtherLevels = 0.02;

Image imageOf(const at::Tensor& bytes) {
    const at::Tensor rows = bytes.contiguous();
    const int channels = rows.dim() == 3 ? static_cast<int>(rows.size(2)) : 1;
    ImageBuilder image({static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0))}, channels,
                       PixelType::U8);
    std::memcpy(image.data(), rows.const_data_ptr(), rows.nbytes());
    return std::move(image).finish();
}

at::Tensor bytesOf(const Image& image) {
    at::Tensor bytes = at::empty({image.height(), image.width(), image.channels()}, at::kByte);
    std::memcpy(bytes.data_ptr(), image.data(), image.byteCount());
    return bytes;
}

template <typename T>
T valueOf(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(result).value();
}

const json& allCases() {
    static const json all = [] {
        json both = test::goldenJson("e2e/e2e.json");
        both.update(test::goldenJson("e2e/instruct.json"));
        return both;
    }();
    return all;
}

class PipelineParity : public testing::TestWithParam<std::string> {
protected:
    GenerateRequest requestOf(const json& one, const std::string& pipeline,
                              const SafetensorsFile& pictures) const {
        const json& args = one.at("args");
        GenerateRequest request;
        request.prompt = args.at("prompt");
        if (!args.at("negative_prompt").is_null())
            request.negative = args.at("negative_prompt").get<std::string>();
        request.steps = args.at("num_inference_steps");
        request.guidance = args.at("guidance_scale");
        request.count = args.value("num_images_per_prompt", 1);
        request.strength = args.value("strength", 1.0);
        request.picture_guidance = args.value("image_guidance_scale", request.picture_guidance);
        request.seed = one.at("generator_seed");
        if (args.contains("height")) request.size = {args.at("width"), args.at("height")};
        const auto has = [&](const char* word) { return pipeline.find(word) != std::string::npos; };
        if (has("Img2Img") || has("Inpaint") || has("InstructPix2Pix"))
            request.picture = photoOf(imageOf(goldenTensor(pictures, "image_u8")));
        if (has("Inpaint")) request.mask = imageOf(goldenTensor(pictures, "mask_u8"));
        if (has("ControlNet")) {
            request.controls.push_back({goldenPath("controlnet_tiny"),
                                        photoOf(imageOf(goldenTensor(pictures, "control_u8"))),
                                        args.at("controlnet_conditioning_scale"), 0, 1});
        }
        return request;
    }

    c10::InferenceMode no_gradients_;
};

TEST_P(PipelineParity, EqualsDiffusersStepForStep) {
    const json& one = allCases().at(GetParam());
    const std::string pipeline = one.at("pipeline");
    const GenerateRequest request = requestOf(one, pipeline, test::goldenFile("e2e/e2e.safetensors"));
    const auto golden = test::goldenFile(GetParam().starts_with("instruct") ? "e2e/instruct.safetensors"
                                                                            : "e2e/e2e.safetensors");

    // The model of the case: its folder, with another U-Net for inpainting with nine channels.
    const bool is_sdxl = pipeline.find("XL") != std::string::npos;
    StudioFiles files = valueOf(openStudio(goldenPath(is_sdxl ? "sdxl_tiny" : "sd15_tiny"), ""));
    if (GetParam().starts_with("inpaint9"))
        files.unet = valueOf(openComponent(goldenPath("sd15_tiny_inpaint/unet")));
    const TemporaryFolder folder;
    if (GetParam().starts_with("instruct")) {
        test::writeInstructedUnet(folder.path().string());
        files.unet = valueOf(openComponent(folder.path().string()));
    }
    StudioModel model(std::move(files), {}, Residence::Ready);
    PromptEncoder prompts(model);
    const auto settings = valueOf(parseModelConfig(one.at("scheduler").dump(), "scheduler"));
    const auto scheduler = valueOf(makeScheduler(valueOf(readSchedulerConfig(settings)), request.steps));
    GeneratePipeline::Parts parts{model, prompts, scheduler.get(), {}};
    LoadedNetwork<ControlNet> control;
    if (!request.controls.empty()) {
        const Component component = valueOf(openControlNet(request.controls.front().model));
        control = valueOf(loadNetwork<ControlNet>(component, readControlNetConfig(component.config),
                                                  "ControlNet", {}, Residence::Ready));
        parts.controls.push_back(control.network.get());
    }

    Mailbox mailbox;
    JobContext job({1}, {}, mailbox);
    std::vector<at::Tensor> latents;
    const Pictures pictures = valueOf(GeneratePipeline(parts).run(
        request, job, [&](const at::Tensor& x) { latents.push_back(x.clone()); }));

    const at::Tensor expected = goldenTensor(golden, GetParam() + "/latents");
    ASSERT_EQ(static_cast<std::int64_t>(latents.size()), expected.size(0));
    for (std::size_t i = 0; i < latents.size(); ++i) {
        EXPECT_LE(test::largestDifference(latents[i], expected[static_cast<std::int64_t>(i)]),
                  kLatentTolerance)
            << "after step " << i;
    }
    const at::Tensor images = goldenTensor(golden, GetParam() + "/image_u8");
    ASSERT_EQ(static_cast<std::int64_t>(pictures.images.size()), images.size(0));
    for (std::int64_t i = 0; i < images.size(0); ++i) {
        const at::Tensor difference =
            (bytesOf(pictures.images[static_cast<std::size_t>(i)]).to(at::kInt) - images[i].to(at::kInt))
                .abs();
        EXPECT_LE(difference.max().item<int>(), 1);
        EXPECT_LT(difference.ne(0).to(at::kFloat).mean().item<float>(), kLargestShareOfOtherLevels);
    }
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& [name, one] : allCases().items()) all.push_back(name);
    return all;
}
INSTANTIATE_TEST_SUITE_P(Cases, PipelineParity, testing::ValuesIn(names()), [](const auto& one) {
    std::string name = one.param;
    for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return name;
});

}  // namespace
