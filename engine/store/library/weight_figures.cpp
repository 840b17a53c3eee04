#include "engine/store/library/weight_figures.h"

namespace engine {

void WeightFigures::add(const Checkpoint& weights) {
    for (const auto& [name, stored] : weights.tensors()) {
        stored_bytes_ += stored.bytes.size();
        numbers_ += stored.bytes.size() / bytesPer(stored.dtype);
        const std::string type(nameOf(stored.dtype));
        (type.find('F') != std::string::npos ? fractions_ : whole_).insert(type);
    }
}

std::string WeightFigures::precision() const {
    std::string text;
    for (const std::string& name : fractions_.empty() ? whole_ : fractions_)
        text += (text.empty() ? "" : " + ") + name;
    return text;
}

}  // namespace engine
