#include "engine/train/style_figures.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/models/structure_style/structure_style.h"
#include "engine/train/part_overlap.h"
#include "engine/train/reader_samples.h"
#include "engine/train/skin_groups.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr std::array<const char*, kPartCount> kPartNames = {"background", "skin", "hair", "clothes",
                                                            "brows",      "eyes", "lips", "mouth"};
constexpr std::array kStyled = {Part::Hair, Part::Skin, Part::Lips};
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

/// One person, seen and painted by the network.
struct StyleMeasure {
    torch::Tensor masks;
    cv::Mat parts;
    double again, with_detail;                     ///< PSNR, dB
    std::array<double, kStyled.size()> elsewhere;  ///< what another style of each part changes elsewhere
};

StyleMeasure measured(const StructureStyle& net, const Portrait& person) {
    const ReaderSample truth = ReaderSampler::asIs(person, net.pictureSize());
    const int side = net.pictureSize();
    const torch::Tensor picture = torch::from_blob(truth.picture.data, {side, side, 3}, torch::kUInt8)
                                      .permute({2, 0, 1})
                                      .to(torch::kFloat32)
                                      .div(255)
                                      .unsqueeze(0);
    const StructureStyle::Seen seen = net.look(picture);
    const torch::Tensor again = net.paint(seen, seen.styles);
    StyleMeasure measure{seen.masks,
                         truth.parts,
                         psnr(again, picture),
                         psnr((picture + coarse(again) - coarse(picture)).clamp(0, 1), picture),
                         {}};
    for (std::size_t i = 0; i < kStyled.size(); ++i) {
        const int region = static_cast<int>(kStyled[i]);
        torch::Tensor styles = seen.styles.clone();
        styles[0][region].copy_(net.variation(seen.styles[0][region], kStyled[i], 7, 0.5));
        const torch::Tensor outside = 1 - seen.masks.narrow(1, region, 1);
        measure.elsewhere[i] = labDifference(net.paint(seen, styles), again, outside);
    }
    return measure;
}

class StyleTally {
public:
    void add(const StyleMeasure& measure);
    json result() const;

private:
    PartOverlap overlap_;
    double again_ = 0, with_detail_ = 0, elsewhere_ = 0;
    int people_ = 0;
};

void StyleTally::add(const StyleMeasure& measure) {
    overlap_.add(measure.masks, measure.parts);
    again_ += measure.again;
    with_detail_ += measure.with_detail;
    for (const double difference : measure.elsewhere) elsewhere_ += difference / kStyled.size();
    ++people_;
}

json StyleTally::result() const {
    json overlap;
    double sum = 0;
    int regions = 0;
    for (int i = 0; i < kPartCount; ++i) {
        const double iou = overlap_.of(static_cast<Part>(i));
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
            {"delta_e_elsewhere", elsewhere_ / people_}};
}

}  // namespace

Result<std::string> styleFigures(const std::string& data, const std::string& component, int threads) {
    torch::set_num_threads(threads);
    auto people = readPortraitSet(data, Split::HeldOut);
    if (!people) return people.error();
    const auto net = StructureStyle::load(component, Compute{});
    if (!net) return net.error();
    const torch::InferenceMode inference;
    const SkinGroups tones(people.value());
    StyleTally all;
    std::array<StyleTally, SkinGroups::kCount> groups;
    for (const Portrait& person : people.value()) {
        const StyleMeasure measure = measured(net.value(), person);
        all.add(measure);
        groups[tones.of(person.skin_lightness)].add(measure);
    }
    json figures = all.result();
    for (std::size_t g = 0; g < groups.size(); ++g)
        figures["skin_tone"][SkinGroups::kNames[g]] = groups[g].result();
    return figures.dump(2);
}

}  // namespace engine
