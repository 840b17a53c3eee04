#include "engine/train/curve_plot.h"

#include <algorithm>
#include <fstream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace engine {
namespace {

constexpr int kWidth = 900, kHeight = 420, kMargin = 40;
constexpr std::size_t kFirstFigure = 2;  // after step and seconds
const cv::Scalar kLineColours[] = {{180, 90, 30}, {40, 120, 40}, {30, 30, 200}, {140, 60, 140}, {90, 90, 90}};

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
    return parts;
}

}  // namespace

void plotCurve(const std::filesystem::path& csv, const std::filesystem::path& png) {
    std::ifstream in(csv);
    std::string line;
    if (!std::getline(in, line)) return;
    const std::vector<std::string> names = cells(line);
    std::vector<std::vector<double>> columns(names.size());
    while (std::getline(in, line)) {
        const std::vector<std::string> row = cells(line);
        if (row.size() != names.size()) continue;  // a line that a kill cut off
        for (std::size_t i = 0; i < row.size(); ++i)
            columns[i].push_back(std::strtod(row[i].c_str(), nullptr));
    }
    if (columns[0].size() < 2) return;

    cv::Mat plot(kHeight, kWidth, CV_8UC3, cv::Scalar::all(255));
    cv::rectangle(plot, {kMargin, kMargin}, {kWidth - kMargin, kHeight - kMargin}, cv::Scalar::all(200));
    for (std::size_t c = kFirstFigure; c < columns.size(); ++c) {
        const auto [low, high] = std::minmax_element(columns[c].begin(), columns[c].end());
        const double span = std::max(*high - *low, 1e-12), last = columns[0].back();
        std::vector<cv::Point> points;
        for (std::size_t i = 0; i < columns[c].size(); ++i) {
            points.emplace_back(
                kMargin + static_cast<int>((kWidth - 2 * kMargin) * columns[0][i] / last),
                kHeight - kMargin -
                    static_cast<int>((kHeight - 2 * kMargin) * (columns[c][i] - *low) / span));
        }
        const cv::Scalar colour = kLineColours[(c - kFirstFigure) % std::size(kLineColours)];
        cv::polylines(plot, points, false, colour, 1, cv::LINE_AA);
        const std::string label = names[c] + "  " + std::to_string(*low) + " - " + std::to_string(*high);
        cv::putText(plot, label, {kMargin + 10 + 280 * static_cast<int>(c - kFirstFigure), 26},
                    cv::FONT_HERSHEY_SIMPLEX, 0.42, colour, 1, cv::LINE_AA);
    }
    cv::imwrite(png.string(), plot);
}

}  // namespace engine
