#include "engine/train/glasses_training.h"

#include <algorithm>
#include <cstdio>
#include <deque>
#include <opencv2/core/utility.hpp>

#include "engine/models/glasses/glasses_files.h"
#include "engine/models/glasses/glasses_module.h"
#include "engine/models/glasses/glasses_worn.h"
#include "engine/train/glasses_samples.h"
#include "engine/train/head_shape_fit.h"
#include "engine/train/light_batch.h"
#include "engine/train/prefetch.h"

namespace engine {
namespace {

namespace F = torch::nn::functional;

constexpr std::size_t kLooks = 8;      ///< checkpoints until everybody has been looked at once
constexpr double kMostWearers = 0.35;  ///< of the people of a set
constexpr int kPeopleAtOnce = 16;      ///< in one pass
constexpr double kElsewhere = 0.3;     ///< what an error counts where nothing is drawn
constexpr double kHidden = 4, kLit = 1.5, kEdges = 2, kMaps = 0.06;
constexpr double kPaintedEdges = 0.7;

struct GlassesBatch {
    torch::Tensor seen, clean;     ///< [B, 3, H, W]
    torch::Tensor cover, touched;  ///< [B, 1, H, W]
    torch::Tensor bare;            ///< [B] bool: nothing has been drawn
};

GlassesBatch drawGlassesBatch(GlassesSampler& sampler, int count) {
    std::vector<torch::Tensor> seen, clean, cover, touched;
    GlassesBatch batch;
    batch.bare = torch::zeros({count}, torch::kBool);
    for (int i = 0; i < count; ++i) {
        const GlassesSampler::Sample sample = sampler.draw();
        seen.push_back(tensorOf(sample.seen));
        clean.push_back(tensorOf(sample.clean));
        cover.push_back(tensorOf(sample.cover));
        touched.push_back(tensorOf(sample.touched));
        batch.bare[i] = sample.bare;
    }
    batch.seen = torch::stack(seen);
    batch.clean = torch::stack(clean);
    batch.cover = torch::stack(cover);
    batch.touched = torch::stack(touched);
    return batch;
}

/// Cross-entropy and overlap of a map, per sample.
torch::Tensor mapLoss(const torch::Tensor& logit, const torch::Tensor& truth) {
    const auto each = F::binary_cross_entropy_with_logits(
        logit, truth, F::BinaryCrossEntropyWithLogitsFuncOptions().reduction(torch::kNone));
    const torch::Tensor chance = logit.sigmoid();
    const torch::Tensor overlap =
        (2 * (chance * truth).sum({1, 2, 3}) + 20) / (chance.sum({1, 2, 3}) + truth.sum({1, 2, 3}) + 20);
    return 4 * each.mean({1, 2, 3}) + 1 - overlap;
}

/// Above which share of its band a portrait hides, glasses are thought to be worn: as always, but never by
/// more of the people than wear them anywhere. A fresh network sees glasses on everybody.
double doubtAbove(std::vector<double> shares) {
    if (shares.empty()) return kWornShare;
    const auto nth = shares.begin() + static_cast<std::ptrdiff_t>((1 - kMostWearers) * (shares.size() - 1));
    std::nth_element(shares.begin(), nth, shares.end());
    return std::max(kWornShare, *nth);
}

/// Which of the portraits that are shown as they are seem to wear glasses, judged beside the last ones.
class Doubts {
public:
    /// share: hiddenShare() of a batch; bare [B] bool → [B] bool.
    torch::Tensor about(const torch::Tensor& share, const torch::Tensor& bare) {
        const torch::Tensor doubtful = bare & (share > doubtAbove({last_.begin(), last_.end()}));
        const torch::Tensor fresh = share.masked_select(bare).to(torch::kCPU);
        for (std::int64_t i = 0; i < fresh.size(0); ++i) last_.push_back(fresh[i].item<double>());
        while (last_.size() > kRemembered) last_.pop_front();
        return doubtful;
    }

private:
    static constexpr std::size_t kRemembered = 200;
    std::deque<double> last_;
};

/// How well what is hidden, shown a little larger or softer as the other network might see it, is painted.
torch::Tensor paintLoss(GlassesModule& net, const GlassesBatch& batch, Training::Figures& figures) {
    const std::int64_t edge = torch::randint(0, 3, {1}).item<std::int64_t>();
    torch::Tensor hidden = torch::max_pool2d(batch.cover, 2 * edge + 1, 1, edge);
    if (edge > 0 && torch::rand({1}).item<double>() < 0.5) hidden = torch::avg_pool2d(hidden, 3, 1, 1);
    const torch::Tensor where = hidden.gt(0.01).to(torch::kFloat32), places = where.sum().clamp_min(1);
    const torch::Tensor error = (net->paint(batch.clean, hidden) - batch.clean) * where;
    figures.emplace_back(
        "psnr_painted",
        -10 * std::log10((error.square().mean(1, true).sum() / places).item<double>() + 1e-9));
    const torch::Tensor across = error.slice(3, 1) - error.slice(3, 0, -1),
                        down = error.slice(2, 1) - error.slice(2, 0, -1);
    const torch::Tensor edges = across.abs().sum() + down.abs().sum();
    return (error.abs().sum() + kPaintedEdges * edges) / (3 * places);
}

torch::Tensor seeLoss(GlassesModule& net, const GlassesBatch& batch, Doubts& doubts,
                      Training::Figures& figures) {
    const GlassesModuleImpl::Seen seen = net->see(batch.seen);
    // A portrait as it is, on whom glasses are seen: who knows whether it is bare. Nothing is learnt from it.
    const torch::Tensor doubtful = doubts.about(hiddenShare(seen.cover.detach().sigmoid()), batch.bare);
    const torch::Tensor counts = (~doubtful).to(torch::kFloat32);
    const torch::Tensor error = (seen.lit - batch.clean) * counts.view({-1, 1, 1, 1});
    const torch::Tensor weight = kElsewhere + kHidden * batch.cover + kLit * batch.touched;
    const torch::Tensor picture = (weight * error.abs()).mean();
    const torch::Tensor edges = edgesOf(error * (kElsewhere + batch.cover));
    const torch::Tensor maps =
        ((mapLoss(seen.cover, batch.cover) + 0.5 * mapLoss(seen.touched, batch.touched)) * counts).mean();

    const torch::Tensor found = (seen.cover > 0).to(torch::kFloat32),
                        drawn = (batch.cover > 0.5).to(torch::kFloat32);
    figures.emplace_back(
        "overlap", ((found * drawn).sum() / torch::max(found, drawn).sum().clamp_min(1)).item<double>());
    figures.emplace_back("doubtful",
                         doubtful.sum().item<double>() / std::max(1.0, batch.bare.sum().item<double>()));
    figures.emplace_back("maps", maps.item<double>());
    return picture + kEdges * edges + kMaps * maps;
}

/// Looks at the portraits of a set, a part of them each time, and leaves out those who wear glasses.
class WearersLeftOut {
public:
    WearersLeftOut(const std::vector<Portrait>& portraits, GlassesSampler& sampler)
        : portraits_(portraits), sampler_(sampler) {}

