#include "engine/train/shadow_shapes.h"

#include <algorithm>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace engine {
namespace {

constexpr int N = kShapeSize;

cv::Mat noiseGrid(Random& random, int cells) {
    cv::Mat grid(cells, cells, CV_32F);
    for (int i = 0; i < cells * cells; ++i) grid.ptr<float>()[i] = static_cast<float>(random.normal());
    return grid;
}

float quantile(const cv::Mat& values, double q) {
    std::vector<float> sorted(values.begin<float>(), values.end<float>());
    const auto nth = sorted.begin() + static_cast<std::ptrdiff_t>(q * (sorted.size() - 1));
    std::nth_element(sorted.begin(), nth, sorted.end());
    return *nth;
}

cv::Mat clouds(Random& random) {
    cv::Mat sum(N, N, CV_32F, cv::Scalar(0));
    int cells = random.whole(2, 8);
    double amplitude = 1;
    const double fall = random.between(0.35, 0.65);
    for (int octave = random.whole(2, 5); octave > 0; --octave) {
        cv::Mat smooth;
        cv::resize(noiseGrid(random, cells + 2), smooth, {N, N}, 0, 0, cv::INTER_CUBIC);
        sum += amplitude * smooth;
        amplitude *= fall;
        cells *= 2;
    }
    cv::Mat shape;
    cv::threshold(sum, shape, quantile(sum, random.between(0.35, 0.8)), 1, cv::THRESH_BINARY);
    return shape;
}

/// Fills by a function of the centred coordinates (-1…1).
template <typename Inside>
cv::Mat paint(Inside inside) {
    cv::Mat shape(N, N, CV_32F);
    for (int y = 0; y < N; ++y) {
        for (int x = 0; x < N; ++x)
            shape.at<float>(y, x) = inside(2.0 * x / N - 1, 2.0 * y / N - 1) ? 1.0f : 0.0f;
    }
    return shape;
}

cv::Mat edge(Random& random) {
    const double angle = random.between(0, 2 * std::numbers::pi), wave = random.between(0, 0.15),
                 pitch = random.between(1, 9);
    const double phase = random.between(0, 6), bend = random.between(-0.2, 0.2),
                 at = random.between(-0.5, 0.5);
    const double c = std::cos(angle), s = std::sin(angle);
    return paint([=](double x, double y) {
        const double across = x * c + y * s, along = y * c - x * s;
        return across + wave * std::sin(along * pitch + phase) + bend * along * along > at;
    });
}

cv::Mat blinds(Random& random) {
    const double angle = random.between(-0.6, 0.6) + (random.chance(0.5) ? std::numbers::pi / 2 : 0);
    const double period = random.between(0.12, 0.6), fan = random.between(-0.12, 0.12),
                 duty = random.between(0.3, 0.65);
    const bool bars = random.chance(0.4);
    const double bar_period = period * random.between(1, 3), bar_duty = random.between(0.1, 0.3);
    const double c = std::cos(angle), s = std::sin(angle);
    const auto part = [](double v) { return v - std::floor(v); };
    return paint([=](double x, double y) {
        const double across = x * s + y * c + fan * x * y;
        return part(across / period) < duty || (bars && part((x * c - y * s) / bar_period) < bar_duty);
    });
}

cv::Mat canvas() {
    return cv::Mat(N, N, CV_8U, cv::Scalar(0));
}

cv::Mat asShape(const cv::Mat& drawn) {
    cv::Mat shape;
    drawn.convertTo(shape, CV_32F, 1 / 255.0);
    return shape;
}

cv::Point somewhere(Random& random) {
    return {random.whole(0, N), random.whole(0, N)};
}

cv::Mat leaves(Random& random) {
    cv::Mat drawn = canvas();
    for (int n = random.whole(8, 60); n > 0; --n) {
        const int length = random.whole(6, 44);
        const int breadth = std::max(2, static_cast<int>(length * random.between(0.2, 0.6)));
        cv::ellipse(drawn, somewhere(random), {length, breadth}, random.between(0, 360), 0, 360, 255, -1,
                    cv::LINE_AA);
    }
    for (int n = random.whole(0, 5); n > 0; --n) {
        cv::line(drawn, somewhere(random), somewhere(random), 255, random.whole(2, 10), cv::LINE_AA);
    }
    return asShape(drawn);
}

cv::Mat limbs(Random& random) {
    cv::Mat drawn = canvas();
    const cv::Point root = somewhere(random);
    const double angle = random.between(0, 2 * std::numbers::pi);
    const int count = random.whole(2, 6);
    for (int k = 0; k < count; ++k) {
        const double a = angle + (k - 2) * random.between(0.1, 0.4), length = random.between(60, 200);
        const cv::Point tip(root.x + static_cast<int>(length * std::cos(a)),
                            root.y + static_cast<int>(length * std::sin(a)));
        cv::line(drawn, root, tip, 255, random.whole(12, 40), cv::LINE_AA);
    }
    cv::circle(drawn, root, random.whole(30, 90), 255, -1, cv::LINE_AA);
    return asShape(drawn);
}

cv::Mat polygon(Random& random) {
    const int corners = random.whole(3, 9);
    std::vector<double> angles(corners);
    for (double& a : angles) a = random.between(0, 2 * std::numbers::pi);
    std::sort(angles.begin(), angles.end());
    const cv::Point2d centre(random.between(0.2, 0.8) * N, random.between(0.2, 0.8) * N);
    std::vector<cv::Point> points;
    for (const double a : angles) {
        const double radius = random.between(0.2, 0.7) * N;
        points.emplace_back(static_cast<int>(centre.x + radius * std::cos(a)),
                            static_cast<int>(centre.y + radius * std::sin(a)));
    }
    cv::Mat drawn = canvas();
    cv::fillPoly(drawn, std::vector{points}, 255, cv::LINE_AA);
    if (random.chance(0.3)) drawn = 255 - drawn;
    return asShape(drawn);
}

/// Adds a ridge from `from` to `to`, higher towards `to`.
void addRidge(cv::Mat& height, cv::Point2f from, cv::Point2f to, float width, float rise) {
    const cv::Point2f d = to - from;
    const float length2 = d.dot(d) + 1e-6f;
    for (int y = 0; y < height.rows; ++y) {
        float* row = height.ptr<float>(y);
        for (int x = 0; x < height.cols; ++x) {
            const cv::Point2f p(x - from.x, y - from.y);
            const float t = std::clamp(p.dot(d) / length2, 0.0f, 1.0f);
            const cv::Point2f off = p - t * d;
            row[x] += rise * (0.45f + 0.55f * t) * std::exp(-off.dot(off) / (2 * width * width));
        }
    }
}

}  // namespace

