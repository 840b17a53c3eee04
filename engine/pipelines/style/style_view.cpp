#include "engine/pipelines/style/style_view.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/style/region_matte.h"
#include "engine/pipelines/style/style_axes.h"

namespace engine {
namespace {

constexpr int kMatteSide = 2048;
constexpr double kFewestCells = 1e-3;  ///< share of the picture from which on a part is there
constexpr double kViewSeam = 0.1;      ///< of a nearer view's side, over which it gives way to the wider

/// Of two masks of one size the sum, at most white.
Image joined(const Image& a, const Image& b) {
    ImageBuilder sum(a.size(), 1, PixelType::U8);
    for (int y = 0; y < a.height(); ++y) {
        const auto *one = a.row<std::uint8_t>(y), *other = b.row<std::uint8_t>(y);
        std::transform(one, one + a.width(), other, sum.row<std::uint8_t>(y), [](int first, int second) {
            return static_cast<std::uint8_t>(std::min(255, first + second));
        });
    }
    return std::move(sum).finish();
}

/// Where the centres of `count` cells of [begin, begin + extent) lie in [other, other + other_extent), -1…1
/// inside.
at::Tensor placesIn(int begin, int extent, int other, int other_extent, std::int64_t count) {
    const at::Tensor at_cells =
        (at::arange(count) + 0.5) * (1.0 * extent / static_cast<double>(count)) + begin;
    return (at_cells - other) * (2.0 / other_extent) - 1;
}

}  // namespace

StyleView::StyleView(std::shared_ptr<const StructureStyle> net, const LayeredPhoto& photo, Rect region,
                     std::span<const ImagePoint> mesh)
    : net_(std::move(net)), region_(region) {
    const int side = net_->pictureSize();
    seen_ = net_->look(toTensor(networkView(photo.photo, photo.layers, region_, {side, side})));
    iris_ = irisMask(mesh, region_, {side, side});
}

const at::Tensor& StyleView::painted() {
    if (!painted_.defined()) painted_ = net_->paint(seen_, seen_.styles);
    return painted_;
}

at::Tensor StyleView::map(Part part) const {
    return seen_.masks.narrow(1, static_cast<int>(part), 1);
}

bool StyleView::has(Part part) const {
    const at::Tensor mine = seen_.masks.argmax(1) == static_cast<int>(part);
    return mine.to(at::kFloat).mean().item<double>() > kFewestCells;
}

StyleView::Maps StyleView::over(Rect region, Size size) const {
    const at::Tensor x = placesIn(region.x, region.width, region_.x, region_.width, size.width),
                     y = placesIn(region.y, region.height, region_.y, region_.height, size.height);
    const at::Tensor grid = at::stack(
        {x.unsqueeze(0).expand({size.height, size.width}), y.unsqueeze(1).expand({size.height, size.width})},
        2);
    const auto inside = [](const at::Tensor& place) {
        return ((1 - place.abs()) / (2 * kViewSeam)).clamp(0, 1);
    };
    const at::Tensor weight = inside(x).unsqueeze(0) * inside(y).unsqueeze(1);
    return {at::grid_sampler_2d(seen_.masks, grid.unsqueeze(0), 0, 1, false),
            weight.view({1, 1, size.height, size.width})};
}

void StyleView::learnFrom(const StyleView& nearer) {
    const int side = static_cast<int>(seen_.masks.size(2));
    const Maps better = nearer.over(region_, {side, side});
    seen_.masks = seen_.masks + better.weight * (better.chances - seen_.masks);
    seen_.styles = nearer.seen_.styles;
}

Image StyleView::matte(std::span<const Part> parts, const LayeredPhoto& photo,
                       const std::function<void()>& checkpoint) {
    std::vector<Part> missing;
    std::copy_if(parts.begin(), parts.end(), std::back_inserter(missing),
                 [&](Part part) { return mattes_[static_cast<int>(part)].isNull(); });
    if (!missing.empty()) {
        std::vector<at::Tensor> maps;
        for (const Part part : missing) maps.push_back(map(part));
        const std::vector<Image> made = fineMattes(at::cat(maps, 1), picture(), photo.photo, photo.layers,
                                                   region_, kMatteSide, checkpoint);
        for (std::size_t i = 0; i < missing.size(); ++i) mattes_[static_cast<int>(missing[i])] = made[i];
    }
    Image all;
    for (const Part part : parts) {
        const Image& one = mattes_[static_cast<int>(part)];
        all = all.isNull() ? one : joined(all, one);
    }
    return all;
}

}  // namespace engine
