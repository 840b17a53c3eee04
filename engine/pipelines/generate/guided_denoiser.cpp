#include "engine/pipelines/generate/guided_denoiser.h"

#include <ATen/ATen.h>

#include <cmath>

namespace engine {
namespace {

/// Training steps within which the deep layers say nearly the same: every second of 20 or 25 steps is
/// computed whole, every fourth of 50, each where there are fewer than 17.
constexpr double kSpan = 60;

/// The one row of a condition, for each of `count` pictures.
at::Tensor repeated(const at::Tensor& one, std::int64_t count) {
    if (!one.defined()) return one;
    std::vector<std::int64_t> shape = one.sizes().vec();
    shape.front() = count;
    return one.expand(shape);
}

UnetCondition repeated(const UnetCondition& one, std::int64_t count) {
    UnetCondition many;
    many.context = repeated(one.context, count);
    many.pooled_text = repeated(one.pooled_text, count);
    many.sizes = repeated(one.sizes, count);
    many.guidance = repeated(one.guidance, count);
    return many;
}

at::Tensor joined(const at::Tensor& first, const at::Tensor& second) {
    return first.defined() ? at::cat({first, second}) : first;
}

UnetCondition joined(const UnetCondition& first, const UnetCondition& second) {
    UnetCondition both;
    both.context = joined(first.context, second.context);
    both.pooled_text = joined(first.pooled_text, second.pooled_text);
    both.sizes = joined(first.sizes, second.sizes);
    return both;
}

}  // namespace

GuidedDenoiser::GuidedDenoiser(const Unet& unet, const Prompts& prompts, double guidance, Way way,
                               const std::vector<Control>& controls, EditedPicture picture)
    : unet_(unet),
      prompts_(prompts),
      guidance_(guidance),
      way_(way),
      guided_(guides(unet.config(), guidance)),
      controls_(controls),
      picture_(std::move(picture)) {}

at::Tensor GuidedDenoiser::ask(const at::Tensor& latent, double timestep, const UnetCondition& condition,
                               double share_begin, double share_end, const at::Tensor& reference) {
    const at::Tensor at_time = at::full({1}, timestep, latent.options().dtype(c10::kFloat));
    if (way_ == Way::Fast && controls_.empty() && !reference.defined())
        return askFast(latent, at_time, timestep, condition, share_end >= 1);
    ControlResiduals sum;
    for (const Control& control : controls_) {
        if (share_begin < control.begin || share_end > control.end) continue;
        const at::Tensor picture = control.picture.expand({latent.size(0), -1, -1, -1});
        ControlResiduals one =
            control.net->residuals(latent.narrow(1, 0, control.net->config().unet.in_channels), at_time,
                                   condition, picture, control.scale);
        if (!sum.middle.defined()) {
            sum = std::move(one);
            continue;
        }
        for (std::size_t i = 0; i < sum.down.size(); ++i) sum.down[i].add_(one.down[i]);
        sum.middle.add_(one.middle);
    }
    if (!reference.defined()) return unet_.predict(latent, at_time, condition, sum);
    return unet_.predictBeside(reference.expand_as(latent), latent, at_time, condition, sum);
}

at::Tensor GuidedDenoiser::askFast(const at::Tensor& latent, const at::Tensor& at_time, double timestep,
                                   const UnetCondition& condition, bool last) {
    if (deep_.defined() && !last && std::abs(timestep - deep_timestep_) <= kSpan)
        return unet_.predictAround(deep_, latent, at_time, condition);
    deep_timestep_ = timestep;
    return unet_.predict(latent, at_time, condition, {}, &deep_);
}

at::Tensor GuidedDenoiser::operator()(const at::Tensor& latent, double timestep, double share_begin,
                                      double share_end, const at::Tensor& reference) {
    if (picture_.latent.defined()) return instructed(latent, timestep, share_begin, share_end);
    const std::int64_t count = latent.size(0);
    const UnetCondition positive = repeated(prompts_.positive, count);
    if (!guided_) return ask(latent, timestep, positive, share_begin, share_end, reference);
    const UnetCondition negative = repeated(prompts_.negative, count);
    at::Tensor without, with;
    if (way_ != Way::Lean) {
        const at::Tensor both = ask(at::cat({latent, latent}), timestep, joined(negative, positive),
                                    share_begin, share_end, reference);
        without = both.narrow(0, 0, count);
        with = both.narrow(0, count, count);
    } else {
        without = ask(latent, timestep, negative, share_begin, share_end, reference);
        with = ask(latent, timestep, positive, share_begin, share_end, reference);
    }
    return without + guidance_ * (with - without);
}

/// Two guidances (equation 3 of the paper): towards the picture, and from there towards the words.
at::Tensor GuidedDenoiser::instructed(const at::Tensor& latent, double timestep, double share_begin,
                                      double share_end) {
    const std::int64_t count = latent.size(0);
    const at::Tensor picture = picture_.latent.to(latent.options()).expand_as(latent);
    const at::Tensor seen = at::cat({latent, picture}, 1);
    const UnetCondition positive = repeated(prompts_.positive, count);
    const auto asked = [&](const at::Tensor& input, const UnetCondition& condition) {
        return ask(input, timestep, condition, share_begin, share_end, {});
    };
    if (!guided_ || picture_.guidance < 1) return asked(seen, positive);
    const UnetCondition negative = repeated(prompts_.negative, count);
    const at::Tensor blind = at::cat({latent, at::zeros_like(picture)}, 1);
    at::Tensor with, without, alone;
    if (way_ == Way::Lean) {
        with = asked(seen, positive);
        without = asked(seen, negative);
        alone = asked(blind, negative);
    } else {
        const at::Tensor all =
            asked(at::cat({seen, seen, blind}), joined(positive, joined(negative, negative)));
        with = all.narrow(0, 0, count);
        without = all.narrow(0, count, count);
        alone = all.narrow(0, 2 * count, count);
    }
    return alone + guidance_ * (with - without) + picture_.guidance * (without - alone);
}

}  // namespace engine
