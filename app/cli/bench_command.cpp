#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli/bench_photo.h"
#include "app/cli/command.h"
#include "app/cli/component_check.h"
#include "app/cli/engine_setup.h"
#include "app/cli/process_memory.h"
#include "app/cli/timed_job.h"
#include "engine/photo/local_darkroom.h"

namespace cli {
namespace {

using engine::Change;
using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Photo;
using engine::Result;
using nlohmann::json;

constexpr engine::Size kPhotoSize{4900, 4900};  ///< 24 megapixels
constexpr int kRounds = 5;
constexpr double kLookAway = 0.7;  ///< of a job's time, when previews are not wanted

template <typename Function>
double secondsOf(Function&& function) {
    const auto start = std::chrono::steady_clock::now();
    function();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// For small differences of times: other programs disturbed this one least.
double shortest(const std::vector<double>& values) {
    return *std::min_element(values.begin(), values.end());
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(), values.begin() + values.size() / 2, values.end());
    return values[values.size() / 2];
}

engine::ShadowsRequest shadowsIn(const Photo& photo) {
    engine::ShadowsRequest request;
    request.photo = photo;
    return request;
}

/// The pieces that every part of the measurement needs.
struct Bench {
    const engine::LocalDarkroom& darkroom;
    const BenchPhoto& file;
    const engine::EngineOptions& options;
    std::stop_token stop;
};

/// From nothing loaded to a written file, and the most memory that took over the open photo.
Result<json> coldFigures(const Bench& bench, engine::LocalEngine& engine, const Photo& photo) {
    const double document = residentMemory();
    forgetPeak();
    const auto cold = timeJob(engine, shadowsIn(photo), photo, &bench.darkroom, 0, bench.stop);
    if (!cold) return cold.error();
    const engine::Layer layer{std::get<Change>(cold.value().outcome), 1.0f};
    Result<Done> saved = Done{};
    const double save = secondsOf([&] {
        saved = bench.darkroom.save(photo, {&layer, 1}, bench.file.resultPath(), {}, bench.stop, {});
    });
    if (!saved) return saved.error();
    const double peak = peakMemory() - document;
    const double flatten = secondsOf([&] { bench.darkroom.flatten(photo, {&layer, 1}, bench.stop); });
    return json{{"first_preview_seconds", cold.value().first_preview},
                {"change_seconds", cold.value().end},
                {"flatten_seconds", flatten},
                {"save_seconds", save},
                {"peak_memory_mib_over_document", peak}};
}

/// With everything loaded, in turns: jobs whose previews are rendered as a window does, jobs whose previews
/// are only taken, and jobs whose previews are mostly left.
Result<json> warmFigures(const Bench& bench, engine::LocalEngine& engine, const Photo& photo) {
    std::vector<double> first, rendered, taken, left, step, finish;
    double previews_taken = 0, previews_left = 0;
    int steps = 1;
    const auto timed = [&](const engine::Darkroom* darkroom, double looks_from) {
        return timeJob(engine, shadowsIn(photo), photo, darkroom, looks_from, bench.stop);
    };
    for (int round = 0; round < kRounds; ++round) {
        const auto a = timed(&bench.darkroom, 0), b = timed(nullptr, 0);
        if (!a) return a.error();
        if (!b) return b.error();
        taken.push_back(b.value().end);
        const auto c = timed(nullptr, kLookAway * shortest(taken));
        if (!c) return c.error();
        steps = a.value().step_count;
        first.push_back(a.value().first_preview);
        rendered.push_back(a.value().end);
        left.push_back(c.value().end);
        step.push_back(b.value().steps / std::max(1, steps - 1));
        finish.push_back(b.value().end - b.value().last_step);
        previews_taken += b.value().previews / static_cast<double>(kRounds);
        previews_left += c.value().previews / static_cast<double>(kRounds);
    }
    const double more = previews_taken - previews_left;
    const double each = more > 0 ? (shortest(taken) - shortest(left)) / more : 0;
    return json{{"first_preview_seconds", median(first)},
                {"change_seconds", median(rendered)},
                {"steps", steps},
                {"step_seconds", median(step)},
                {"upsampling_seconds", median(finish)},
                {"preview_overhead_ratio", each * steps / (shortest(left) - previews_left * each)}};
}

json loadFigures(const std::string& folder) {
    json seconds;
    for (const char* name : {"shadows", "field_upsampler", "portrait_reader", "face_finder"}) {
        seconds[name] = secondsOf([&] { static_cast<void>(checkComponent(folder + "/" + name)); });
    }
    return seconds;
}

Result<json> figures(const Bench& bench) {
    Result<Photo> photo = Photo{};
    const double open = secondsOf([&] { photo = bench.darkroom.open(bench.file.path()); });
    if (!photo) return photo.error();
    engine::LocalEngine engine(bench.options);
    auto cold = coldFigures(bench, engine, photo.value());
    if (!cold) return cold;

    photo = bench.darkroom.open(bench.file.path());  // other pixels to the engine: nothing of it is known
    if (!photo) return photo.error();
    const auto read =
        timeJob(engine, engine::ReadRequest{photo.value()}, photo.value(), nullptr, 0, bench.stop);
    if (!read) return read.error();
    auto warm = warmFigures(bench, engine, photo.value());
    if (!warm) return warm;
    const double click_to_result =
        warm.value()["change_seconds"].get<double>() + cold.value()["flatten_seconds"].get<double>();
    return json{{"device", engine.device()},
                {"photo", {kPhotoSize.width, kPhotoSize.height}},
                {"open_seconds", open},
                {"load_seconds", loadFigures(bench.options.models_folder)},
                {"read_seconds", read.value().end},
                {"cold", cold.value()},
                {"warm", warm.value()},
                {"click_to_full_size_seconds", click_to_result}};
}

}  // namespace

Result<Done> runBench(const Arguments& arguments, const Surroundings& around) {
    if (!arguments.inputs().empty()) {
        return Error{ErrorCode::InvalidRequest,
                     "No INPUT was expected: bench measures with the sample portrait; leave it out."};
    }
    const auto options = engineOptions(arguments, around);
    if (!options) return options.error();
    const engine::LocalDarkroom darkroom;
    const auto sample = (around.resources / "sample" / "portrait.jpg").string();
    const auto file = BenchPhoto::make(darkroom, sample, kPhotoSize);
    if (!file) return file.error();
    const auto measured = figures({darkroom, file.value(), options.value(), around.stop});
    if (!measured) return measured.error();
    Console::print(measured.value());
    return Done{};
}

}  // namespace cli
