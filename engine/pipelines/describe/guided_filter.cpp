#include "engine/pipelines/describe/guided_filter.h"

#include <ATen/ATen.h>

namespace engine {

at::Tensor guidedFilter(const at::Tensor& maps, const at::Tensor& picture, int radius, double smoothness) {
    const auto c = maps.size(1), h = maps.size(2), w = maps.size(3);
    // Windows that reach over the border hold fewer pixels; only those count.
    const auto mean = [&](const at::Tensor& x) {
        return at::avg_pool2d(x, 2 * radius + 1, 1, radius, /*ceil_mode=*/false, /*count_include_pad=*/false);
    };
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
    const at::Tensor mean_slopes = mean(slopes.reshape({1, 3 * c, h, w})).view({1, c, 3, h, w});
    return (mean_slopes * picture.unsqueeze(1)).sum(2) + mean(offset);
}

}  // namespace engine
