// How well the starter poses people never trained on, by the product's own way (LocalEngine, flatten), as
// JSON: what of the asked turn, and of the asked movement of head and shoulders, the reader sees in the
// result.
//   pose_figures PORTRAIT_SET MODELS_FOLDER [SHEET.png [FOLDER]]
// The reader that judges is the one that found the pose; what it cannot see is not measured. FOLDER receives
// every picture and cases.jsonl (picture, what was asked, joints before), for a judge of another kind.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <numbers>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "engine/local_engine.h"
#include "engine/photo/local_darkroom.h"
#include "engine/train/portrait_set.h"
#include "engine/train/skin_groups.h"
#include "tests/bench/product_run.h"
#include "tests/support/picture_figures.h"

namespace {

using namespace engine;

constexpr double kNear = 0.05;  ///< of the picture's width: a joint that is this near has arrived

struct Turn {
    const char* name;
    HeadAngles by;
};
float radians(double degrees) {
    return static_cast<float>(degrees * std::numbers::pi / 180);
}
double degrees(float radians) {
    return radians * 180 / std::numbers::pi;
}
const Turn kTurns[] = {{"yaw", {radians(15), 0, 0}},   {"yaw", {radians(-15), 0, 0}},
                       {"pitch", {0, radians(10), 0}}, {"pitch", {0, radians(-10), 0}},
                       {"roll", {0, 0, radians(10)}},  {"roll", {0, 0, radians(-10)}}};

/// In shares of the picture's width; of all joints of the head, or of one shoulder, which only go up: the
/// reader tells how high a shoulder is and not how far to the side, and below lies the picture's border.
struct Move {
    const char* name;
    std::vector<JointName> joints;
    double x, y;
};
const std::vector<JointName> kHead = {JointName::Nose, JointName::RightEye, JointName::LeftEye,
                                      JointName::RightEar, JointName::LeftEar};
const Move kMoves[] = {{"head", kHead, 0.06, 0},
                       {"head", kHead, 0, 0.06},
                       {"head", kHead, -0.06, 0},
                       {"shoulder", {JointName::RightShoulder}, 0, -0.06},
                       {"shoulder", {JointName::RightShoulder}, 0, -0.12},
                       {"shoulder", {JointName::LeftShoulder}, 0, -0.06},
                       {"shoulder", {JointName::LeftShoulder}, 0, -0.12}};

/// Of one kind of case.
struct Sum {
    int cases = 0, arrived = 0;
    double error = 0, share = 0;
    void add(double e, double s, bool near) {
        ++cases;
        error += e;
        share += s;
        arrived += near;
    }
};

class Bench {
public:
    explicit Bench(const EngineOptions& options) : engine_(options) {}

    std::optional<Reading> read(const Photo& photo) {
        ReadRequest request;
        request.photo = photo;
        const Result<Outcome> outcome = ask(engine_, request);
        if (!outcome) return std::nullopt;
        return std::get<Reading>(outcome.value());
    }

    /// The posed picture, CV_32FC3; empty when it cannot be made.
    cv::Mat posed(const Photo& photo, const std::optional<HeadAngles>& turn, const Skeleton& pose) {
        PoseRequest request;
        request.photo = photo;
        request.turn = turn;
        request.pose = pose;
        const auto start = std::chrono::steady_clock::now();
        const Result<Outcome> outcome = ask(engine_, request);
        seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        ++runs_;
        if (!outcome) return {};
        const Layer layer{std::get<Change>(outcome.value())};
        return matFrom(darkroom_.flatten(photo, std::span(&layer, 1), {}));
    }

