#include "engine/models/face_finder/face_finder.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

#include "engine/models/component_folder.h"
#include "engine/models/face_finder/face_finder_files.h"
#include "engine/models/face_finder/face_finder_module.h"

namespace engine {
namespace {

constexpr int kCell = 4;
constexpr int kMultiple = 8;

/// Repeats the last column and row until both sides are multiples of 8.
torch::Tensor padded(const torch::Tensor& picture) {
    const auto more = [](std::int64_t n) { return (kMultiple - n % kMultiple) % kMultiple; };
    return torch::replication_pad2d(picture.unsqueeze(0),
                                    {0, more(picture.size(2)), 0, more(picture.size(1))});
}

}  // namespace

Result<FaceFinder> FaceFinder::load(const std::string& folder) {
    const auto config = readFaceFinderConfig(folder);
    if (!config) return config.error();
    auto module = std::make_shared<FaceFinderModuleImpl>(config.value());
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    for (auto& parameter : module->parameters()) parameter.requires_grad_(false);
    return FaceFinder(std::move(module));
}

std::vector<FaceProposal> FaceFinder::find(const at::Tensor& picture, float least) const {
    const torch::InferenceMode inference;
    const torch::Tensor input = padded(picture).contiguous(torch::MemoryFormat::ChannelsLast);
    const torch::Tensor out = module_->forward(input)[0].contiguous();
    const torch::Tensor heat = out[0].sigmoid();
    const torch::Tensor highest = torch::max_pool2d(heat.unsqueeze(0).unsqueeze(0), 3, 1, 1)[0][0];
    const torch::Tensor chosen = ((heat >= least) & (heat >= highest)).nonzero();

    std::vector<FaceProposal> proposals;
    const auto cells = chosen.accessor<std::int64_t, 2>();
    const auto chance = heat.accessor<float, 2>();
    const auto values = out.accessor<float, 3>();
    for (std::int64_t i = 0; i < chosen.size(0); ++i) {
        const auto row = cells[i][0], column = cells[i][1];
        FaceProposal face;
        face.confidence = chance[row][column];
        face.x =
            (static_cast<float>(column) + 0.5f + std::clamp(values[1][row][column], -2.0f, 2.0f)) * kCell;
        face.y = (static_cast<float>(row) + 0.5f + std::clamp(values[2][row][column], -2.0f, 2.0f)) * kCell;
        face.size = kFaceFinderSize * std::exp(std::clamp(values[3][row][column], -1.5f, 1.5f));
        proposals.push_back(face);
    }
    return proposals;
}

}  // namespace engine
