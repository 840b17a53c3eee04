#include "engine/train/style_training.h"

#include <opencv2/core/utility.hpp>

#include "engine/api/change.h"
#include "engine/models/component_folder.h"
#include "engine/models/portrait_reader/portrait_reader_files.h"
#include "engine/models/portrait_reader/portrait_reader_module.h"
#include "engine/models/structure_style/structure_style_files.h"
#include "engine/models/structure_style/structure_style_module.h"
#include "engine/train/prefetch.h"
#include "engine/train/reader_samples.h"
#include "engine/train/style_samples.h"

namespace engine {
namespace {

namespace F = torch::nn::functional;

const std::vector<float> kStylePartWeights = {1, 1, 1, 1, 1.5f, 1.5f, 1.5f, 1.5f};
constexpr double kStyleSmoothing = 0.03;  ///< the labels are machine-made
constexpr int kPaintedShare = 8;          ///< one in eight pictures comes in two looks and is painted too
/// Chance that a look is the portrait's own. Other colours lie within the labels' borders, and a network that
/// sees too many of them learns to look for those borders rather than for hair.
constexpr double kOwnColours = 0.75, kOwnColoursOfPairs = 0.25;
constexpr double kThere = 1e-3;  ///< share of the picture from which on a region counts as being there
constexpr int kMeasured = 160;   ///< people whose styles say how styles differ

struct StyleBatch {
    torch::Tensor first;   ///< [B, 3, S, S]
    torch::Tensor second;  ///< [P, 3, S, S]: another look of the first P
    torch::Tensor parts;   ///< [B, S, S] int64
};

torch::Tensor pictureTensor(const cv::Mat& picture) {
    return torch::from_blob(picture.data, {picture.rows, picture.cols, 3}).permute({2, 0, 1});
}

StyleBatch drawStyleBatch(StyleSampler& sampler, int count, int size) {
    const int pairs = std::max(2, count / kPaintedShare);
    StyleBatch batch{torch::empty({count, 3, size, size}, torch::MemoryFormat::ChannelsLast),
                     torch::empty({pairs, 3, size, size}, torch::MemoryFormat::ChannelsLast),
                     torch::empty({count, size, size}, torch::kInt64)};
    for (int i = 0; i < count; ++i) {
        const bool pair = i < pairs;
        const StyleSample s = sampler.draw(size, pair ? kOwnColoursOfPairs : kOwnColours, pair);
        batch.first[i].copy_(pictureTensor(s.first));
        if (pair) batch.second[i].copy_(pictureTensor(s.second));
        batch.parts[i].copy_(torch::from_blob(s.parts.data, {size, size}, torch::kUInt8));
    }
    return batch;
}

/// One less the soft intersection over union of each part, averaged (Rahman & Wang 2016): the figure that the
/// masks are measured by.
torch::Tensor overlapLoss(const torch::Tensor& chances, const torch::Tensor& parts) {
    const torch::Tensor known = (parts != kUnlabelled).to(torch::kFloat32).unsqueeze(1);
    const torch::Tensor truth =
        F::one_hot(parts.clamp_max(kPartCount - 1), kPartCount).permute({0, 3, 1, 2}).to(torch::kFloat32) *
        known;
    const torch::Tensor p = chances * known;
    const torch::Tensor both = (p * truth).sum({0, 2, 3});
    const torch::Tensor either = p.sum({0, 2, 3}) + truth.sum({0, 2, 3}) - both;
    return 1 - ((both + 1) / (either + 1)).mean();
}

torch::Tensor maskLoss(const torch::Tensor& logits, const torch::Tensor& parts) {
    const torch::Tensor entropy =
        F::cross_entropy(logits, parts,
                         F::CrossEntropyFuncOptions()
                             .weight(torch::tensor(kStylePartWeights).to(logits.device()))
                             .ignore_index(kUnlabelled)
                             .label_smoothing(kStyleSmoothing));
    return entropy + overlapLoss(logits.softmax(1), parts);
}

torch::Tensor across(const torch::Tensor& x) {
    return x.narrow(3, 1, x.size(3) - 1) - x.narrow(3, 0, x.size(3) - 1);
}
torch::Tensor along(const torch::Tensor& x) {
    return x.narrow(2, 1, x.size(2) - 1) - x.narrow(2, 0, x.size(2) - 1);
}

/// How far a painted picture is from the one it should be: colours and edges.
torch::Tensor pictureLoss(const torch::Tensor& painted, const torch::Tensor& truth) {
    return (painted - truth).abs().mean() + 0.5 * (across(painted) - across(truth)).abs().mean() +
           0.5 * (along(painted) - along(truth)).abs().mean();
}

/// Light and dark without what is wider than a few pixels, [B, 1, S, S].
torch::Tensor detailOf(const torch::Tensor& picture) {
    const torch::Tensor light = torch::log(picture.mean(1, true) + GainField::kGainFloor);
    return light - torch::avg_pool2d(light, 9, 1, 4, false, false);
}

/// What the generator owes: the second look from the first one's structure, and with some regions' styles of
/// the next person, those regions in that person's colours and all else as it was.
torch::Tensor paintLoss(StructureStyleModule& net, const torch::Tensor& structure, const torch::Tensor& masks,
                        const torch::Tensor& seen, const torch::Tensor& shown, Training::Figures& figures) {
    const torch::Tensor pattern = net->patternOf(seen, masks, net->coloursOf(seen, masks));
    const torch::Tensor styles = net->stylesOf(shown, masks);
    const torch::Tensor again = net->paint(structure, pattern, masks, styles);
    const torch::Tensor rebuilt = pictureLoss(again, shown);

    const torch::Tensor there = masks.mean({2, 3}) > kThere;
    const torch::Tensor chosen =
        (torch::rand_like(styles.select(2, 0)) < 0.5) & there & there.roll(1, 0);  // [B, R]
    const torch::Tensor mixed =
        net->paint(structure, pattern, masks, torch::where(chosen.unsqueeze(2), styles.roll(1, 0), styles));
    const torch::Tensor picked = chosen.to(torch::kFloat32);
    const torch::Tensor changed = torch::einsum("brhw,br->bhw", {masks, picked}).unsqueeze(1);
    const torch::Tensor kept = ((mixed - shown).abs() * (1 - changed)).mean();
    const torch::Tensor wanted = net->coloursOf(shown, masks).roll(1, 0), got = net->coloursOf(mixed, masks);
    const torch::Tensor swapped = ((got - wanted).abs().mean(2) * picked).sum() / picked.sum().clamp_min(1);
    const torch::Tensor old_detail = detailOf(shown) * changed, new_detail = detailOf(mixed) * changed;
    const torch::Tensor alike = F::cosine_similarity(old_detail.flatten(1), new_detail.flatten(1),
                                                     F::CosineSimilarityFuncOptions().dim(1).eps(1e-4));
    figures.emplace_back("psnr", -10 * std::log10((again - shown).square().mean().item<double>() + 1e-9));
    figures.emplace_back("kept", kept.item<double>());
    figures.emplace_back("swapped", swapped.item<double>());
    return 4 * rebuilt + 4 * kept + 0.5 * swapped + 0.1 * (1 - alike).mean() + 1e-3 * styles.square().mean();
}

torch::Tensor styleLoss(StructureStyleModule& net, const StyleBatch& batch, Training::Figures& figures) {
    const std::int64_t count = batch.first.size(0), painted = batch.second.size(0);
    // Both looks of the painted ones teach masks and have to have one structure.
    const torch::Tensor seen = torch::cat({batch.first, batch.second});
    const torch::Tensor parts = torch::cat({batch.parts, batch.parts.narrow(0, 0, painted)});
    const torch::Tensor structure = net->structureOf(seen.contiguous(torch::MemoryFormat::ChannelsLast));
    const torch::Tensor logits = net->maskLogits(structure);
    const torch::Tensor mask = maskLoss(logits, parts);
    const torch::Tensor first = structure.narrow(0, 0, painted), second = structure.narrow(0, count, painted);
    const torch::Tensor unlike = (first - second).square().mean() / (first.var().detach() + 1e-3);
    const torch::Tensor masks = logits.narrow(0, 0, painted).softmax(1).detach();
    figures.emplace_back("mask", mask.item<double>());
    figures.emplace_back("unlike", unlike.item<double>());
    return mask + 0.2 * unlike +
           paintLoss(net, first, masks, batch.first.narrow(0, 0, painted), batch.second, figures);
}

/// How styles of people differ, for variations: mean and a root of the covariance of each region's.
void measureStyles(StructureStyleModule& net, const std::vector<Portrait>& portraits, torch::Device device) {
    const torch::NoGradGuard no_gradients;
    std::vector<torch::Tensor> styles, there;
    const std::size_t step = std::max<std::size_t>(1, portraits.size() / kMeasured);
    for (std::size_t i = 0; i < portraits.size(); i += step) {
        const ReaderSample sample = ReaderSampler::asIs(portraits[i], net->config.picture_size);
        cv::Mat picture;
        sample.picture.convertTo(picture, CV_32F, 1 / 255.0);
        const torch::Tensor seen = pictureTensor(picture).unsqueeze(0).contiguous().to(device);
        const torch::Tensor masks = net->maskLogits(net->structureOf(seen)).softmax(1);
        styles.push_back(net->stylesOf(seen, masks));
        there.push_back(masks.mean({2, 3}) > kThere);
    }
    const torch::Tensor all = torch::cat(styles), seen = torch::cat(there).to(torch::kFloat32).unsqueeze(2);
    const torch::Tensor count = seen.sum(0).clamp_min(1);  // [R, 1]
    const torch::Tensor mean = (all * seen).sum(0) / count;
    const torch::Tensor away = (all - mean) * seen;
    const torch::Tensor covariance = torch::einsum("nri,nrj->rij", {away, away}) / count.unsqueeze(2) +
                                     1e-6 * torch::eye(all.size(2), all.options());
    net->style_mean.copy_(mean);
    net->style_root.copy_(torch::linalg_cholesky(covariance));
}

/// What has been trained already: such a network, or the trunk of a portrait reader.
Result<Done> beginWith(StructureStyleModule& net, const std::string& folder) {
    if (readStructureStyleConfig(folder)) return loadComponentWeights(*net, folder);
    const Result<PortraitReaderConfig> config = readPortraitReaderConfig(folder);
    if (!config) return config.error();
    if (config.value().widths != net->config.trunk) {
        return Error{ErrorCode::ModelCorrupt,
                     folder +
                         ": the reader's widths are not those of this network's trunk; choose a reader "
                         "of the usual size."};
    }
    PortraitReaderModule reader(config.value());
    if (auto loaded = loadComponentWeights(*reader, folder); !loaded) return loaded.error();
    const torch::NoGradGuard no_gradients;
    const auto read = reader->named_parameters();
    for (auto& parameter : net->trunk->named_parameters()) parameter.value().copy_(read[parameter.key()]);
    return Done{};
}

}  // namespace

Result<Done> trainStyle(const StyleTrainingOptions& options) {
    Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    const StructureStyleConfig config;
    StructureStyleModule net(config);
    if (!options.from.empty()) {
        if (auto begun = beginWith(net, options.from); !begun) return begun.error();
    }
    net->to(options.plan.device, torch::kFloat32);
    std::int64_t count = 0;
    for (const auto& p : net->parameters()) count += p.numel();
    std::printf("%zu portraits, %lld parameters\n", set.value().size(), static_cast<long long>(count));

    Training training(*net, options.plan);
    // A resumed run draws other samples than the first, not the same ones again.
    StyleSampler sampler(set.value(), options.seed * 1000003 + static_cast<std::uint64_t>(training.steps()));
    Prefetch<StyleBatch> batches([&] { return drawStyleBatch(sampler, options.batch, config.picture_size); },
                                 3);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            StyleBatch batch = batches.take();
            for (torch::Tensor* t : {&batch.first, &batch.second, &batch.parts})
                *t = t->to(options.plan.device);
            return styleLoss(net, batch, figures);
        },
        [&] {
            measureStyles(net, set.value(), options.plan.device);
            saved = saveStructureStyle(*net, options.component);
        });
    return saved;
}

}  // namespace engine
