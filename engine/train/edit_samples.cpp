#include "engine/train/edit_samples.h"

#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "engine/train/portrait_placement.h"

namespace engine {
namespace {

using Place = EditClause::Place;

constexpr double kNothingShare = 0.08;
constexpr double kFarShare = 0.3;      ///< of the samples show the person smaller, as a whole photo does
constexpr double kLeastShare = 0.002;  ///< of the picture: a place smaller than this is not there

cv::Mat isPart(const Portrait& portrait, Part part) {
    return portrait.parts == static_cast<int>(part);
}

/// Both irises, drawn from the mesh's ten iris points: centre and four around, each.
cv::Mat irises(const Portrait& portrait) {
    cv::Mat drawn(portrait.picture.size(), CV_8U, cv::Scalar(0));
    for (const int centre : {468, 473}) {
        std::vector<cv::Point> outline;
        double radius = 0;
        for (int i = 1; i <= 4; ++i)
            radius = std::max(radius, cv::norm(portrait.mesh[centre + i] - portrait.mesh[centre]));
        cv::circle(drawn, portrait.mesh[centre], static_cast<int>(std::lround(radius)), cv::Scalar(255), -1);
    }
    return drawn & isPart(portrait, Part::Eyes);
}

/// The labels laid as the picture is, at a quarter of its size.
cv::Mat quarterOf(const cv::Mat& labels, const cv::Matx23d& placement, int size) {
    cv::Mat out;
    cv::warpAffine(labels, out, placement * 0.25, {size / 4, size / 4}, cv::INTER_NEAREST,
                   cv::BORDER_REPLICATE);
    return out;
}

/// Mean Lab where alpha is above a half; nothing where it hardly is.
std::optional<cv::Scalar> meanWithin(const cv::Mat& lab, const cv::Mat& alpha) {
    const cv::Mat inside = alpha > 0.5;
    if (cv::countNonZero(inside) < kLeastShare * static_cast<double>(alpha.total())) return std::nullopt;
    return cv::mean(lab, inside);
}

}  // namespace

void AskedWords::add(const EditClause& clause) {
    if (clause.colour_word >= 0)
        colours.push_back({static_cast<int>(concepts.size()) + clause.colour_word, *clause.change.towards});
    concepts.insert(concepts.end(), clause.concepts.begin(), clause.concepts.end());
}

cv::Mat placeOf(const Portrait& portrait, Place place, const cv::Matx23d& placement, int size) {
    cv::Mat mask;
    switch (place) {
        case Place::Picture:
            return {size, size, CV_32F, cv::Scalar(1)};
        case Place::Background:
            cv::bitwise_not(portrait.person, mask);
            break;
        case Place::Eyes:
            mask = irises(portrait);
            break;
        case Place::Hair:
            mask = isPart(portrait, Part::Hair);
            break;
        case Place::Lips:
            mask = isPart(portrait, Part::Lips);
            break;
        case Place::Skin:
            mask = isPart(portrait, Part::Skin);
            break;
        case Place::Brows:
            mask = isPart(portrait, Part::Brows);
            break;
        case Place::Clothes:
            mask = isPart(portrait, Part::Clothes);
            break;
    }
    cv::Mat alpha;
    placed(mask, placement, size, Beyond::DrawnOut).convertTo(alpha, CV_32F, 1 / 255.0);
    return alpha;
}

cv::Mat changed(const cv::Mat& picture, const cv::Mat& alpha, const ColourChange& change) {
    cv::Mat base = picture, lab;
    if (change.brightness != 0) cv::pow(picture, std::exp2(-change.brightness), base);
    cv::cvtColor(base, lab, cv::COLOR_RGB2Lab);
    const std::optional<cv::Scalar> found = meanWithin(lab, alpha);
    if (!found) return picture;
    const cv::Scalar& mean = *found;
    cv::Mat broad;
    if (change.evenness > 0) cv::GaussianBlur(lab, broad, {0, 0}, picture.cols / 16.0);

    // A dark place has little contrast of its own: made light it shows more, and the other way round.
    const double contrast =
        change.towards ? std::clamp(std::sqrt((*change.towards)[0] / std::max(mean[0], 4.0)), 0.55, 1.5)
                       : change.contrast;
    for (int y = 0; y < lab.rows; ++y) {
        auto* row = lab.ptr<cv::Vec3f>(y);
        for (int x = 0; x < lab.cols; ++x) {
            cv::Vec3f& p = row[x];
            const double weight = std::clamp(p[0] / 45.0, 0.25, 1.15);
            for (int c = 0; c < 3; ++c) {
                double v = p[c];
                if (change.evenness > 0) v -= change.evenness * (broad.at<cv::Vec3f>(y, x)[c] - mean[c]);
                if (change.towards) {
                    v = (*change.towards)[c] + (v - mean[c]) * (c == 0 ? contrast : 0.6);
                } else if (c == 0) {
                    v = mean[0] + (v - mean[0]) * contrast;
                } else {
                    v *= change.chroma;
                }
                p[c] = static_cast<float>(v + change.shift[c] * weight);
            }
            p[0] = std::clamp(p[0], 0.0f, 100.0f);
        }
    }
    cv::Mat made;
    cv::cvtColor(lab, made, cv::COLOR_Lab2RGB);
    made = cv::min(cv::max(made.reshape(1), 0.0), 1.0).operator cv::Mat().reshape(3);
    return picture + (made - picture).mul(threefold(alpha));
}

EditClause::Place EditSampler::drawPlace() {
    static constexpr std::pair<Place, double> kShares[] = {
        {Place::Hair, 0.28}, {Place::Clothes, 0.2},  {Place::Background, 0.18}, {Place::Lips, 0.13},
        {Place::Skin, 0.07}, {Place::Picture, 0.07}, {Place::Eyes, 0.04},       {Place::Brows, 0.03}};
    double left = random_.unit();
    for (const auto& [place, share] : kShares) {
        if ((left -= share) < 0) return place;
    }
    return Place::Picture;
}

int EditSampler::drawCount() {
    const double several = random_.unit();
    return several < 0.72 ? 1 : several < 0.94 ? 2 : 3;
}

AskedWords EditSampler::drawWords() {
    AskedWords asked;
    for (int left = drawCount(); left > 0; --left) {
        asked.add(drawClause(random_, drawPlace()));
        if (left > 1 && random_.chance(0.8)) asked.concepts.emplace_back("and");
    }
    return asked;
}

EditSample EditSampler::draw(int size) {
    const int index = random_.whole(0, static_cast<int>(portraits_.size()) - 1);
    const Portrait& portrait = portraits_[index];
    const cv::Matx23d placement = randomPlacement(
        random_, portrait.picture.cols, size,
        random_.chance(kFarShare) ? random_.between(0.45, 0.95) : random_.between(0.95, 1.35));
    EditSample sample;
    LightSample& light = sample.light;
    light.portrait = index;
    placed(portrait.picture, placement, size, Beyond::DrawnOut).convertTo(light.seen, CV_32F, 1 / 255.0);
    placed(portrait.person, placement, size, Beyond::DrawnOut).convertTo(light.person, CV_32F, 1 / 255.0);
    sample.parts = quarterOf(portrait.parts, placement, size);
    varyExposure(random_, light.seen);
    addNoise(random_, light.seen);
    light.clean = light.seen;
    light.change = cv::Mat(size, size, CV_32F, cv::Scalar(0));
    if (random_.chance(kNothingShare)) return sample;

    std::vector<Place> used;
    for (int left = drawCount(); left > 0; --left) {
        const Place place = drawPlace();
        if (std::find(used.begin(), used.end(), place) != used.end()) continue;
        const cv::Mat alpha = placeOf(portrait, place, placement, size);
        const bool missing = cv::mean(alpha)[0] < kLeastShare;
        if (missing && random_.chance(0.9)) continue;
        used.push_back(place);
        const EditClause clause = drawClause(random_, place);
        if (!sample.asked.concepts.empty() && random_.chance(0.8)) sample.asked.concepts.emplace_back("and");
        sample.asked.add(clause);
        light.clean = changed(light.clean, alpha, clause.change);
        light.change = cv::max(light.change, alpha);
    }
    return sample;
}

EditSample EditSampler::answer(int index, const EditClause& clause, int size) const {
    const Portrait& portrait = portraits_[index];
    const double scale = static_cast<double>(size) / portrait.picture.cols;
    EditSample sample;
    LightSample& light = sample.light;
    light.portrait = index;
    cv::Mat picture, person;
    cv::resize(portrait.picture, picture, {size, size}, 0, 0, cv::INTER_AREA);
    cv::resize(portrait.person, person, {size, size}, 0, 0, cv::INTER_AREA);
    picture.convertTo(light.seen, CV_32F, 1 / 255.0);
    person.convertTo(light.person, CV_32F, 1 / 255.0);
    light.change = placeOf(portrait, clause.place, {scale, 0, 0, 0, scale, 0}, size);
    light.clean = changed(light.seen, light.change, clause.change);
    sample.asked.add(clause);
    sample.parts = quarterOf(portrait.parts, {scale, 0, 0, 0, scale, 0}, size);
    return sample;
}

}  // namespace engine
