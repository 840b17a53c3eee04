// How the starter model changes the look of people never trained on, by the product's own way (LocalEngine,
// flatten), as JSON: 200 random variations, and regions in the style of somebody else's.
//   style_figures PORTRAIT_SET MODELS_FOLDER [FOLDER]
// FOLDER receives variations.jpg, swaps.jpg and axes.jpg, which show only people who do not exist. Where a
// region lies is told by the set's pseudo-labels, a little eroded inside and dilated outside, since their
// borders are not the truth.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "engine/local_engine.h"
#include "engine/photo/local_darkroom.h"
#include "engine/train/portrait_set.h"
#include "engine/train/random.h"
#include "engine/train/skin_groups.h"
#include "tests/bench/picture_sheet.h"
#include "tests/bench/product_run.h"
#include "tests/support/picture_figures.h"

namespace {

using namespace engine;

constexpr int kVariations = 200, kPairs = 60;
constexpr double kNetSide = 256;      ///< at which movements are told
constexpr double kFewestPixels = 60;  ///< that a region must have to be measured
constexpr double kLeastApart = 8;     ///< Lab: regions that are nearer look alike already
constexpr double kBlotchSigma = 6;    ///< pixels; changes that are broader are no blotches
constexpr double kMuchHair = 0.08;    ///< of the picture
constexpr double kFrontal = 0.3;      ///< radians of yaw
constexpr Part kChanged[] = {Part::Hair, Part::Skin,    Part::Lips,      Part::Brows,
                             Part::Eyes, Part::Clothes, Part::Background};
constexpr Part kSwapped[] = {Part::Hair, Part::Skin, Part::Lips};
constexpr const char* kParts[] = {"background", "skin", "hair", "clothes", "brows", "eyes", "lips", "mouth"};
constexpr const char* kAxisWords[] = {"lightness", "warmth", "saturation", "contrast", "evenness",
                                      "redness",   "shine",  "colour",     "gloss",    "whites"};
constexpr const char* kGroups[] = {"skin_dark", "skin_medium", "skin_light"};

const char* nameOf(Part part) {
    return kParts[static_cast<int>(part)];
}

bool isNobody(const Portrait& person) {
    return person.source == "faker" || person.source == "sfhq";
}

/// A person with what the program sees of them.
struct Subject {
    const Portrait* person;
    cv::Mat seen;  ///< CV_32FC3
    Photo photo;
    Reading reading;
    std::vector<Part> parts;  ///< that can be changed
    std::size_t group;        ///< of SkinGroups

    /// Whether a part is there, to the program and in the set's labels.
    bool shows(Part part) const {
        return std::find(parts.begin(), parts.end(), part) != parts.end() &&
               cv::countNonZero(inside(part)) >= kFewestPixels;
    }
    cv::Mat label(Part part) const { return person->parts == static_cast<int>(part); }
    cv::Mat inside(Part part) const {
        cv::Mat inner;
        cv::erode(label(part), inner, {});
        return inner;
    }
    cv::Mat outside(Part part) const {
        cv::Mat near;
        cv::dilate(label(part), near, {}, {-1, -1}, 3);
        return ~near;
    }
};

cv::Vec3d meanLab(const cv::Mat& rgb, const cv::Mat& where) {
    cv::Mat lab;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    const cv::Scalar mean = cv::mean(lab, where);
    return {mean[0], mean[1], mean[2]};
}

/// Share of the pixels of `where` that have a channel at an end of its range now and had none before.
double newlyClipped(const cv::Mat& before, const cv::Mat& after, const cv::Mat& where) {
    const auto atEnd = [](const cv::Vec3f& p) {
        return std::any_of(p.val, p.val + 3, [](float v) { return v <= 0.5f / 255 || v >= 254.5f / 255; });
    };
    int clipped = 0;
    for (int y = 0; y < where.rows; ++y) {
        for (int x = 0; x < where.cols; ++x) {
            clipped += where.at<std::uint8_t>(y, x) > 0 && !atEnd(before.at<cv::Vec3f>(y, x)) &&
                       atEnd(after.at<cv::Vec3f>(y, x));
        }
    }
    return 1.0 * clipped / std::max(1, cv::countNonZero(where));
}

/// How uneven a change is where it should be even: deviation (Lab) of the change from its own local mean.
double blotchesOf(const cv::Mat& before, const cv::Mat& after, const cv::Mat& where) {
    cv::Mat a, b, broad, weight, weights;
    cv::cvtColor(before, a, cv::COLOR_RGB2Lab);
    cv::cvtColor(after, b, cv::COLOR_RGB2Lab);
    where.convertTo(weight, CV_32F, 1 / 255.0);
    cv::cvtColor(weight, weights, cv::COLOR_GRAY2RGB);
    const cv::Mat change = (b - a).mul(weights);
    cv::GaussianBlur(change, broad, {}, kBlotchSigma);
    cv::GaussianBlur(weights, weights, {}, kBlotchSigma);
    cv::Mat off = b - a - broad / (weights + 1e-6);
    const cv::Scalar squares = cv::mean(off.mul(off), where);
    return std::sqrt(squares[0] + squares[1] + squares[2]);
}

/// The hues and chromas that the skins of photographed people have.
struct SkinColours {
    double least_hue = 1e9, most_hue = -1e9, least_chroma = 1e9, most_chroma = 0;

