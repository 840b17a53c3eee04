#include "engine/train/finder_training.h"

#include <opencv2/core/utility.hpp>

#include "engine/models/face_finder/face_finder.h"
#include "engine/models/face_finder/face_finder_files.h"
#include "engine/models/face_finder/face_finder_module.h"
#include "engine/train/finder_samples.h"
#include "engine/train/prefetch.h"

namespace engine {
namespace {

namespace F = torch::nn::functional;

constexpr int kPictureSize = 160;
constexpr int kCell = 4;
constexpr float kSurelyBlind =
    0.78f;  ///< faces smaller than this share of the smallest are not looked for; larger: one over it

struct Batch {
    torch::Tensor picture;  ///< [B, 3, S, S]
    torch::Tensor heat;     ///< [B, S/4, S/4]: 1 at a face's middle, falling off around it
    torch::Tensor judged;   ///< [B, S/4, S/4]: 0 where a face is between seen and unseen sizes
    torch::Tensor place;    ///< [B, 3, S/4, S/4]: x, y, log size, as the network says them
    torch::Tensor placed;   ///< [B, 1, S/4, S/4]: where `place` counts
};

void drawFace(const FinderSample::Face& face, int cells, float* heat, float* judged, float* place,
              float* placed) {
    const bool seen = face.size >= kFaceFinderSmallest && face.size <= kFaceFinderLargest;
    if (face.size < kFaceFinderSmallest * kSurelyBlind || face.size > kFaceFinderLargest / kSurelyBlind)
        return;
    const float x = face.middle.x / kCell - 0.5f, y = face.middle.y / kCell - 0.5f;
    const float spread = std::max(0.7f, face.size / kCell / 5);
    const float reach = seen ? 3 * spread : face.size / kCell / 2;
    const int plane = cells * cells;
    float nearest = 1e9f;
    int middle = -1;
    for (int row = 0; row < cells; ++row) {
        for (int column = 0; column < cells; ++column) {
            const float dx = x - static_cast<float>(column), dy = y - static_cast<float>(row),
                        far = dx * dx + dy * dy;
            if (far > reach * reach) continue;
            const int i = row * cells + column;
            if (!seen) {
                judged[i] = 0;
                continue;
            }
            heat[i] = std::max(heat[i], std::exp(-far / (2 * spread * spread)));
            if (far < nearest) {
                nearest = far;
                middle = i;
            }
            if (far > 2.25f) continue;
            placed[i] = 1;
            place[i] = dx;
            place[plane + i] = dy;
            place[2 * plane + i] = std::log(face.size / kFaceFinderSize);
        }
    }
    if (middle >= 0) heat[middle] = 1;
}

Batch drawBatch(FinderSampler& sampler, int count) {
    const int size = kPictureSize, cells = size / kCell;
    Batch batch{torch::empty({count, 3, size, size}, torch::MemoryFormat::ChannelsLast),
                torch::zeros({count, cells, cells}), torch::ones({count, cells, cells}),
                torch::zeros({count, 3, cells, cells}), torch::zeros({count, 1, cells, cells})};
    for (int i = 0; i < count; ++i) {
        const FinderSample sample = sampler.draw(size);
        const torch::Tensor bytes = torch::from_blob(sample.picture.data, {size, size, 3}, torch::kUInt8);
        batch.picture[i].copy_(bytes.permute({2, 0, 1}).to(torch::kFloat32).div_(255));
        for (const FinderSample::Face& face : sample.faces) {
            drawFace(face, cells, batch.heat[i].data_ptr<float>(), batch.judged[i].data_ptr<float>(),
                     batch.place[i].data_ptr<float>(), batch.placed[i].data_ptr<float>());
        }
    }
    return batch;
}

torch::Tensor lossOf(FaceFinderModule& net, const Batch& batch, Training::Figures& figures) {
    const torch::Tensor out = net->forward(batch.picture);
    const torch::Tensor logit = out.select(1, 0);
    const torch::Tensor chance = logit.sigmoid();
    const torch::Tensor middle = (batch.heat >= 1).to(torch::kFloat32);
    const torch::Tensor found = (1 - chance).square() * torch::log_sigmoid(logit) * middle;
    const torch::Tensor empty =
        (1 - batch.heat).pow(4) * chance.square() * torch::log_sigmoid(-logit) * (1 - middle) * batch.judged;
    const torch::Tensor count = middle.sum().clamp_min(1);
    const torch::Tensor heat = -(found + empty).sum() / count;
    const torch::Tensor place =
        (F::smooth_l1_loss(out.narrow(1, 1, 3), batch.place,
                           F::SmoothL1LossFuncOptions().beta(0.1).reduction(torch::kNone)) *
         torch::tensor({0.5f, 0.5f, 2.0f}).view({1, 3, 1, 1}).to(out.device()) * batch.placed)
            .sum() /
        batch.placed.sum().clamp_min(1);
    figures.emplace_back("heat", heat.item<double>());
    figures.emplace_back("place", place.item<double>());
    figures.emplace_back("found", ((chance * middle).sum() / count).item<double>());
    return heat + place;
}

}  // namespace

Result<Done> trainFinder(const TrainingOptions& options) {
    Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    FaceFinderModule net{FaceFinderConfig{}};
    net->to(options.plan.device, torch::kFloat32);
    Training training(*net, options.plan);
    FinderSampler sampler(set.value(), options.seed * 1000003 + static_cast<std::uint64_t>(training.steps()));
    Prefetch<Batch> batches([&] { return drawBatch(sampler, options.batch); }, 3);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            Batch batch = batches.take();
            for (torch::Tensor* t :
                 {&batch.picture, &batch.heat, &batch.judged, &batch.place, &batch.placed}) {
                *t = t->to(options.plan.device);
            }
            return lossOf(net, batch, figures);
        },
        [&] { saved = saveFaceFinder(*net, options.component); });
    return saved;
}

}  // namespace engine
