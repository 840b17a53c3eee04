#include "engine/pipelines/style/region_matte.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "engine/photo/network_view.h"
#include "engine/pipelines/guided_filter.h"

namespace engine {
namespace {

/// Cells of the network's picture: as far as its borders may be off. Lips and eyes hold too few cells, and
/// too many colours, for wide windows.
constexpr int kWideRadius = 8, kNarrowRadius = 4;
constexpr double kSmallPart = 0.03;   ///< share of the picture
constexpr double kPlainMatte = 3e-4;  ///< variance of colour without an edge
constexpr float kSurelyOut = 0.15f, kSurelyIn = 0.85f;
constexpr int kStripRows = 96, kMoreRows = 16;
constexpr int kCoefficients = 4;  ///< three slopes and an offset

/// Where between two old samples each new one of an axis lies.
struct Between {
    std::vector<int> first, second;
    std::vector<float> share;  ///< of the second
    Between(int samples, int new_samples) {
        for (int i = 0; i < new_samples; ++i) {
            const double at = std::clamp((i + 0.5) * samples / new_samples - 0.5, 0.0, samples - 1.0);
            first.push_back(static_cast<int>(at));
            second.push_back(std::min(first.back() + 1, samples - 1));
            share.push_back(static_cast<float>(at - first.back()));
        }
    }
};

/// Lays one map over rows of the photo's pixels.
class MatteRows {
public:
    /// coefficients: [4, h, w], contiguous.
    MatteRows(at::Tensor coefficients, const Between& across, const Between& down)
        : coefficients_(std::move(coefficients)), across_(across), down_(down) {
        for (Stretched& row : rows_) row.values.resize(kCoefficients * across.first.size());
    }

    /// Row y of the mask from the photo's row of interleaved RGB.
    void row(int y, const float* rgb, std::uint8_t* mask) {
        const float* upper = stretched(down_.first[y], 0);
        const float* lower = stretched(down_.second[y], 1);
        const float t = down_.share[y];
        const std::size_t width = across_.first.size();
        const auto at = [&](std::size_t k, std::size_t x) {
            return upper[k * width + x] + t * (lower[k * width + x] - upper[k * width + x]);
        };
        for (std::size_t x = 0; x < width; ++x) {
            const float value =
                at(0, x) * rgb[3 * x] + at(1, x) * rgb[3 * x + 1] + at(2, x) * rgb[3 * x + 2] + at(3, x);
            float s = (value - kSurelyOut) / (kSurelyIn - kSurelyOut);
            s = s > 0 ? (s < 1 ? s : 1) : 0;
            mask[x] = static_cast<std::uint8_t>(255 * s * s * (3 - 2 * s) + 0.5f);
        }
    }

private:
    struct Stretched {
        int row = -1;
        std::vector<float> values;  ///< kCoefficients × width of the mask
    };

    /// Row `row` of the coefficients at the mask's width.
    const float* stretched(int row, int slot) {
        if (rows_[slot].row != row && rows_[1 - slot].row == row) std::swap(rows_[0], rows_[1]);
        Stretched& found = rows_[slot];
        if (found.row == row) return found.values.data();
        const std::int64_t h = coefficients_.size(1), w = coefficients_.size(2);
        float* out = found.values.data();
        for (int k = 0; k < kCoefficients; ++k) {
            const float* in = coefficients_.const_data_ptr<float>() + (k * h + row) * w;
            for (std::size_t x = 0; x < across_.first.size(); ++x) {
                const float first = in[across_.first[x]];
                *out++ = first + across_.share[x] * (in[across_.second[x]] - first);
            }
        }
        found.row = row;
        return found.values.data();
    }

    at::Tensor coefficients_;
    const Between& across_;
    const Between& down_;
    std::array<Stretched, 2> rows_;
};

/// The row of a mask up to which a strip from `begin` goes: of some, the one that lies most nearly between
/// two whole rows of the photo.
int stripEnd(int begin, int rows, int photo_rows) {
    if (begin + kStripRows + kMoreRows >= rows) return rows;
    const auto off = [&](int row) {
        const double at = 1.0 * row * photo_rows / rows;
        return std::abs(at - std::round(at));
    };
    int best = begin + kStripRows;
    for (int row = best; row < begin + kStripRows + kMoreRows; ++row)
        if (off(row) < off(best)) best = row;
    return best;
}

Size matteSize(Rect region, int most_side) {
    const int longer = std::max(region.width, region.height);
    const double scale = std::min(1.0, 1.0 * most_side / longer);
    const auto along = [&](int extent) { return std::max(1, static_cast<int>(std::lround(extent * scale))); };
    return {along(region.width), along(region.height)};
}

/// [4, h, w] of each map of [1, C, h, w].
std::vector<at::Tensor> coefficientsOf(const at::Tensor& maps, const at::Tensor& picture) {
    std::vector<at::Tensor> found(maps.size(1));
    const at::Tensor small = maps.mean({0, 2, 3}).lt(kSmallPart);
    for (const bool narrow : {false, true}) {
        const at::Tensor which = small.eq(narrow).nonzero().flatten();
        if (which.numel() == 0) continue;
        const GuidedCoefficients fitted = guidedCoefficients(
            maps.index_select(1, which), picture, narrow ? kNarrowRadius : kWideRadius, kPlainMatte);
        const at::Tensor all = at::cat({fitted.slopes, fitted.offset.unsqueeze(2)}, 2)[0].to(at::kFloat);
        for (std::int64_t i = 0; i < which.numel(); ++i)
            found[which[i].item<std::int64_t>()] = all[i].contiguous();
    }
    return found;
}

}  // namespace

std::vector<Image> fineMattes(const at::Tensor& maps, const at::Tensor& picture, const Photo& photo,
                              std::span<const Layer> layers, Rect region, int most_side,
                              const std::function<void()>& checkpoint) {
    const Size size = matteSize(region, most_side);
    const Between across(static_cast<int>(maps.size(3)), size.width),
        down(static_cast<int>(maps.size(2)), size.height);
    const std::vector<at::Tensor> coefficients = coefficientsOf(maps, picture);
    std::vector<MatteRows> rows;
    std::vector<ImageBuilder> mattes;
    for (const at::Tensor& one : coefficients) {
        rows.emplace_back(one, across, down);
        mattes.emplace_back(size, 1, PixelType::U8);
    }
    const auto photoRow = [&](int row) {
        return region.y + static_cast<int>(std::lround(1.0 * row * region.height / size.height));
    };
    for (int begin = 0; begin < size.height;) {
        checkpoint();
        const int end = stripEnd(begin, size.height, region.height);
        const int top = photoRow(begin), bottom = std::max(top + 1, photoRow(end));
        const Image strip = networkView(photo, layers, {region.x, top, region.width, bottom - top},
                                        {size.width, end - begin});
        for (int y = begin; y < end; ++y) {
            for (std::size_t c = 0; c < rows.size(); ++c)
                rows[c].row(y, strip.row<float>(y - begin), mattes[c].row<std::uint8_t>(y));
        }
        begin = end;
    }
    std::vector<Image> finished;
    for (ImageBuilder& matte : mattes) finished.push_back(std::move(matte).finish());
    return finished;
}

}  // namespace engine
