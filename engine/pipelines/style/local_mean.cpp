#include "engine/pipelines/style/local_mean.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace engine {
namespace {

constexpr double kWideSigma = 4;  ///< cells; wider means are taken of a smaller picture
constexpr double kHardlyAnything = 1e-3;

/// Maps [C, 1, H, W]; zeros lie beyond the border.
at::Tensor gaussian(const at::Tensor& maps, double sigma) {
    const int radius = std::max(1, static_cast<int>(std::ceil(3 * sigma)));
    const at::Tensor at_cells = at::arange(-radius, radius + 1, maps.options()) / sigma;
    const at::Tensor bell = at::exp(-at_cells * at_cells / 2);
    const at::Tensor kernel = bell / bell.sum();
    const auto along = [&](const at::Tensor& x, bool down) {
        const std::array<std::int64_t, 2> step = {1, 1}, border = {down ? radius : 0, down ? 0 : radius};
        const at::Tensor line = down ? kernel.view({1, 1, -1, 1}) : kernel.view({1, 1, 1, -1});
        return at::conv2d(x, line, /*bias=*/{}, step, border);
    };
    return along(along(maps, false), true);
}

}  // namespace

at::Tensor localMean(const at::Tensor& maps, const at::Tensor& weight, double sigma) {
    const auto c = maps.size(1), h = maps.size(2), w = maps.size(3);
    at::Tensor sums = at::cat({maps * weight, weight}, 1).squeeze(0).unsqueeze(1);  // [C + 1, 1, H, W]
    const auto shrink = std::max<std::int64_t>(1, std::llround(sigma / kWideSigma));
    if (shrink > 1) {
        const at::Tensor small =
            at::adaptive_avg_pool2d(sums, {(h + shrink - 1) / shrink, (w + shrink - 1) / shrink});
        sums = at::upsample_bilinear2d(gaussian(small, sigma / static_cast<double>(shrink)), {h, w}, false);
    } else {
        sums = gaussian(sums, sigma);
    }
    const at::Tensor found = sums.squeeze(1).unsqueeze(0);
    return found.narrow(1, 0, c) / (found.narrow(1, c, 1) + kHardlyAnything);
}

}  // namespace engine
