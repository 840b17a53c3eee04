#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli/bench_photo.h"
#include "app/cli/command.h"
#include "app/cli/engine_setup.h"
#include "app/cli/process_memory.h"
#include "app/cli/timed_job.h"
#include "engine/photo/local_darkroom.h"
#include "engine/store/library/model_inspection.h"
#include "engine/store/studio_bench.h"

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
constexpr int kPairs = 15;  ///< small differences need many

template <typename Function>
double secondsOf(Function&& function) {
    const auto start = std::chrono::steady_clock::now();
    function();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
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

/// With everything loaded, previews rendered as a window does.
Result<json> warmFigures(const Bench& bench, engine::LocalEngine& engine, const Photo& photo) {
    std::vector<double> first, end, step, finish;
    int steps = 1;
    for (int round = 0; round < kRounds; ++round) {
        const auto times = timeJob(engine, shadowsIn(photo), photo, &bench.darkroom, 0, bench.stop);
        if (!times) return times.error();
        steps = times.value().step_count;
        first.push_back(times.value().first_preview);
        end.push_back(times.value().end);
        step.push_back(times.value().steps / std::max(1, steps - 1));
        finish.push_back(times.value().end - times.value().last_step);
    }
    return json{{"first_preview_seconds", median(first)},
                {"change_seconds", median(end)},
                {"steps", steps},
                {"step_seconds", median(step)},
                {"upsampling_seconds", median(finish)}};
}

/// What the engine spends on previews: the same request with every preview wanted and with nobody looking
/// until it is done (one preview is made then), in turns, in processor time.
Result<json> previewFigures(const Bench& bench, engine::LocalEngine& engine, const Photo& photo) {
    std::vector<double> wanted, unwanted;
    double previews_wanted = 0, previews_unwanted = 0, longest = 0;
    int steps = 1;
    for (int pair = 0; pair < kPairs; ++pair) {
        const auto with = timeJob(engine, shadowsIn(photo), photo, nullptr, 0, bench.stop);
        if (!with) return with.error();
        longest = std::max(longest, with.value().end);
        const auto without = timeJob(engine, shadowsIn(photo), photo, nullptr, 2 * longest, bench.stop);
        if (!without) return without.error();
        steps = with.value().step_count;
        wanted.push_back(with.value().processor);
        unwanted.push_back(without.value().processor);
        previews_wanted += with.value().previews / static_cast<double>(kPairs);
        previews_unwanted += without.value().previews / static_cast<double>(kPairs);
    }
    const double with = median(wanted), without = median(unwanted);
    const double each = (with - without) / std::max(1.0, previews_wanted - previews_unwanted);
    return json{{"pairs", kPairs},
                {"processor_seconds_wanted", with},
                {"processor_seconds_unwanted", without},
                {"previews_wanted", previews_wanted},
                {"previews_unwanted", previews_unwanted},
                {"overhead_ratio", each * steps / (without - previews_unwanted * each)}};
}

/// A tick of a slider that turns the head, until the engine has answered.
Result<double> poseTick(const Bench& bench, engine::LocalEngine& engine, const Photo& photo) {
    std::vector<double> ticks;
    for (int round = 0; round < kPairs; ++round) {
        engine::PoseRequest request;
        request.photo = photo;
        request.turn = engine::HeadAngles{0.01f * static_cast<float>(round), 0, 0};
        const auto times = timeJob(engine, request, photo, nullptr, 0, bench.stop);
        if (!times) return times.error();
        ticks.push_back(times.value().end);
    }
    return median(ticks);
}

/// The Style tool: until a face has been seen and its hair's edges are known, a tick of a slider from then on
/// (until the engine has answered), and the full-size picture of the result.
Result<json> styleFigures(const Bench& bench, engine::LocalEngine& engine, const Photo& photo) {
    const double document = residentMemory();
    forgetPeak();
    std::vector<double> ticks;
    engine::Layer layer;
    for (int round = 0; round <= kPairs; ++round) {
        engine::StyleRequest request;
        request.photo = photo;
        request.regions = {{engine::Part::Hair, engine::StyleFrom::Variation}};
        request.regions[0].amount = 1 + 0.01f * static_cast<float>(round);
        const auto times = timeJob(engine, request, photo, nullptr, 0, bench.stop);
        if (!times) return times.error();
        ticks.push_back(times.value().end);
        layer.change = std::get<Change>(times.value().outcome);
    }
    const double first = ticks.front();
    ticks.erase(ticks.begin());
    engine::ExportOptions options;
    options.overwrite = true;
    Result<Done> saved = Done{};
    const double save = secondsOf([&] {
        saved = bench.darkroom.save(photo, {&layer, 1}, bench.file.resultPath(), options, bench.stop, {});
    });
    if (!saved) return saved.error();
    const double peak = peakMemory() - document;
    const double flatten = secondsOf([&] { bench.darkroom.flatten(photo, {&layer, 1}, bench.stop); });
    return json{{"first_seconds", first},
                {"tick_seconds", median(ticks)},
                {"flatten_seconds", flatten},
                {"save_seconds", save},
                {"peak_memory_mib_over_document", peak}};
}

json loadFigures(const std::string& folder) {
    json seconds;
    for (const char* name :
         {"shadows", "field_upsampler", "portrait_reader", "face_finder", "structure_style"}) {
        seconds[name] = secondsOf([&] { static_cast<void>(engine::inspectModel(folder + "/" + name, "")); });
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
    const auto tick = poseTick(bench, engine, photo.value());
    if (!tick) return tick.error();
    const auto style = styleFigures(bench, engine, photo.value());
    if (!style) return style;
    const auto previews = previewFigures(bench, engine, photo.value());
    if (!previews) return previews.error();
    const double click_to_result =
        warm.value()["change_seconds"].get<double>() + cold.value()["flatten_seconds"].get<double>();
    return json{{"device", engine.device()},
                {"photo", {kPhotoSize.width, kPhotoSize.height}},
                {"open_seconds", open},
                {"load_seconds", loadFigures(bench.options.models_folder)},
                {"read_seconds", read.value().end},
                {"cold", cold.value()},
                {"warm", warm.value()},
                {"pose_tick_seconds", tick.value()},
                {"style", style.value()},
                {"previews", previews.value()},
                {"click_to_full_size_seconds", click_to_result}};
}

/// Whether a path is a user's checkpoint rather than a folder of starter components.
bool isStudioModel(const std::string& path) {
    std::error_code none;
    return std::filesystem::is_regular_file(path, none) ||
           std::filesystem::exists(std::filesystem::path(path) / "model_index.json", none);
}

Result<Done> benchStudio(const Arguments& arguments, const Surroundings& around) {
    const auto options = studioOptions(arguments, around);
    if (!options) return options.error();
    const auto compute = engine::chooseCompute(options.value().device, options.value().precision);
    if (!compute) return compute.error();
    forgetPeak();
    const auto figures = engine::studioFigures({arguments.text("--models"), options.value().clip_merges,
                                                compute.value(), options.value().threads,
                                                options.value().memory_budget, peakMemory, around.stop});
    if (!figures) return figures.error();
    Console::print(figures.value());
    return Done{};
}

}  // namespace

Result<Done> runBench(const Arguments& arguments, const Surroundings& around) {
    if (!arguments.inputs().empty()) {
        return Error{ErrorCode::InvalidRequest,
                     "No INPUT was expected: bench measures with the sample portrait; leave it out."};
    }
    if (isStudioModel(arguments.text("--models"))) return benchStudio(arguments, around);
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
