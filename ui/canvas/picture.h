#pragma once

#include <QtGlobal>
#include <memory>
#include <vector>

#include "engine/api/darkroom.h"

namespace ui {

/// A list of layers in which every layer has a number of its own, so that what a tile of the photo shows can
/// be named (and found again after undo, hiding or comparing) without looking at pixels.
class Picture {
public:
    const std::vector<engine::Layer>& layers() const { return layers_; }

    /// Names what `area` (photo pixels) shows: equal names, equal pixels. 0: the untouched photo.
    quint64 content(const engine::Rect& area) const;
    /// The layers that touch `area`, bottom to top.
    std::vector<engine::Layer> layersIn(const engine::Rect& area) const;

private:
    friend class LayerNumbers;
    std::vector<engine::Layer> layers_;
    std::vector<quint64> numbers_;
};

/// Gives layers their numbers: the same change at the same opacity keeps its number for as long as it lives.
class LayerNumbers {
public:
    Picture number(std::vector<engine::Layer> layers);

private:
    struct Known {
        std::weak_ptr<const std::vector<float>> field;
        engine::Layer layer;  ///< without its field, so that a dropped change is really freed
        quint64 number;
    };
    quint64 numberOf(const engine::Layer& layer);

    std::vector<Known> known_;
    quint64 last_ = 0;
};

}  // namespace ui
