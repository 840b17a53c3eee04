#include "engine/train/patch_fit.h"

#include <Eigen/Dense>
#include <nlohmann/json.hpp>
#include <vector>

#include "engine/files/safetensors.h"
#include "engine/train/text_file.h"

namespace engine {
namespace {

/// The patches of [3, H, W], one a row: [H/P · W/P, 3 · P · P].
torch::Tensor patchesOf(const torch::Tensor& picture, std::int64_t side) {
    return picture.unfold(1, side, side)
        .unfold(2, side, side)
        .permute({1, 2, 0, 3, 4})
        .reshape({-1, 3 * side * side});
}

}  // namespace

PatchFit fitPatches(const PatchTransformConfig& config, int count,
                    const std::function<torch::Tensor(int i)>& picture) {
    const std::int64_t side = config.patch, numbers = 3 * side * side;
    torch::Tensor sum = torch::zeros({numbers}, torch::kFloat64),
                  products = torch::zeros({numbers, numbers}, torch::kFloat64);
    double patches = 0;
    for (int i = 0; i < count; ++i) {
        const torch::Tensor rows = patchesOf(picture(i), side);
        sum += rows.sum(0).to(torch::kFloat64);
        products += rows.t().mm(rows).to(torch::kFloat64);
        patches += static_cast<double>(rows.size(0));
    }
    const torch::Tensor mean = sum / patches;
    const torch::Tensor covariance = (products / patches - mean.outer(mean)).contiguous();
    const Eigen::Map<const Eigen::MatrixXd> matrix(covariance.const_data_ptr<double>(), numbers, numbers);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solved(matrix);

    PatchFit fit{torch::empty({config.channels, numbers}), mean.to(torch::kFloat32).view({3, side, side}),
                 torch::empty({config.channels})};
    for (int c = 0; c < config.channels; ++c) {
        const auto column = numbers - 1 - c;  // eigenvalues grow
        // A pattern and its negative are the same: that which begins brighter is taken.
        Eigen::VectorXf pattern = solved.eigenvectors().col(column).cast<float>();
        if (pattern[0] < 0) pattern = -pattern;
        fit.basis[c].copy_(torch::from_blob(pattern.data(), {numbers}));
        fit.deviation[c] = std::sqrt(std::max(solved.eigenvalues()[column], 1e-12));
    }
    fit.basis = fit.basis.view({config.channels, 3, side, side});
    return fit;
}

Result<Done> savePatchTransform(const PatchFit& fit, const PatchTransformConfig& config,
                                const std::string& folder) {
    const nlohmann::json settings = {
        {"_class_name", PatchTransform::kClassName}, {"patch", config.patch}, {"channels", config.channels}};
    if (auto written = writeText(folder + "/config.json", settings.dump(2) + "\n"); !written) return written;
    std::vector<TensorView> views;
    for (const auto& [name, tensor] : {std::pair("basis", fit.basis), std::pair("mean", fit.mean),
                                       std::pair("deviation", fit.deviation)}) {
        const auto* bytes = static_cast<const std::byte*>(tensor.const_data_ptr());
        views.push_back({name, DType::F32, tensor.sizes().vec(), {bytes, tensor.nbytes()}});
    }
    return writeSafetensors(folder + "/diffusion_pytorch_model.safetensors", views, {{"format", "pt"}});
}

}  // namespace engine
