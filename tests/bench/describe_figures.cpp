// How well the starter model edits by words on people never trained on, by the product's own way
// (LocalEngine, flatten), as JSON: how far a named part's mean colour moves towards the word's, and what
// moves elsewhere; and how much wider a smile makes the mouth.
//   describe_figures PORTRAIT_SET MODELS_FOLDER [PROMPTS_PER_PERSON] [SHEET.png]
// A case passes with at least 60 % of the way, mean change elsewhere at most
// CIEDE2000 1.5. Places are the set's pseudo-labels, a little eroded, since their borders are not the truth.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "engine/local_engine.h"
#include "engine/models/expressions/expressions.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/photo/local_darkroom.h"
#include "engine/train/edit_samples.h"
#include "engine/train/skin_groups.h"
#include "tests/bench/product_run.h"
#include "tests/support/picture_figures.h"

namespace {

using namespace engine;
using Place = EditClause::Place;

constexpr int kSide = 320;
constexpr double kWay = 0.6, kLeak = 1.5;
constexpr double kLeastShare = 0.004;  ///< of the picture that a place must have to be asked about

struct Case {
    const char* colour;
    const char* place_word;
    Place place;
};
constexpr Case kCases[] = {
    {"blond", "hair", Place::Hair},
    {"black", "hair", Place::Hair},
    {"red", "hair", Place::Hair},
    {"brown", "hair", Place::Hair},
    {"grey", "hair", Place::Hair},
    {"red", "lips", Place::Lips},
    {"pink", "lips", Place::Lips},
    {"berry", "lips", Place::Lips},
    {"blue", "shirt", Place::Clothes},
    {"red", "shirt", Place::Clothes},
    {"green", "shirt", Place::Clothes},
    {"white", "shirt", Place::Clothes},
    {"black", "shirt", Place::Clothes},
    {"green", "background", Place::Background},
    {"blue", "background", Place::Background},
    {"white", "background", Place::Background},
    {"grey", "background", Place::Background},
};

struct Sum {
    int cases = 0, passed = 0;
    double way = 0, leak = 0;
    void add(double w, double l) {
        ++cases;
        passed += w >= kWay && l <= kLeak;
        way += std::clamp(w, -1.0, 1.0);
        leak += l;
    }
    nlohmann::json json() const {
        const double n = std::max(1, cases);
        return {{"cases", cases}, {"passed", passed / n}, {"way", way / n}, {"leak_delta_e", leak / n}};
    }
};

cv::Scalar meanLab(const cv::Mat& rgb, const cv::Mat& where) {
    cv::Mat lab;
    cv::cvtColor(rgb, lab, cv::COLOR_RGB2Lab);
    return cv::mean(lab, where);
}

double distance(const cv::Scalar& a, const cv::Vec3d& b) {
    return cv::norm(cv::Vec3d(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
}

/// Mouth width in eye distances, as the program's own reader sees it; nothing without a face.
std::optional<double> mouthWidth(LocalEngine& engine, const Photo& photo) {
    ReadRequest request;
    request.photo = photo;
    const Result<Outcome> outcome = ask(engine, request);
    const auto* reading = outcome ? std::get_if<Reading>(&outcome.value()) : nullptr;
    if (!reading || reading->mesh.empty()) return std::nullopt;
    const ImagePoint &right = reading->mesh[kMouthRight], &left = reading->mesh[kMouthLeft];
    return std::hypot(left.x - right.x, left.y - right.y) / FaceFrame(reading->mesh).eye_distance;
}

/// "smiling": how much wider the mouth becomes, and what moves outside the mask of the change.
nlohmann::json smileFigures(LocalEngine& engine, const std::vector<Portrait>& people) {
    const LocalDarkroom darkroom;
    int faces = 0, wider = 0;
    double sum = 0;
    for (const Portrait& person : people) {
        cv::Mat seen;
        person.picture.convertTo(seen, CV_32F, 1 / 255.0);
        DescribeRequest request;
        request.photo = photoFrom(seen);
        request.prompt = "smiling";
        const std::optional<double> before = mouthWidth(engine, request.photo);
        const Result<Outcome> outcome = ask(engine, request);
        if (!before || !outcome) continue;
        const Layer layer{std::get<Change>(outcome.value())};
        const cv::Mat made = matFrom(darkroom.flatten(request.photo, std::span(&layer, 1), {}));
        const std::optional<double> after = mouthWidth(engine, photoFrom(made));
        if (!after) continue;
        ++faces;
        wider += *after > *before;
        sum += *after / *before - 1;
    }
    return {{"faces", faces},
            {"mouth_wider", 1.0 * wider / std::max(1, faces)},
            {"mean_widening", sum / std::max(1, faces)}};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr,
                     "usage: describe_figures PORTRAIT_SET MODELS_FOLDER [PROMPTS_PER_PERSON] [SHEET.png]\n");
        return 2;
    }
    const int per_person = argc > 3 ? std::atoi(argv[3]) : 2;
    const auto set = readPortraitSet(argv[1], Split::HeldOut);
    if (!set) {
        std::fprintf(stderr, "%s\n", set.error().message.c_str());
        return 2;
    }
    const std::vector<Portrait>& people = set.value();
    const SkinGroups skin_groups(people);
    EngineOptions options;
    options.models_folder = argv[2];
    LocalEngine engine(options);
    const LocalDarkroom darkroom;

    Sum all, groups[SkinGroups::kCount];
    std::map<std::string, Sum> kinds;
    std::vector<cv::Mat> pairs;
    double seconds = 0;
    int next = 0;
    for (const Portrait& person : people) {
        const double scale = 1.0 * kSide / person.picture.cols;
        for (int n = 0, tried = 0; n < per_person && tried < static_cast<int>(std::size(kCases)); ++tried) {
            const Case& one = kCases[next++ % std::size(kCases)];
            const cv::Mat alpha = placeOf(person, one.place, {scale, 0, 0, 0, scale, 0}, kSide);
            cv::Mat inside, near;
            cv::erode(alpha > 0.5, inside, {});
            cv::dilate(alpha > 0.5, near, {}, {-1, -1}, 3);
            if (cv::countNonZero(inside) < kLeastShare * inside.total()) continue;
            cv::Mat seen;
            person.picture.convertTo(seen, CV_32F, 1 / 255.0);
            const cv::Vec3d target = colourOf(one.colour, one.place).value();
            const double before = distance(meanLab(seen, inside), target);
            if (before < 15) continue;  // it has that colour
            ++n;
            DescribeRequest request;
            request.photo = photoFrom(seen);
            request.prompt = std::string(one.colour) + " " + one.place_word;
            request.seed = static_cast<std::uint64_t>(n);  // another shade each time
            const auto start = std::chrono::steady_clock::now();
            const Result<Outcome> outcome = ask(engine, request);
            seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            if (!outcome) {
                std::fprintf(stderr, "%s\n", outcome.error().message.c_str());
                return 1;
            }
            const Layer layer{std::get<Change>(outcome.value())};
            const cv::Mat made = matFrom(darkroom.flatten(request.photo, std::span(&layer, 1), {}));
            const double way = 1 - distance(meanLab(made, inside), target) / before;
            const double leak = meanDeltaE(made, seen, ~near);
            all.add(way, leak);
            groups[skin_groups.of(person.skin_lightness)].add(way, leak);
            kinds[one.place_word].add(way, leak);
            cv::Mat pair, bytes;
            cv::hconcat(seen, made, pair);
            pair.convertTo(bytes, CV_8U, 255);
            cv::putText(bytes, request.prompt, {4, kSide - 8}, cv::FONT_HERSHEY_SIMPLEX, 0.6, {255, 255, 255},
                        2);
            pairs.push_back(bytes);
        }
    }
    nlohmann::json json = {{"all", all.json()},
                           {"skin_dark", groups[0].json()},
                           {"skin_middle", groups[1].json()},
                           {"skin_light", groups[2].json()},
                           {"seconds_per_edit", seconds / std::max(1, all.cases)}};
    for (const auto& [name, sum] : kinds) json[name] = sum.json();
    json["smile"] = smileFigures(engine, people);
    std::printf("%s\n", json.dump(2).c_str());
    if (argc > 4) {
        constexpr std::size_t kColumns = 3;
        cv::Mat sheet, line;
        for (std::size_t i = 0; i + kColumns <= pairs.size(); i += kColumns) {
            cv::hconcat(std::vector<cv::Mat>(pairs.begin() + i, pairs.begin() + i + kColumns), line);
            sheet.push_back(line);
        }
        cv::cvtColor(sheet, sheet, cv::COLOR_RGB2BGR);
        cv::imwrite(argv[4], sheet);
    }
    return 0;
}
