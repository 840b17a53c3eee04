#pragma once

#include <array>
#include <vector>

#include "engine/api/geometry.h"
#include "engine/api/image.h"

namespace engine {

/// Parts of a portrait, in the order of the label picture. The numbers are stored in files: never re-order.
enum class Part : std::uint8_t { Background, Skin, Hair, Clothes, Brows, Eyes, Lips, Mouth };
inline constexpr int kPartCount = 8;
inline constexpr int kMeshPoints = 478;  ///< MediaPipe face mesh with irises

/// Head rotation in radians; 0 looks into the camera. Signs as in the portrait set's meta.jsonl.
struct HeadAngles {
    float yaw = 0;
    float pitch = 0;
    float roll = 0;
};

/// One of the 18 OpenPose joints (order of COCO-18: nose, neck, right shoulder, …).
struct Joint {
    ImagePoint at;
    float confidence = 0;  ///< 0: not found; 1: certain
};
inline constexpr int kJointCount = 18;

/// Where a face was found: its box (forehead to chin, ear to ear) and how sure the reader is, 0…1.
struct Face {
    Rect box;
    float confidence = 0;
};

/// What the portrait reader sees in a photo, for the face that was asked for.
struct Reading {
    std::vector<Face> faces;       ///< all faces, largest first
    Rect region;                   ///< square around the chosen face that `parts` and `person` cover
    Image parts;                   ///< U8, 1 channel, labels of Part, stretched over `region`
    Image person;                  ///< U8, 1 channel, alpha of the person, stretched over `region`
    std::vector<ImagePoint> mesh;  ///< kMeshPoints places, or empty
    HeadAngles head;
    std::array<Joint, kJointCount> joints{};
};

}  // namespace engine
