#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "engine/api/error.h"
#include "engine/api/skeleton.h"
#include "engine/nn/compute.h"

namespace engine {

class PatchTransform;
struct PoseDenoiserModuleImpl;

/// A trained denoiser of a person in another pose, after RePoseDM (Khandelwal 2024, arXiv 2310.16074), ready
/// to be asked: latent diffusion (x0 prediction, CosineLevels) conditioned on the pose's drawing and on the
/// photo's texture, which is aligned to the pose over several rounds. Tensors are float32 on the CPU.
/// Immutable once loaded; copies share the weights.
class PoseDenoiser {
public:
    /// The joints that it tells in latents.
    static constexpr std::array kSeenJoints = {
        JointName::Nose,     JointName::Neck,    JointName::RightShoulder, JointName::LeftShoulder,
        JointName::RightEye, JointName::LeftEye, JointName::RightEar,      JointName::LeftEar};

    /// Reads a component folder onto a device. Errors: ModelMissing, ModelCorrupt.
    static Result<PoseDenoiser> load(const std::string& folder, const Compute& compute);

    /// Pixels along the side of a latent; pictures have sides of multiples of kWhole of these.
    int patch() const;
    static constexpr int kWhole = 8;
    /// Of the portraits that it learnt from, in pixels of its pictures.
    static constexpr double kEyeDistance = 60;

    /// A picture [1, 3, H, W], sRGB 0…1, as latents [1, C, h, w], and back.
    at::Tensor latents(const at::Tensor& picture) const;
    at::Tensor picture(const at::Tensor& latents) const;

    /// What one result is made from; all of one batch of 1, sizes as in pose_denoiser_module.h.
    struct Condition {
        at::Tensor aligned, known;  ///< latents of the moved photo, and how far they are to be believed
        at::Tensor texture;         ///< the photo's texture in the new pose
        at::Tensor pose;            ///< drawing of the pose, 0…1
    };
    /// photo, moved: pictures [1, 3, H, W]; from [1, 2, h, w]: the place in the photo (−1…1) that came to
    /// each latent; known [1, 1, h, w]; pose [1, 3, h, w]. `rounds` of alignment; absent: as trained.
    Condition condition(const at::Tensor& photo, const at::Tensor& moved, const at::Tensor& from,
                        const at::Tensor& known, const at::Tensor& pose,
                        std::optional<int> rounds = std::nullopt) const;

    /// How strongly pose and style count, each by itself, beside the guess that knows neither (the
    /// disentangled guidance of PIDM, Bhunia et al. 2023, arXiv 2211.12500).
    struct Guidance {
        double pose, style;
    };
    /// The guesses of the clean latents behind noisy ones [B, C, h, w] at a level 0…1. Without guidance: of
    /// the network that sees pose and style at once.
    at::Tensor clean(const at::Tensor& noisy, double level, const Condition& condition,
                     const Guidance* guidance = nullptr) const;

    /// Where kSeenJoints are seen in latents, in pixels of their picture, all with full confidence.
    Skeleton seenIn(const at::Tensor& latents) const;
    /// Which way latents change for the joints that are seen in them to come nearer to those that `wanted`
    /// has, like the latents; half of the gradient of the squared distances in shares of the picture's sides.
    at::Tensor wayTo(const Skeleton& wanted, const at::Tensor& latents) const;

private:
    PoseDenoiser(std::shared_ptr<PoseDenoiserModuleImpl> module, const Compute& compute);

    std::shared_ptr<PoseDenoiserModuleImpl> module_;
    std::shared_ptr<const PatchTransform> codec_;
    Compute compute_;
};

}  // namespace engine
