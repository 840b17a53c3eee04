#include <gtest/gtest.h>

#include <cmath>

#include "engine/models/pose_denoiser/pose_denoiser.h"
#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/pose/pose_repair.h"
#include "tests/engine/pipelines/starter_weights.h"

#include <ATen/ATen.h>

// What the shipped weights do to the sample portrait: a floor that a worse training run would miss.

namespace engine {
namespace {

class PoseWeights : public testing::StarterWeights {
protected:
    static constexpr std::int64_t kSide = 256, kKept = 216;

    static double psnr(const at::Tensor& a, const at::Tensor& b) {
        return -10 * std::log10((a - b).square().mean().item<double>());
    }
};

TEST_F(PoseWeights, ContinueAPortraitBetterThanDrawingItsBorderOut) {
    const auto net = PoseDenoiser::load(options().models_folder + "/pose", Compute{});
    ASSERT_TRUE(net) << net.error().message;
    const Photo photo = opened(PENUMBRA_SOURCE_DIR "/resources/sample/portrait.jpg");
    const at::Tensor whole = toTensor(networkView(photo, wholeOf(photo.size()), {kSide, kSide}));
    const at::Tensor drawn_out = at::cat(
        {whole.narrow(2, 0, kKept), whole.narrow(2, kKept - 1, 1).expand({1, 3, kSide - kKept, kSide})}, 2);

    const std::int64_t cells = kSide / net.value().patch(), kept = kKept / net.value().patch();
    const at::Tensor known = at::ones({1, 1, cells, cells});
    known.narrow(2, kept, cells - kept).zero_();
    const at::Tensor places = (at::arange(cells) + 0.5) / static_cast<double>(cells) * 2 - 1;
    const at::Tensor from =
        at::stack({places.view({1, -1}).expand({cells, cells}), places.view({-1, 1}).expand({cells, cells})})
            .unsqueeze(0);
    const auto condition =
        net.value().condition(drawn_out, drawn_out, from, known, at::zeros({1, 3, cells, cells}));
    const at::Tensor made = net.value().picture(repaired(
        net.value(), condition, {8, 1}, [] {}, [](int, const at::Tensor&) {}));
    const auto strip = [](const at::Tensor& x) { return x.narrow(2, kKept, kSide - kKept); };
    EXPECT_GT(psnr(strip(made), strip(whole)), psnr(strip(drawn_out), strip(whole)) + 0.5);
}

}  // namespace
}  // namespace engine
