#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"
#include "engine/api/reading.h"
#include "engine/models/structure_style/structure_style.h"

namespace engine {

/// A photo with what lies over it.
struct LayeredPhoto {
    Photo photo;
    std::vector<Layer> layers;
};

/// A region around a face as the style network sees it, seen once. Engine thread only.
class StyleView {
public:
    /// `mesh` of the face, for its irises.
    StyleView(std::shared_ptr<const StructureStyle> net, const LayeredPhoto& photo, Rect region,
              std::span<const ImagePoint> mesh);

    const StructureStyle& net() const { return *net_; }
    const Rect& region() const { return region_; }               ///< of the document
    const at::Tensor& picture() const { return seen_.picture; }  ///< [1, 3, S, S] of it, sRGB 0…1
    const StructureStyle::Seen& seen() const { return seen_; }
    const at::Tensor& iris() const { return iris_; }  ///< [1, 1, S, S]
    /// The picture as the network paints it in its own styles.
    const at::Tensor& painted();

    bool has(Part part) const;
    at::Tensor map(Part part) const;  ///< [1, 1, S, S]: chance that a place is of the part
    at::Tensor style(Part part) const { return seen_.styles[0][static_cast<int>(part)]; }
    /// Where any of the parts is, along the edges of `photo`: U8, stretched over region(). The parts' own
    /// masks are made once.
    Image matte(std::span<const Part> parts, const LayeredPhoto& photo,
                const std::function<void()>& checkpoint);

    /// What is seen of another region of the document: chances of the parts [1, kPartCount, H, W], and how
    /// far that goes, [1, 1, H, W]: 1 inside this view, less towards its border, 0 beyond.
    struct Maps {
        at::Tensor chances, weight;
    };
    Maps over(Rect region, Size size) const;
    /// Takes over what a view of a part of this region knows better: its styles, and where the parts are.
    void learnFrom(const StyleView& nearer);

private:
    std::shared_ptr<const StructureStyle> net_;
    Rect region_;
    StructureStyle::Seen seen_;
    at::Tensor iris_;
    at::Tensor painted_;
    std::array<Image, kPartCount> mattes_;
};

}  // namespace engine
