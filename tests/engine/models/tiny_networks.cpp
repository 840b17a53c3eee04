#include "tests/engine/models/tiny_networks.h"

#include <gtest/gtest.h>
#include <torch/torch.h>

#include <numbers>

#include "engine/api/reading.h"
#include "engine/models/face_finder/face_finder_files.h"
#include "engine/models/face_finder/face_finder_module.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/models/portrait_reader/portrait_reader_files.h"
#include "engine/models/portrait_reader/portrait_reader_module.h"

namespace engine {
namespace {

constexpr int kAnchors = 8;
constexpr double kCertain = 12;

/// `count` points evenly on the unit circle.
torch::Tensor circle(int count) {
    const torch::Tensor angle = torch::arange(count) * (2 * std::numbers::pi / count);
    return torch::stack({angle.cos(), angle.sin()}, 1);
}

/// A mesh whose points all lie on the unit circle, and which is its own mirror image.
torch::Tensor roundFace() {
    torch::Tensor mesh = torch::zeros({kMeshPoints, 2});
    for (int i = 0; i < kMeshPoints; ++i) {
        const int twin = kMeshMirror[i];
        const double angle = i == twin ? std::numbers::pi / 2
                                       : std::numbers::pi * (std::min(i, twin) / double{kMeshPoints} - 0.5);
        mesh[i][0] = i == twin ? 0.0 : (i < twin ? -1 : 1) * std::cos(angle);
        mesh[i][1] = (i == kForehead ? -1 : 1) * std::sin(angle);
    }
    return mesh;
}

}  // namespace

void saveTinyReader(const std::string& folder, TinyAnswer face) {
    torch::manual_seed(7);
    PortraitReaderConfig config;
    config.picture_size = 32;
    config.widths = {8, 8, 8, 8};
    config.anchors = kAnchors;
    config.hidden = 16;
    PortraitReaderModule module(config);
    torch::NoGradGuard no_gradients;
    module->shape->mean_anchors.copy_(circle(kAnchors));
    module->shape->mean_mesh.copy_(roundFace());
    // The maps point nowhere (their mean is the middle); the regression spreads the anchors around it.
    module->conv_points->weight.zero_();
    module->conv_points->bias.zero_();
    module->answers->weight.mul_(1e-3);
    module->answers->bias.zero_();
    module->answers->bias.narrow(0, 0, 2 * kAnchors).copy_(circle(kAnchors).flatten() * 0.21);
    module->answers->bias[-1] = face == TinyAnswer::Always ? kCertain : -kCertain;
    ASSERT_TRUE(savePortraitReader(*module, folder));
}

void saveTinyFinder(const std::string& folder, TinyAnswer face) {
    torch::manual_seed(8);
    FaceFinderConfig config;
    config.widths = {4, 4};
    config.blocks = 1;
    FaceFinderModule module(config);
    torch::NoGradGuard no_gradients;
    module->conv_out->weight.zero_();
    module->conv_out->bias.zero_();
    module->conv_out->bias.narrow(0, 0, 4).fill_(face == TinyAnswer::Always ? kCertain : -kCertain);
    ASSERT_TRUE(saveFaceFinder(*module, folder));
}

}  // namespace engine
