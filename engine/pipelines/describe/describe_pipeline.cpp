#include "engine/pipelines/describe/describe_pipeline.h"

#include <ATen/ATen.h>
#include <ATen/CPUGeneratorImpl.h>

#include <algorithm>
#include <array>

#include "engine/api/reading.h"
#include "engine/models/describe/described_words.h"
#include "engine/nn/tensor_image.h"
#include "engine/photo/network_view.h"
#include "engine/pipelines/describe/out_of_focus.h"
#include "engine/pipelines/describe/reshaped_face.h"
#include "engine/pipelines/field_sampling.h"
#include "engine/pipelines/guided_filter.h"
#include "engine/pipelines/light_request.h"
#include "engine/pipelines/region.h"
#include "engine/pipelines/style/style_look.h"

namespace engine {
namespace {

constexpr int kNetworkSide = 128;  ///< what the network was trained at
constexpr int kEdgeSide = 256;     ///< where edges are laid along the photo's own
constexpr int kFocusSide = 512;    ///< finer than anything that is out of focus
constexpr double kDisc = 0.02;     ///< radius of a point out of focus, in shorter sides
constexpr int kEdgeRadius = 4;
constexpr double kPlain = 3e-4;        ///< variance of colour without an edge
constexpr double kOwnContrast = 0.15;  ///< of hair and cloth around their mean, in log units
constexpr int kFindingSteps = 2;
constexpr double kShade = 0.08, kTint = 0.05, kMostShade = 0.2;  ///< of seeds, in shares of the change
/// How sure of a place one has to be: below `nowhere` it is left alone, above `surely` it is changed fully.
struct Decision {
    double nowhere, surely;
};
constexpr Decision kChanged{0.15, 0.5};
constexpr Decision kBehind{0.55, 0.95};  ///< a strand that loses its focus is seen sooner than a sharp ground

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

}  // namespace

/// A region as the networks see it, and larger, where edges are laid.
struct DescribePipeline::Sight {
    Rect region;
    FieldCondition condition;
    at::Tensor large;  ///< [1, 3, H, W]

