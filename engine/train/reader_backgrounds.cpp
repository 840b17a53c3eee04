#include "engine/train/reader_backgrounds.h"

#include <cmath>
#include <numbers>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

namespace engine {
namespace {

cv::Scalar colour(Random& random) {
    const double light = random.between(20, 235), spread = random.between(0, 60);
    return {light + spread * random.normal() * 0.5, light + spread * random.normal() * 0.5,
            light + spread * random.normal() * 0.5};
}

cv::Scalar skinLike(Random& random) {
    const double light = random.between(0.25, 1);
    return {245 * light, random.between(170, 205) * light, random.between(125, 180) * light};
}

cv::Mat grid(Random& random, int columns, int rows, double middle, double spread) {
    cv::Mat cells(rows, columns, CV_32FC3);
    for (int i = 0; i < rows * columns * 3; ++i) {
        cells.ptr<float>()[i] = static_cast<float>(middle + spread * random.normal());
    }
    return cells;
}

cv::Mat gradient(Random& random, cv::Size size) {
    cv::Mat cells(2, 2, CV_8UC3), out;
    for (int i = 0; i < 4; ++i) {
        const cv::Scalar c =
            i > 0 && random.chance(0.4) ? cv::Scalar(cells.at<cv::Vec3b>(0, 0)) : colour(random);
        cells.at<cv::Vec3b>(i / 2, i % 2) = {cv::saturate_cast<std::uint8_t>(c[0]),
                                             cv::saturate_cast<std::uint8_t>(c[1]),
                                             cv::saturate_cast<std::uint8_t>(c[2])};
    }
    cv::resize(cells, out, size, 0, 0, cv::INTER_CUBIC);
    return out;
}

/// Noise of several octaves over one colour: foliage, stone, cloud.
cv::Mat fractal(Random& random, cv::Size size) {
    cv::Mat sum(size, CV_32FC3, colour(random));
    const double strength = random.between(10, 90), fall = random.between(0.4, 0.95);
    const bool grey = random.chance(0.4);
    double octave = 1;
    for (int cells = 2; cells < size.width; cells *= 2, octave *= fall) {
        cv::Mat layer = grid(random, cells + 1, cells + 1, 0, strength * octave), wide;
        if (grey) {
            cv::Mat one;
            cv::extractChannel(layer, one, 0);
            cv::merge(std::vector{one, one, one}, layer);
        }
        cv::resize(layer, wide, size, 0, 0, cv::INTER_CUBIC);
        sum += wide;
    }
    cv::Mat out;
    sum.convertTo(out, CV_8U);
    return out;
}

cv::Mat landscape(Random& random, cv::Size size) {
    cv::Mat out = gradient(random, size);
    const int ridges = random.whole(1, 4);
    for (int r = 0; r < ridges; ++r) {
        const double base = size.height * (0.3 + 0.6 * (r + random.unit()) / ridges);
        const double height = size.height * random.between(0.01, 0.2);
        const double a = random.between(1, 6), b = random.between(6, 30), shift = random.between(0, 6);
        const cv::Mat ground = fractal(random, size);
        cv::Mat mask(size, CV_8U, cv::Scalar(0));
        for (int x = 0; x < size.width; ++x) {
            const double u = static_cast<double>(x) / size.width;
            const int y = static_cast<int>(
                base - height * (std::sin(a * u + shift) + 0.4 * std::sin(b * u + 2 * shift)));
            cv::line(mask, {x, std::max(0, y)}, {x, size.height}, 255);
        }
        ground.copyTo(out, mask);
    }
    return out;
}

/// Boxes, balls and lines: buildings, furniture, fruit; and ovals of skin colour with spots that are no face.
cv::Mat things(Random& random, cv::Size size) {
    cv::Mat out = random.chance(0.5) ? gradient(random, size) : fractal(random, size);
    const double unit = size.width;
    for (int i = random.whole(4, 40); i > 0; --i) {
        const cv::Point at(static_cast<int>(random.between(0, size.width)),
                           static_cast<int>(random.between(0, size.height)));
        const cv::Size extent(static_cast<int>(unit * random.between(0.01, 0.25)),
                              static_cast<int>(unit * random.between(0.01, 0.25)));
        const cv::Scalar c = random.chance(0.3) ? skinLike(random) : colour(random);
        const int kind = random.whole(0, 3);
        if (kind == 0) cv::rectangle(out, cv::Rect(at, extent), c, cv::FILLED);
        if (kind == 1)
            cv::ellipse(out, at, extent, random.between(0, 180), 0, 360, c, cv::FILLED, cv::LINE_AA);
        if (kind == 2)
            cv::line(out, at,
                     {static_cast<int>(random.between(0, size.width)),
                      static_cast<int>(random.between(0, size.height))},
                     c, random.whole(1, 4), cv::LINE_AA);
        if (kind == 3) cv::circle(out, at, 1 + extent.width / 3, c, cv::FILLED, cv::LINE_AA);
    }
    return out;
}

cv::Mat stripes(Random& random, cv::Size size) {
    cv::Mat out(size, CV_8UC3, colour(random));
    const int step = random.whole(3, 24), across = random.chance(0.5) ? random.whole(3, 24) : 0;
    const cv::Scalar c = colour(random);
    const double lean = random.between(-0.7, 0.7);
    for (int x = -size.height; x < size.width + size.height; x += step) {
        cv::line(out, {x, 0}, {static_cast<int>(x + lean * size.height), size.height}, c,
                 std::max(1, step / 3), cv::LINE_AA);
    }
    for (int y = 0; across > 0 && y < size.height; y += across)
        cv::line(out, {0, y}, {size.width, y}, c, std::max(1, across / 3));
    return out;
}

}  // namespace

const Portrait& FacelessPictures::any(Random& random) const {
    return portraits_[random.whole(0, static_cast<int>(portraits_.size()) - 1)];
}

/// What stands behind a person in an upper corner, enlarged.
cv::Mat FacelessPictures::wall(Random& random, cv::Size size) const {
    for (int attempt = 0; attempt < 8; ++attempt) {
        const Portrait& portrait = any(random);
        const int side = random.whole(48, 100), x = random.chance(0.5) ? 0 : portrait.picture.cols - side;
        const cv::Rect corner(x, 0, side, side);
        if (cv::mean(portrait.person(corner))[0] > 4) continue;
        cv::Mat out;
        cv::resize(portrait.picture(corner), out, size, 0, 0, cv::INTER_CUBIC);
        return out;
    }
    return gradient(random, size);
}

/// Clothes below the chin, turned anyhow.
cv::Mat FacelessPictures::clothes(Random& random, cv::Size size) const {
    const Portrait& portrait = any(random);
    const int side = random.whole(40, 70), x = random.whole(0, portrait.picture.cols - side);
    const cv::Mat piece = portrait.picture(cv::Rect(x, portrait.picture.rows - side, side, side));
    cv::Mat turned = piece.clone(), out;
    if (random.chance(0.5)) cv::transpose(turned, turned);
    cv::flip(turned, turned, random.whole(-1, 1));
    cv::resize(turned, out, size, 0, 0, cv::INTER_CUBIC);
    return out;
}

/// A portrait cut into tiles that were shuffled and turned: everything of a face but the face.
cv::Mat FacelessPictures::tiles(Random& random, cv::Size size) const {
    const Portrait& portrait = any(random);
    const int side = random.whole(24, 52);
    cv::Mat shuffled(portrait.picture.size(), CV_8UC3);
    for (int y = 0; y + side <= shuffled.rows; y += side) {
        for (int x = 0; x + side <= shuffled.cols; x += side) {
            const cv::Rect from(random.whole(0, shuffled.cols - side), random.whole(0, shuffled.rows - side),
                                side, side);
            cv::Mat tile = portrait.picture(from).clone();
            cv::flip(tile, tile, random.chance(0.5) ? 0 : -1);
            tile.copyTo(shuffled(cv::Rect(x, y, side, side)));
        }
    }
    const int whole = shuffled.cols / side * side;
    cv::Mat out;
    cv::resize(shuffled(cv::Rect(0, 0, whole, whole)), out, size, 0, 0, cv::INTER_AREA);
    return out;
}

cv::Mat FacelessPictures::drawKind(Random& random, cv::Size size) const {
    switch (random.whole(0, 8)) {
        case 0:
            return gradient(random, size);
        case 1:
            return fractal(random, size);
        case 2:
            return landscape(random, size);
        case 3:
            return things(random, size);
        case 4:
            return stripes(random, size);
        case 5:
            return clothes(random, size);
        case 6:
            return tiles(random, size);
        default:
            return wall(random, size);
    }
}

cv::Mat FacelessPictures::draw(Random& random, cv::Size size) const {
    cv::Mat picture = drawKind(random, size);
    if (random.chance(0.35)) {  // one thing beside, or in front of, another
        const cv::Mat other = drawKind(random, size);
        const cv::Rect part(cv::Point(static_cast<int>(random.between(0, 0.7) * size.width),
                                      static_cast<int>(random.between(0, 0.7) * size.height)),
                            cv::Point(size.width, size.height));
        other(part).copyTo(picture(part));
    }
    return picture;
}

void spoil(Random& random, cv::Mat& picture) {
    const double exposure = std::pow(2.0, std::clamp(0.5 * random.normal(), -1.6, 0.9) / 2.2);
    const double contrast = random.between(0.75, 1.2), cast = random.chance(0.6) ? 0.05 : 0.12;
    cv::Mat table(1, 256, CV_8UC3);
    cv::Vec3d gain;
    for (int c = 0; c < 3; ++c) gain[c] = exposure * (1 + cast * random.normal());
    for (int i = 0; i < 256; ++i) {
        for (int c = 0; c < 3; ++c) {
            table.at<cv::Vec3b>(0, i)[c] =
                cv::saturate_cast<std::uint8_t>(((i - 110) * contrast + 110) * gain[c]);
        }
    }
    cv::Mat graded;
    cv::LUT(picture, table, graded);
    picture = graded;
    if (random.chance(0.1)) {
        cv::Mat grey;
        cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
        cv::cvtColor(grey, picture, cv::COLOR_GRAY2RGB);
    }
    if (random.chance(0.3)) cv::GaussianBlur(picture, picture, {0, 0}, random.between(0.3, 1.3));
    if (random.chance(0.4)) {
        cv::Mat noise(picture.size(), CV_16SC3), wide;
        cv::RNG generator(random.bits());
        generator.fill(noise, cv::RNG::NORMAL, 0, random.between(1, 12));
        picture.convertTo(wide, CV_16S);
        cv::Mat noisy = wide + noise;
        noisy.convertTo(picture, CV_8U);
    }
    if (random.chance(0.3)) {
        std::vector<std::uint8_t> bytes;
        cv::imencode(".jpg", picture, bytes, {cv::IMWRITE_JPEG_QUALITY, random.whole(25, 85)});
        picture = cv::imdecode(bytes, cv::IMREAD_COLOR);
    }
}

}  // namespace engine
