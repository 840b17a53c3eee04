#pragma once

#include <torch/torch.h>

#include "engine/models/portrait_reader/portrait_trunk.h"
#include "engine/models/structure_style/structure_style_config.h"

namespace engine {

/// Two 3×3 convolutions with a skip, whose inputs are brought to one length at every place and then scaled
/// and shifted by the style of the region that the place belongs to (region-wise modulation as in SEAN, Zhu
/// et al. 2020, arXiv 1911.12861). No statistics over the picture: one region's style changes nothing
/// elsewhere.
struct StyledBlockImpl : torch::nn::Module {
    StyledBlockImpl(int channels, int regions, int style);
    /// x [B, C, H, W]; masks [B, R, H, W], sum 1; styles [B, R, style] → as x.
    torch::Tensor forward(const torch::Tensor& x, const torch::Tensor& masks, const torch::Tensor& styles);

    torch::nn::Conv2d conv1{nullptr}, conv2{nullptr};
    torch::Tensor weight;  ///< [R, style, 4·C]
    torch::Tensor bias;    ///< [R, 1, 4·C]
};
TORCH_MODULE(StyledBlock);

/// After the Latents2Semantics Autoencoder (Tomar & Rajagopalan 2023, arXiv 2312.15037): a picture becomes a
/// structure (at half its size: channels, the same number for each region, and a pattern) and a style (a few
/// numbers for each region); the regions' masks are told from their own slices of the structure alone, and a
/// generator paints structure and style. The pattern is what is left of the colours when each region's are
/// brought to mean 0 and deviation 1 (normalised by region as in AdaIN, Huang & Belongie 2017, arXiv
/// 1703.06868), so that no change of a region's colours as a whole reaches the structure; mean and deviation
/// are the first numbers of its style, the others are learnt. Parameter names equal the checkpoint's keys.
/// Included by training and by structure_style.cpp alone.
struct StructureStyleModuleImpl : torch::nn::Module {
    explicit StructureStyleModuleImpl(const StructureStyleConfig& config);

    /// picture [B, 3, S, S], sRGB 0…1 → [B, regions · slices, S/2, S/2].
    torch::Tensor structureOf(const torch::Tensor& picture);
    /// Logits of engine::Part, [B, kPartCount, S, S].
    torch::Tensor maskLogits(const torch::Tensor& structure);
    /// picture, chances of the parts [B, kPartCount, S, S] → [B, kPartCount, kColours + style].
    torch::Tensor stylesOf(const torch::Tensor& picture, const torch::Tensor& masks);
    /// picture, masks and the picture's own styles, or its coloursOf() → [B, 3, S/2, S/2].
    torch::Tensor patternOf(const torch::Tensor& picture, const torch::Tensor& masks,
                            const torch::Tensor& styles);
    /// → [B, 3, S, S], sRGB 0…1.
    torch::Tensor paint(const torch::Tensor& structure, const torch::Tensor& pattern,
                        const torch::Tensor& masks, const torch::Tensor& styles);

    /// Mean of each region's logarithmic light, red less green and yellow less blue, and the logarithm of
    /// their deviation, [B, kPartCount, kColours]: what stylesOf() begins with.
    static torch::Tensor coloursOf(const torch::Tensor& picture, const torch::Tensor& masks);
    static constexpr int kColours = 6;

    StructureStyleConfig config;
    // encoder
    PortraitTrunk trunk{nullptr};
    torch::nn::Conv2d conv_in{nullptr}, from_fine{nullptr}, from_middle{nullptr}, narrow{nullptr},
        conv_structure{nullptr}, conv_masks{nullptr};
    ResidualBlock half_in{nullptr}, quarter_in{nullptr}, quarter_out{nullptr}, half_out{nullptr};
    torch::nn::GroupNorm norm_out{nullptr};
    // style
    torch::nn::Conv2d style_in{nullptr}, style_mid{nullptr};
    torch::Tensor style_weight;  ///< [regions, features, style]
    // generator
    torch::nn::Conv2d paint_in{nullptr}, paint_wide{nullptr}, paint_narrow{nullptr}, paint_fine{nullptr},
        paint_skip{nullptr}, paint_out{nullptr};
    torch::nn::ModuleList styled{nullptr};
    // How styles of people differ, measured after training, for variations.
    torch::Tensor style_mean;  ///< [regions, kColours + style]
    torch::Tensor style_root;  ///< [regions, …, …]: a root of the covariance
};
TORCH_MODULE(StructureStyleModule);

}  // namespace engine
