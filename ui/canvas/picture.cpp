#include "ui/canvas/picture.h"

#include <algorithm>

namespace ui {

namespace {

bool touches(const engine::Layer& layer, const engine::Rect& area) {
    return layer.opacity > 0 && !layer.change.region.intersected(area).isEmpty();
}

// The mixing step of SplitMix64: names of different lists collide with probability 2^-64 per pair.
quint64 mixed(quint64 seed, quint64 value) {
    quint64 z = seed + 0x9e3779b97f4a7c15ULL * (value + 1);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
}

}  // namespace

quint64 Picture::content(const engine::Rect& area) const {
    quint64 name = 0;
    for (size_t i = 0; i < layers_.size(); ++i) {
        if (touches(layers_[i], area)) name = mixed(name, numbers_[i]);
    }
    return name;
}

std::vector<engine::Layer> Picture::layersIn(const engine::Rect& area) const {
    std::vector<engine::Layer> layers;
    std::copy_if(layers_.begin(), layers_.end(), std::back_inserter(layers),
                 [&](const engine::Layer& layer) { return touches(layer, area); });
    return layers;
}

Picture LayerNumbers::number(std::vector<engine::Layer> layers) {
    std::erase_if(known_, [](const Known& known) { return known.field.expired(); });
    Picture picture;
    for (const engine::Layer& layer : layers) picture.numbers_.push_back(numberOf(layer));
    picture.layers_ = std::move(layers);
    return picture;
}

quint64 LayerNumbers::numberOf(const engine::Layer& layer) {
    for (const Known& known : known_) {
        if (known.field.lock() == layer.change.field.log_gain && known.layer.opacity == layer.opacity &&
            known.layer.change.region == layer.change.region &&
            known.layer.change.field.size == layer.change.field.size &&
            known.layer.change.mask.sharesPixelsWith(layer.change.mask)) {
            return known.number;
        }
    }
    Known fresh{layer.change.field.log_gain, layer, ++last_};
    fresh.layer.change.field.log_gain.reset();
    known_.push_back(std::move(fresh));
    return last_;
}

}  // namespace ui