    Sight(const Photo& photo, const std::vector<Layer>& layers, Rect place)
        : region(place),
          condition(conditionOn(viewOf(photo, layers, place, kNetworkSide))),
          large(viewOf(photo, layers, place, kEdgeSide)) {}
    Size size() const { return {static_cast<int>(large.size(3)), static_cast<int>(large.size(2))}; }
};

namespace {

/// How surely the words speak of each place, [1, 1, H, W] in 0…1: how sure it is that the place is of one of
/// the parts that they name, as far as `look` reaches; elsewhere, and for words that name no part, what the
/// network for words says [1, 1, h, w]. The edges are those of the picture [1, 3, H, W] of `region`.
at::Tensor meant(const at::Tensor& where, std::span<const Part> parts, StyleLook* look,
                 const DescribePipeline::Sight& sight) {
    const Size size = sight.size();
    at::Tensor sure = at::upsample_bicubic2d(where, {size.height, size.width}, false);
    if (look && !parts.empty()) {
        const StyleView::Maps seen = look->viewOf(parts).over(sight.region, size);
        at::Tensor chance = at::zeros_like(sure);
        for (const Part part : parts) chance = chance + seen.chances.narrow(1, static_cast<int>(part), 1);
        sure = sure + seen.weight * (chance - sure);
    }
    return guidedFilter(sure, sight.large, kEdgeRadius, kPlain);
}

/// The decision where something changes, in 0…1, from how surely the words speak of each place.
at::Tensor decided(const at::Tensor& where, Decision by) {
    const at::Tensor t = ((where - by.nowhere) / (by.surely - by.nowhere)).clamp(0, 1);
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
    const std::int64_t certain = sure.ge(kChanged.surely).sum().item<std::int64_t>();
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

at::Tensor stretched(const at::Tensor& map, const at::Tensor& like) {
    return at::upsample_bilinear2d(map, like.sizes().slice(2), false);
}

/// The picture [1, 3, H, W] out of focus where it lies behind [1, 1, h, w]; `alone`: the change's mask says
/// where that is seen. Where it is painted anyway [1, 1, h, w] (undefined: nowhere), it is so as `sharp`, the
/// same picture in its own size, has it.
PaintField softened(const at::Tensor& picture, const at::Tensor& behind, bool alone, double amount,
                    const at::Tensor& painted, const at::Tensor& sharp) {
    const at::Tensor from = stretched(behind, picture);
    const double radius = kDisc * amount * static_cast<double>(std::min(picture.size(2), picture.size(3)));
    const at::Tensor blurred = outOfFocus(picture, from, radius);
    // A smaller disc than a pixel of this picture would be less blur than the picture itself is.
    const at::Tensor soft = (alone ? at::ones_like(from) : from) * std::min(radius, 1.0);
    if (!painted.defined()) return toPaintField(blurred, soft);
    const at::Tensor unsharp = stretched(soft, sharp),
                     cover = at::maximum(unsharp, stretched(painted, sharp));
    return toPaintField(sharp + unsharp / cover.clamp_min(1e-6) * (stretched(blurred, sharp) - sharp), cover);
}

/// How surely places are of one of some parts, strand by strand, [1, 1, H, W]; undefined where nobody has
/// looked at just this region.
at::Tensor strandsOf(std::span<const Part> parts, StyleLook* look, Rect region, JobContext& job) {
    if (!look || parts.empty()) return {};
    StyleView& view = look->viewOf(parts);
    if (view.region() != region) return {};
    const Image matte = view.matte(parts, look->photo(), [&] { job.checkpoint(); });
    return toTensor(maskView(matte, {}, {}, matte.size()));
}

/// Where it all happens, strand by strand, where the words name parts and nothing else; null otherwise, and
/// where nobody has looked at just this place.
Image matteOf(const DescribedWords& words, StyleLook* look, const RegionOfInterest& place, JobContext& job) {
    const bool softens = words.out_of_focus > 0, changes = !words.concepts.empty();
    std::vector<Part> parts = words.parts;
    if (softens && std::find(parts.begin(), parts.end(), Part::Background) == parts.end())
        parts.push_back(Part::Background);
    if (!words.expressions.empty() || words.no_glasses || (changes && words.parts.empty())) return {};
    const at::Tensor sure = strandsOf(parts, look, place.region, job);
    return sure.defined() ? toMask(decided(sure, changes ? kChanged : kBehind), place.mask) : Image();
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

    // 3. Reshape the face; the network sees it so.
    const auto reshaped = reshapedFace(words.value(), {expressions_, glasses_}, reading, request.photo,
                                       request.layers, place.region, request.strength, painted);
    if (!reshaped) return reshaped.error();
    const at::Tensor& face = reshaped.value().where;
    Change moved = reshaped.value().change;
    moved.mask = painted || !face.defined() ? request.mask : toMask(face, place.mask);
    std::vector<Layer> layers = request.layers;
    if (face.defined()) layers.push_back({moved});
    const bool softens = words.value().out_of_focus > 0;
    if (words.value().concepts.empty() && !softens) {
        job.progress(request.steps, request.steps);
        job.preview(request.steps, [&] { return moved; });
        return moved;
    }

    // 4. See it as the network does.
    const Sight sight(request.photo, layers, place.region);
    const at::Tensor behind = softens && !painted ? background(sight, request.seed, job) : at::Tensor();

    // 5. Denoise the field; every guess can be looked at in place. The network's mean answer is timid where
    // it is not sure of a place: its gains are divided by its sureness, and the place is decided apart from
    // them, along the photo's own edges.
    Whereabouts places;
    const at::Tensor shade = shadeOf(request.seed);
    const auto asChange = [&](const at::Tensor& field) {
        const at::Tensor sure = places.mean();
        const at::Tensor alpha = decided(meant(sure, words.value().parts, look_, sight), kChanged);
        const at::Tensor gain = fitted(shade * field / sure.clamp_min(kChanged.nowhere) * net_.fieldScale(),
                                       sure, sight.condition.picture, sight.large);
        const bool mask_is_place = !painted && !face.defined() && !softens;
        Change change = moved;
        change.field =
            toGainField(reshaped.value().lit((mask_is_place ? gain : gain * alpha) * request.strength), 1);
        if (!painted) change.mask = toMask(any({alpha, face, behind}), place.mask);
        return change;
    };
    Change change = moved;
    if (!words.value().concepts.empty()) {
        const at::Tensor field = sampleField(
            guessOf(net_, words.value().concepts, request.guidance, places, sight.condition.picture),
            sight.condition, request.steps, request.seed, [&] { job.checkpoint(); },
            [&](int step, const at::Tensor& guess) {
                job.progress(step, request.steps);
                job.preview(step, [&] { return asChange(guess); });
            });
        job.checkpoint();
        change = asChange(field);
    } else if (!painted) {
        change.mask = toMask(any({behind, face}), place.mask);
    }

    // 6. Take the focus from what lies behind, and lay the mask along every strand.
    if (softens) {
        const at::Tensor from =
            painted ? toTensor(maskView(request.mask, photo, place.region, sight.size())) : behind;
        const bool alone = painted || (words.value().concepts.empty() && !face.defined());
        layers = request.layers;
        layers.push_back({change});
        const auto seen = [&](std::int64_t side) {
            return viewOf(request.photo, layers, place.region, static_cast<int>(side));
        };
        const at::Tensor& covered = reshaped.value().cover;
        const at::Tensor sharp =
            covered.defined() ? seen(std::min(covered.size(2), covered.size(3))) : at::Tensor();
        change.paint = softened(seen(kFocusSide), from, alone, words.value().out_of_focus * request.strength,
                                covered, sharp);
        job.progress(request.steps, request.steps);
    }
    if (painted) return change;
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
    const auto reshaped = reshapedFace(words.value(), {expressions_, glasses_}, reading, request.photo,
                                       request.layers, place.region, 1, false);
    if (!reshaped) return reshaped.error();
    const at::Tensor& face = reshaped.value().where;
    const bool softens = words.value().out_of_focus > 0;
    if (words.value().concepts.empty() && !softens) return FoundMask{place.region, toMask(face, place.mask)};
    if (Image matte = matteOf(words.value(), look_, place, job); !matte.isNull())
        return FoundMask{place.region, std::move(matte)};
    const Sight sight(request.photo, request.layers, place.region);
    const at::Tensor behind = softens ? background(sight, request.seed, job) : at::Tensor();
    const at::Tensor alpha =
        words.value().concepts.empty()
            ? behind
            : whereabouts(words.value().concepts, sight, words.value().parts, request.seed, job);
    return FoundMask{place.region, toMask(any({alpha, face, behind}), place.mask)};
}

at::Tensor DescribePipeline::whereabouts(const std::vector<int>& concepts, const Sight& sight,
                                         std::span<const Part> parts, std::uint64_t seed,
                                         JobContext& job) const {
    Whereabouts places;
    sampleField(
        guessOf(net_, concepts, 1, places, sight.condition.picture), sight.condition, kFindingSteps, seed,
        [&] { job.checkpoint(); }, [](int, const at::Tensor&) {});
    return meant(places.mean(), parts, look_, sight);
}

at::Tensor DescribePipeline::background(const Sight& sight, std::uint64_t seed, JobContext& job) const {
    constexpr std::array kParts{Part::Background};
    if (const at::Tensor sure = strandsOf(kParts, look_, sight.region, job); sure.defined())
        return decided(sure, kBehind);
    std::vector<int> concepts;  // the network finds places of changes, so some change has to be asked for
    for (const char* name : {"darker", "background"}) {
        if (const auto id = net_.lexicon().id(name)) concepts.push_back(*id);
    }
    return decided(whereabouts(concepts, sight, kParts, seed, job), kBehind);
}

}  // namespace engine