cv::Mat randomShape(Random& random) {
    switch (random.whole(0, 6)) {
        case 0:
        case 1:
            return clouds(random);
        case 2:
            return edge(random);
        case 3:
            return blinds(random);
        case 4:
            return leaves(random);
        case 5:
            return limbs(random);
        default:
            return polygon(random);
    }
}

cv::Mat headRelief(Random& random, const std::vector<cv::Point2f>& mesh, int size) {
    // Mesh points: 10 top of the forehead, 152 chin, 234 and 454 the sides, 168 → 1 the nose, 70 → 107 and
    // 300 → 336 the brows.
    const cv::Point2f centre = 0.25f * (mesh[10] + mesh[152] + mesh[234] + mesh[454]);
    const float rx = static_cast<float>(cv::norm(mesh[234] - mesh[454])) / 2 * 1.08f;
    const float ry = static_cast<float>(cv::norm(mesh[10] - mesh[152])) / 2 * 1.25f;
    cv::Mat height(size, size, CV_32F);
    for (int y = 0; y < size; ++y) {
        for (int x = 0; x < size; ++x) {
            const float u = (x - centre.x) / rx, v = (y - centre.y) / ry;
            height.at<float>(y, x) = std::sqrt(std::max(0.0f, 1 - u * u - v * v)) * rx * 0.75f;
        }
    }
    addRidge(height, mesh[168], mesh[1], rx * 0.13f, rx * 0.32f);
    addRidge(height, mesh[70], mesh[107], rx * 0.09f, rx * 0.1f);
    addRidge(height, mesh[300], mesh[336], rx * 0.09f, rx * 0.1f);
    cv::GaussianBlur(height, height, {0, 0}, 1.2);

    // A place lies in shadow when, walking towards the light, something rises above the ray.
    const double angle = random.between(0, 2 * std::numbers::pi), rise = std::tan(random.between(0.35, 0.95));
    cv::Mat highest(size, size, CV_32F, cv::Scalar(-1e3)), moved;
    for (int k = 2; k < rx * 1.3f; k += 2) {
        const cv::Mat shift =
            (cv::Mat_<double>(2, 3) << 1, 0, -k * std::cos(angle), 0, 1, -k * std::sin(angle));
        cv::warpAffine(height, moved, shift, height.size());
        highest = cv::max(highest, moved - k * rise);
    }
    cv::Mat shadow(size, size, CV_32F);
    for (int i = 0; i < size * size; ++i) {
        const float above = highest.ptr<float>()[i] - height.ptr<float>()[i] - 0.5f;
        shadow.ptr<float>()[i] = 1 / (1 + std::exp(-std::clamp(above, -20.0f, 20.0f)));
    }
    return shadow;
}

}  // namespace engine
