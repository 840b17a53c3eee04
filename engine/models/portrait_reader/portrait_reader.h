#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "engine/api/error.h"

namespace engine {

struct PortraitReaderModuleImpl;

/// What was read from square pictures. Places are in units of the picture's side, 0…1 inside; they may lie
/// outside.
struct PortraitReadings {
    at::Tensor face;    ///< [B]: how sure it is that a face lies in the middle at a fitting size, 0…1
    at::Tensor person;  ///< [B, 1, S, S]: alpha, 0…1
    at::Tensor mesh;    ///< [B, 478, 2]
    at::Tensor head;    ///< [B, 3]: yaw, pitch, roll in radians
    at::Tensor joints;  ///< [B, 18, 3]: x, y, confidence 0…1; joints that it never learnt have confidence 0
};

/// Reads person, mesh, head angles and joints from a square crop of about 2.4 face widths around a
/// face. Immutable once loaded; copies share the weights.
class PortraitReader {
public:
    /// Reads config.json and model.safetensors, strictly. Errors: ModelMissing, ModelCorrupt, FileUnreadable.
    static Result<PortraitReader> load(const std::string& folder);

    /// The side S of the pictures it reads, in pixels.
    int pictureSize() const;

    /// How sure it is of a face in each of `pictures` [B, 3, S, S] (sRGB 0…1), and the mesh of each; nothing
    /// else is filled. One pass, for checking proposals.
    PortraitReadings glance(const at::Tensor& pictures) const;

    /// Everything; each picture is read twice, as it is and mirrored, and the answers are averaged. `parts`
    /// [B, kPartCount, H, W]: chance of each engine::Part over the same pictures, from the network that tells
    /// them best (StructureStyle); the shoulders lie under the edge of their clothes.
    PortraitReadings read(const at::Tensor& pictures, const at::Tensor& parts) const;

private:
    explicit PortraitReader(std::shared_ptr<PortraitReaderModuleImpl> module) : module_(std::move(module)) {}
    std::shared_ptr<PortraitReaderModuleImpl> module_;
};

}  // namespace engine
