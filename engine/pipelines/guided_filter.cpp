#include "engine/pipelines/guided_filter.h"

#include <ATen/ATen.h>

#include <array>

namespace engine {
namespace {

/// The mean over each window; windows that reach over the border hold fewer pixels, and only those count.
at::Tensor windowMean(const at::Tensor& x, int radius) {
    const auto along = [&](const at::Tensor& y, bool down) {
        const std::int64_t side = 2 * radius + 1;
        const std::array<std::int64_t, 2> window = {down ? side : 1, down ? 1 : side}, step = {1, 1},
                                          border = {down ? radius : 0, down ? 0 : radius};
        return at::avg_pool2d(y, window, step, border, /*ceil_mode=*/false, /*count_include_pad=*/false);
    };
    return along(along(x, false), true);
}

}  // namespace

GuidedCoefficients guidedCoefficients(const at::Tensor& maps, const at::Tensor& picture, int radius,
                                      double smoothness) {
    const auto c = maps.size(1), h = maps.size(2), w = maps.size(3);
    const auto mean = [&](const at::Tensor& x) { return windowMean(x, radius); };
    const at::Tensor mean_i = mean(picture), mean_p = mean(maps);
    // Covariances of every map with every colour [1, C, 3, H, W], and of the colours among themselves.
    const auto products = [&](const at::Tensor& a, const at::Tensor& b) {
        const at::Tensor all = (a.unsqueeze(2) * b.unsqueeze(1)).reshape({1, a.size(1) * b.size(1), h, w});
        return mean(all).view({1, a.size(1), b.size(1), h, w}) - mean(a).unsqueeze(2) * mean(b).unsqueeze(1);
    };
    const at::Tensor with_colours = products(maps, picture), among = products(picture, picture);
    const at::Tensor matrices =
        among.permute({0, 3, 4, 1, 2}) + smoothness * at::eye(3, picture.options());  // [1, H, W, 3, 3]
    const at::Tensor a =
        at::linalg_solve(matrices, with_colours.permute({0, 3, 4, 2, 1}));  // [1, H, W, 3, C]
    const at::Tensor slopes = a.permute({0, 4, 3, 1, 2});                   // [1, C, 3, H, W]
    const at::Tensor offset = mean_p - (slopes * mean_i.unsqueeze(1)).sum(2);
    return {mean(slopes.reshape({1, 3 * c, h, w})).view({1, c, 3, h, w}), mean(offset)};
}

at::Tensor guidedFilter(const at::Tensor& maps, const at::Tensor& picture, int radius, double smoothness) {
    const GuidedCoefficients found = guidedCoefficients(maps, picture, radius, smoothness);
    return (found.slopes * picture.unsqueeze(1)).sum(2) + found.offset;
}

}  // namespace engine
