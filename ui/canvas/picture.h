#pragma once

#include <QtGlobal>
#include <vector>

#include "engine/api/darkroom.h"
#include "ui/document/change_identity.h"

namespace ui {

/// A list of layers in which every layer has a number of its own, so that what a tile of the photo shows can
/// be named (and found again after undo, hiding or comparing) without looking at pixels.
class Picture {
public:
    const std::vector<engine::Layer>& layers() const { return layers_; }

    /// Names what `area` (photo pixels) shows: equal names, equal pixels. 0: the untouched photo.
    quint64 content(const engine::Rect& area) const;
    /// The layers that `area` shows, bottom to top.
    std::vector<engine::Layer> layersIn(const engine::Rect& area) const;

private:
    /// Their places in the list, top to bottom.
    std::vector<std::size_t> shownIn(engine::Rect area) const;

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
        ChangeIdentity change;
        float opacity;
        quint64 number;
    };
    quint64 numberOf(const engine::Layer& layer);

    std::vector<Known> known_;
    quint64 last_ = 0;
};

}  // namespace ui
