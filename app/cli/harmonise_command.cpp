#include "app/cli/photo_edit.h"

namespace cli {

engine::Result<engine::Done> runHarmonise(const Arguments& arguments, const Surroundings& around) {
    engine::HarmoniseRequest request;
    OptionReader read(arguments);
    read.number("--strength", 0, 1, request.strength);
    if (read.error()) return *read.error();
    const std::string background = arguments.text("--background");
    if (background.empty()) {
        return engine::Error{
            engine::ErrorCode::InvalidRequest,
            "--background FILE was expected, found nothing; give a photo whose light the person gets."};
    }
    return editPhoto(
        arguments, around, {"person harmonised with another background", request.steps},
        [&](const engine::Darkroom& darkroom, const EditInput& input) -> engine::Result<engine::Request> {
            auto behind = darkroom.open(background);
            if (!behind) return behind.error();
            request.background = std::move(behind).value();
            request.photo = input.photo;
            request.mask = input.mask;
            request.steps = input.steps;
            request.seed = input.seed;
            return engine::Request(request);
        });
}

}  // namespace cli
