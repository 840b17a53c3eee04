#include "engine/train/portrait_measure.h"

#include <opencv2/imgproc.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/models/portrait_reader/portrait_reader_files.h"
#include "engine/train/captions.h"

namespace engine {
namespace {

constexpr double kLeastSeen = 0.01;  ///< of the picture, for its colour to be told

torch::Tensor sized(const torch::Tensor& picture, std::int64_t side) {
    const torch::Tensor one = picture.unsqueeze(0);
    if (picture.size(2) == side) return one;
    return at::_upsample_bilinear2d_aa(one, {side, side}, false);
}

/// The median of each channel of CIE Lab where a part is likely; nothing where there is little of it.
std::optional<cv::Vec3d> medianColour(const torch::Tensor& picture, const torch::Tensor& chance) {
    const torch::Tensor there = chance > 0.5;
    const double share = there.to(torch::kFloat32).mean().item<double>();
    if (share < kLeastSeen) return std::nullopt;
    const torch::Tensor colours =
        picture.permute({1, 2, 0}).masked_select(there.unsqueeze(2)).view({-1, 3}).contiguous();
    cv::Mat lab;
    cv::cvtColor(cv::Mat(static_cast<int>(colours.size(0)), 1, CV_32FC3, colours.data_ptr<float>()), lab,
                 cv::COLOR_RGB2Lab);
    const torch::Tensor values =
        std::get<0>(torch::from_blob(lab.data, colours.sizes(), torch::kFloat32).median(0));
    return cv::Vec3d(values[0].item<double>(), values[1].item<double>(), values[2].item<double>());
}

}  // namespace

Result<PortraitMeasure> PortraitMeasure::open(const std::string& folder) {
    const auto config = readPortraitReaderConfig(folder + "/portrait_reader");
    if (!config) return config.error();
    PortraitReaderModule reader(config.value());
    if (auto loaded = loadComponentWeights(*reader, folder + "/portrait_reader"); !loaded)
        return loaded.error();
    Result<StructureStyle> parts = StructureStyle::load(folder + "/structure_style", Compute{});
    if (!parts) return parts.error();
    return PortraitMeasure(std::move(reader), std::move(parts).value());
}

SeenPortrait PortraitMeasure::look(const torch::Tensor& picture) const {
    const torch::InferenceMode inference;
    const torch::Tensor large = sized(picture, parts_.pictureSize());
    const torch::Tensor masks = parts_.look(large).masks[0];
    const auto word = [&](Part part, EditClause::Place place) {
        const auto colour = medianColour(large[0], masks[static_cast<int>(part)]);
        return colour ? colourWord(*colour, place) : std::string();
    };
    SeenPortrait seen;
    seen.hair = word(Part::Hair, EditClause::Place::Hair);
    seen.clothes = word(Part::Clothes, EditClause::Place::Clothes);
    seen.background = word(Part::Background, EditClause::Place::Background);

    const torch::Tensor small = sized(picture, reader_->config.picture_size);
    const auto read = reader_->forward(small);
    const auto distance = [&](int a, int b) {
        return (read.mesh[0][a] - read.mesh[0][b]).norm().item<double>();
    };
    seen.mouth_width =
        distance(kMouthRight, kMouthLeft) / std::max(distance(kRightEyeOuter, kLeftEyeOuter), 1e-6);
    seen.face = read.face_logit.sigmoid().item<double>();
    seen.features = reader_->features(small).deep.mean({0, 2, 3});
    return seen;
}

}  // namespace engine
