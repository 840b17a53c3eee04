#include "engine/photo/painter.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "engine/photo/colour_rows.h"
#include "engine/photo/float_pixels.h"
#include "engine/photo/grain.h"
#include "engine/photo/layer_walk.h"
#include "engine/photo/metadata.h"
#include "engine/photo/moved_pixels.h"

namespace engine {
namespace {

// Small enough that a block's floats stay in the processor's cache, large enough that grain's frame is cheap.
constexpr int kBlockWidth = 512;
constexpr int kBlockHeight = 64;

/// Whether grain would have grown anywhere. Counting, unlike looking for the largest, becomes vector
/// instructions.
bool brightens(const std::vector<float>& m) {
    int count = 0;
    for (const float value : m) count += value > Grain::kGainFrom;
    return count > 0;
}

/// The factor of ColourRows and grain's correction; where the factor is exactly 1, x itself, to the sign of a
/// zero.
void applyGains(const float* x, const float* m, const float* correction, int count, float* after) {
    for (int i = 0; i < count; ++i) {
        const float same = x[i];
        const float changed = same + ((same + GainField::kGainFloor) * m[i] + correction[i]);
        after[i] = m[i] == 0 ? same : changed;
    }
}

/// The sum of ColourRows, where anything is painted.
void addPaint(const float* paint, int pixels, int channels, float* after) {
    for (int i = 0; i < pixels; ++i, paint += channels + 1, after += channels) {
        if (paint[channels] == 0) continue;
        for (int c = 0; c < channels; ++c) after[c] += paint[c];
    }
}

bool areZero(const float* values, std::size_t count) {
    return std::all_of(values, values + count, [](float value) { return value == 0; });
}

Rect grown(Rect rect, int frame) {
    return {rect.x - frame, rect.y - frame, rect.width + 2 * frame, rect.height + 2 * frame};
}

}  // namespace

/// Working memory of one block, kept from block to block.
struct Painter::Block {
    explicit Block(const NoiseCurve* noise) {
        if (noise) grain.emplace(*noise);
    }
    std::vector<float> m;
    std::vector<float> paint;  ///< as ColourRows has it; empty: no layer paints
    std::vector<float> srgb;
    std::vector<float> correction;
    std::vector<float> photo;  ///< in the photo's profile: one row, or like srgb where pixels move
    std::vector<float> before;
    std::vector<float> after;
    int frame = 0;  ///< pixels that srgb reaches beyond the block on each side
    std::optional<Grain> grain;
    /// None: no layer moves pixels.
    std::optional<LayerWalk> walk;
    std::optional<MovedPixels> moved;

