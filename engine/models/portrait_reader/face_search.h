#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <vector>

#include "engine/api/reading.h"
#include "engine/models/face_finder/face_finder.h"
#include "engine/models/portrait_reader/portrait_reader.h"

namespace engine {

/// A photo as networks see it: `region` of it (which may reach beyond the photo) at `size` pixels, [3, H, W],
/// sRGB 0…1.
using PhotoView = std::function<at::Tensor(Rect region, Size size)>;

/// All faces of a photo of `size` pixels, largest first. The finder looks at small views of the photo, the
/// coarsest first; the reader looks at each place it proposes, says whether it is a face, and its mesh gives
/// the box. Faces smaller than about 1 % of the photo's longer side are not found, and those below about an
/// eighth of the largest are not looked for. `checkpoint` is called between the steps and may throw.
std::vector<Face> findFaces(const PhotoView& view, Size size, const FaceFinder& finder,
                            const PortraitReader& reader, const std::function<void()>& checkpoint);

/// The square of about 2.4 face widths around a face, moved (and, for a small photo, shrunk) to lie in the
/// photo.
Rect regionAround(const Rect& face, Size photo);

}  // namespace engine
