#pragma once

#include <algorithm>
#include <atomic>
#include <cmath>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "engine/api/darkroom.h"

namespace test {

/// An 8-bit RGB photo with all its levels; `colour(x, y, channel)` gives level 0, the others take every
/// second pixel.
inline engine::Photo makePhoto(engine::Size size, const std::function<int(int, int, int)>& colour) {
    engine::Photo photo;
    photo.format = "png";
    for (int step = 1;; step *= 2) {
        const engine::Size level{(size.width + step - 1) / step, (size.height + step - 1) / step};
        engine::ImageBuilder pixels(level, 3, engine::PixelType::U8);
        for (int y = 0; y < level.height; ++y) {
            std::uint8_t* row = pixels.row<std::uint8_t>(y);
            for (int x = 0; x < level.width; ++x) {
                for (int c = 0; c < 3; ++c) row[3 * x + c] = std::uint8_t(colour(x * step, y * step, c));
            }
        }
        photo.levels.push_back(std::move(pixels).finish());
        if (std::max(level.width, level.height) <= 512) return photo;
    }
}

inline engine::Photo makePhoto(engine::Size size, int r, int g, int b) {
    return makePhoto(size, [=](int, int, int c) { return c == 0 ? r : c == 1 ? g : b; });
}

/// A layer that multiplies `region` by `factor`.
inline engine::Layer makeLayer(engine::Rect region, float factor, float opacity = 1.0f) {
    engine::Layer layer;
    layer.change.region = region;
    layer.change.field.size = {1, 1};
    layer.change.field.log_gain = std::make_shared<const std::vector<float>>(3, std::log(factor));
    layer.opacity = opacity;
    return layer;
}

/// Photos in memory: files are entries of a table, pixels are the nearest ones, and a gain is the field's
/// first value over the whole region, masks included. Enough for the window; the real one is engine/photo.
class FakeDarkroom : public engine::Darkroom {
public:
    std::map<std::string, engine::Photo> files;
    std::map<std::string, engine::Image> masks;
    std::map<std::string, engine::Image> mutable saved;  ///< what save() and saveMask() wrote
    mutable std::atomic<int> renders = 0;
    mutable std::atomic<int> layered_renders = 0;                   ///< those that had layers to apply
    std::function<void()> before_render;                            ///< runs on the rendering thread
    std::function<void(std::stop_token)> before_open, before_save;  ///< run on the pool's threads

    using engine::Darkroom::open;
    engine::Result<engine::Photo> open(const std::string& path, std::stop_token stop) const override {
        if (before_open) before_open(stop);
        if (const auto found = files.find(path); found != files.end()) return found->second;
        return engine::Error{engine::ErrorCode::FileUnreadable,
                             "expected a picture, found nothing at " + path};
    }

    engine::Result<engine::Image> openMask(const std::string& path) const override {
        if (const auto found = masks.find(path); found != masks.end()) return found->second;
        return engine::Error{engine::ErrorCode::FileUnreadable, "expected a mask, found nothing at " + path};
    }

    engine::Image render(const engine::Photo& photo, std::span<const engine::Layer> layers, int level,
                         engine::Rect source, const engine::IccProfile& display) const override {
        ++renders;
        keepDisplay(display);
        if (!layers.empty()) ++layered_renders;
        if (before_render) before_render();
        const engine::Image& from = photo.levels[std::size_t(level)];
        engine::ImageBuilder out(source.size(), 4, engine::PixelType::U8);
        for (int y = 0; y < source.height; ++y) {
            std::uint8_t* row = out.row<std::uint8_t>(y);
            for (int x = 0; x < source.width; ++x) {
                const int at_x = source.x + x;
                const int at_y = source.y + y;
                const bool inside = at_x >= 0 && at_y >= 0 && at_x < from.width() && at_y < from.height();
                for (int c = 0; c < 3; ++c) {
                    row[4 * x + c] = inside ? changed(valueAt(from, at_x, at_y, c), layers, photo.size(),
                                                      at_x << level, at_y << level)
                                            : std::uint8_t(0);
                }
                row[4 * x + 3] = inside ? 255 : 0;
            }
        }
        return std::move(out).finish();
    }

    /// The screen's profile of the last rendering.
    engine::IccProfile display() const {
        const std::scoped_lock lock(saving_);
        return display_;
    }

    engine::Image flatten(const engine::Photo& photo, std::span<const engine::Layer> layers,
                          std::stop_token) const override {
        const engine::Image& from = photo.image();
        engine::ImageBuilder out(from.size(), from.channels(), engine::PixelType::U8);
        for (int y = 0; y < from.height(); ++y) {
            std::uint8_t* row = out.row<std::uint8_t>(y);
            for (int x = 0; x < from.width(); ++x) {
                for (int c = 0; c < from.channels(); ++c)
                    row[from.channels() * x + c] =
                        changed(valueAt(from, x, y, c), layers, photo.size(), x, y);
            }
        }
        return std::move(out).finish();
    }

    engine::Result<engine::Done> save(const engine::Photo& photo, std::span<const engine::Layer> layers,
                                      const std::string& path, const engine::ExportOptions& options,
                                      std::stop_token stop,
                                      const std::function<void(double)>& progress) const override {
        if (before_save) before_save(stop);
        if (stop.stop_requested()) return engine::Error{engine::ErrorCode::Cancelled, "cancelled"};
        engine::Image pixels = flatten(photo, layers, stop);
        if (progress) progress(1.0);
        return write(path, std::move(pixels), options.overwrite);
    }

    engine::Result<engine::Done> saveMask(const engine::Image& mask, const std::string& path,
                                          bool overwrite) const override {
        return write(path, mask, overwrite);
    }

private:
    static std::uint8_t valueAt(const engine::Image& image, int x, int y, int c) {
        return image.row<std::uint8_t>(y)[image.channels() * x + std::min(c, image.channels() - 1)];
    }

    static float maskAt(const engine::Change& change, engine::Size photo, int x, int y) {
        const engine::Image& mask = change.mask;
        if (mask.isNull()) return 1.0f;
        if (mask.size() == photo) return mask.row<std::uint8_t>(y)[x] / 255.0f;
        const int at_x = (x - change.region.x) * mask.width() / change.region.width;
        const int at_y = (y - change.region.y) * mask.height() / change.region.height;
        return mask.row<std::uint8_t>(at_y)[at_x] / 255.0f;
    }

    static std::uint8_t changed(std::uint8_t value, std::span<const engine::Layer> layers, engine::Size photo,
                                int x, int y) {
        float v = value;
        for (const engine::Layer& layer : layers) {
            const engine::Rect& r = layer.change.region;
            if (x < r.x || y < r.y || x >= r.right() || y >= r.bottom()) continue;
            const float gain = std::exp(layer.change.field.log_gain->front());
            v += (v * gain - v) * layer.opacity * maskAt(layer.change, photo, x, y);
        }
        return std::uint8_t(std::clamp(std::lround(v), 0L, 255L));
    }

    engine::Result<engine::Done> write(const std::string& path, engine::Image pixels, bool overwrite) const {
        const std::scoped_lock lock(saving_);
        if (!overwrite && saved.contains(path))
            return engine::Error{engine::ErrorCode::FileUnwritable, "expected a new file, found " + path};
        saved[path] = std::move(pixels);
        return engine::Done{};
    }

    void keepDisplay(const engine::IccProfile& display) const {
        const std::scoped_lock lock(saving_);
        display_ = display;
    }

    mutable std::mutex saving_;
    mutable engine::IccProfile display_;
};

}  // namespace test
