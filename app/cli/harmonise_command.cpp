#include "app/cli/light_edit.h"

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
    return editLight(
        arguments, around, "Penumbra: person harmonised with another background",
        [&](const engine::Darkroom& darkroom, LightInput input) -> engine::Result<engine::Request> {
            auto behind = darkroom.open(background);
            if (!behind) return behind.error();
            request.background = std::move(behind).value();
            request.photo = std::move(input.photo);
            request.mask = std::move(input.mask);
            request.steps = input.steps;
            request.seed = input.seed;
            return engine::Request(std::move(request));
        });
}

}  // namespace cli
