#include "tests/support/picture_figures.h"

#include <lcms2.h>

#include <cmath>
#include <opencv2/imgproc.hpp>

namespace engine {
namespace {

cv::Mat luma(const cv::Mat& picture) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

cv::Mat blurred(const cv::Mat& picture, double sigma) {
    cv::Mat out;
    cv::GaussianBlur(picture, out, {11, 11}, sigma);
    return out;
}

bool counts(const cv::Mat& where, int y, int x) {
    return where.empty() || where.at<std::uint8_t>(y, x) > 0;
}

}  // namespace

double psnr(const cv::Mat& a, const cv::Mat& b, const cv::Mat& where) {
    double sum = 0;
    long long count = 0;
    for (int y = 0; y < a.rows; ++y) {
        for (int x = 0; x < a.cols; ++x) {
            if (!counts(where, y, x)) continue;
            const cv::Vec3f d = a.at<cv::Vec3f>(y, x) - b.at<cv::Vec3f>(y, x);
            sum += d.dot(d);
            count += 3;
        }
    }
    if (count == 0 || sum == 0) return 99;
    return std::min(99.0, -10 * std::log10(sum / static_cast<double>(count)));
}

double ssim(const cv::Mat& a, const cv::Mat& b) {
    constexpr double c1 = 0.01 * 0.01, c2 = 0.03 * 0.03, sigma = 1.5;
    const cv::Mat x = luma(a), y = luma(b);
    const cv::Mat mx = blurred(x, sigma), my = blurred(y, sigma);
    const cv::Mat vx = blurred(x.mul(x), sigma) - mx.mul(mx), vy = blurred(y.mul(y), sigma) - my.mul(my);
    const cv::Mat cov = blurred(x.mul(y), sigma) - mx.mul(my);
    const cv::Mat top = (2 * mx.mul(my) + c1).mul(2 * cov + c2);
    const cv::Mat bottom = (mx.mul(mx) + my.mul(my) + c1).mul(vx + vy + c2);
    return cv::mean(top / bottom)[0];
}

double meanDeltaE(const cv::Mat& a, const cv::Mat& b, const cv::Mat& where) {
    cv::Mat la, lb;
    cv::cvtColor(a, la, cv::COLOR_RGB2Lab);
    cv::cvtColor(b, lb, cv::COLOR_RGB2Lab);
    double sum = 0;
    long long count = 0;
    for (int y = 0; y < a.rows; ++y) {
        for (int x = 0; x < a.cols; ++x) {
            if (!counts(where, y, x)) continue;
            const cv::Vec3f p = la.at<cv::Vec3f>(y, x), q = lb.at<cv::Vec3f>(y, x);
            const cmsCIELab one{p[0], p[1], p[2]}, other{q[0], q[1], q[2]};
            sum += cmsCIE2000DeltaE(&one, &other, 1, 1, 1);
            ++count;
        }
    }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

double detailCorrelation(const cv::Mat& a, const cv::Mat& b, double sigma, const cv::Mat& where) {
    const cv::Mat x = luma(a) - blurred(luma(a), sigma), y = luma(b) - blurred(luma(b), sigma);
    double xy = 0, xx = 0, yy = 0;
    for (int row = 0; row < x.rows; ++row) {
        for (int col = 0; col < x.cols; ++col) {
            if (!counts(where, row, col)) continue;
            const double p = x.at<float>(row, col), q = y.at<float>(row, col);
            xy += p * q;
            xx += p * p;
            yy += q * q;
        }
    }
    return xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : 0;
}

}  // namespace engine
