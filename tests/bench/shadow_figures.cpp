// The quality of shadow removal on people never trained on, by the product's own way (LocalEngine, flatten),
// as JSON.
//   shadow_figures PORTRAIT_SET MODELS_FOLDER [PICTURES_PER_PERSON] [SHEET.png]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/local_engine.h"
#include "engine/photo/local_darkroom.h"
#include "engine/train/shadow_synthesis.h"
#include "engine/train/skin_groups.h"
#include "tests/bench/product_run.h"
#include "tests/support/picture_figures.h"

namespace {

using namespace engine;

constexpr int kSide = 320;
constexpr std::uint64_t kSeed = 20261122;

struct Figures {
    std::vector<double> whole, inside, outside, similarity, delta;
    void add(const cv::Mat& made, const LightSample& truth, const cv::Mat& skin) {
        const cv::Mat in = truth.change > 0.5, out = truth.change < 0.02;
        whole.push_back(psnr(made, truth.clean));
        if (cv::countNonZero(in) > 50) inside.push_back(psnr(made, truth.clean, in));
        if (cv::countNonZero(out) > 50) outside.push_back(psnr(made, truth.clean, out));
        similarity.push_back(ssim(made, truth.clean));
        const cv::Mat shadowed_skin = skin & in;
        if (cv::countNonZero(shadowed_skin) > 50)
            delta.push_back(meanDeltaE(made, truth.clean, shadowed_skin));
    }
    nlohmann::json json() const {
        const auto mean = [](const std::vector<double>& v) {
            double sum = 0;
            for (const double x : v) sum += x;
            return v.empty() ? 0 : std::round(1000 * sum / static_cast<double>(v.size())) / 1000;
        };
        return {{"pictures", whole.size()},      {"psnr_whole", mean(whole)}, {"psnr_inside", mean(inside)},
                {"psnr_outside", mean(outside)}, {"ssim", mean(similarity)},  {"skin_delta_e", mean(delta)}};
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr,
                     "usage: shadow_figures PORTRAIT_SET MODELS_FOLDER [PICTURES_PER_PERSON] [SHEET.png]\n");
        return 2;
    }
    const int per_person = argc > 3 ? std::atoi(argv[3]) : 2;
    const auto set = readPortraitSet(argv[1], Split::HeldOut);
    if (!set) {
        std::fprintf(stderr, "%s\n", set.error().message.c_str());
        return 2;
    }
    const std::vector<Portrait>& people = set.value();
    std::vector<float> lightness;
    for (const Portrait& p : people) {
        if (p.evenly_lit) lightness.push_back(p.skin_lightness);
    }
    const SkinGroups skin_groups(std::move(lightness));
    LightSampler sampler(people, kSeed, 1500);
    EngineOptions options;
    options.models_folder = argv[2];
    LocalEngine engine(options);
    const LocalDarkroom darkroom;
    const auto remove = [&](const cv::Mat& seen) -> std::optional<cv::Mat> {
        const Photo photo = photoFrom(seen);
        ShadowsRequest request;
        request.photo = photo;
        const Result<Outcome> outcome = ask(engine, request);
        if (!outcome) {
            std::fprintf(stderr, "%s\n", outcome.error().message.c_str());
            return std::nullopt;
        }
        const Layer layer{std::get<Change>(outcome.value())};
        return matFrom(darkroom.flatten(photo, std::span(&layer, 1), {}));
    };

    Figures all, untouched, groups[SkinGroups::kCount];
    std::vector<double> clean_in;
    int unread = 0;
    std::vector<cv::Mat> rows;
    for (std::size_t i = 0; i < people.size(); ++i) {
        if (!people[i].evenly_lit) continue;
        const cv::Mat skin = people[i].parts == static_cast<int>(Part::Skin);
        Figures& group = groups[skin_groups.of(people[i].skin_lightness)];
        for (int n = 0; n < per_person; ++n) {
            LightSample sample = sampler.shadowOver(static_cast<int>(i), kSide);
            const auto made = remove(sample.seen);
            unread += !made;
            const cv::Mat result =
                made ? *made : sample.seen;  // a face that is not found leaves the picture as it was
            all.add(result, sample, skin);
            untouched.add(matFrom(photoFrom(sample.seen).image()), sample, skin);
            group.add(result, sample, skin);
            cv::Mat row;
            cv::hconcat(std::vector<cv::Mat>{sample.seen, result, sample.clean}, row);
            rows.push_back(row);
        }
        cv::Mat clean;
        people[i].picture.convertTo(clean, CV_32F, 1 / 255.0);
        if (const auto made = remove(clean)) clean_in.push_back(psnr(*made, clean));
    }
    double clean_sum = 0;
    for (const double v : clean_in) clean_sum += v;
    const nlohmann::json json = {
        {"all", all.json()},
        {"untouched", untouched.json()},
        {"skin_dark", groups[0].json()},
        {"skin_middle", groups[1].json()},
        {"skin_light", groups[2].json()},
        {"clean_in_psnr", clean_in.empty() ? 0 : clean_sum / static_cast<double>(clean_in.size())},
        {"no_face", unread}};
    std::printf("%s\n", json.dump(2).c_str());
    if (argc > 4 && !rows.empty()) {
        constexpr std::size_t kColumns = 3;
        cv::Mat sheet, line, eight_bit;
        for (std::size_t i = 0; i + kColumns <= rows.size(); i += kColumns) {
            cv::hconcat(std::vector<cv::Mat>(rows.begin() + i, rows.begin() + i + kColumns), line);
            if (sheet.empty())
                sheet = line.clone();
            else
                cv::vconcat(sheet, line, sheet);
        }
        sheet.convertTo(eight_bit, CV_8U, 255);
        cv::cvtColor(eight_bit, eight_bit, cv::COLOR_RGB2BGR);
        cv::imwrite(argv[4], eight_bit);
    }
    return 0;
}
