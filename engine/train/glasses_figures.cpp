#include "engine/train/glasses_figures.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <set>

#include "engine/models/glasses/eye_band.h"
#include "engine/models/glasses/glasses_remover.h"
#include "engine/models/glasses/glasses_worn.h"
#include "engine/train/glasses_samples.h"
#include "engine/train/head_shape_fit.h"
#include "engine/train/light_batch.h"
#include "engine/train/skin_groups.h"
#include "engine/train/square_error.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr int kPairsEach = 4;  ///< of glasses drawn over every bare face
constexpr std::uint64_t kDrawingSeed = 2203;
constexpr double kSeen = 0.5;  ///< of `cover`: hidden

double meanDeltaE(const torch::Tensor& a, const torch::Tensor& b) {
    cv::Mat first, second, difference;
    cv::cvtColor(matOf(a), first, cv::COLOR_RGB2Lab);
    cv::cvtColor(matOf(b), second, cv::COLOR_RGB2Lab);
    cv::subtract(first, second, difference);
    std::vector<cv::Mat> channels;
    cv::split(difference, channels);
    cv::Mat distance;
    cv::sqrt(channels[0].mul(channels[0]) + channels[1].mul(channels[1]) + channels[2].mul(channels[2]),
             distance);
    return cv::mean(distance)[0];
}

class GlassesTally {
public:
    void addDrawn(const GlassesRemover& net, const FaceWithGlasses& face);
    void addBare(const torch::Tensor& band, const GlassesRemover::Answer& answer, bool found);
    void addWearer(bool found) { wearers_ += 1, found_ += found; }
    json result(bool knows_wearers) const;

private:
    SquareError hidden_before_, hidden_after_, whole_before_, whole_after_;
    double both_ = 0, either_ = 0, delta_e_ = 0;
    int bare_ = 0, false_alarms_ = 0, wearers_ = 0, found_ = 0;
};

void GlassesTally::addDrawn(const GlassesRemover& net, const FaceWithGlasses& face) {
    const torch::Tensor seen = tensorOf(face.seen).unsqueeze(0), clean = tensorOf(face.clean).unsqueeze(0),
                        cover = tensorOf(face.cover).unsqueeze(0), all = torch::ones_like(cover);
    const GlassesRemover::Answer answer = net.look(seen);
    const torch::Tensor after = GlassesRemover::takenOff(seen, answer);
    hidden_before_.add(seen, clean, cover);
    hidden_after_.add(after, clean, cover);
    whole_before_.add(seen, clean, all);
    whole_after_.add(after, clean, all);
    const torch::Tensor told = answer.cover > kSeen, truth = cover > kSeen;
    both_ += (told & truth).sum().item<double>();
    either_ += (told | truth).sum().item<double>();
}

void GlassesTally::addBare(const torch::Tensor& band, const GlassesRemover::Answer& answer, bool found) {
    delta_e_ += meanDeltaE(band, GlassesRemover::takenOff(band, answer));
    false_alarms_ += found;
    ++bare_;
}

json GlassesTally::result(bool knows_wearers) const {
    json figures = {{"bare_people", bare_},
                    {"drawn",
                     {{"psnr_hidden_before", hidden_before_.psnr()},
                      {"psnr_hidden_after", hidden_after_.psnr()},
                      {"psnr_band_before", whole_before_.psnr()},
                      {"psnr_band_after", whole_after_.psnr()},
                      {"iou_hidden", both_ / std::max(either_, 1.0)}}},
                    {"bare", {{"delta_e", delta_e_ / std::max(bare_, 1)}}}};
    if (knows_wearers) {
        figures["bare"]["false_alarms"] = false_alarms_;
        figures["wearers"] = {{"people", wearers_}, {"found", found_}};
    }
    return figures;
}

