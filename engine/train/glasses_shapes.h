#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "engine/train/random.h"

namespace engine {

/// What a frame is made of.
struct FrameMaterial {
    cv::Vec3f colour;    ///< sRGB 0…1, lit evenly
    cv::Vec3f second;    ///< what `colour` is mottled with (tortoise) or fades to below
    float mottled = 0;   ///< 0…1
    float fading = 0;    ///< 0…1: how far `second` takes over from the top to the bottom
    float shine = 0.2f;  ///< strength of highlights
    float metal = 0;     ///< 0 plastic … 1 a tube that mirrors its surroundings
    float opacity = 1;   ///< of its flat sides; edges are always denser
};

/// What the lenses do to the light.
struct LensGlass {
    cv::Vec3f tint_above{1, 1, 1}, tint_below{1, 1, 1};  ///< share of the light that passes, sRGB
    float scale = 1;                                     ///< of the picture seen through them
    float reflections = 0;                               ///< strength, 0: none
    cv::Vec3f reflected{1, 1, 1};
};

/// A pair of glasses in eye distances, on axes of the head (see HeadShape): x towards the person's left eye,
/// y down, z away from the camera; from between the eyes.
struct Glasses {
    std::vector<cv::Point2f> outline;  ///< of the left lens about its centre, closed, clockwise as seen
    std::vector<float> rim;            ///< width of the rim at each point of the outline; 0: none
    cv::Point2f centre;                ///< of the left lens
    float in_front = 0.05f;            ///< of the nose bridge
    float wrap = 0.06f, tilt = 0.1f;  ///< how the front bends back to the sides, and leans towards the cheeks
    float bridge_at = 0, bridge_rise = 0.05f, bridge_width = 0.05f;  ///< y, arch, thickness
    bool second_bridge = false;
    bool pads = false;
    float temple_at = 0, temple_width = 0.06f;  ///< y on the front, height of the bow
    FrameMaterial material;
    LensGlass glass;
};

/// A random pair as people wear them: from rimless to thick, clear to dark, of every usual outline.
Glasses randomGlasses(Random& random);

}  // namespace engine
