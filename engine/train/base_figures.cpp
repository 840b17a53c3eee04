#include "engine/train/base_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/train/base_pupil.h"
#include "engine/train/base_sampler.h"
#include "engine/train/frechet_distance.h"
#include "engine/train/portrait_measure.h"
#include "engine/train/skin_groups.h"
#include "engine/train/text_file.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr int kPictureSide = 256;
constexpr int kBatch = 9;
constexpr int kDirections = 32;  ///< of the reader's features, in which distances are taken
constexpr int kForSmiles = 300;  ///< people of the training who tell where a smile begins
constexpr int kSheetColumns = 9;

/// Everything that is measured, said in one plain form.
std::string plainCaption(const PortraitWords& words) {
    std::string text = "a photo of a " + words.person;
    if (!words.hair.empty()) text += " with " + words.hair + " hair";
    if (!words.mood.empty()) text += ", " + words.mood;
    if (!words.clothes.empty()) text += ", wearing " + words.clothes + " clothes";
    if (!words.background.empty()) text += ", " + words.background + " background";
    return text;
}

/// The autoencoder alone.
class Fidelity {
public:
    void add(const Autoencoder& codec, const torch::Tensor& picture);  ///< [3, S, S], −1…1
    json result() const {
        return {{"people", count_}, {"psnr", psnr_ / count_}, {"edge_steepness", across_ / within_}};
    }

private:
    double psnr_ = 0, across_ = 0, within_ = 0;
    int count_ = 0;
};

void Fidelity::add(const Autoencoder& codec, const torch::Tensor& picture) {
    const torch::Tensor again = codec.decode(codec.encoded(picture.unsqueeze(0)).mean)[0].clamp(-1, 1);
    const double error = ((again - picture) / 2).square().mean().item<double>();
    psnr_ += -10 * std::log10(std::max(error, 1e-12));
    // Of the errors' columns: an error that stops at patches' edges is steep there alone.
    const int patch = codec.config().reduction();
    const torch::Tensor steps = (again - picture).diff(1, 2).abs().mean({0, 1});
    const torch::Tensor at_edge = torch::arange(steps.size(0)).remainder(patch) == patch - 1;
    across_ += steps.masked_select(at_edge).mean().item<double>();
    within_ += steps.masked_select(~at_edge).mean().item<double>();
    ++count_;
}

/// How often words that were asked for are seen again.
class Agreement {
public:
    void add(const std::string& asked, const std::string& seen) {
        if (asked.empty()) return;
        right_ += asked == seen;
        ++asked_;
    }
    json result() const { return asked_ > 0 ? json(static_cast<double>(right_) / asked_) : json(); }

private:
    int right_ = 0, asked_ = 0;
};

struct Looks {
    std::vector<SeenPortrait> people;
    torch::Tensor features() const {
        std::vector<torch::Tensor> rows;
        for (const SeenPortrait& one : people) rows.push_back(one.features);
        return torch::stack(rows);
    }
};

/// "smiling" above the width of mouth that tells smiling from serious people best.
class SmileTeller {
public:
    SmileTeller(const Looks& looks, const std::vector<PortraitWords>& words);
    std::string tell(const SeenPortrait& seen) const {
        return seen.mouth_width > least_ ? "smiling" : "serious";
    }

private:
    double least_ = 0;
};

SmileTeller::SmileTeller(const Looks& looks, const std::vector<PortraitWords>& words) {
    int most = -1;
    for (const SeenPortrait& candidate : looks.people) {
        int right = 0;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const bool wide = looks.people[i].mouth_width > candidate.mouth_width;
            right += (words[i].mood == "smiling" && wide) || (words[i].mood == "serious" && !wide);
        }
        if (right <= most) continue;
        most = right;
        least_ = candidate.mouth_width;
    }
}

/// Whether what is seen is what the words say; `turn` compares with somebody else's words.
json agreements(const Looks& looks, const std::vector<PortraitWords>& words, const SmileTeller& smiles,
                std::size_t turn) {
    Agreement hair, clothes, background, mood;
    for (std::size_t i = 0; i < looks.people.size(); ++i) {
        const SeenPortrait& seen = looks.people[i];
        const PortraitWords& asked = words[(i + turn) % words.size()];
        hair.add(asked.hair, seen.hair);
        clothes.add(asked.clothes, seen.clothes);
        background.add(asked.background, seen.background);
        if (asked.mood == "smiling" || asked.mood == "serious") mood.add(asked.mood, smiles.tell(seen));
    }
    return {{"hair", hair.result()},
            {"clothes", clothes.result()},
            {"background", background.result()},
            {"smile", mood.result()}};
}

double meanFace(const Looks& looks) {
    double sum = 0;
    for (const SeenPortrait& one : looks.people) sum += one.face;
    return sum / static_cast<double>(looks.people.size());
}

