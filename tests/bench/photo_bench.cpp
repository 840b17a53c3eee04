// How fast and how large photo work is: opening, one screen tile, flattening, and the memory that saving
// takes for a small and a large photo. Prints one JSON object.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/photo/float_pixels.h"
#include "engine/photo/local_darkroom.h"
#include "engine/photo/network_view.h"
#include "engine/photo/open.h"

namespace {

using engine::Image;
using engine::ImageBuilder;
using engine::Layer;
using engine::LocalDarkroom;
using engine::Photo;
using engine::PixelType;
using engine::Rect;
using engine::Size;

/// Soft shapes with grain, as a camera would see them.
Image portraitLike(Size size) {
    ImageBuilder builder(size, 3, PixelType::U8);
    std::uint32_t state = 1;
    std::vector<float> row(static_cast<std::size_t>(size.width) * 3);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const float shade =
                0.4f + 0.25f * std::sin(0.002f * x) * std::cos(0.003f * y) + 0.03f * std::sin(0.9f * x);
            for (int c = 0; c < 3; ++c) {
                state = state * 1664525u + 1013904223u;
                row[3 * x + c] =
                    shade + 0.05f * c + (static_cast<float>(state >> 8) / 16777216.0f - 0.5f) * 0.03f;
            }
        }
        engine::storeValues(row.data(), row.size(), PixelType::U8, builder.data() + builder.rowBytes() * y);
    }
    return std::move(builder).finish();
}

/// A field over the whole photo that brightens one half of it.
Layer wholeLayer(Size size) {
    const Size field{256, 256};
    std::vector<float> gains;
    for (int y = 0; y < field.height; ++y) {
        for (int x = 0; x < field.width; ++x) gains.insert(gains.end(), 3, 0.6f * std::sin(0.02f * (x + y)));
    }
    return {
        {engine::wholeOf(size), {field, std::make_shared<const std::vector<float>>(std::move(gains))}, {}},
        1.0f};
}

/// A picture that half covers the whole photo, with gains beside it.
Layer wholePaint(Size size) {
    const Size field{512, 512};
    Layer layer;
    layer.change.region = engine::wholeOf(size);
    layer.change.field = {field, std::make_shared<const std::vector<float>>(field.area() * 3, 0.2f)};
    layer.change.paint = {field, std::make_shared<const std::vector<float>>(field.area() * 4, 0.5f)};
    return layer;
}

/// A warp over the whole photo that moves every pixel by up to some twenty.
Layer wholeWarp(Size size) {
    const Size field{64, 64};
    std::vector<float> offset;
    for (int y = 0; y < field.height; ++y) {
        for (int x = 0; x < field.width; ++x) {
            offset.push_back(0.004f * std::sin(0.2f * (x + y)));
            offset.push_back(0.004f * std::cos(0.2f * (x - y)));
        }
    }
    Layer layer;
    layer.change.region = engine::wholeOf(size);
    layer.change.warp = {field, std::make_shared<const std::vector<float>>(std::move(offset))};
    return layer;
}

/// The fastest of `times` runs in milliseconds.
template <typename Work>
double fastest(int times, Work&& work) {
    double best = 1e9;
    for (int i = 0; i < times; ++i) {
        const auto start = std::chrono::steady_clock::now();
        work();
        best = std::min(
            best,
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    return best;
}

long statusKilobytes(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name)) return std::stol(line.substr(name.size() + 1));
    }
    return 0;
}

/// Peak memory beyond the open photo while it is saved, in MB; measured in a process of its own.
double saveMegabytes(const std::string& photo_path, const std::string& out_path) {
    int pipe_ends[2];
    if (::pipe(pipe_ends) != 0) return -1;
    const pid_t child = ::fork();
    if (child == 0) {
        const LocalDarkroom darkroom;
        const auto photo = darkroom.open(photo_path);
        std::ofstream("/proc/self/clear_refs") << "5";  // the peak starts again at what is in use now
        const long before = statusKilobytes("VmRSS");
        const Layer layer = wholeLayer(photo.value().size());
        engine::ExportOptions options;
        options.overwrite = true;
        const bool saved =
            static_cast<bool>(darkroom.save(photo.value(), {&layer, 1}, out_path, options, {}, nullptr));
        const double megabytes = saved ? (statusKilobytes("VmHWM") - before) / 1024.0 : -1;
        const bool told = ::write(pipe_ends[1], &megabytes, sizeof megabytes) == sizeof megabytes;
        ::_exit(told ? 0 : 1);
    }
    double megabytes = -1;
    const bool heard = ::read(pipe_ends[0], &megabytes, sizeof megabytes) == sizeof megabytes;
    ::waitpid(child, nullptr, 0);
    ::close(pipe_ends[0]);
    ::close(pipe_ends[1]);
    return heard ? megabytes : -1;
}

}  // namespace

