#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "engine/api/error.h"
#include "engine/api/reading.h"
#include "engine/nn/compute.h"

namespace engine {

struct StructureStyleModuleImpl;

/// A portrait as structure and style, after the Latents2Semantics Autoencoder (Tomar & Rajagopalan 2023,
/// arXiv 2312.15037): what is where, and how each region looks. Immutable once loaded; copies share the
/// weights.
class StructureStyle {
public:
    /// Reads a component folder onto a device. Errors: ModelMissing, ModelCorrupt.
    static Result<StructureStyle> load(const std::string& folder, const Compute& compute);

    /// The side S of the pictures it sees, in pixels.
    int pictureSize() const;

    struct Seen {
        at::Tensor picture;    ///< [1, 3, S, S], sRGB 0…1
        at::Tensor structure;  ///< on the network's device
        at::Tensor masks;      ///< [1, kPartCount, S, S]: chance of each engine::Part
        at::Tensor styles;     ///< [1, kPartCount, D]: how each part looks
    };
    /// picture: [1, 3, S, S], sRGB 0…1.
    Seen look(const at::Tensor& picture) const;

    /// Another look of one part, [D]: `own` [D] and a step away from it in a direction that people's styles
    /// take, as long as they differ on average where `spread` is 1. The same number is the same step.
    at::Tensor variation(const at::Tensor& own, Part part, std::uint64_t number, double spread) const;

    /// The look of somebody else's part `donor` [D] as `own` [D] can take it: its colours, and of its
    /// contrast what is within reach. Flat hair given the contrast of a wild shock would show nothing but
    /// noise.
    at::Tensor taken(const at::Tensor& own, const at::Tensor& donor) const;

    /// The picture that a structure has in other styles [1, kPartCount, D]: [1, 3, S, S], sRGB 0…1.
    at::Tensor paint(const Seen& seen, const at::Tensor& styles) const;

private:
    StructureStyle(std::shared_ptr<StructureStyleModuleImpl> module, const Compute& compute)
        : module_(std::move(module)), compute_(compute) {}

    std::shared_ptr<StructureStyleModuleImpl> module_;
    Compute compute_;
};

}  // namespace engine