    bool moves() const { return walk && walk->moves(); }
};

Painter::Painter(const Photo& photo, std::span<const Layer> layers, int level, ColourCache& colours)
    : image_(photo.levels[level]),
      document_(photo.size()),
      layers_(layers),
      level_(level),
      colours_(colourChannels(image_.channels())),
      view_(colours.srgbView(image_.profile(), colours_)),
      noise_(level == 0 && photo.metadata && !photo.metadata->noise.isEmpty() ? &photo.metadata->noise
                                                                              : nullptr) {}

void Painter::paint(Rect rect, std::byte* out) const {
    const std::size_t pixel_bytes = image_.rowBytes() / image_.width();
    const std::size_t row_bytes = pixel_bytes * rect.width;
    for (int y = 0; y < rect.height; ++y) {
        std::memcpy(out + row_bytes * y,
                    image_.data() + image_.rowBytes() * (rect.y + y) + pixel_bytes * rect.x, row_bytes);
    }
    if (layers_.empty()) return;
    Block block(noise_);
    LayerWalk walk(layers_, document_, level_, image_.size(), colours_);
    if (walk.isNeeded()) {
        block.walk.emplace(std::move(walk));
        block.moved.emplace(image_, *view_, noise_);
    }
    for (int y = 0; y < rect.height; y += kBlockHeight) {
        for (int x = 0; x < rect.width; x += kBlockWidth) {
            const Rect part{rect.x + x, rect.y + y, std::min(kBlockWidth, rect.width - x),
                            std::min(kBlockHeight, rect.height - y)};
            paintBlock(part, out + row_bytes * y + pixel_bytes * x, row_bytes, block);
        }
    }
}

void Painter::paintBlock(Rect rect, std::byte* out, std::size_t row_bytes, Block& block) const {
    if (!(block.walk ? followLayers(rect, block) : findColours(rect, block))) return;
    const std::size_t values = static_cast<std::size_t>(rect.width) * rect.height * colours_;
    const bool regrain = block.grain && brightens(block.m);
    if (!block.moves()) block.frame = regrain ? Grain::kReach : 0;
    loadSrgb(grown(rect, block.frame), block);
    block.correction.assign(values, 0.0f);
    if (regrain) {
        block.grain->correction(block.srgb.data(), block.m.data(), rect.width, rect.height,
                                block.correction.data());
    }
    blend(rect, out, row_bytes, block);
}

bool Painter::findColours(Rect rect, Block& block) const {
    ColourRows rows(layers_, document_, level_, rect.x, rect.right(), colours_);
    if (rows.isEmpty()) return false;
    const std::size_t row_values = static_cast<std::size_t>(rect.width) * colours_;
    const std::size_t row_paint = rows.paints() ? row_values + rect.width : 0;
    block.m.resize(row_values * rect.height);
    block.paint.resize(row_paint * rect.height);
    bool any = false;
    for (int y = 0; y < rect.height; ++y) {
        any |= rows.row(rect.y + y, &block.m[row_values * y], block.paint.data() + row_paint * y);
    }
    return any;
}

/// Colours and places of the block, and places of the frame that grain may need.
bool Painter::followLayers(Rect rect, Block& block) const {
    block.frame = block.grain ? Grain::kReach : 0;
    block.walk->follow(grown(rect, block.frame));
    if (!block.walk->moves() && !block.walk->colours()) return false;
    const auto inside = [&](const std::vector<float>& framed, int channels, std::vector<float>& values) {
        const std::size_t row_values = static_cast<std::size_t>(rect.width) * channels;
        const std::size_t framed_values = row_values + static_cast<std::size_t>(2 * block.frame) * channels;
        values.resize(framed.empty() ? 0 : row_values * rect.height);
        for (int y = 0; y < rect.height && !framed.empty(); ++y) {
            std::copy_n(&framed[framed_values * (y + block.frame) + block.frame * channels], row_values,
                        &values[row_values * y]);
        }
    };
    inside(block.walk->m(), colours_, block.m);
    inside(block.walk->paint(), colours_ + 1, block.paint);
    return true;
}

void Painter::loadSrgb(Rect rect, Block& block) const {
    if (block.moves()) {
        block.moved->load(rect, block.walk->offset(), block.photo);
        block.srgb = block.photo;
    } else {
        block.srgb.resize(static_cast<std::size_t>(rect.size().area()) * colours_);
        loadRect(image_, rect, block.srgb.data());
    }
    if (view_->isIdentity()) return;
    view_->toSrgb(block.srgb.data(), block.srgb.data(), static_cast<int>(rect.size().area()));
}

void Painter::blend(Rect rect, std::byte* out, std::size_t row_bytes, Block& block) const {
    const int count = rect.width * colours_;
    const std::size_t framed_values = static_cast<std::size_t>(rect.width + 2 * block.frame) * colours_;
    const bool convert = !view_->isIdentity();
    if (!block.moves()) block.photo.resize(count);
    block.before.resize(count);
    block.after.resize(count);
    for (int y = 0; y < rect.height; ++y) {
        const float* m = &block.m[static_cast<std::size_t>(y) * count];
        const std::size_t row_paint = block.paint.empty() ? 0 : static_cast<std::size_t>(count) + rect.width;
        const float* paint = block.paint.data() + row_paint * y;
        if (!block.moves() && areZero(m, count) && areZero(paint, row_paint)) continue;
        const std::size_t start = framed_values * (y + block.frame) + block.frame * colours_;
        const float* x = &block.srgb[start];
        const float* correction = &block.correction[static_cast<std::size_t>(y) * count];
        float* after = block.after.data();
        applyGains(x, m, correction, count, after);
        if (row_paint > 0) {
            addPaint(paint, rect.width, colours_, after);
            if (noise_) addGrain(*noise_, rect.x, rect.y + y, paint, rect.width, after);
        }
        std::byte* out_row = out + row_bytes * y;
        if (convert) {
            // Only the difference is carried back, so that the way there and back leaves no trace of itself.
            const float* photo = block.photo.data();
            if (block.moves()) {
                photo += start;
            } else {
                loadColour(out_row, image_.type(), image_.channels(), rect.width, block.photo.data());
            }
            view_->fromSrgb(x, block.before.data(), rect.width);
            view_->fromSrgb(after, after, rect.width);
            for (int i = 0; i < count; ++i) {
                const float difference = after[i] - block.before[i];
                after[i] = difference == 0 ? photo[i] : photo[i] + difference;
            }
        }
        storeColour(after, rect.width, image_.type(), image_.channels(), out_row);
    }
}

}  // namespace engine
