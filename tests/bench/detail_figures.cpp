// What becomes of pores, hair and grain when a shadow is removed, at the sizes of real photos, by the
// product's own way (LocalEngine, flatten), as JSON. People never trained on; where the set holds only small
// pictures they are enlarged, with synthetic texture, and noise as a camera's after the shadow has been cast.
//   detail_figures PORTRAIT_SET MODELS_FOLDER [PICTURES_AT_1024] [PICTURES_AT_24_MEGAPIXELS]
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/photo/local_darkroom.h"
#include "engine/train/shadow_synthesis.h"
#include "tests/bench/product_run.h"

namespace {

using namespace engine;

constexpr std::uint64_t kSeed = 20261122;
constexpr int kLarge = 4900;        ///< 24 megapixels
constexpr int kShadowSize = 640;    ///< the shadow itself is smooth: it is cast at this size
constexpr double kPore = 0.05;      ///< contrast of the synthetic texture
constexpr double kHighPass = 2.0;   ///< sigma; not the engine's own, which is 1.5
constexpr double kFlatShare = 0.4;  ///< of the places, those with the least detail show the grain

cv::Mat blurred(const cv::Mat& picture, double sigma) {
    cv::Mat out;
    cv::GaussianBlur(picture, out, {0, 0}, sigma);
    return out;
}

cv::Mat luma(const cv::Mat& picture) {
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_RGB2GRAY);
    return grey;
}

cv::Mat highPass(const cv::Mat& picture) {
    const cv::Mat grey = luma(picture);
    return grey - blurred(grey, kHighPass);
}

cv::Mat noiseOf(cv::Size size, int type, std::uint64_t seed) {
    cv::Mat noise(size, type);
    cv::RNG(seed).fill(noise, cv::RNG::NORMAL, 0, 1);
    return noise;
}

/// Pores (round, about 3 and 7 pixels) and strands (long, thin, all ways), deviation 1.
cv::Mat texture(cv::Size size, std::uint64_t seed) {
    const auto band = [&](double sigma, std::uint64_t salt) {
        const cv::Mat noise = noiseOf(size, CV_32F, seed + salt);
        return cv::Mat((blurred(noise, sigma) - blurred(noise, 2 * sigma)) * (3 * sigma));
    };
    cv::Mat strands;
    cv::GaussianBlur(noiseOf(size, CV_32F, seed + 3), strands, {0, 0}, 0.7, 9);
    const cv::Mat all = band(0.8, 1) + band(1.8, 2) + strands * 3;
    cv::Scalar mean, deviation;
    cv::meanStdDev(all, mean, deviation);
    return cv::Mat(all * (1 / deviation[0]));
}

/// One scene: lit, and with a shadow; both without noise.
struct Scene {
    cv::Mat clean, shadowed, change, person;
};

/// Noise of a sensor whose deviation grows with the root of the light, `level` / 255 at middle grey.
cv::Mat sigmaAt(const cv::Mat& picture, double level) {
    cv::Mat root;
    cv::sqrt(cv::max(picture.reshape(1), 0.0) * 1.6 + 0.2, root);
    return cv::Mat(root * (level / 255)).reshape(picture.channels());
}

class Scenes {
public:
    explicit Scenes(std::vector<Portrait> people)
        : people_(std::move(people)), plain_(people_), sampler_(plain_, kSeed, 600) {
        // Over even grey a cast shadow is the light it leaves, free of the picture's own values.
        for (Portrait& portrait : plain_)
            portrait.picture = cv::Mat(portrait.picture.size(), CV_8UC3, cv::Scalar::all(128));
    }

    const std::vector<Portrait>& people() const { return people_; }

