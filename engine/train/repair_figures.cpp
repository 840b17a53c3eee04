#include "engine/train/repair_figures.h"

#include <torch/torch.h>

#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/models/pose_denoiser/pose_denoiser.h"
#include "engine/models/pose_field/local_pose_field.h"
#include "engine/pipelines/pose/pose_repair.h"
#include "engine/train/head_shape_fit.h"
#include "engine/train/light_batch.h"
#include "engine/train/repair_samples.h"
#include "engine/train/skin_groups.h"
#include "engine/train/square_error.h"

namespace engine {
namespace {

constexpr std::uint64_t kScenesSeed = 31016;
constexpr int kSheetColumns = 2;

/// A way to repair: the whole method, or one with a part left out.
struct RepairWay {
    const char* name;
    std::optional<int> rounds;
    std::optional<PoseDenoiser::Guidance> guidance;
    int steps;   ///< 0: as asked
    bool field;  ///< the pose field corrects the steps
};

/// What is painted, and how rough it is beside the truth.
struct RepairFigure {
    SquareError unknown;
    double edges = 0, true_edges = 0;

    void add(const torch::Tensor& made, const torch::Tensor& truth, const torch::Tensor& where) {
        unknown.add(made, truth, where);
        const auto roughness = [&](const torch::Tensor& x) {
            return ((x.slice(3, 1) - x.slice(3, 0, -1)).abs().mean(1, true) * where.slice(3, 1))
                .sum()
                .item<double>();
        };
        edges += roughness(made);
        true_edges += roughness(truth);
    }
};

torch::Tensor repairedBy(const RepairWay& way, const PoseDenoiser& net, const PoseField& field,
                         const RepairSample& sample, int steps) {
    const auto one = [](const cv::Mat& mat) { return tensorOf(mat).unsqueeze(0); };
    const auto condition = net.condition(one(sample.source), one(sample.moved), one(sample.from),
                                         one(sample.known), one(sample.pose), way.rounds);
    const RepairPlan plan{way.steps > 0 ? way.steps : steps, 1, way.guidance ? &*way.guidance : nullptr,
                          way.field ? &field : nullptr};
    return net.picture(repaired(
        net, condition, plan, [] {}, [](int, const at::Tensor&) {}));
}

}  // namespace

Result<std::string> repairFigures(const RepairFiguresOptions& options) {
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);
    const torch::InferenceMode no_gradients;
    const Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::HeldOut);
    if (!set) return set.error();
    const Result<HeadShapeFit> head = fitHeadShape(set.value());
    if (!head) return head.error();
    const Result<PoseDenoiser> net = PoseDenoiser::load(options.component, {});
    if (!net) return net.error();
    const RepairWay kWays[] = {{"whole", {}, {}, 0, true},
                               {"without_field", {}, {}, 0, false},
                               {"without_alignment_rounds", 0, {}, 0, true},
                               {"guidance_1_1", {}, PoseDenoiser::Guidance{1, 1}, 0, true},
                               {"guidance_2_2", {}, PoseDenoiser::Guidance{2, 2}, 0, true},
                               {"one_step", {}, {}, 1, true}};
    const LocalPoseField field(options.pose_field);
    std::map<std::string, RepairFigure> figures;
    const SkinGroups groups(set.value());
    RepairSampler sampler(set.value(), head.value().shape, kScenesSeed);
    std::vector<cv::Mat> sheet;
    for (std::size_t i = 0; i < set.value().size(); ++i) {
        for (int scene = 0; scene < options.scenes; ++scene) {
            sampler.choose(static_cast<int>(i));
            const RepairSample sample = sampler.draw();
            const torch::Tensor truth = tensorOf(sample.truth).unsqueeze(0);
            const torch::Tensor where = torch::upsample_bilinear2d(
                1 - tensorOf(sample.known).unsqueeze(0), {RepairSample::kSide, RepairSample::kSide}, false);
            const cv::Mat& plain = sample.moved;  // the photo drawn out
            figures["photo_drawn_out"].add(tensorOf(plain).unsqueeze(0), truth, where);
            cv::Mat row;
            for (const RepairWay& way : kWays) {
                const torch::Tensor made = repairedBy(way, net.value(), field, sample, options.steps);
                figures[way.name].add(made, truth, where);
                if (&way == kWays) {
                    figures[std::string("skin_") +
                            SkinGroups::kNames[groups.of(set.value()[i].skin_lightness)]]
                        .add(made, truth, where);
                    const torch::Tensor result = where * made + (1 - where) * tensorOf(plain).unsqueeze(0);
                    cv::Mat gone;
                    cv::cvtColor(matOf((1 - where).expand({1, 3, -1, -1})), gone, cv::COLOR_RGB2BGR);
                    cv::hconcat(std::vector<cv::Mat>{sample.truth, sample.source, plain, gone, matOf(result)},
                                row);
                }
            }
            if (!options.sheet.empty()) sheet.push_back(row);
        }
    }
    nlohmann::json json;
    for (const auto& [name, figure] : figures) {
        json[name] = {{"psnr_of_unknown", figure.unknown.psnr()},
                      {"roughness", figure.edges / std::max(1e-9, figure.true_edges)}};
    }
    if (!options.sheet.empty()) {
        while (sheet.size() % kSheetColumns != 0) sheet.pop_back();
        std::vector<cv::Mat> rows;
        for (std::size_t i = 0; i < sheet.size(); i += kSheetColumns) {
            rows.emplace_back();
            cv::hconcat(std::vector<cv::Mat>(sheet.begin() + i, sheet.begin() + i + kSheetColumns),
                        rows.back());
        }
        cv::Mat all;
        cv::vconcat(rows, all);
        all.convertTo(all, CV_8U, 255);
        cv::cvtColor(all, all, cv::COLOR_RGB2BGR);
        if (!cv::imwrite(options.sheet, all)) {
            return Error{ErrorCode::FileUnwritable,
                         options.sheet + " cannot be written; choose another place with --sheet."};
        }
    }
    return json.dump(2);
}

}  // namespace engine
