#include <chrono>
#include <cmath>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/command.h"
#include "app/cli/engine_setup.h"
#include "app/cli/job.h"
#include "app/cli/output_files.h"
#include "app/cli/preview_folder.h"
#include "engine/files/in_quotes.h"
#include "engine/photo/local_darkroom.h"
#include "engine/photo/open.h"

namespace cli {
namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::GenerateRequest;
using engine::Result;

constexpr int kMostSteps = 1000;
constexpr int kMostPictures = 64;
constexpr double kLargestScale = 100;

Error invalid(const std::string& sentence) {
    return {ErrorCode::InvalidRequest, sentence};
}

/// "768x512".
Result<engine::Size> sizeIn(const std::string& text) {
    engine::Size size;
    int read = 0;
    if (std::sscanf(text.c_str(), "%dx%d%n", &size.width, &size.height, &read) == 2 &&
        read == static_cast<int>(text.size()) && !size.isEmpty()) {
        return size;
    }
    return invalid("--size was expected as WxH, like 512x768, found " + engine::inQuotes(text) +
                   "; give a width and a height.");
}

/// What the command line says, with pictures still as names.
struct Plan {
    GenerateRequest request;
    std::string output, init, mask, control, previews;
    bool overwrite = false;
};

Result<Plan> planOf(const Arguments& arguments) {
    if (!arguments.inputs().empty())
        return invalid("No INPUT was expected, found " + engine::inQuotes(arguments.inputs().front()) +
                       "; give a picture to start from with --init.");
    for (const char* needed : {"-o", "--prompt", "--models"}) {
        if (!arguments.has(needed))
            return invalid(std::string(needed) + " was expected, found nothing; see generate --help.");
    }
    Plan plan;
    GenerateRequest& request = plan.request;
    plan.overwrite = arguments.has("--overwrite");
    double control_scale = 1;
    std::string size, negative, controlnet;
    OptionReader read(arguments);
    read.text("-o", plan.output);
    read.text("--init", plan.init);
    read.text("--mask", plan.mask);
    read.text("--control", plan.control);
    read.text("--controlnet", controlnet);
    read.text("--previews", plan.previews);
    read.text("--models", request.model);
    read.text("--prompt", request.prompt);
    read.text("--negative", negative);
    read.text("--size", size);
    read.text("--scheduler", request.scheduler);
    read.number("--guidance", 0, 100, request.guidance);
    read.number("--image-guidance", 0, 100, request.picture_guidance);
    read.number("--strength", 0, 1, request.strength);
    read.number("--control-scale", -kLargestScale, kLargestScale, control_scale);
    read.whole("--count", 1, kMostPictures, request.count);
    read.whole("--steps", 1, kMostSteps, request.steps);
    read.seed("--seed", request.seed);
    if (read.error()) return *read.error();
    if (arguments.has("--negative")) request.negative = negative;
    request.embeddings = arguments.texts("--embedding");
    if (!size.empty()) {
        const auto given = sizeIn(size);
        if (!given) return given.error();
        request.size = given.value();
    }
    if (plan.control.empty() != controlnet.empty())
        return invalid(
            "--control FILE and --controlnet DIR were expected together, found one of them; give both.");
    if (!controlnet.empty()) request.controls.push_back({controlnet, {}, control_scale, 0, 1});
    if (!plan.mask.empty() && plan.init.empty())
        return invalid("--mask was given without --init; give the picture that it belongs to.");
    return plan;
}

Result<Done> openPictures(const Plan& plan, const engine::Darkroom& darkroom, GenerateRequest& request) {
    const auto open = [&](const std::string& path, engine::Photo& into) -> Result<Done> {
        if (path.empty()) return Done{};
        auto photo = darkroom.open(path, {});
        if (!photo) return photo.error();
        into = std::move(photo).value();
        return Done{};
    };
    if (auto opened = open(plan.init, request.picture); !opened) return opened;
    if (!request.controls.empty()) {
        if (auto opened = open(plan.control, request.controls.front().picture); !opened) return opened;
    }
    if (plan.mask.empty()) return Done{};
    auto mask = darkroom.openMask(plan.mask);
    if (!mask) return mask.error();
    request.mask = std::move(mask).value();
    return Done{};
}

}  // namespace

Result<Done> runGenerate(const Arguments& arguments, const Surroundings& around) {
    const auto start = std::chrono::steady_clock::now();
    // 1. Whatever can be said without opening a file.
    Result<Plan> read = planOf(arguments);
    if (!read) return read.error();
    Plan plan = std::move(read).value();
    OutputFiles files(plan.overwrite);
    const std::vector<std::string> names = numbered(plan.output, plan.request.count);
    for (const std::string& name : names) {
        if (auto fine = files.addPicture(name); !fine) return fine;
    }

    GenerateRequest& request = plan.request;
    request.model = modelNamed(request.model, around);
    request.loras = lorasIn(arguments, around);
    for (engine::ControlChoice& control : request.controls) control.model = modelNamed(control.model, around);
    for (std::string& embedding : request.embeddings) embedding = modelNamed(embedding, around);

    // 2. The pictures.
    const engine::LocalDarkroom darkroom;
    if (auto opened = openPictures(plan, darkroom, plan.request); !opened) return opened;
    auto options = studioOptions(arguments, around);
    if (!options) return options.error();
    std::optional<PreviewFolder> previews;
    if (!plan.previews.empty()) {
        auto made = PreviewFolder::make(plan.previews, plan.request.steps, plan.overwrite);
        if (!made) return made.error();
        previews.emplace(std::move(made).value());
    }

    // 3. The work.
    engine::LocalEngine engine(options.value());
    std::function<Result<std::string>(const engine::Preview&)> write_preview;
    if (previews) {
        write_preview = [&](const engine::Preview& preview) {
            return previews->write(darkroom, std::get<engine::Image>(preview.guess), preview.step);
        };
    }
    const JobListener listener = telling(around.console, write_preview);
    const auto outcome = runJob(engine, plan.request, listener, around.stop);
    if (!outcome) return outcome.error();

    // 4. The files.
    const auto& images = std::get<engine::Pictures>(outcome.value()).images;
    engine::ExportOptions saving;
    saving.overwrite = plan.overwrite;
    saving.software_note = "generate, seed " + std::to_string(plan.request.seed);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (auto saved = darkroom.save(engine::photoOf(images[i]), {}, names[i], saving, around.stop, {});
            !saved)
            return saved;
        files.wrote(names[i]);
    }
    files.keep();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    for (const std::string& name : names) {
        around.console.result("Wrote " + name + ".",
                              {{"event", "done"}, {"output", name}, {"seconds", seconds}});
    }
    return Done{};
}

}  // namespace cli
