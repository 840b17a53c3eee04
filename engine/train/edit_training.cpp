#include "engine/train/edit_training.h"

#include <opencv2/core/utility.hpp>

#include "engine/files/lexicon.h"
#include "engine/models/component_folder.h"
#include "engine/models/describe/describe_files.h"
#include "engine/models/describe/describe_module.h"
#include "engine/models/gain_field/gain_field_files.h"
#include "engine/train/edit_samples.h"
#include "engine/train/field_loss.h"
#include "engine/train/prefetch.h"

namespace engine {
namespace {

/// What a word means has to be found out first: told by the picture alone, the network learns it far more
/// slowly.
constexpr FieldLossWeights kWeights{0.15, 0.4};
constexpr double kPartsWeight = 0.2;

struct EditBatch {
    LightBatch light;
    torch::Tensor ids;    ///< [B, kMostTokens]
    torch::Tensor parts;  ///< [B, S/4, S/4] int64
};

EditBatch drawBatch(EditSampler& sampler, const Lexicon& lexicon, int count, int size) {
    EditBatch batch;
    batch.ids = torch::full({count, DescribeConfig::kMostTokens}, Lexicon::kPadding, torch::kInt64);
    batch.parts = torch::empty({count, size / 4, size / 4}, torch::kInt64);
    int row = 0;
    batch.light = stacked(count, [&] {
        const EditSample sample = sampler.draw(size);
        batch.ids[row][0] = Lexicon::kBegin;
        int place = 1;
        for (const std::string& name : sample.concepts) {
            if (place < DescribeConfig::kMostTokens) batch.ids[row][place++] = lexicon.id(name).value();
        }
        batch.parts[row++].copy_(torch::from_blob(sample.parts.data, {size / 4, size / 4}, torch::kUInt8));
        return sample.light;
    });
    return batch;
}

/// Copies every parameter of the same name.
void copyShared(torch::nn::Module& to, const torch::nn::Module& from) {
    torch::NoGradGuard no_gradients;
    auto parameters = to.named_parameters();
    for (const auto& one : from.named_parameters()) {
        if (torch::Tensor* found = parameters.find(one.key())) found->copy_(one.value());
    }
}

Result<Done> startFrom(DescribeModule& net, const std::string& folder) {
    if (folder.empty()) return Done{};
    if (readDescribeConfig(folder)) return loadComponentWeights(*net, folder);
    const Result<GainFieldConfig> config = readGainFieldConfig(folder);
    if (!config) return config.error();
    GainFieldModule shadows(config.value());
    if (auto loaded = loadComponentWeights(*shadows, folder); !loaded) return loaded;
    copyShared(*net->field, *shadows);
    return Done{};
}

}  // namespace

Result<Done> trainEdit(const EditTrainingOptions& options) {
    Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::Training);
    if (!set) return set.error();
    const Result<Lexicon> lexicon = Lexicon::read(options.component + kLexiconFile);
    if (!lexicon) return lexicon.error();
    torch::manual_seed(options.seed);
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);

    DescribeConfig config;
    config.vocabulary = lexicon.value().size();
    DescribeModule net(config);
    if (auto started = startFrom(net, options.from); !started) return started;
    net->to(options.plan.device);

    Training training(*net, options.plan);
    // A resumed run draws other samples than the first, not the same ones again.
    const std::uint64_t sample_seed = options.seed * 1000003 + static_cast<std::uint64_t>(training.steps());
    EditSampler sampler(set.value(), sample_seed);
    Prefetch<EditBatch> batches(
        [&] { return drawBatch(sampler, lexicon.value(), options.batch, options.picture_size); }, 4);
    torch::Generator random = at::make_generator<at::CPUGeneratorImpl>(sample_seed);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            EditBatch batch = batches.take();
            batch.light.to(options.plan.device);
            const torch::Tensor ids = batch.ids.to(options.plan.device);
            torch::Tensor features;
            const auto denoise = [&](const torch::Tensor& noisy, const torch::Tensor& level,
                                     const torch::Tensor& picture, const torch::Tensor&) {
                const auto out = net->forward(noisy, level, picture, ids);
                features = out.features;
                return out;
            };
            const torch::Tensor edit =
                fieldLoss(denoise, config.field.field_scale, batch.light, random, figures, kWeights);
            const torch::Tensor parts = torch::nn::functional::cross_entropy(
                net->parts(features), batch.parts.to(options.plan.device));
            figures.emplace_back("parts", parts.item<double>());
            return edit + kPartsWeight * parts;
        },
        [&] { saved = saveDescribe(*net, options.component); });
    return saved;
}

}  // namespace engine
