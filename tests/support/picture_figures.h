#pragma once

#include <opencv2/core.hpp>

namespace engine {

// How near two pictures are. Pictures are CV_32FC3, sRGB 0…1, of one size; `where` is CV_8U, 0 = left out, or
// empty.

/// Peak signal to noise ratio in dB (peak 1) over the pixels of `where`; at most 99.
double psnr(const cv::Mat& a, const cv::Mat& b, const cv::Mat& where = {});

/// Structural similarity of the luma (Wang et al. 2004): Gaussian window of 11 pixels, deviation 1.5.
double ssim(const cv::Mat& a, const cv::Mat& b);

/// Mean CIEDE2000 (Sharma et al. 2005) over the pixels of `where`; D65.
double meanDeltaE(const cv::Mat& a, const cv::Mat& b, const cv::Mat& where);

/// Correlation of what a Gaussian of deviation `sigma` pixels takes away (luma), over the pixels of `where`.
double detailCorrelation(const cv::Mat& a, const cv::Mat& b, double sigma, const cv::Mat& where = {});

}  // namespace engine
