#include "engine/train/reader_training.h"

#include <opencv2/imgproc.hpp>

#include "engine/models/portrait_reader/portrait_reader_files.h"
#include "engine/models/portrait_reader/portrait_reader_module.h"
#include "engine/train/prefetch.h"
#include "engine/train/reader_mesh_fit.h"
#include "engine/train/reader_samples.h"

namespace engine {
namespace {

namespace F = torch::nn::functional;

/// Small parts weigh more than their few pixels: about one over the square root of their share.
const std::vector<float> kPartWeights = {0.6f, 0.8f, 1.0f, 0.8f, 2.5f, 3.0f, 2.5f, 3.0f};
constexpr double kSmoothing = 0.06;  ///< the labels are machine-made

struct Batch {
    torch::Tensor picture, parts, person, labelled;      ///< [B, 3 | –, S, S]
    torch::Tensor face, mesh, head, body, body_certain;  ///< [B], [B, 478, 2], [B, 2], [B, 3, 2], [B, 3]
};

Batch drawBatch(ReaderSampler& sampler, int count, int size) {
    Batch batch;
    batch.picture = torch::empty({count, 3, size, size}, torch::MemoryFormat::ChannelsLast);
    batch.parts = torch::empty({count, size, size}, torch::kInt64);
    batch.person = torch::empty({count, 1, size, size});
    batch.face = torch::zeros({count});
    batch.mesh = torch::zeros({count, kMeshPoints, 2});
    batch.head = torch::zeros({count, 2});
    batch.body = torch::zeros({count, 3, 2});
    batch.body_certain = torch::zeros({count, 3});
    for (int i = 0; i < count; ++i) {
        const ReaderSample s = sampler.draw(size);
        const auto bytes = [&](const cv::Mat& m) {
            return torch::from_blob(m.data, {size, size, m.channels()}, torch::kUInt8);
        };
        batch.picture[i].copy_(bytes(s.picture).permute({2, 0, 1}).to(torch::kFloat32).div_(255));
        batch.parts[i].copy_(bytes(s.parts).squeeze(2));
        batch.person[i].copy_(bytes(s.person).permute({2, 0, 1}).to(torch::kFloat32).div_(255));
        if (!s.face) continue;
        batch.face[i] = 1;
        batch.mesh[i].copy_(torch::from_blob(const_cast<cv::Point2f*>(s.mesh.data()), {kMeshPoints, 2}));
        batch.head[i][0] = s.head.yaw;
        batch.head[i][1] = s.head.pitch;
        for (int k = 0; k < 3; ++k) {
            batch.body[i][k][0] = s.body[k][0];
            batch.body[i][k][1] = s.body[k][1];
            batch.body_certain[i][k] = s.body[k][2];
        }
    }
    batch.labelled = (batch.parts != kUnlabelled).to(torch::kFloat32);
    return batch;
}

torch::Tensor meanOver(const torch::Tensor& values, const torch::Tensor& weight) {
    return (values * weight).sum() / weight.sum().clamp_min(1);
}

/// Smooth L1 that turns from square to straight at `bend`, so that hard samples do not rule.
torch::Tensor distance(const torch::Tensor& found, const torch::Tensor& truth, double bend) {
    return F::smooth_l1_loss(found, truth, F::SmoothL1LossFuncOptions().beta(bend).reduction(torch::kNone));
}

torch::Tensor lossOf(PortraitReaderModule& net, const Batch& batch, const torch::Tensor& anchor_index,
                     Training::Figures& figures) {
    const auto out = net->forward(batch.picture);
    const torch::Tensor weights = torch::tensor(kPartWeights).to(batch.picture.device());
    const torch::Tensor parts = F::cross_entropy(
        out.parts, batch.parts,
        F::CrossEntropyFuncOptions().weight(weights).ignore_index(kUnlabelled).label_smoothing(kSmoothing));
    const torch::Tensor alpha = out.person.sigmoid();
    const torch::Tensor labelled = batch.labelled.unsqueeze(1);
    const torch::Tensor person = meanOver(
        F::binary_cross_entropy_with_logits(
            out.person, batch.person, F::BinaryCrossEntropyWithLogitsFuncOptions().reduction(torch::kNone)) +
            2 * (alpha - batch.person).abs(),
        labelled);
    const torch::Tensor face_points = batch.face.view({-1, 1, 1}).expand({-1, 1, 2});
    // In units of the face: a small face must be met as exactly as a large one.
    const torch::Tensor size =
        (batch.mesh.amax(1) - batch.mesh.amin(1)).mean(1).clamp_min(0.1).view({-1, 1, 1});
    const torch::Tensor mesh =
        meanOver((distance(out.mesh, batch.mesh, 0.01) / size).mean(1, true), face_points);
    const torch::Tensor anchors =
        meanOver((distance(out.anchors, batch.mesh.index_select(1, anchor_index), 0.01) / size).mean(1, true),
                 face_points);
    const torch::Tensor head =
        meanOver(distance(out.head, batch.head, 0.05), batch.face.unsqueeze(1).expand({-1, 2}));
    const torch::Tensor certain = batch.body_certain.unsqueeze(2).expand({-1, -1, 2});
    const torch::Tensor body = meanOver(distance(out.body, batch.body, 0.03) / size, certain);
    const torch::Tensor told =
        meanOver(F::binary_cross_entropy_with_logits(
                     out.body_logits, batch.body_certain,
                     F::BinaryCrossEntropyWithLogitsFuncOptions().reduction(torch::kNone)),
                 batch.face.unsqueeze(1).expand({-1, 3}));
    const torch::Tensor face = F::binary_cross_entropy_with_logits(out.face_logit, batch.face);

    const auto figure = [&](const char* name, const torch::Tensor& value) {
        figures.emplace_back(name, value.item<double>());
    };
    figure("parts", parts);
    figure("alpha", meanOver((alpha - batch.person).abs(), labelled).detach());
    figure("mesh",
           meanOver(((out.mesh - batch.mesh).norm(2, 2, true) / size).mean(1, true).expand({-1, 1, 2}),
                    face_points)
               .detach());
    figure("head", head);
    figure("body", body);
    figure("face", face);
    return parts + 0.7 * person + 8 * (mesh + 0.5 * anchors) + 2 * head + 2 * body + 0.1 * told + 0.3 * face;
}

}  // namespace

Result<Done> trainReader(const TrainingOptions& options) {
    Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    const PortraitReaderConfig config;
    PortraitReaderModule net(config);
    const std::vector<int> anchors = fitMeshShape(set.value(), *net->shape);
    net->to(options.plan.device, torch::kFloat32);
    const torch::Tensor anchor_index =
        torch::tensor(std::vector<std::int64_t>(anchors.begin(), anchors.end())).to(options.plan.device);
    std::int64_t count = 0;
    for (const auto& p : net->parameters()) count += p.numel();
    std::printf("%zu portraits, %lld parameters\n", set.value().size(), static_cast<long long>(count));

    Training training(*net, options.plan);
    // A resumed run draws other samples than the first, not the same ones again.
    ReaderSampler sampler(set.value(), options.seed * 1000003 + static_cast<std::uint64_t>(training.steps()));
    Prefetch<Batch> batches([&] { return drawBatch(sampler, options.batch, config.picture_size); }, 3);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            Batch batch = batches.take();
            for (torch::Tensor* t :
                 {&batch.picture, &batch.parts, &batch.person, &batch.labelled, &batch.face, &batch.mesh,
                  &batch.head, &batch.body, &batch.body_certain}) {
                *t = t->to(options.plan.device);
            }
            return lossOf(net, batch, anchor_index, figures);
        },
        [&] { saved = savePortraitReader(*net, options.component); });
    return saved;
}

}  // namespace engine