    static double hue(const cv::Vec3d& lab) { return std::atan2(lab[2], lab[1]) * 180 / CV_PI; }
    static double chroma(const cv::Vec3d& lab) { return std::hypot(lab[1], lab[2]); }
    void add(const cv::Vec3d& lab) {
        least_hue = std::min(least_hue, hue(lab));
        most_hue = std::max(most_hue, hue(lab));
        least_chroma = std::min(least_chroma, chroma(lab));
        most_chroma = std::max(most_chroma, chroma(lab));
    }
    bool holds(const cv::Vec3d& lab) const {
        return hue(lab) >= least_hue && hue(lab) <= most_hue && chroma(lab) >= least_chroma &&
               chroma(lab) <= most_chroma;
    }
};

/// Means over cases, by name.
class Means {
public:
    void add(const std::string& name, double value) {
        sums_[name].first += value;
        ++sums_[name].second;
    }
    void addMost(const std::string& name, double value) {
        most_[name] = std::max(value, most_.count(name) ? most_[name] : value);
    }
    nlohmann::json json() const {
        nlohmann::json all;
        for (const auto& [name, sum] : sums_) {
            all[name] = sum.first / sum.second;
            all["cases"] = std::max(sum.second, all.value("cases", 0));
        }
        for (const auto& [name, value] : most_) all[name] = value;
        return all;
    }

private:
    std::map<std::string, std::pair<double, int>> sums_;
    std::map<std::string, double> most_;
};

/// The same means over all, over each group of skins and over each region.
struct Table {
    std::map<std::string, Means> rows;

    void add(const Subject& subject, Part part, const std::string& name, double value, bool most = false) {
        for (const std::string& row :
             {std::string("all"), std::string(kGroups[subject.group]), std::string(nameOf(part))}) {
            rows[row].add(name, value);
            if (most) rows[row].addMost("most_" + name, value);
        }
    }
    nlohmann::json json() const {
        nlohmann::json all;
        for (const auto& [name, means] : rows) all[name] = means.json();
        return all;
    }
};

class StyleBench {
public:
    explicit StyleBench(const EngineOptions& options) : engine_(options) {}

    std::optional<Reading> read(const Photo& photo) {
        ReadRequest request;
        request.photo = photo;
        const Result<Outcome> outcome = ask(engine_, request);
        if (!outcome) return std::nullopt;
        Reading reading = std::get<Reading>(outcome.value());
        if (reading.mesh.empty()) return std::nullopt;
        return reading;
    }

    std::vector<Part> partsOf(const Photo& photo) {
        StyleRegionsRequest request;
        request.photo = photo;
        const Result<Outcome> outcome = ask(engine_, request);
        std::vector<Part> parts;
        if (outcome) {
            for (const auto& matte : std::get<StyleRegions>(outcome.value()).mattes)
                parts.push_back(matte.part);
        }
        return parts;
    }

    /// The changed picture, CV_32FC3; empty when it cannot be made.
    cv::Mat changed(const Photo& photo, const RegionStyle& region, const Photo& donor = {}) {
        StyleRequest request;
        request.photo = photo;
        request.regions = {region};
        request.donor = donor;
        const auto start = std::chrono::steady_clock::now();
        const Result<Outcome> outcome = ask(engine_, request);
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        ++runs_;
        if (!outcome) return {};
        const Layer layer{std::get<Change>(outcome.value())};
        return matFrom(darkroom_.flatten(photo, std::span(&layer, 1), {}));
    }

