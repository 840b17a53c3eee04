#include "engine/train/finder_samples.h"

#include <opencv2/imgproc.hpp>

#include "engine/train/reader_body.h"

namespace engine {
namespace {

constexpr int kSizes = 4;
constexpr double kEmptyShare = 0.2;
constexpr double kSmallestFace = 9, kLargestFace = 44;
constexpr float kApart = 1.3f;  ///< between the middles of two faces, in sizes of the larger one

}  // namespace

FinderSampler::FinderSampler(const std::vector<Portrait>& portraits, std::uint64_t seed)
    : faceless_(portraits), random_(seed) {
    for (const Portrait& portrait : portraits) {
        Small small{
            {portrait.picture}, {portrait.person}, faceCentre(portrait.mesh), faceSize(portrait.mesh)};
        for (int i = 1; i < kSizes; ++i) {
            cv::Mat picture, person;
            cv::resize(small.pictures.back(), picture, {}, 0.5, 0.5, cv::INTER_AREA);
            cv::resize(small.persons.back(), person, {}, 0.5, 0.5, cv::INTER_AREA);
            small.pictures.push_back(picture);
            small.persons.push_back(person);
        }
        portraits_.push_back(std::move(small));
    }
}

void FinderSampler::paste(FinderSample& sample, float face_size) {
    const Small& portrait = portraits_[random_.whole(0, static_cast<int>(portraits_.size()) - 1)];
    const float extent = static_cast<float>(sample.picture.cols), margin = 0.35f * face_size;
    const cv::Point2f to(static_cast<float>(random_.between(margin, extent - margin)),
                         static_cast<float>(random_.between(margin, extent - margin)));
    for (const FinderSample::Face& other : sample.faces) {
        if (cv::norm(other.middle - to) < kApart * std::max(other.size, face_size)) return;
    }
    int level = 0;
    double scale = face_size / portrait.size;
    for (; level + 1 < kSizes && scale < 0.6; ++level) scale *= 2;
    const double turn = std::clamp(random_.normal() * 0.25, -0.7, 0.7), flip = random_.chance(0.5) ? -1 : 1;
    const double c = scale * std::cos(turn), s = scale * std::sin(turn);
    const cv::Point2f from = portrait.middle / static_cast<float>(1 << level);
    cv::Matx23d m(flip * c, -s, 0, flip * s, c, 0);
    m(0, 2) = to.x - m(0, 0) * from.x - m(0, 1) * from.y;
    m(1, 2) = to.y - m(1, 0) * from.x - m(1, 1) * from.y;

    cv::Mat picture, alpha;
    const cv::Size size = sample.picture.size();
    cv::warpAffine(portrait.pictures[level], picture, m, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    const cv::Mat whole(portrait.persons[level].size(), CV_8U, cv::Scalar(255));
    cv::warpAffine(random_.chance(0.6) ? portrait.persons[level] : whole, alpha, m, size);
    for (const FinderSample::Face& other : sample.faces) {  // never over a face that is there already
        const cv::Rect box = cv::Rect(cv::Point(other.middle) - cv::Point(other.size / 2, other.size / 2),
                                      cv::Size(other.size, other.size)) &
                             cv::Rect(cv::Point(), size);
        if (cv::mean(alpha(box))[0] > 60) return;
    }
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const int a = alpha.at<std::uint8_t>(y, x);
            auto& under = sample.picture.at<cv::Vec3b>(y, x);
            const auto& over = picture.at<cv::Vec3b>(y, x);
            for (int k = 0; k < 3; ++k)
                under[k] = static_cast<std::uint8_t>((under[k] * (255 - a) + over[k] * a + 127) / 255);
        }
    }
    sample.faces.push_back({to, face_size});
}

FinderSample FinderSampler::draw(int size) {
    FinderSample sample;
    sample.picture = faceless_.draw(random_, {size, size});
    if (!random_.chance(kEmptyShare)) {
        for (int i = random_.whole(2, 6); i > 0; --i) {
            paste(sample, static_cast<float>(
                              std::exp(random_.between(std::log(kSmallestFace), std::log(kLargestFace)))));
        }
    }
    spoil(random_, sample.picture);
    return sample;
}

}  // namespace engine