Result<std::set<std::string>> wearersIn(const std::string& path) {
    std::set<std::string> ids;
    if (path.empty()) return ids;
    std::ifstream file(path);
    if (!file) {
        return Error{ErrorCode::FileUnreadable,
                     "A list of ids was expected in " + path + ", it cannot be read; check --wearers."};
    }
    for (std::string line; std::getline(file, line);) {
        if (!line.empty()) ids.insert(line);
    }
    return ids;
}

/// Before, after and what is hidden, side by side.
cv::Mat sheetRow(const torch::Tensor& band, const GlassesRemover::Answer& answer) {
    cv::Mat row, bytes, bgr;
    cv::hconcat(std::vector{matOf(band), matOf(GlassesRemover::takenOff(band, answer)),
                            matOf(answer.cover.expand_as(band))},
                row);
    row.convertTo(bytes, CV_8U, 255);
    cv::cvtColor(bytes, bgr, cv::COLOR_RGB2BGR);
    return bgr;
}

Result<Done> writeSheet(const std::string& path, std::vector<cv::Mat> rows) {
    if (path.empty() || rows.empty()) return Done{};
    if (rows.size() % 2 == 1) rows.push_back(cv::Mat::zeros(rows.back().size(), CV_8UC3));
    const auto half = static_cast<std::ptrdiff_t>(rows.size() / 2);
    cv::Mat left, right, sheet;
    cv::vconcat(std::vector(rows.begin(), rows.begin() + half), left);
    cv::vconcat(std::vector(rows.begin() + half, rows.end()), right);
    cv::hconcat(left, right, sheet);
    if (cv::imwrite(path, sheet)) return Done{};
    return Error{ErrorCode::FileUnwritable, path + " cannot be written; choose another place with --sheet."};
}

}  // namespace

Result<std::string> glassesFigures(const GlassesFiguresOptions& options) {
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);
    const auto training = readPortraitSet(options.data, Split::Training),
               people = readPortraitSet(options.data, Split::HeldOut);
    if (!training) return training.error();
    if (!people) return people.error();
    const auto head = fitHeadShape(training.value());
    if (!head) return head.error();
    const auto net = GlassesRemover::load(options.component, Compute{});
    if (!net) return net.error();
    const auto wearers = wearersIn(options.wearers);
    if (!wearers) return wearers.error();

    const torch::InferenceMode inference;
    const SkinGroups tones(people.value());
    GlassesSampler sampler(people.value(), head.value().shape, kDrawingSeed);
    GlassesTally all;
    std::array<GlassesTally, SkinGroups::kCount> groups;
    std::vector<cv::Mat> sheet;
    const bool knows = !options.wearers.empty();
    for (std::size_t i = 0; i < people.value().size(); ++i) {
        const Portrait& person = people.value()[i];
        const torch::Tensor band = tensorOf(eyeBandOf(person)).unsqueeze(0);
        const GlassesRemover::Answer answer = net.value().look(band);
        const bool found = hiddenShare(answer.cover).item<double>() > kWornShare;
        const bool wears = knows ? wearers.value().contains(person.id) : found;
        if (wears || found) sheet.push_back(sheetRow(band, answer));
        for (GlassesTally* tally : {&all, &groups[tones.of(person.skin_lightness)]}) {
            if (wears)
                tally->addWearer(found);
            else
                tally->addBare(band, answer, found);
        }
        if (wears) continue;
        for (int pair = 0; pair < kPairsEach; ++pair) {
            const FaceWithGlasses face = sampler.over(static_cast<int>(i));
            for (GlassesTally* tally : {&all, &groups[tones.of(person.skin_lightness)]})
                tally->addDrawn(net.value(), face);
        }
    }
    if (auto written = writeSheet(options.sheet, std::move(sheet)); !written) return written.error();
    json figures = all.result(knows);
    for (std::size_t g = 0; g < groups.size(); ++g)
        figures["skin_tone"][SkinGroups::kNames[g]] = groups[g].result(knows);
    return figures.dump(2);
}

}  // namespace engine
