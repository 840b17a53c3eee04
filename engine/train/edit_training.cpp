#include "engine/train/edit_training.h"

#include <algorithm>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/api/change.h"
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
constexpr double kPartsWeight = 0.2, kWordsWeight = 0.2;
/// Texts without a picture cost next to nothing. They come alone at first: pictures teach nothing about a
/// colour before the words for it mean one.
constexpr int kWordsFirst = 1500, kWordsFirstBatch = 192, kWordsBatch = 48;

/// Texts as the network reads them, with the colours that some of their words name.
struct WordsBatch {
    explicit WordsBatch(int count)
        : ids(torch::full({count, DescribeConfig::kMostTokens}, Lexicon::kPadding, torch::kInt64)),
          named(torch::zeros({count, DescribeConfig::kMostTokens, 3})),
          is_named(torch::zeros({count, DescribeConfig::kMostTokens})) {}

    torch::Tensor ids;       ///< [B, kMostTokens]
    torch::Tensor named;     ///< [B, kMostTokens, 3], log colours as DescribeModule::said()
    torch::Tensor is_named;  ///< [B, kMostTokens], 0 or 1
};

struct EditBatch {
    LightBatch light;
    WordsBatch words, more_words;
    torch::Tensor parts;  ///< [B, S/4, S/4] int64
};

torch::Tensor logColourOf(const cv::Vec3d& lab, double field_scale) {
    cv::Mat rgb;
    cv::cvtColor(cv::Mat(1, 1, CV_32FC3, cv::Scalar(lab[0], lab[1], lab[2])), rgb, cv::COLOR_Lab2RGB);
    torch::Tensor colour = torch::empty({3});
    for (int c = 0; c < 3; ++c) colour[c] = std::clamp(rgb.at<cv::Vec3f>(0)[c], 0.0f, 1.0f);
    return torch::log((colour + GainField::kGainFloor) / GainFieldConfig::kMiddleGrey) / field_scale;
}

void write(const AskedWords& asked, const Lexicon& lexicon, double field_scale, WordsBatch& batch, int row) {
    batch.ids[row][0] = Lexicon::kBegin;
    int place = 1;
    for (const std::string& name : asked.concepts) {
        if (place < DescribeConfig::kMostTokens) batch.ids[row][place++] = lexicon.id(name).value();
    }
    for (const AskedWords::Colour& colour : asked.colours) {
        if (colour.word + 1 >= DescribeConfig::kMostTokens) continue;
        batch.named[row][colour.word + 1].copy_(logColourOf(colour.lab, field_scale));
        batch.is_named[row][colour.word + 1] = 1;
    }
}

/// Without the columns that are padding throughout.
void trim(WordsBatch& batch) {
    const std::int64_t longest = (batch.ids != Lexicon::kPadding).sum(1).max().item<std::int64_t>();
    batch.ids = batch.ids.narrow(1, 0, longest);
    batch.named = batch.named.narrow(1, 0, longest);
    batch.is_named = batch.is_named.narrow(1, 0, longest);
}

WordsBatch drawWords(EditSampler& sampler, const Lexicon& lexicon, double field_scale, int count) {
    WordsBatch batch(count);
    for (int i = 0; i < count; ++i) write(sampler.drawWords(), lexicon, field_scale, batch, i);
    trim(batch);
    return batch;
}

EditBatch drawBatch(EditSampler& sampler, const Lexicon& lexicon, double field_scale, int count, int size) {
    EditBatch batch{{}, WordsBatch(count), drawWords(sampler, lexicon, field_scale, kWordsBatch), {}};
    batch.parts = torch::empty({count, size / 4, size / 4}, torch::kInt64);
    int row = 0;
    batch.light = stacked(count, [&] {
        const EditSample sample = sampler.draw(size);
        write(sample.asked, lexicon, field_scale, batch.words, row);
        batch.parts[row++].copy_(torch::from_blob(sample.parts.data, {size / 4, size / 4}, torch::kUInt8));
        return sample.light;
    });
    trim(batch.words);
    return batch;
}

/// How far the colours that the words name are from those that the network says.
torch::Tensor wordsLoss(DescribeModule& net, const WordsBatch& batch, torch::Device device) {
    const torch::Tensor said = net->said(batch.ids.to(device)).narrow(2, 0, 3);
    const torch::Tensor error = (said - batch.named.to(device)).abs().mean(2) * batch.is_named.to(device);
    return error.sum() / (batch.is_named.sum().item<double>() + 1);
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
        [&] {
            return drawBatch(sampler, lexicon.value(), config.field.field_scale, options.batch,
                             options.picture_size);
        },
        4);
    EditSampler words_sampler(set.value(), sample_seed + 1);
    torch::Generator random = at::make_generator<at::CPUGeneratorImpl>(sample_seed);

    Result<Done> saved = Done{};
    training.run(
        [&](Training::Figures& figures) {
            if (training.steps() < kWordsFirst) {
                const WordsBatch batch =
                    drawWords(words_sampler, lexicon.value(), config.field.field_scale, kWordsFirstBatch);
                const torch::Tensor words = wordsLoss(net, batch, options.plan.device);
                figures.emplace_back("words", words.item<double>());
                return words;
            }
            EditBatch batch = batches.take();
            batch.light.to(options.plan.device);
            const torch::Tensor ids = batch.words.ids.to(options.plan.device);
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
            const torch::Tensor words = wordsLoss(net, batch.more_words, options.plan.device);
            figures.emplace_back("parts", parts.item<double>());
            figures.emplace_back("words", words.item<double>());
            return edit + kPartsWeight * parts + kWordsWeight * words;
        },
        [&] { saved = saveDescribe(*net, options.component); });
    return saved;
}

}  // namespace engine
