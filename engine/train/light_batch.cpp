#include "engine/train/light_batch.h"

#include "engine/nn/srgb_light.h"

namespace engine {
namespace {

constexpr double kLargestLogGain = 3;  ///< keeps the first steps of a fresh network finite

}  // namespace

torch::Tensor tensorOf(const cv::Mat& picture) {
    const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
    return torch::from_blob(whole.data, {whole.rows, whole.cols, whole.channels()}, torch::kFloat32)
        .permute({2, 0, 1})
        .clone(torch::MemoryFormat::Contiguous);  // the picture's memory goes with the picture
}

cv::Mat matOf(const torch::Tensor& picture) {
    const torch::Tensor rows = picture[0].permute({1, 2, 0}).contiguous();
    return cv::Mat(static_cast<int>(rows.size(0)), static_cast<int>(rows.size(1)),
                   CV_32FC(static_cast<int>(rows.size(2))), rows.data_ptr<float>())
        .clone();
}

void LightBatch::to(torch::Device device) {
    for (torch::Tensor* t : {&seen, &clean, &change, &person}) {
        *t = t->to(device, torch::kFloat32, false, false, torch::MemoryFormat::ChannelsLast);
    }
}

LightBatch stacked(int count, const std::function<LightSample()>& draw) {
    std::vector<torch::Tensor> seen, clean, change, person;
    for (int i = 0; i < count; ++i) {
        const LightSample sample = draw();
        seen.push_back(tensorOf(sample.seen));
        clean.push_back(tensorOf(sample.clean));
        change.push_back(tensorOf(sample.change));
        person.push_back(tensorOf(sample.person));
    }
    return {torch::stack(seen), torch::stack(clean), torch::stack(change), torch::stack(person)};
}

torch::Tensor edgesOf(const torch::Tensor& x) {
    return (x.narrow(3, 1, x.size(3) - 1) - x.narrow(3, 0, x.size(3) - 1)).abs().mean() +
           (x.narrow(2, 1, x.size(2) - 1) - x.narrow(2, 0, x.size(2) - 1)).abs().mean();
}

torch::Tensor withGain(const torch::Tensor& picture, const torch::Tensor& log_gain) {
    return gained(picture, log_gain.clamp(-kLargestLogGain, kLargestLogGain));
}

}  // namespace engine
