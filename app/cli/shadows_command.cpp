#include "app/cli/photo_edit.h"

namespace cli {

engine::Result<engine::Done> runShadows(const Arguments& arguments, const Surroundings& around) {
    engine::ShadowsRequest request;
    OptionReader read(arguments);
    read.number("--strength", 0, 1, request.strength);
    read.number("--softness", 0, 1, request.softness);
    read.number("--keep-shape", 0, 1, request.keep_shape);
    if (read.error()) return *read.error();
    return editPhoto(arguments, around, {"shadows removed", request.steps},
                     [&](const engine::Darkroom&, const EditInput& input) -> engine::Result<engine::Request> {
                         request.photo = input.photo;
                         request.mask = input.mask;
                         request.steps = input.steps;
                         request.seed = input.seed;
                         return engine::Request(request);
                     });
}

}  // namespace cli