    Scene make(const cv::Mat& picture, int index, int side, bool textured) {
        Scene scene;
        cv::Mat small, light, linear;
        picture.convertTo(small, CV_32F, 1 / 255.0);
        cv::resize(small, scene.clean, {side, side}, 0, 0,
                   side > picture.cols ? cv::INTER_CUBIC : cv::INTER_AREA);
        linear = toLinear(cv::Mat(cv::min(cv::max(scene.clean.reshape(1), 0.0), 1.0)).reshape(3));
        if (textured) {
            const cv::Mat one = texture(linear.size(), kSeed + index) * kPore + 1;
            cv::Mat three;
            cv::merge(std::vector{one, one, one}, three);
            linear = linear.mul(three);
        }
        scene.clean = shown(linear);
        const LightSample shadow = sampler_.shadowOver(index, kShadowSize);
        const cv::Mat grey = toLinear(shadow.clean);
        cv::resize(toLinear(shadow.seen) / grey, light, {side, side}, 0, 0, cv::INTER_CUBIC);
        scene.shadowed = shown(linear.mul(light));
        cv::resize(shadow.change, scene.change, {side, side}, 0, 0, cv::INTER_LINEAR);
        cv::resize(shadow.person, scene.person, {side, side}, 0, 0, cv::INTER_LINEAR);
        return scene;
    }

private:
    static cv::Mat shown(const cv::Mat& linear) {
        const cv::Mat srgb = toSrgb(cv::Mat(cv::max(linear.reshape(1), 0.0)).reshape(3));
        return cv::Mat(cv::min(srgb.reshape(1), 1.0)).reshape(3);
    }

    std::vector<Portrait> people_, plain_;
    LightSampler sampler_;
};

double correlation(const cv::Mat& a, const cv::Mat& b, const cv::Mat& where) {
    double ab = 0, aa = 0, bb = 0;
    for (int y = 0; y < a.rows; ++y) {
        for (int x = 0; x < a.cols; ++x) {
            if (!where.at<std::uint8_t>(y, x)) continue;
            const double p = a.at<float>(y, x), q = b.at<float>(y, x);
            ab += p * q, aa += p * p, bb += q * q;
        }
    }
    return ab / std::sqrt(std::max(aa * bb, 1e-30));
}

/// Robust deviation of `values` where `where`.
double deviation(const cv::Mat& values, const cv::Mat& where) {
    std::vector<float> magnitudes;
    for (int y = 0; y < values.rows; ++y) {
        for (int x = 0; x < values.cols; ++x) {
            if (where.at<std::uint8_t>(y, x)) magnitudes.push_back(std::abs(values.at<float>(y, x)));
        }
    }
    if (magnitudes.empty()) return 0;
    const auto middle = magnitudes.begin() + static_cast<std::ptrdiff_t>(magnitudes.size() / 2);
    std::nth_element(magnitudes.begin(), middle, magnitudes.end());
    return 1.4826 * *middle;
}

/// Means over the pictures of one kind.
class Means {
public:
    void add(const std::string& name, double value) { values_[name].push_back(value); }
    nlohmann::json json() const {
        nlohmann::json out;
        for (const auto& [name, list] : values_) {
            double sum = 0;
            for (const double value : list) sum += value;
            out[name] = std::round(1000 * sum / static_cast<double>(list.size())) / 1000;
            out["pictures"] = list.size();
        }
        return out;
    }

private:
    std::map<std::string, std::vector<double>> values_;
};

struct Product {
    LocalEngine& engine;
    LocalDarkroom darkroom;

    /// The result and, in `layer`, how it came about.
    std::optional<cv::Mat> remove(const cv::Mat& seen, Layer& layer) {
        const Photo photo = photoFrom(seen);
        ShadowsRequest request;
        request.photo = photo;
        const Result<Outcome> outcome = ask(engine, request);
        if (!outcome) {
            std::fprintf(stderr, "%s\n", outcome.error().message.c_str());
            return std::nullopt;
        }
        layer = Layer{std::get<Change>(outcome.value())};
        return matFrom(darkroom.flatten(photo, std::span(&layer, 1), {}));
    }
};

