#include "engine/pipelines/describe/reshaped_face.h"

#include <ATen/ATen.h>

#include <optional>

#include "engine/api/reading.h"
#include "engine/nn/tensor_image.h"
#include "engine/pipelines/describe/bare_eyes.h"
#include "engine/pipelines/describe/face_warp.h"

namespace engine {
namespace {

/// How the words move the face; nothing for words without an expression.
Result<std::optional<FaceWarp>> warpOf(const Expressions& expressions, const DescribedWords& words,
                                       const Reading* reading, Rect region, double strength) {
    std::vector<AskedMoves> asked;
    for (const DescribedWords::Expression& one : words.expressions) {
        if (const Expressions::Moves* moves = expressions.find(one.name))
            asked.push_back({moves, one.amount * strength});
    }
    if (asked.empty()) return std::optional<FaceWarp>();
    if (!reading || reading->mesh.size() != kMeshPoints) {
        return Error{ErrorCode::InvalidRequest,
                     "An expression needs a face, and none was found in this photo; leave \"" +
                         words.expressions.front().name + "\" out, or open a portrait."};
    }
    return std::optional(faceWarp(reading->mesh, asked, region));
}

}  // namespace

at::Tensor any(std::initializer_list<at::Tensor> maps) {
    at::Tensor all;
    for (const at::Tensor& map : maps) {
        if (!map.defined()) continue;
        const bool finer = !all.defined() || map.size(3) > all.size(3);
        const at::IntArrayRef size = finer ? map.sizes().slice(2) : all.sizes().slice(2);
        const at::Tensor here = at::upsample_bilinear2d(map, size, false);
        all = all.defined() ? at::maximum(at::upsample_bilinear2d(all, size, false), here) : here;
    }
    return all;
}

at::Tensor ReshapedFace::lit(const at::Tensor& more) const {
    return gain.defined() ? more + at::upsample_bilinear2d(gain, more.sizes().slice(2), false) : more;
}

Result<ReshapedFace> reshapedFace(const DescribedWords& words, const FaceTools& tools, const Reading* reading,
                                  const Photo& photo, std::vector<Layer> layers, Rect region, double strength,
                                  bool pointed_at) {
    ReshapedFace made{Change{region, {}, {}}, {}, {}, {}};
    const auto warp = warpOf(tools.expressions, words, reading, region, strength);
    if (!warp) return warp.error();
    if (warp.value()) {
        made.change.warp = warp.value()->field;
        made.where = warp.value()->moved;
        layers.push_back({made.change});
    }
    if (!words.no_glasses) return made;
    if (!tools.glasses) {
        return Error{ErrorCode::ModelMissing,
                     "The network that takes glasses off is missing; install the program's models again."};
    }
    const auto bare = bareEyes(*tools.glasses, reading, photo, layers, region, pointed_at);
    if (!bare) return bare.error();
    made.gain = bare.value().gain * strength;
    made.cover = bare.value().cover * strength;
    made.where = any({made.where, bare.value().changed});
    made.change.field = toGainField(made.gain, 1);
    made.change.paint = toPaintField(bare.value().picture, made.cover);
    return made;
}

}  // namespace engine
