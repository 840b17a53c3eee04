#pragma once

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/train/portrait_set.h"

namespace engine {

/// The three groups of people of equal number that figures are told apart by: dark, medium and light skin.
class SkinGroups {
public:
    static constexpr std::size_t kCount = 3;
    static constexpr std::array<const char*, kCount> kNames = {"dark", "medium", "light"};

    /// `lightness`: the median CIE L* of the skin of everybody who counts.
    explicit SkinGroups(std::vector<float> lightness) : lightness_(std::move(lightness)) {
        std::sort(lightness_.begin(), lightness_.end());
    }
    explicit SkinGroups(const std::vector<Portrait>& people) : SkinGroups(lightnessOf(people)) {}

    /// 0 dark, 1 medium, 2 light.
    std::size_t of(float lightness) const {
        const auto rank =
            std::lower_bound(lightness_.begin(), lightness_.end(), lightness) - lightness_.begin();
        return std::min(kCount - 1, kCount * static_cast<std::size_t>(rank) / lightness_.size());
    }

private:
    static std::vector<float> lightnessOf(const std::vector<Portrait>& people) {
        std::vector<float> lightness;
        for (const Portrait& person : people) lightness.push_back(person.skin_lightness);
        return lightness;
    }

    std::vector<float> lightness_;
};

}  // namespace engine