    double secondsEach() const { return seconds_ / std::max(1, runs_); }

private:
    LocalEngine engine_;
    LocalDarkroom darkroom_;
    double seconds_ = 0;
    int runs_ = 0;
};

/// Mean place of those joints that are known.
ImagePoint placeOf(const Skeleton& skeleton, const std::vector<JointName>& joints) {
    ImagePoint mean{0, 0};
    for (const JointName joint : joints) {
        mean.x += skeleton[joint].at.x / static_cast<double>(joints.size());
        mean.y += skeleton[joint].at.y / static_cast<double>(joints.size());
    }
    return mean;
}

bool hasAll(const Skeleton& skeleton, const std::vector<JointName>& joints) {
    return std::all_of(joints.begin(), joints.end(), [&](JointName j) { return skeleton.has(j); });
}

void writePicture(const std::string& file, const cv::Mat& rgb) {
    cv::Mat bgr;
    rgb.convertTo(bgr, CV_8U, 255);
    cv::cvtColor(bgr, bgr, cv::COLOR_RGB2BGR);
    cv::imwrite(file, bgr);
}

/// Every picture as a file, with what was asked of it.
class Kept {
public:
    explicit Kept(const std::string& folder) : folder_(folder) {
        if (!folder.empty()) lines_.open(folder + "/cases.jsonl");
    }
    void add(const cv::Mat& rgb, nlohmann::json told, const Skeleton& before) {
        if (folder_.empty()) return;
        told["picture"] = std::to_string(count_++) + ".png";
        for (int j = 0; j < kJointCount; ++j) {
            const Joint& joint = before.joints[static_cast<std::size_t>(j)];
            told["joints"].push_back({joint.at.x, joint.at.y, joint.confidence});
        }
        writePicture(folder_ + "/" + told["picture"].get<std::string>(), rgb);
        lines_ << told.dump() << '\n';
    }

private:
    std::string folder_;
    std::ofstream lines_;
    int count_ = 0;
};

struct Figures {
    explicit Figures(const std::string& folder) : kept(folder) {}
    std::map<std::string, Sum> kinds;
    Sum groups[SkinGroups::kCount];
    double identity_psnr = 1e9;
    std::vector<cv::Mat> sheet;
    Kept kept;
};

void turnEach(Bench& bench, const Photo& photo, const Reading& before, std::size_t group, Figures& figures) {
    for (const Turn& turn : kTurns) {
        const cv::Mat made = bench.posed(photo, turn.by, {});
        const auto after = made.empty() ? std::nullopt : bench.read(photoFrom(made));
        if (!after) continue;
        const double asked = degrees(turn.by.yaw + turn.by.pitch + turn.by.roll);
        const double yaw = degrees(after->head.yaw - before.head.yaw),
                     pitch = degrees(after->head.pitch - before.head.pitch),
                     roll = degrees(after->head.roll - before.head.roll);
        const double seen = turn.by.yaw != 0 ? yaw : turn.by.pitch != 0 ? pitch : roll;
        const double error =
            (std::abs(yaw - degrees(turn.by.yaw)) + std::abs(pitch - degrees(turn.by.pitch)) +
             std::abs(roll - degrees(turn.by.roll))) /
            3;
        figures.kinds[turn.name].add(std::abs(seen - asked), seen / asked, false);
        figures.kinds["turn"].add(error, seen / asked, false);
        figures.groups[group].add(error, seen / asked, false);
        figures.sheet.push_back(made);
        figures.kept.add(made, {{"kind", turn.name}, {"degrees", asked}}, {before.joints});
    }
}

void moveEach(Bench& bench, const Photo& photo, const Reading& before, Figures& figures) {
    const Skeleton from{before.joints};
    const double width = photo.size().width;
    for (const Move& move : kMoves) {
        if (!hasAll(from, move.joints)) continue;
        Skeleton to = from;
        for (const JointName joint : move.joints) {
            to[joint].at.x += move.x * width;
            to[joint].at.y += move.y * width;
        }
        const cv::Mat made = bench.posed(photo, std::nullopt, to);
        const auto after = made.empty() ? std::nullopt : bench.read(photoFrom(made));
        if (!after) continue;
        const ImagePoint a = placeOf(from, move.joints), b = placeOf({after->joints}, move.joints);
        const double x = (b.x - a.x) / width, y = (b.y - a.y) / width;
        const double share = (x * move.x + y * move.y) / (move.x * move.x + move.y * move.y);
        const double off = std::hypot(x - move.x, y - move.y);
        // A shoulder below the picture's border is guessed, not seen.
        const bool is_seen = a.y <= photo.size().height;
        figures.kinds[is_seen ? move.name : std::string(move.name) + "_below_the_border"].add(off, share,
                                                                                              off <= kNear);
        figures.kept.add(made, {{"kind", move.name}, {"first", move.joints[0]}, {"move", {move.x, move.y}}},
                         from);
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr, "usage: pose_figures PORTRAIT_SET MODELS_FOLDER [SHEET.png [FOLDER]]\n");
        return 2;
    }
    const auto set = readPortraitSet(argv[1], Split::HeldOut);
    if (!set) {
        std::fprintf(stderr, "%s\n", set.error().message.c_str());
        return 2;
    }
    const SkinGroups skin_groups(set.value());
    EngineOptions options;
    options.models_folder = argv[2];
    Bench bench(options);
    Figures figures(argc > 4 ? argv[4] : "");
    for (const Portrait& person : set.value()) {
        cv::Mat seen;
        person.picture.convertTo(seen, CV_32F, 1 / 255.0);
        const Photo photo = photoFrom(seen);
        const auto before = bench.read(photo);
        if (!before) continue;
        figures.sheet.push_back(seen);
        figures.kept.add(seen, {{"kind", "before"}}, {before->joints});
        turnEach(bench, photo, *before, skin_groups.of(person.skin_lightness), figures);
        moveEach(bench, photo, *before, figures);
        const cv::Mat same = bench.posed(photo, std::nullopt, {before->joints});
        if (!same.empty()) figures.identity_psnr = std::min(figures.identity_psnr, psnr(same, seen, {}));
    }
    nlohmann::json json;
    for (const auto& [name, sum] : figures.kinds) {
        const double n = std::max(1, sum.cases);
        json[name] = {{"cases", sum.cases}, {"mean_error", sum.error / n}, {"share_of_asked", sum.share / n}};
        if (sum.arrived > 0) json[name]["within_a_twentieth"] = sum.arrived / n;
    }
    const char* groups[] = {"skin_dark", "skin_medium", "skin_light"};
    for (std::size_t i = 0; i < SkinGroups::kCount; ++i) {
        const Sum& sum = figures.groups[i];
        json["turn"][groups[i]] = {{"mean_error", sum.error / std::max(1, sum.cases)},
                                   {"share_of_asked", sum.share / std::max(1, sum.cases)}};
    }
    json["least_identity_psnr"] = figures.identity_psnr;
    json["seconds_each"] = bench.secondsEach();
    std::printf("%s\n", json.dump(2).c_str());
    if (argc > 3) {
        constexpr std::size_t kColumns = 1 + std::size(kTurns);
        cv::Mat sheet, line;
        for (std::size_t i = 0; i + kColumns <= figures.sheet.size(); i += kColumns) {
            cv::hconcat(std::vector<cv::Mat>(figures.sheet.begin() + i, figures.sheet.begin() + i + kColumns),
                        line);
            sheet.push_back(line);
        }
        writePicture(argv[3], sheet);
    }
    return 0;
}