/// With the camera's noise `level` / 255 (0: none).
void measure(Product& product, const Scene& scene, double level, std::uint64_t seed, Means& means) {
    const cv::Mat noise = noiseOf(scene.clean.size(), CV_32FC3, seed);
    const cv::Mat seen = scene.shadowed + sigmaAt(scene.shadowed, level).mul(noise);
    Layer layer;
    const std::optional<cv::Mat> result = product.remove(seen, layer);
    if (!result) return;
    // Clipped places have lost what could be compared.
    const cv::Mat brightness = luma(scene.shadowed), on_person = scene.person > 0.9;
    const cv::Mat fit = on_person & (brightness > 0.03) & (luma(scene.clean) < 0.95);
    const cv::Mat inside = fit & (scene.change > 0.6), outside = fit & (scene.change < 0.02);
    if (cv::countNonZero(inside) < 2000 || cv::countNonZero(outside) < 2000) return;

    const cv::Mat truth = highPass(scene.clean);
    means.add("detail_correlation", correlation(highPass(*result), truth, inside));
    means.add("detail_correlation_outside", correlation(highPass(*result), truth, outside));
    means.add("detail_correlation_before", correlation(highPass(seen), truth, inside));
    if (level == 0) return;

    // The same change over the scene without noise: the difference is the noise of the result.
    const Photo quiet = [&] {
        Photo photo = photoFrom(scene.shadowed);
        photo.metadata = nullptr;  // its texture is no grain
        return photo;
    }();
    const cv::Mat still = matFrom(product.darkroom.flatten(quiet, std::span(&layer, 1), {}));
    cv::Mat residual = luma(*result - still);
    residual = residual - blurred(residual, kHighPass);
    const cv::Mat relative = residual / luma(sigmaAt(still, level));
    const cv::Mat activity = blurred(truth.mul(truth), 4);
    std::vector<float> sorted;
    for (int y = 0; y < activity.rows; y += 3) {
        for (int x = 0; x < activity.cols; x += 3) {
            if (fit.at<std::uint8_t>(y, x)) sorted.push_back(activity.at<float>(y, x));
        }
    }
    const auto cut = sorted.begin() + static_cast<std::ptrdiff_t>(kFlatShare * sorted.size());
    std::nth_element(sorted.begin(), cut, sorted.end());
    const cv::Mat flat = activity < *cut;
    means.add("grain_inside_over_outside",
              deviation(relative, inside & flat) / std::max(deviation(relative, outside & flat), 1e-9));
    means.add("grain_inside_over_outside_everywhere",
              deviation(relative, inside) / std::max(deviation(relative, outside), 1e-9));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fprintf(stderr,
                     "usage: detail_figures PORTRAIT_SET MODELS_FOLDER [PICTURES_AT_1024] "
                     "[PICTURES_AT_24_MEGAPIXELS]\n");
        return 2;
    }
    const int middling = argc > 3 ? std::atoi(argv[3]) : 6, large = argc > 4 ? std::atoi(argv[4]) : 2;
    auto set = readPortraitSet(argv[1], Split::HeldOut);
    if (!set) {
        std::fprintf(stderr, "%s\n", set.error().message.c_str());
        return 2;
    }
    std::vector<Portrait> people = std::move(set).value();
    std::erase_if(people, [](const Portrait& portrait) { return !portrait.evenly_lit; });
    Scenes scenes(std::move(people));
    EngineOptions options;
    options.models_folder = argv[2];
    LocalEngine engine(options);
    Product product{engine, {}};

    std::map<std::string, Means> means;
    const int count = static_cast<int>(scenes.people().size());
    const auto run = [&](const cv::Mat& picture, int index, int side, bool textured,
                         const std::string& name) {
        const Scene scene = scenes.make(picture, index, side, textured);
        for (const double level : {0.0, 1.0, 2.0, 4.0}) {
            char full[64];
            std::snprintf(full, sizeof full, "%s, noise %.0f/255", name.c_str(), level);
            measure(product, scene, level, kSeed + 100 + index, means[full]);
        }
    };
    for (int i = 0; i < std::min(middling, count); ++i)
        run(scenes.people()[i].picture, i, 1024, true, "1024 synthetic texture");
    for (int i = 0, found = 0; i < count && found < middling; ++i) {
        // Pictures that are as sharp as they are large. Theirs is the whole photo: the shadow still falls on
        // it.
        const std::string path = std::string(argv[1]) + "/hq/" + scenes.people()[i].id + ".webp";
        const cv::Mat sharp = std::filesystem::exists(path) ? cv::imread(path) : cv::Mat();
        if (sharp.empty() || sharp.cols != sharp.rows) continue;
        cv::Mat picture;
        cv::cvtColor(sharp, picture, cv::COLOR_BGR2RGB);
        run(picture, i, picture.cols, false, "own texture, " + std::to_string(picture.cols));
        ++found;
    }
    for (int i = 0; i < std::min(large, count); ++i)
        run(scenes.people()[i].picture, i, kLarge, true, "24 megapixels synthetic texture");
    nlohmann::json json;
    for (const auto& [name, values] : means) json[name] = values.json();
    std::printf("%s\n", json.dump(2).c_str());
    return 0;
}
