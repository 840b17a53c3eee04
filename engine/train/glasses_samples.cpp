#include "engine/train/glasses_samples.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/models/glasses/eye_band.h"
#include "engine/train/portrait_placement.h"

namespace engine {
namespace {

constexpr double kBareShare = 0.2;
constexpr int kTries = 50;  ///< at finding somebody who is not left out
const cv::Size kRaster(EyeBand::kWidth, EyeBand::kHeight);

EyeBand bandOf(const Portrait& portrait) {
    std::vector<ImagePoint> mesh;
    for (const cv::Point2f& p : portrait.mesh) mesh.push_back({p.x, p.y});
    return EyeBand(mesh);
}

/// From the portrait's pixels to the raster's.
cv::Matx23d placementOf(const EyeBand& band, bool mirrored) {
    const ImagePoint corner = band.at(0, 0);
    const double scale = kRaster.width / band.width();
    const double c = band.across.x / band.width() * scale, s = band.across.y / band.width() * scale;
    cv::Matx23d m(c, s, 0, -s, c, 0);
    m(0, 2) = -(c * corner.x + s * corner.y) - 0.5 + 0.5 * scale;
    m(1, 2) = -(-s * corner.x + c * corner.y) - 0.5 + 0.5 * scale;
    if (mirrored) {
        for (int i = 0; i < 3; ++i) m(0, i) = -m(0, i);
        m(0, 2) += kRaster.width - 1;
    }
    return m;
}

cv::Mat laid(const cv::Mat& picture, const cv::Matx23d& placement, int beyond) {
    const double scale = std::hypot(placement(0, 0), placement(1, 0));
    cv::Mat source = picture, out, as_float;
    if (scale < 0.8) cv::GaussianBlur(picture, source, {0, 0}, 0.45 / scale);
    cv::warpAffine(source, out, placement, kRaster, cv::INTER_CUBIC, beyond);
    out.convertTo(as_float, CV_32F, 1 / 255.0);
    return as_float;
}

/// The same loss of quality for two versions of a picture.
void spoilAlike(Random& random, cv::Mat& one, cv::Mat& other) {
    if (random.chance(0.3)) {
        const double sigma = random.between(0.3, 1.1);
        for (cv::Mat* picture : {&one, &other}) cv::GaussianBlur(*picture, *picture, {0, 0}, sigma);
    }
    if (random.chance(0.5)) {
        cv::Mat noise(one.size(), CV_32FC3);
        cv::RNG(random.bits()).fill(noise, cv::RNG::NORMAL, 0, random.between(0, 0.02));
        for (cv::Mat* picture : {&one, &other}) *picture = clipped(*picture + noise);
    }
    if (random.chance(0.25)) {
        const int quality = random.whole(45, 92);
        for (cv::Mat* picture : {&one, &other}) {
            cv::Mat bytes;
            std::vector<std::uint8_t> file;
            picture->convertTo(bytes, CV_8U, 255);
            cv::imencode(".jpg", bytes, file, {cv::IMWRITE_JPEG_QUALITY, quality});
            cv::imdecode(file, cv::IMREAD_COLOR).convertTo(*picture, CV_32F, 1 / 255.0);
        }
    }
}

}  // namespace

cv::Mat eyeBandOf(const Portrait& portrait) {
    return laid(portrait.picture, placementOf(bandOf(portrait), false), cv::BORDER_REPLICATE);
}

GlassesSampler::GlassesSampler(const std::vector<Portrait>& portraits, const HeadShape& shape,
                               std::uint64_t seed)
    : portraits_(portraits),
      shape_(shape),
      darkest_(darkestOf(portraits)),
      left_out_(std::make_unique<std::atomic<bool>[]>(portraits.size())),
      random_(seed) {}

BareFace GlassesSampler::faceOf(int index, const cv::Matx23d& placement) const {
    const Portrait& portrait = portraits_[index];
    std::vector<cv::Point2f> mesh;
    for (const cv::Point2f& p : portrait.mesh) mesh.push_back(placed(p, placement));
    const cv::Mat hair = portrait.parts == static_cast<int>(Part::Hair);
    // A mirrored face keeps its mesh's order: right and left are only names to the drawing.
    return {clipped(laid(portrait.picture, placement, cv::BORDER_REPLICATE)),
            laid(hair, placement, cv::BORDER_CONSTANT), laid(portrait.person, placement, cv::BORDER_CONSTANT),
            HeadInPicture(shape_, mesh)};
}

GlassesSampler::Sample GlassesSampler::draw() {
    int index = 0;
    for (int i = 0; i < kTries; ++i) {
        index = random_.chance(kDarkShare) ? darkest_[random_.whole(0, static_cast<int>(darkest_.size()) - 1)]
                                           : random_.whole(0, static_cast<int>(portraits_.size()) - 1);
        if (!left_out_[index]) break;
    }
    EyeBand band = bandOf(portraits_[index]);
    const double zoom = std::exp(random_.between(-0.14, 0.14)), turn = random_.between(-0.08, 0.08);
    const double c = zoom * std::cos(turn), s = zoom * std::sin(turn);
    const ImagePoint across = band.across;
    band.across = {across.x * c - across.y * s, across.x * s + across.y * c};
    const double right = random_.between(-0.05, 0.05), down = random_.between(-0.04, 0.04);
    band.middle.x += right * across.x - down * across.y;
    band.middle.y += right * across.y + down * across.x;
    BareFace face = faceOf(index, placementOf(band, random_.chance(0.5)));
    varyExposure(random_, face.picture);

    Sample sample;
    if (random_.chance(kBareShare)) {
        sample.bare = true;
        sample.seen = face.picture.clone();
        sample.clean = face.picture;
        sample.cover = cv::Mat::zeros(kRaster, CV_32F);
        sample.touched = sample.cover;
    } else {
        static_cast<FaceWithGlasses&>(sample) = withGlasses(random_, face, randomGlasses(random_));
    }
    sample.portrait = index;
    spoilAlike(random_, sample.seen, sample.clean);
    return sample;
}

FaceWithGlasses GlassesSampler::over(int index) {
    const BareFace face = faceOf(index, placementOf(bandOf(portraits_[index]), false));
    return withGlasses(random_, face, randomGlasses(random_));
}

}  // namespace engine