    void look(GlassesModule& net, torch::Device device, std::size_t parts) {
        const torch::NoGradGuard no_gradients;
        const std::size_t count = (portraits_.size() + parts - 1) / parts;
        std::vector<std::size_t> who;
        std::vector<double> shares;
        while (who.size() < count) {
            std::vector<torch::Tensor> bands;
            for (int i = 0; i < kPeopleAtOnce; ++i, next_ = (next_ + 1) % portraits_.size()) {
                who.push_back(next_);
                bands.push_back(tensorOf(eyeBandOf(portraits_[next_])));
            }
            const torch::Tensor cover = net->see(torch::stack(bands).to(device)).cover.sigmoid();
            const torch::Tensor share = hiddenShare(cover).to(torch::kCPU);
            for (std::int64_t i = 0; i < kPeopleAtOnce; ++i) shares.push_back(share[i].item<double>());
        }
        const double most = doubtAbove(shares);
        for (std::size_t i = 0; i < who.size(); ++i)
            sampler_.leaveOut(static_cast<int>(who[i]), shares[i] > most);
        std::size_t out = 0;
        for (std::size_t i = 0; i < portraits_.size(); ++i) out += sampler_.isLeftOut(static_cast<int>(i));
        std::printf("%zu of %zu portraits wear glasses themselves, as far as the network sees\n", out,
                    portraits_.size());
    }

private:
    const std::vector<Portrait>& portraits_;
    GlassesSampler& sampler_;
    std::size_t next_ = 0;
};

}  // namespace

Result<Done> trainGlasses(const TrainingOptions& options) {
    Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    const std::vector<Portrait>& portraits = set.value();
    const Result<HeadShapeFit> head = fitHeadShape(portraits);
    if (!head) return head.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    GlassesModule net{GlassesConfig{}};
    net->to(options.plan.device, torch::kFloat32);
    std::int64_t parameters = 0;
    for (const auto& p : net->parameters()) parameters += p.numel();
    std::printf("%zu portraits, %lld parameters\n", portraits.size(), static_cast<long long>(parameters));

    Training training(*net, options.plan);
    // A resumed run draws other samples than the first, not the same ones again.
    GlassesSampler sampler(portraits, head.value().shape,
                           options.seed * 1000003 + static_cast<std::uint64_t>(training.steps()));
    WearersLeftOut wearers(portraits, sampler);
    Doubts doubts;
    if (training.steps() > 0) wearers.look(net, options.plan.device, 1);
    Prefetch<GlassesBatch> batches([&] { return drawGlassesBatch(sampler, options.batch); }, 3);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            GlassesBatch batch = batches.take();
            for (torch::Tensor* t : {&batch.seen, &batch.clean, &batch.cover, &batch.touched, &batch.bare})
                *t = t->to(options.plan.device);
            const torch::Tensor see = seeLoss(net, batch, doubts, figures);
            return see + paintLoss(net, batch, figures);
        },
        [&] {
            wearers.look(net, options.plan.device, kLooks);
            saved = saveGlasses(*net, options.component);
        });
    return saved;
}

}  // namespace engine