    /// By how many pixels at the network's size the mesh of a changed picture lies elsewhere, on average.
    std::optional<double> moved(const Subject& subject, const cv::Mat& made) {
        const auto after = read(photoFrom(made));
        if (!after) return std::nullopt;
        double sum = 0;
        for (std::size_t i = 0; i < after->mesh.size(); ++i) {
            sum += std::hypot(after->mesh[i].x - subject.reading.mesh[i].x,
                              after->mesh[i].y - subject.reading.mesh[i].y);
        }
        return sum / static_cast<double>(after->mesh.size()) * kNetSide / subject.reading.region.width;
    }

    double secondsEach() const { return seconds_ / std::max(1, runs_); }

private:
    LocalEngine engine_;
    LocalDarkroom darkroom_;
    double seconds_ = 0;
    int runs_ = 0;
};

/// One look of each region of each person until there are kVariations.
nlohmann::json variations(StyleBench& bench, const std::vector<Subject>& people, const SkinColours& skins,
                          PictureSheet& sheet) {
    Table table;
    int made_so_far = 0;
    for (const Subject& subject : people) {
        if (made_so_far >= kVariations) break;
        if (isNobody(*subject.person)) sheet.add(subject.seen);
        for (const Part part : kChanged) {
            if (!subject.shows(part)) continue;
            const cv::Mat inside = subject.inside(part);
            RegionStyle region{part, StyleFrom::Variation};
            region.variation = static_cast<std::uint64_t>(++made_so_far);
            const cv::Mat made = bench.changed(subject.photo, region);
            if (made.empty()) continue;
            table.add(subject, part, "newly_clipped", newlyClipped(subject.seen, made, inside), true);
            table.add(subject, part, "delta_e_inside", meanDeltaE(made, subject.seen, inside));
            table.add(subject, part, "delta_e_outside",
                      meanDeltaE(made, subject.seen, subject.outside(part)));
            table.add(subject, part, "blotches", blotchesOf(subject.seen, made, inside), true);
            if (part == Part::Skin && skins.holds(meanLab(subject.seen, inside)))
                table.add(subject, part, "skins_that_exist", skins.holds(meanLab(made, inside)));
            if (const auto moved = bench.moved(subject, made))
                table.add(subject, part, "mesh_moved", *moved, true);
            if (isNobody(*subject.person)) sheet.add(made, nameOf(part));
        }
        if (isNobody(*subject.person)) sheet.endLine();
    }
    return table.json();
}

/// Regions in the style of somebody else's: how much of the way in mean Lab is gone.
nlohmann::json swaps(StyleBench& bench, const std::vector<Subject>& people, PictureSheet& sheet) {
    Table table;
    for (int i = 0; i < kPairs; ++i) {
        const Subject& subject = people[static_cast<std::size_t>(i) % people.size()];
        const Subject& donor = people[(static_cast<std::size_t>(i) * 7 + 3) % people.size()];
        if (&subject == &donor) continue;
        const bool shown = isNobody(*subject.person) && isNobody(*donor.person);
        if (shown) sheet.add(donor.seen);
        if (shown) sheet.add(subject.seen);
        for (const Part part : kSwapped) {
            const cv::Mat inside = subject.inside(part), theirs = donor.inside(part);
            if (cv::countNonZero(inside) < kFewestPixels || cv::countNonZero(theirs) < kFewestPixels)
                continue;
            const cv::Vec3d own = meanLab(subject.seen, inside), wanted = meanLab(donor.seen, theirs);
            if (cv::norm(own - wanted) < kLeastApart) continue;
            const cv::Mat made = bench.changed(subject.photo, {part, StyleFrom::Donor}, donor.photo);
            if (made.empty()) continue;
            const double covered = 1 - cv::norm(meanLab(made, inside) - wanted) / cv::norm(own - wanted);
            table.add(subject, part, "covered", covered);
            table.add(subject, part, "newly_clipped", newlyClipped(subject.seen, made, inside));
            table.add(subject, part, "delta_e_outside",
                      meanDeltaE(made, subject.seen, subject.outside(part)));
            if (const auto moved = bench.moved(subject, made))
                table.add(subject, part, "mesh_moved", *moved, true);
            if (shown) sheet.add(made, nameOf(part));
        }
        if (shown) sheet.endLine();
    }
    return table.json();
}

/// The region of a picture, a little larger than the part, as a square: small parts are shown large.
cv::Mat closeUp(const Subject& subject, Part part, const cv::Mat& picture) {
    const cv::Rect bounds = cv::boundingRect(subject.label(part));
    const int side = std::min(picture.cols, 20 + std::max(bounds.width, bounds.height) * 5 / 4);
    const auto from = [&](int start, int extent) {
        return std::clamp(start + extent / 2 - side / 2, 0, picture.cols - side);
    };
    return picture({from(bounds.x, bounds.width), from(bounds.y, bounds.height), side, side});
}

/// Whether a person shows the parts that people change, from the front.
bool isModel(const Subject& subject) {
    constexpr Part parts[] = {Part::Skin, Part::Lips, Part::Brows, Part::Eyes, Part::Clothes};
    return isNobody(*subject.person) && std::abs(subject.reading.head.yaw) < kFrontal &&
           cv::countNonZero(subject.inside(Part::Hair)) > kMuchHair * subject.seen.total() &&
           std::all_of(std::begin(parts), std::end(parts), [&](Part part) { return subject.shows(part); });
}

/// Every axis at -1, 0 and 1, for one person of each group of skins.
nlohmann::json axes(StyleBench& bench, const std::vector<Subject>& people, PictureSheet& sheet) {
    Table table;
    constexpr Part parts[] = {Part::Hair, Part::Skin,    Part::Lips,       Part::Brows,
                              Part::Eyes, Part::Clothes, Part::Background, Part::Mouth};
    for (const Part part : parts) {
        for (const StyleAxis axis : axesOf(part)) {
            for (std::size_t group = 0; group < SkinGroups::kCount; ++group) {
                const auto subject = std::find_if(people.begin(), people.end(), [&](const Subject& one) {
                    const bool fits = part == Part::Mouth ? isNobody(*one.person) : isModel(one);
                    return one.group == group && fits && one.shows(part);
                });
                if (subject == people.end()) continue;
                for (const float value : {-1.0f, 0.0f, 1.0f}) {
                    RegionStyle region{part};
                    region.axes[static_cast<std::size_t>(axis)] = value;
                    const cv::Mat made = bench.changed(subject->photo, region);
                    if (made.empty()) continue;
                    const char* words = kAxisWords[static_cast<int>(axis)];
                    sheet.add(closeUp(*subject, part, made), std::string(nameOf(part)) + " " + words +
                                                                 (value < 0   ? " -1"
                                                                  : value > 0 ? " +1"
                                                                              : " 0"));
                    if (value != 0) {
                        const cv::Mat inside = subject->inside(part);
                        table.add(*subject, part, "newly_clipped", newlyClipped(subject->seen, made, inside),
                                  true);
                    }
                }
            }
            sheet.endLine();
        }
    }
    return table.json();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: style_figures PORTRAIT_SET MODELS_FOLDER [FOLDER]\n");
        return 2;
    }
    const auto set = readPortraitSet(argv[1], Split::HeldOut);
    if (!set) {
        std::fprintf(stderr, "%s\n", set.error().message.c_str());
        return 2;
    }
    const SkinGroups groups(set.value());
    EngineOptions options;
    options.models_folder = argv[2];
    StyleBench bench(options);
    std::vector<Subject> people;
    SkinColours skins;
    for (const Portrait& person : set.value()) {
        Subject subject{&person, {}, {}, {}, {}, groups.of(person.skin_lightness)};
        person.picture.convertTo(subject.seen, CV_32F, 1 / 255.0);
        subject.photo = photoFrom(subject.seen);
        const auto reading = bench.read(subject.photo);
        if (!reading) continue;
        subject.reading = *reading;
        subject.parts = bench.partsOf(subject.photo);
        if (!isNobody(person)) skins.add(meanLab(subject.seen, subject.inside(Part::Skin)));
        people.push_back(std::move(subject));
    }
    Random random(1);
    for (std::size_t i = people.size(); i > 1; --i)
        std::swap(people[i - 1], people[static_cast<std::size_t>(random.whole(0, static_cast<int>(i) - 1))]);
    if (people.empty()) return 1;
    PictureSheet varied, swapped, by_axes;
    const nlohmann::json json = {{"people", people.size()},
                                 {"variations", variations(bench, people, skins, varied)},
                                 {"swaps", swaps(bench, people, swapped)},
                                 {"axes", axes(bench, people, by_axes)},
                                 {"seconds_each", bench.secondsEach()}};
    std::printf("%s\n", json.dump(2).c_str());
    if (argc > 3) {
        const std::string folder = argv[3];
        varied.write(folder + "/variations.jpg");
        swapped.write(folder + "/swaps.jpg");
        by_axes.write(folder + "/axes.jpg");
    }
    return 0;
}