int main() {
    const std::filesystem::path folder =
        std::filesystem::temp_directory_path() / ("penumbra-bench-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    const auto path = [&](const char* name) { return (folder / name).string(); };
    const LocalDarkroom darkroom;
    const auto write = [&](Size size, const char* name) {
        Photo photo;
        photo.levels = {portraitLike(size)};
        return static_cast<bool>(darkroom.save(photo, {}, path(name), {}, {}, nullptr));
    };
    bool ok = write({3000, 2000}, "6.jpg") && write({9500, 6316}, "60.jpg") && write({6000, 4000}, "24.jpg");

    // Before the large photo below is held: the children would inherit it.
    const double save_6 = saveMegabytes(path("6.jpg"), path("6-out.jpg"));
    const double save_60 = saveMegabytes(path("60.jpg"), path("60-out.jpg"));
    const double save_tiff_6 = saveMegabytes(path("6.jpg"), path("6-out.tif"));
    const double save_tiff_60 = saveMegabytes(path("60.jpg"), path("60-out.tif"));

    Photo photo;
    const double open = fastest(3, [&] { photo = darkroom.open(path("24.jpg")).value(); });
    const double plain_tile = fastest(20, [&] {
        darkroom.render(photo, {}, 0, {2048, 1024, 256, 256}, nullptr);
    });
    const Layer layer = wholeLayer(photo.size());
    const std::vector<Layer> layers{layer};
    const double tile = fastest(20, [&] {
        darkroom.render(photo, layers, 0, {2048, 1024, 256, 256}, nullptr);
    });
    const std::vector<Layer> warp{wholeWarp(photo.size())};
    const auto block = [&](const std::vector<Layer>& over) {
        return fastest(20, [&] { darkroom.render(photo, over, 0, {2048, 1024, 512, 512}, nullptr); });
    };
    const double gain_block = block(layers);
    const double warp_block = block(warp);
    const double both_block = block({layer, warp.front()});
    const double paint_block = block({wholePaint(photo.size())});
    const double coarse = fastest(20, [&] {
        darkroom.render(photo, layers, 3, {256, 128, 256, 256}, nullptr);
    });
    const double flatten_warp = fastest(2, [&] { darkroom.flatten(photo, warp, {}); });
    const double flatten = fastest(2, [&] { darkroom.flatten(photo, layers, {}); });
    Photo no_grain = photo;
    no_grain.metadata = nullptr;
    const double flatten_plain = fastest(2, [&] { darkroom.flatten(no_grain, layers, {}); });
    engine::ExportOptions options;
    options.overwrite = true;
    const double save =
        fastest(2, [&] { ok &= bool(darkroom.save(photo, layers, path("out.jpg"), options, {}, nullptr)); });
    const double view = fastest(5, [&] { engine::networkView(photo, {1000, 500, 3000, 3000}, {512, 512}); });
    std::printf(
        "{\"block_512_ms\": {\"gain\": %.2f, \"warp\": %.2f, \"both\": %.2f, \"paint\": %.2f}, "
        "\"flatten_24mp_warped_ms\": "
        "%.0f, "
        "\"open_24mp_jpeg_ms\": %.0f, \"tile_ms\": %.2f, \"tile_with_layer_ms\": %.2f, "
        "\"coarse_tile_with_layer_ms\": "
        "%.2f, \"flatten_24mp_ms\": %.0f, \"flatten_24mp_without_grain_ms\": %.0f, \"save_24mp_jpeg_ms\": "
        "%.0f, "
        "\"network_view_ms\": %.1f, \"save_jpeg_peak_mb\": {\"6mp\": %.1f, \"60mp\": %.1f}, "
        "\"save_tiff_peak_mb\": "
        "{\"6mp\": %.1f, \"60mp\": %.1f}}\n",
        gain_block, warp_block, both_block, paint_block, flatten_warp, open, plain_tile, tile, coarse,
        flatten, flatten_plain, save, view, save_6, save_60, save_tiff_6, save_tiff_60);
    std::filesystem::remove_all(folder);
    return ok ? 0 : 1;
}
