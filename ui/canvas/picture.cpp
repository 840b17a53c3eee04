#include "ui/canvas/picture.h"

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

// A layer that moves pixels shows what lies beside them: whatever is below it may come from there.
std::vector<std::size_t> Picture::shownIn(engine::Rect area) const {
    std::vector<std::size_t> shown;
    for (std::size_t i = layers_.size(); i-- > 0;) {
        if (!touches(layers_[i], area)) continue;
        shown.push_back(i);
        area = engine::sourceOf(layers_[i].change, area);
    }
    return shown;
}

quint64 Picture::content(const engine::Rect& area) const {
    quint64 name = 0;
    const std::vector<std::size_t> shown = shownIn(area);
    for (auto i = shown.rbegin(); i != shown.rend(); ++i) name = mixed(name, numbers_[*i]);
    return name;
}

std::vector<engine::Layer> Picture::layersIn(const engine::Rect& area) const {
    std::vector<engine::Layer> layers;
    const std::vector<std::size_t> shown = shownIn(area);
    for (auto i = shown.rbegin(); i != shown.rend(); ++i) layers.push_back(layers_[*i]);
    return layers;
}

Picture LayerNumbers::number(std::vector<engine::Layer> layers) {
    std::erase_if(known_, [](const Known& known) { return known.change.isGone(); });
    Picture picture;
    for (const engine::Layer& layer : layers) picture.numbers_.push_back(numberOf(layer));
    picture.layers_ = std::move(layers);
    return picture;
}

quint64 LayerNumbers::numberOf(const engine::Layer& layer) {
    for (const Known& known : known_) {
        if (known.opacity == layer.opacity && known.change.isOf(layer.change)) return known.number;
    }
    known_.push_back({ChangeIdentity(layer.change), layer.opacity, ++last_});
    return last_;
}

}  // namespace ui
