#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/api/error.h"

namespace engine {

struct FaceFinderModuleImpl;

/// The size, in pixels of the picture it is shown, of the faces the finder knows best; it answers to faces of
/// about kFaceFinderSmallest…kFaceFinderLargest and is blind to others. A face's size is its width, seen from
/// the front.
inline constexpr float kFaceFinderSize = 18;
inline constexpr float kFaceFinderSmallest = 12, kFaceFinderLargest = 27;

/// A place where a face may be, in pixels of the picture that was looked at.
struct FaceProposal {
    float x = 0, y = 0;  ///< middle between forehead and chin
    float size = 0;      ///< width; a face is about 1.2 times as high
    float confidence = 0;
};

/// Finds the middles of small faces in a picture. Immutable once loaded; copies share the weights.
class FaceFinder {
public:
    /// Reads config.json and model.safetensors, strictly. Errors: ModelMissing, ModelCorrupt, FileUnreadable.
    static Result<FaceFinder> load(const std::string& folder);

    /// picture [3, H, W], sRGB 0…1, of any size of at least 8 pixels → local maxima of at least `least`, any
    /// order.
    std::vector<FaceProposal> find(const at::Tensor& picture, float least) const;

private:
    explicit FaceFinder(std::shared_ptr<FaceFinderModuleImpl> module) : module_(std::move(module)) {}
    std::shared_ptr<FaceFinderModuleImpl> module_;
};

}  // namespace engine
