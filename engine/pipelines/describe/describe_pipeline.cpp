#include "engine/pipelines/describe/describe_pipeline.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>

#include "engine/api/reading.h"
#include "engine/models/describe/described_words.h"
#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/describe/face_warp.h"
#include "engine/pipelines/field_sampling.h"
#include "engine/pipelines/guided_filter.h"
#include "engine/pipelines/light_request.h"
#include "engine/pipelines/region.h"
#include "engine/pipelines/style/style_look.h"

namespace engine {
namespace {

constexpr int kNetworkSide = 128;  ///< what the network was trained at
constexpr int kEdgeSide = 256;     ///< where edges are laid along the photo's own
constexpr int kEdgeRadius = 4;
constexpr double kPlain = 3e-4;        ///< variance of colour without an edge
constexpr double kOwnContrast = 0.15;  ///< of hair and cloth around their mean, in log units
constexpr int kFindingSteps = 2;
constexpr double kShade = 0.08, kTint = 0.05, kMostShade = 0.2;  ///< of seeds, in shares of the change
constexpr double kNowhere = 0.15,
                 kSurely = 0.5;  ///< below, a place is left alone; above, it is changed fully

/// The region that words are about, when nothing is painted; without a reading it is the whole photo.
RegionOfInterest regionOf(const DescribedWords& words, const Reading* reading, Size photo) {
    if (!reading || words.reach == 0) return {wholeOf(photo), {}};
    return aroundFace(*reading, photo, words.reach);
}

at::Tensor viewOf(const Photo& photo, const std::vector<Layer>& layers, Rect region, int short_side) {
    return toTensor(networkView(photo, layers, region, networkSize(region, short_side)));
}

/// Nobody is pointed out: what the words name is found in the picture.
FieldCondition conditionOn(const at::Tensor& picture) {
    return {picture, at::zeros({1, 1, picture.size(2) / 2, picture.size(3) / 2})};
}

/// How surely the words speak of each place, [1, 1, H, W] in 0…1: how sure it is that the place is of a part
/// that they name, as far as `look` reaches; elsewhere, and for words that name no part, what the network for
/// words says [1, 1, h, w]. The edges are those of the picture [1, 3, H, W] of `region`.
at::Tensor meant(const at::Tensor& where, const DescribedWords& words, StyleLook* look, Rect region,
                 const at::Tensor& picture) {
    const Size size{static_cast<int>(picture.size(3)), static_cast<int>(picture.size(2))};
    at::Tensor sure = at::upsample_bicubic2d(where, {size.height, size.width}, false);
    if (look && !words.parts.empty()) {
        const StyleView::Maps seen = look->viewOf(words.parts).over(region, size);
        at::Tensor chance = at::zeros_like(sure);
        for (const Part part : words.parts)
            chance = chance + seen.chances.narrow(1, static_cast<int>(part), 1);
        sure = sure + seen.weight * (chance - sure);
    }
    return guidedFilter(sure, picture, kEdgeRadius, kPlain);
}

/// The decision where something changes, in 0…1, from how surely the words speak of each place.
at::Tensor decided(const at::Tensor& where) {
    const at::Tensor t = ((where - kNowhere) / (kSurely - kNowhere)).clamp(0, 1);
    return t * t * (3 - 2 * t);
}

at::Tensor logOf(const at::Tensor& picture) {
    return at::log(picture + GainField::kGainFloor);
}

/// Gains at the size of `picture` [1, 3, H, W] from a small map of them [1, 3, h, w], in log-gain units.
/// Words name a colour, and the places that they surely speak of show it: nothing is made lighter or darker
/// than the lightest and darkest of those, or what lies beside dark hair made light would glow.
at::Tensor fitted(const at::Tensor& gain, const at::Tensor& sure, const at::Tensor& seen,
                  const at::Tensor& picture) {
    const at::Tensor result = (logOf(at::avg_pool2d(seen, 2)) + gain).flatten(2).squeeze(0);  // [3, h·w]
    const std::int64_t certain = sure.ge(kSurely).sum().item<std::int64_t>();
    const at::Tensor order = at::argsort(sure.flatten(), 0, /*descending=*/true);
    const at::Tensor surest =
        result.index_select(1, order.narrow(0, 0, std::clamp<std::int64_t>(certain / 3, 16, order.size(0))));
    const auto limit = [&](double share, double more) {
        return (at::quantile(surest, share, 1) + more).view({1, 3, 1, 1}) - logOf(picture);
    };
    const at::Tensor wide = at::upsample_bicubic2d(gain, {picture.size(2), picture.size(3)}, false);
    const at::Tensor up = at::minimum(wide, limit(0.9, kOwnContrast).clamp_min(0)),
                     down = at::maximum(wide, limit(0.1, -kOwnContrast).clamp_max(0));
    return at::where(wide > 0, up, down);
}

/// By how much the gains of each channel are stretched, [1, 3, 1, 1]: the network answers nearly alike to
/// every noise, but a word like "blond" names many shades, and each seed shows one of them.
at::Tensor shadeOf(std::uint64_t seed) {
    at::Generator random = at::detail::createCPUGenerator(seed);
    const at::Tensor stretched = at::randn({1}, random) * kShade + at::randn({3}, random) * kTint;
    return (1 + stretched.clamp(-kMostShade, kMostShade)).view({1, 3, 1, 1});
}

/// [1, 1, H, W] in 0…1, faded out by a mask that lies over the same region, as an 8-bit mask.
Image toMask(const at::Tensor& alpha, const Image& feather) {
    const Size size{static_cast<int>(alpha.size(3)), static_cast<int>(alpha.size(2))};
    return toGreyImage(feather.isNull() ? alpha : alpha * toTensor(maskView(feather, {}, {}, size)));
}

/// Where something changes, or moves if anything does, at the size of `alpha`.
at::Tensor either(const at::Tensor& alpha, const std::optional<FaceWarp>& warp) {
    if (!warp) return alpha;
    return at::maximum(alpha, at::upsample_bilinear2d(warp->moved, {alpha.size(2), alpha.size(3)}, false));
}

/// The mask of the parts that the words name, strand by strand; null where nobody has looked at just this
/// place.
Image matteOf(const DescribedWords& words, StyleLook* look, const RegionOfInterest& place, JobContext& job) {
    if (!look || words.parts.empty()) return {};
    StyleView& view = look->viewOf(words.parts);
    if (view.region() != place.region) return {};
    const Image matte = view.matte(words.parts, look->photo(), [&] { job.checkpoint(); });
    return toMask(decided(toTensor(maskView(matte, {}, {}, matte.size()))), place.mask);
}

/// How the words move the face; nothing for words without an expression.
Result<std::optional<FaceWarp>> warpOf(const Expressions& expressions, const DescribedWords& words,
                                       const Reading* reading, Rect region, double strength) {
    std::vector<AskedMoves> asked;
    for (const DescribedWords::Expression& one : words.expressions) {
        if (const Expressions::Moves* moves = expressions.find(one.name))
            asked.push_back({moves, one.amount * strength});
    }
    if (asked.empty()) return std::optional<FaceWarp>();
    if (!reading || reading->mesh.size() != kMeshPoints) {
        return Error{ErrorCode::InvalidRequest,
                     "An expression needs a face, and none was found in this photo; leave \"" +
                         words.expressions.front().name + "\" out, or open a portrait."};
    }
    return std::optional(faceWarp(reading->mesh, asked, region));
}

/// The mean of where() over all guesses so far.
class Whereabouts {
public:
    void add(const at::Tensor& where) {
        sum_ = count_ > 0 ? sum_ + where : where;
        ++count_;
    }
    at::Tensor mean() const { return sum_ / count_; }

private:
    at::Tensor sum_;
    int count_ = 0;
};

/// The denoiser of one prompt. With guidance w the answer is empty + w·(prompt − empty), as in
/// classifier-free guidance (Ho & Salimans 2022, arXiv 2207.12598).
FieldGuess guessOf(const DescribeNet& net, const std::vector<int>& concepts, double guidance,
                   Whereabouts& places, const at::Tensor& picture) {
    const at::Tensor ids = DescribeNet::idsOf(concepts), none = DescribeNet::idsOf({});
    return [&net, &places, ids, none, guidance, picture](const at::Tensor& noisy, double level,
                                                         const FieldCondition& seen) {
        const DescribeNet::Guess asked = net.guess(noisy, level, seen.picture, ids);
        places.add(seen.picture.is_same(picture) ? asked.where : asked.where.flip(3));
        if (guidance == 1) return asked.field;
        const at::Tensor empty = net.guess(noisy, level, seen.picture, none).field;
        return empty + guidance * (asked.field - empty);
    };
}

}  // namespace

std::optional<Error> DescribePipeline::check(const DescribeRequest& request) {
    if (auto error = checkPhotoAndMask(request.photo, request.mask)) return error;
    if (auto error = checkShare("Strength", request.strength)) return error;
    if (auto error = checkGuidance(request.guidance)) return error;
    return checkSteps(request.steps);
}

Result<RegionOfInterest> DescribePipeline::paintedPlace(const Image& mask, const Reading* reading,
                                                        Size photo) {
    auto place = aroundMask(mask, reading, photo);
    if (place) return std::move(*place);
    return Error{ErrorCode::InvalidRequest,
                 "The mask is empty; paint over what should change, or clear the mask to have it found."};
}

Result<Change> DescribePipeline::run(const DescribeRequest& request, const Reading* reading,
                                     JobContext& job) const {
    // 1. Check the request and read the words.
    if (auto error = check(request)) return *error;
    const Result<DescribedWords> words = understood(net_.lexicon(), request.prompt);
    if (!words) return words.error();

    // 2. Find the region: what is painted, else what the words are about.
    const Size photo = request.photo.size();
    const bool painted = !request.mask.isNull();
    RegionOfInterest place = regionOf(words.value(), reading, photo);
    if (painted) {
        auto around = paintedPlace(request.mask, reading, photo);
        if (!around) return around.error();
        place = std::move(around).value();
    }

    // 3. Move the face; the network sees it moved.
    const auto warp = warpOf(expressions_, words.value(), reading, place.region, request.strength);
    if (!warp) return warp.error();
    std::vector<Layer> layers = request.layers;
    Change moved{place.region, {}, request.mask};
    if (warp.value()) {
        moved.warp = warp.value()->field;
        if (!painted) moved.mask = toMask(warp.value()->moved, place.mask);
        layers.push_back({moved});
    }
    if (words.value().concepts.empty()) {
        job.progress(request.steps, request.steps);
        job.preview(request.steps, [&] { return moved; });
        return moved;
    }

    // 4. See it as the network does.
    const FieldCondition condition = conditionOn(viewOf(request.photo, layers, place.region, kNetworkSide));
    const at::Tensor large = viewOf(request.photo, layers, place.region, kEdgeSide);

    // 5. Denoise the field; every guess can be looked at in place. The network's mean answer is timid where
    // it is not sure of a place: its gains are divided by its sureness, and the place is decided apart from
    // them, along the photo's own edges.
    Whereabouts places;
    const at::Tensor shade = shadeOf(request.seed);
    const auto asChange = [&](const at::Tensor& field) {
        const at::Tensor sure = places.mean();
        const at::Tensor alpha = decided(meant(sure, words.value(), look_, place.region, large));
        const at::Tensor gain = fitted(shade * field / sure.clamp_min(kNowhere) * net_.fieldScale(), sure,
                                       condition.picture, large);
        const bool mask_is_place = !painted && !warp.value();
        Change change = moved;
        change.field = toGainField(mask_is_place ? gain : gain * alpha, request.strength);
        if (!painted) change.mask = toMask(either(alpha, warp.value()), place.mask);
        return change;
    };
    const at::Tensor field = sampleField(
        guessOf(net_, words.value().concepts, request.guidance, places, condition.picture), condition,
        request.steps, request.seed, [&] { job.checkpoint(); },
        [&](int step, const at::Tensor& guess) {
            job.progress(step, request.steps);
            job.preview(step, [&] { return asChange(guess); });
        });
    job.checkpoint();
    Change change = asChange(field);
    if (painted || warp.value()) return change;
    if (Image matte = matteOf(words.value(), look_, place, job); !matte.isNull())
        change.mask = std::move(matte);
    return change;
}

Result<FoundMask> DescribePipeline::find(const DescribeMaskRequest& request, const Reading* reading,
                                         JobContext& job) const {
    if (auto error = checkPhotoAndMask(request.photo, {})) return *error;
    const Result<DescribedWords> words = understood(net_.lexicon(), request.prompt);
    if (!words) return words.error();
    const RegionOfInterest place = regionOf(words.value(), reading, request.photo.size());
    const auto warp = warpOf(expressions_, words.value(), reading, place.region, 1);
    if (!warp) return warp.error();
    if (words.value().concepts.empty())
        return FoundMask{place.region, toMask(warp.value()->moved, place.mask)};
    if (!warp.value()) {
        if (Image matte = matteOf(words.value(), look_, place, job); !matte.isNull())
            return FoundMask{place.region, std::move(matte)};
    }
    const FieldCondition condition =
        conditionOn(viewOf(request.photo, request.layers, place.region, kNetworkSide));
    Whereabouts places;
    sampleField(
        guessOf(net_, words.value().concepts, 1, places, condition.picture), condition, kFindingSteps,
        request.seed, [&] { job.checkpoint(); }, [](int, const at::Tensor&) {});
    const at::Tensor large = viewOf(request.photo, request.layers, place.region, kEdgeSide);
    const at::Tensor alpha = decided(meant(places.mean(), words.value(), look_, place.region, large));
    return FoundMask{place.region, toMask(either(alpha, warp.value()), place.mask)};
}

}  // namespace engine
