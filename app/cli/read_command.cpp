#include <array>
#include <nlohmann/json.hpp>
#include <numbers>
#include <span>

#include "app/cli/command.h"
#include "app/cli/engine_setup.h"
#include "app/cli/full_size.h"
#include "app/cli/job.h"
#include "app/cli/output_files.h"
#include "app/cli/silence.h"
#include "engine/files/pose_file.h"
#include "engine/files/write_file.h"
#include "engine/photo/local_darkroom.h"

namespace cli {
namespace {

using engine::Done;
using engine::Error;
using engine::ErrorCode;
using engine::Reading;
using engine::Result;
using nlohmann::json;

double degrees(float radians) {
    return radians * 180 / std::numbers::pi;
}

/// OpenPose's form, and beside it what OpenPose does not know.
json poseOf(const Reading& reading, engine::Size photo) {
    json pose = json::parse(engine::poseText({photo, {engine::Skeleton{reading.joints}}, false, ""}));
    pose["face_landmarks"] = pose["faces"] = json::array();
    for (const engine::ImagePoint& point : reading.mesh) pose["face_landmarks"].push_back({point.x, point.y});
    for (const engine::Face& face : reading.faces) {
        const engine::Rect& box = face.box;
        pose["faces"].push_back({{"x", box.x},
                                 {"y", box.y},
                                 {"w", box.width},
                                 {"h", box.height},
                                 {"confidence", face.confidence}});
    }
    const engine::HeadAngles& head = reading.head;
    pose["head"] = {{"yaw", degrees(head.yaw)}, {"pitch", degrees(head.pitch)}, {"roll", degrees(head.roll)}};
    return pose;
}

Result<engine::Photo> opened(const std::string& path) {
    const Silence silence;
    return engine::LocalDarkroom().open(path);
}

Result<Done> writeText(const std::string& path, const std::string& text) {
    const auto bytes = std::as_bytes(std::span(text));
    return engine::writeFile(path, std::span(&bytes, 1));
}

/// The three files, or none of them.
Result<Done> write(const Reading& reading, engine::Size photo, const std::array<std::string, 3>& paths,
                   bool overwrite, OutputFiles& files) {
    const engine::LocalDarkroom darkroom;
    const auto parts = laidOut(reading.parts, reading.region, photo, Between::Nearest);
    if (auto saved = darkroom.saveMask(parts, paths[0], overwrite); !saved) return saved;
    files.wrote(paths[0]);
    const auto person = laidOut(reading.person, reading.region, photo, Between::Linear);
    if (auto saved = darkroom.saveMask(person, paths[1], overwrite); !saved) return saved;
    files.wrote(paths[1]);
    if (auto saved = writeText(paths[2], poseOf(reading, photo).dump() + "\n"); !saved) return saved;
    files.keep();
    return Done{};
}

Result<Done> checkGrammar(const Arguments& arguments) {
    if (arguments.inputs().size() != 1) {
        return Error{ErrorCode::InvalidRequest, "One photo was expected, found " +
                                                    std::to_string(arguments.inputs().size()) +
                                                    " names; give one INPUT."};
    }
    if (!arguments.has("-o")) {
        return Error{ErrorCode::InvalidRequest,
                     "-o OUTPUT was expected, found nothing; say how the names of the results begin."};
    }
    return Done{};
}

}  // namespace

Result<Done> runRead(const Arguments& arguments, const Surroundings& around) {
    if (auto fine = checkGrammar(arguments); !fine) return fine;
    const std::string output = arguments.text("-o");
    const bool overwrite = arguments.has("--overwrite");
    const std::array<std::string, 3> paths = {output + ".parts.png", output + ".person.png",
                                              output + ".pose.json"};
    OutputFiles files(overwrite);
    for (const std::string& path : paths) {
        if (auto fine = files.add(path); !fine) return fine;
    }
    const auto options = engineOptions(arguments, around);
    if (!options && options.error().code != ErrorCode::ModelMissing) return options.error();
    const auto photo = opened(arguments.inputs().front());
    if (!photo) return photo.error();
    if (!options) return options.error();

    engine::LocalEngine engine(options.value());
    JobListener listener;
    listener.progress = [&](const engine::Progress& p) {
        around.console.progress(p.step, p.steps, p.loading);
    };
    const auto outcome = runJob(engine, engine::ReadRequest{photo.value()}, listener, around.stop);
    if (!outcome) return outcome.error();
    const Reading& reading = std::get<Reading>(outcome.value());
    if (around.stop.stop_requested()) {
        return Error{ErrorCode::Cancelled, "The reading was cancelled; no file was written."};
    }
    if (auto written = write(reading, photo.value().size(), paths, overwrite, files); !written)
        return written;
    around.console.result("Wrote " + paths[0] + ", " + paths[1] + " and " + paths[2] + ".",
                          {{"event", "done"}, {"output", paths}, {"faces", reading.faces.size()}});
    return Done{};
}

}  // namespace cli