Result<Done> writePictures(const std::string& path, const torch::Tensor& pictures,
                           const std::vector<std::string>& captions) {
    const auto side = static_cast<int>(pictures.size(2));
    const int count = static_cast<int>(pictures.size(0)), rows = (count + kSheetColumns - 1) / kSheetColumns;
    cv::Mat sheet(rows * side, kSheetColumns * side, CV_8UC3, cv::Scalar::all(255));
    std::string list;
    for (int i = 0; i < count; ++i) {
        const torch::Tensor bytes =
            (pictures[i] * 255).round().to(torch::kUInt8).permute({1, 2, 0}).contiguous();
        const cv::Mat rgb(side, side, CV_8UC3, bytes.data_ptr<std::uint8_t>());
        const cv::Rect place((i % kSheetColumns) * side, (i / kSheetColumns) * side, side, side);
        cv::cvtColor(rgb, sheet(place), cv::COLOR_RGB2BGR);
        list += std::to_string(i + 1) + " " + captions[static_cast<std::size_t>(i)] + "\n";
    }
    std::vector<unsigned char> png;
    cv::imencode(".png", sheet, png);
    const auto bytes = std::as_bytes(std::span(png));
    if (auto written = writeFile(path, std::span(&bytes, 1)); !written) return written;
    return writeText(path + ".txt", list);
}

Looks lookAt(const PortraitMeasure& measure, const std::vector<Portrait>& people, std::size_t count) {
    Looks looks;
    const std::size_t stride = std::max<std::size_t>(1, people.size() / count);
    for (std::size_t i = 0; looks.people.size() < count && i < people.size(); i += stride)
        looks.people.push_back(measure.look((networkPicture(people[i].picture, kPictureSide) + 1) / 2));
    return looks;
}

std::vector<PortraitWords> wordsOf(const std::vector<Portrait>& people, std::size_t count) {
    std::vector<PortraitWords> words;
    const std::size_t stride = std::max<std::size_t>(1, people.size() / count);
    for (std::size_t i = 0; words.size() < count && i < people.size(); i += stride)
        words.push_back(wordsOf(people[i]));
    return words;
}

}  // namespace

Result<std::string> baseFigures(const BaseFiguresOptions& options) {
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);
    const torch::InferenceMode inference;
    const auto held_out = readPortraitSet(options.data, Split::HeldOut);
    if (!held_out) return held_out.error();
    const auto trained = readPortraitSet(options.data, Split::Training);
    if (!trained) return trained.error();
    const Result<PortraitMeasure> measure = PortraitMeasure::open(options.starter);
    if (!measure) return measure.error();
    auto opened = BaseSampler::open(options.model, {options.steps, options.guidance}, torch::kCPU);
    if (!opened) return opened.error();
    BaseSampler& sampler = *opened.value();
    const std::vector<Portrait>& people = held_out.value();

    // 1. The autoencoder.
    const SkinGroups tones(people);
    Fidelity all;
    std::array<Fidelity, SkinGroups::kCount> groups;
    for (const Portrait& person : people) {
        const torch::Tensor picture = networkPicture(person.picture, kPictureSide);
        all.add(sampler.autoencoder(), picture);
        groups[tones.of(person.skin_lightness)].add(sampler.autoencoder(), picture);
    }
    json figures = {{"autoencoder", all.result()}};
    for (std::size_t g = 0; g < groups.size(); ++g)
        figures["autoencoder"]["skin_tone"][SkinGroups::kNames[g]] = groups[g].result();

    // 2. A portrait for what is said of each of them.
    const std::vector<PortraitWords> words = wordsOf(people, people.size());
    std::vector<std::string> captions;
    for (const PortraitWords& one : words) captions.push_back(plainCaption(one));
    std::vector<torch::Tensor> made;
    for (std::size_t i = 0; i < captions.size(); i += kBatch) {
        const auto end = std::min(captions.size(), i + kBatch);
        const auto pictures = sampler.pictures({captions.begin() + static_cast<std::ptrdiff_t>(i),
                                                captions.begin() + static_cast<std::ptrdiff_t>(end)},
                                               options.seed + i);
        if (!pictures) return pictures.error();
        made.push_back(pictures.value());
    }
    const torch::Tensor pictures = torch::cat(made);

    // 3. What is to be seen in them, and in real ones.
    Looks drawn;
    for (std::int64_t i = 0; i < pictures.size(0); ++i)
        drawn.people.push_back(measure.value().look(pictures[i]));
    const Looks real = lookAt(measure.value(), people, people.size()),
                known = lookAt(measure.value(), trained.value(), kForSmiles);
    const SmileTeller smiles(known, wordsOf(trained.value(), kForSmiles));
    figures["words_seen"] = {{"generated", agreements(drawn, words, smiles, 0)},
                             {"generated_against_others_words", agreements(drawn, words, smiles, 1)},
                             {"real", agreements(real, words, smiles, 0)}};
    figures["face_certainty"] = {{"generated", meanFace(drawn)}, {"real", meanFace(real)}};
    const PrincipalDirections directions(known.features(), kDirections);
    const auto held = directions.along(real.features()), training = directions.along(known.features()),
               generated = directions.along(drawn.features());
    // As many of the training's people as there are of the others.
    const torch::Tensor as_many = training.narrow(0, 0, std::min(training.size(0), held.size(0)));
    figures["frechet_distance"] = {{"pictures", held.size(0)},
                                   {"generated_to_held_out", frechetDistance(generated, held)},
                                   {"generated_to_training", frechetDistance(generated, as_many)},
                                   {"training_to_held_out", frechetDistance(as_many, held)}};
    if (!options.sheet.empty()) {
        if (auto written = writePictures(options.sheet, pictures, captions); !written) return written.error();
    }
    return figures.dump(2);
}

}  // namespace engine
