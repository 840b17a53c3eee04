#pragma once

#include <array>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/api/error.h"
#include "engine/api/reading.h"

namespace engine {

/// What the set says of a portrait in words and numbers. Colours are medians in CIE Lab, L 0…100; nothing
/// where there is none to see.
struct PortraitNotes {
    std::optional<double> age;
    std::string gender, emotion;
    double gender_score = 0;  ///< how sure the gender is, 0…1
    std::optional<cv::Vec3d> hair, clothes, lips, background;
    double hair_share = 0;  ///< of the picture
    double mouth_open = 0, mouth_width = 0;
    double light_asymmetry = 0, light_spread = 0;  ///< 0: lit alike everywhere
};

/// One labelled portrait, as it lies in the portrait set (320², RGB).
struct Portrait {
    std::string id;
    std::string source;
    std::string person_id;          ///< the same for every picture of one person
    cv::Mat picture;                ///< CV_8UC3, RGB
    cv::Mat person;                 ///< CV_8U, the picture's size
    cv::Mat parts;                  ///< CV_8U, labels of engine::Part
    std::vector<cv::Point2f> mesh;  ///< kMeshPoints, pixels
    HeadAngles head;
    std::array<cv::Vec3f, kJointCount> joints{};  ///< x, y in pixels, score 0…1 (0: not labelled)
    float skin_lightness = 0;                     ///< median CIE L*, 0…100
    PortraitNotes notes;
    bool evenly_lit = false;  ///< light asymmetry < 13 and spread < 62 in the set's own measure
};

/// Which people: training sees one side, every figure is taken on the other. A person is on one side only.
enum class Split { Training, HeldOut };

/// True for the 5 % of people kept out of training, by a hash (FNV-1a, mixed) of the `person` string.
bool isHeldOut(const std::string& person);

/// Reads a folder laid out as images/, parts/, person/, mesh.safetensors, meta.jsonl.
Result<std::vector<Portrait>> readPortraitSet(const std::string& folder, Split split);

/// Dark skin before dark hair and dark grounds is the hardest to read: samplers draw this share of their
/// portraits from the darkest third alone.
inline constexpr double kDarkShare = 0.3;

/// Indices of the third of the portraits with the darkest skin.
std::vector<int> darkestOf(const std::vector<Portrait>& portraits);

}  // namespace engine
