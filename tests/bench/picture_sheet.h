#pragma once

#include <algorithm>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

namespace engine {

/// Small pictures with words on them, in lines, as one file.
class PictureSheet {
public:
    void add(const cv::Mat& rgb, const std::string& words = {}) {
        cv::Mat tile;
        cv::resize(rgb, tile, {kTile, kTile}, 0, 0, cv::INTER_AREA);
        tile.convertTo(tile, CV_8U, 255);
        cv::cvtColor(tile, tile, cv::COLOR_RGB2BGR);
        cv::putText(tile, words, {4, kTile - 6}, cv::FONT_HERSHEY_SIMPLEX, kWords, {0, 0, 0}, 3, cv::LINE_AA);
        cv::putText(tile, words, {4, kTile - 6}, cv::FONT_HERSHEY_SIMPLEX, kWords, {255, 255, 255}, 1,
                    cv::LINE_AA);
        line_.push_back(tile);
    }
    void endLine() {
        lines_.push_back(std::move(line_));
        line_.clear();
    }
    void write(const std::string& file) const {
        std::size_t columns = 0;
        for (const auto& line : lines_) columns = std::max(columns, line.size());
        if (columns == 0) return;
        cv::Mat all(static_cast<int>(lines_.size()) * kTile, static_cast<int>(columns) * kTile, CV_8UC3,
                    cv::Scalar::all(255));
        for (std::size_t y = 0; y < lines_.size(); ++y) {
            for (std::size_t x = 0; x < lines_[y].size(); ++x) {
                lines_[y][x].copyTo(
                    all({static_cast<int>(x) * kTile, static_cast<int>(y) * kTile, kTile, kTile}));
            }
        }
        cv::imwrite(file, all);
    }

private:
    static constexpr int kTile = 160;       ///< pixels
    static constexpr double kWords = 0.34;  ///< of OpenCV's letters
    std::vector<cv::Mat> line_;
    std::vector<std::vector<cv::Mat>> lines_;
};

}  // namespace engine
