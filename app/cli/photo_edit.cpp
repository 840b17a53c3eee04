#include "app/cli/photo_edit.h"

#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

#include "app/cli/engine_setup.h"
#include "app/cli/full_size.h"
#include "app/cli/job.h"
#include "app/cli/output_files.h"
#include "app/cli/preview_folder.h"
#include "app/cli/silence.h"
#include "engine/files/in_quotes.h"
#include "engine/photo/local_darkroom.h"
#include "engine/pipelines/light_request.h"

namespace cli {
namespace {

using engine::Change;
using engine::Darkroom;
using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Result;

constexpr int kMostSteps = 100;

/// The arguments that name files, and the numbers every edit has.
struct Plan {
    std::string input, mask, previews;
    std::vector<std::string> outputs, result_masks;  ///< one for each variant; no result_masks: none wanted
    bool overwrite = false;
    int steps;
    std::uint64_t seed = 0;
};

Result<Plan> planOf(const Arguments& arguments, const EditKind& kind) {
    if (arguments.inputs().size() != 1) {
        return Error{ErrorCode::InvalidRequest, "One photo was expected, found " +
                                                    std::to_string(arguments.inputs().size()) +
                                                    " names; give one INPUT."};
    }
    if (!arguments.has("-o")) {
        return Error{ErrorCode::InvalidRequest,
                     "-o OUTPUT was expected, found nothing; say where the result goes."};
    }
    Plan plan;
    plan.input = arguments.inputs().front();
    plan.overwrite = arguments.has("--overwrite");
    plan.steps = kind.steps;
    plan.outputs = numbered(arguments.text("-o"), kind.variants);
    if (arguments.has("--result-mask"))
        plan.result_masks = numbered(arguments.text("--result-mask"), kind.variants);
    OptionReader read(arguments);
    read.text("--mask", plan.mask);
    read.text("--previews", plan.previews);
    read.whole("--steps", 1, kMostSteps, plan.steps);
    read.seed("--seed", plan.seed);
    if (read.error()) return *read.error();
    return plan;
}

/// Before any work: nothing is in the way of what will be written.
Result<Done> announce(const Plan& plan, OutputFiles& files) {
    for (const std::string& output : plan.outputs) {
        if (auto fine = files.addPicture(output); !fine) return fine;
    }
    for (const std::string& mask : plan.result_masks) {
        if (!mask.ends_with(".png")) {
            return Error{ErrorCode::FileUnsupported, "--result-mask was expected to end in .png, found " +
                                                         engine::inQuotes(mask) + "; choose such a name."};
        }
        if (auto fine = files.add(mask); !fine) return fine;
    }
    return Done{};
}

Result<EditInput> opened(const Plan& plan, const Darkroom& darkroom) {
    auto photo = darkroom.open(plan.input);
    if (!photo) return photo.error();
    EditInput input{std::move(photo).value(), {}, plan.steps, plan.seed};
    if (plan.mask.empty()) return input;
    auto mask = darkroom.openMask(plan.mask);
    if (!mask) return mask.error();
    input.mask = std::move(mask).value();
    if (const auto error = engine::checkPhotoAndMask(input.photo, input.mask)) return *error;
    return input;
}

Result<Done> write(const Plan& plan, std::size_t variant, const Darkroom& darkroom,
                   const engine::Photo& photo, const Change& change, const std::string& note,
                   std::stop_token stop, OutputFiles& files) {
    if (!plan.result_masks.empty()) {
        const std::string& path = plan.result_masks[variant];
        const auto saved = darkroom.saveMask(maskOf(change, photo.size()), path, plan.overwrite);
        if (!saved) return saved;
        files.wrote(path);
    }
    engine::ExportOptions options;
    options.overwrite = plan.overwrite;
    options.software_note = note;
    const engine::Layer layer{change, 1.0f};
    const auto saved = darkroom.save(photo, {&layer, 1}, plan.outputs[variant], options, stop, {});
    if (saved) files.wrote(plan.outputs[variant]);
    return saved;
}

std::string sentence(const std::string& output, const engine::Rect& region, double seconds) {
    char text[128];
    std::snprintf(text, sizeof text, " (region %d × %d at %d, %d; %.1f s).", region.width, region.height,
                  region.x, region.y, seconds);
    return "Wrote " + output + text;
}

}  // namespace

Result<Done> editPhoto(const Arguments& arguments, const Surroundings& around, const EditKind& kind,
                       const std::function<Result<engine::Request>(const Darkroom&, const EditInput&)>& ask) {
    const auto start = std::chrono::steady_clock::now();
    // 1. Whatever can be said without opening a file.
    const Result<Plan> read = planOf(arguments, kind);
    if (!read) return read.error();
    const Plan& plan = read.value();
    OutputFiles files(plan.overwrite);
    if (auto fine = announce(plan, files); !fine) return fine;
    const auto options = engineOptions(arguments, around, kind.models_is_checkpoint);

    // 2. The pictures. Trouble with them is said before trouble with models.
    if (!options && options.error().code != ErrorCode::ModelMissing) return options.error();
    const engine::LocalDarkroom darkroom;
    std::optional<Silence> silence(std::in_place);
    auto files_read = opened(plan, darkroom);
    if (!files_read) return files_read.error();
    EditInput input = std::move(files_read).value();
    const engine::Photo& photo = input.photo;
    auto request = ask(darkroom, input);
    if (!request) return request.error();
    silence.reset();
    if (!options) return options.error();
    std::optional<PreviewFolder> previews;
    if (!plan.previews.empty()) {
        auto made = PreviewFolder::make(plan.previews, plan.steps, plan.overwrite);
        if (!made) return made.error();
        previews.emplace(std::move(made).value());
    }

    engine::LocalEngine engine(options.value());
    std::function<Result<std::string>(const engine::Preview&)> write_preview;
    if (previews) {
        write_preview = [&](const engine::Preview& preview) {
            return previews->write(darkroom, photo, std::get<Change>(preview.guess), preview.step);
        };
    }
    for (std::size_t i = 0; i < plan.outputs.size(); ++i) {
        // 3. The change. Previews are the first variant's.
        if (i > 0) {
            ++input.seed;
            request = ask(darkroom, input);
            if (!request) return request.error();
        }
        const JobListener listener = telling(around.console, i == 0 ? write_preview : nullptr);
        const auto outcome = runJob(engine, std::move(request).value(), listener, around.stop);
        if (!outcome) return outcome.error();
        const Change& change = std::get<Change>(outcome.value());

        // 4. The files.
        if (auto written = write(plan, i, darkroom, photo, change, kind.note, around.stop, files); !written)
            return written;
        const double seconds =
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        const engine::Rect& r = change.region;
        around.console.result(sentence(plan.outputs[i], r, seconds),
                              {{"event", "done"},
                               {"output", plan.outputs[i]},
                               {"seed", input.seed},
                               {"region", {r.x, r.y, r.width, r.height}},
                               {"seconds", seconds}});
    }
    files.keep();
    return Done{};
}

}  // namespace cli
