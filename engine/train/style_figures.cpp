#include "engine/train/style_figures.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/models/structure_style/structure_style.h"
#include "engine/train/reader_samples.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr int kToneGroups = 3;
constexpr std::array<const char*, kToneGroups> kToneNames = {"dark", "medium", "light"};
constexpr std::array<const char*, kPartCount> kPartNames = {"background", "skin", "hair", "clothes",
                                                            "brows",      "eyes", "lips", "mouth"};
constexpr int kDetailCells = 64;  ///< what is finer than these cells is the photo's own in a result

cv::Mat bytesOf(const torch::Tensor& picture) {  // [1, 3, S, S] → CV_32FC3
    const torch::Tensor rows = picture[0].permute({1, 2, 0}).contiguous();
    return cv::Mat(static_cast<int>(rows.size(0)), static_cast<int>(rows.size(1)), CV_32FC3,
                   rows.data_ptr<float>())
        .clone();
}

/// Mean CIE76 difference where `weight` says so.
double labDifference(const torch::Tensor& a, const torch::Tensor& b, const torch::Tensor& weight) {
    cv::Mat first, second;
    cv::cvtColor(bytesOf(a), first, cv::COLOR_RGB2Lab);
    cv::cvtColor(bytesOf(b), second, cv::COLOR_RGB2Lab);
    const torch::Tensor rows = weight[0][0].contiguous();
    double sum = 0, total = 0;
    for (int y = 0; y < first.rows; ++y) {
        for (int x = 0; x < first.cols; ++x) {
            const double w = rows.data_ptr<float>()[static_cast<std::ptrdiff_t>(y) * first.cols + x];
            sum += w * cv::norm(first.at<cv::Vec3f>(y, x) - second.at<cv::Vec3f>(y, x));
            total += w;
        }
    }
    return sum / std::max(total, 1e-6);
}

double psnr(const torch::Tensor& a, const torch::Tensor& b) {
    return -10 * std::log10((a - b).square().mean().item<double>() + 1e-12);
}

/// What is wider than kDetailCells.
torch::Tensor coarse(const torch::Tensor& picture) {
    const auto side = picture.size(2);
    return at::upsample_bicubic2d(torch::avg_pool2d(picture, side / kDetailCells), {side, side}, false);
}

class StyleTally {
public:
    void add(const StructureStyle& net, const Portrait& person);
    json result() const;

private:
    void addMasks(const torch::Tensor& masks, const cv::Mat& truth);

    std::array<std::int64_t, kPartCount> both_{}, either_{};
    double again_ = 0, with_detail_ = 0, elsewhere_ = 0;
    int people_ = 0, changes_ = 0;
};

void StyleTally::addMasks(const torch::Tensor& masks, const cv::Mat& truth) {
    const torch::Tensor labels = masks[0].argmax(0).to(torch::kByte).contiguous();
    const auto* found = labels.data_ptr<std::uint8_t>();
    for (int i = 0; i < static_cast<int>(labels.numel()); ++i) {
        const int wanted = truth.data[i], told = found[i];
        if (wanted == told) ++both_[wanted];
        ++either_[wanted];
        if (wanted != told) ++either_[told];
    }
}

void StyleTally::add(const StructureStyle& net, const Portrait& person) {
    const ReaderSample truth = ReaderSampler::asIs(person, net.pictureSize());
    const int side = net.pictureSize();
    const torch::Tensor picture = torch::from_blob(truth.picture.data, {side, side, 3}, torch::kUInt8)
                                      .permute({2, 0, 1})
                                      .to(torch::kFloat32)
                                      .div(255)
                                      .unsqueeze(0);
    const StructureStyle::Seen seen = net.look(picture);
    addMasks(seen.masks, truth.parts);
    const torch::Tensor again = net.paint(seen, seen.styles);
    again_ += psnr(again, picture);
    with_detail_ += psnr((picture + coarse(again) - coarse(picture)).clamp(0, 1), picture);
    for (const Part part : {Part::Hair, Part::Skin, Part::Lips}) {
        const int region = static_cast<int>(part);
        torch::Tensor styles = seen.styles.clone();
        styles[0][region].copy_(net.variation(seen.styles[0][region], part, 7, 0.5));
        const torch::Tensor outside = 1 - seen.masks.narrow(1, region, 1);
        elsewhere_ += labDifference(net.paint(seen, styles), again, outside);
        ++changes_;
    }
    ++people_;
}

json StyleTally::result() const {
    json overlap;
    double sum = 0;
    int regions = 0;
    for (int i = 0; i < kPartCount; ++i) {
        const double iou =
            either_[i] > 0 ? static_cast<double>(both_[i]) / static_cast<double>(either_[i]) : 0;
        overlap[kPartNames[i]] = iou;
        if (static_cast<Part>(i) == Part::Mouth) continue;  // seldom open: too few pixels to say anything
        sum += iou;
        ++regions;
    }
    return {{"people", people_},
            {"iou", overlap},
            {"mean_iou_without_mouth", sum / regions},
            {"psnr_again", again_ / people_},
            {"psnr_with_detail", with_detail_ / people_},
            {"delta_e_elsewhere", elsewhere_ / changes_}};
}

}  // namespace

Result<std::string> styleFigures(const std::string& data, const std::string& component, int threads) {
    torch::set_num_threads(threads);
    auto people = readPortraitSet(data, Split::HeldOut);
    if (!people) return people.error();
    const auto net = StructureStyle::load(component, Compute{});
    if (!net) return net.error();
    const torch::InferenceMode inference;
    std::vector<float> lightness;
    for (const Portrait& person : people.value()) lightness.push_back(person.skin_lightness);
    std::sort(lightness.begin(), lightness.end());
    StyleTally all;
    std::array<StyleTally, kToneGroups> groups;
    for (const Portrait& person : people.value()) {
        const auto darker =
            std::lower_bound(lightness.begin(), lightness.end(), person.skin_lightness) - lightness.begin();
        all.add(net.value(), person);
        groups[std::min<std::size_t>(kToneGroups - 1, darker * kToneGroups / lightness.size())].add(
            net.value(), person);
    }
    json figures = all.result();
    for (int i = 0; i < kToneGroups; ++i) figures["skin_tone"][kToneNames[i]] = groups[i].result();
    return figures.dump(2);
}

}  // namespace engine
