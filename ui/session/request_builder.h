#pragma once

#include <QString>
#include <vector>

#include "engine/api/request.h"
#include "ui/document/document.h"
#include "ui/session/face_look.h"

namespace ui {

/// What the shadows panel asks for; the defaults are good without touching anything.
struct ShadowSettings {
    float strength = 1.0f;    ///< 0…1
    float softness = 0.0f;    ///< 0…1
    float keep_shape = 0.0f;  ///< 0…1
    int steps = engine::ShadowsRequest::kDefaultSteps;
    quint64 seed = 0;
};

/// What the describe tool asks for, apart from the place.
struct DescribeSettings {
    QString prompt;
    QString negative;
    QString model;  ///< path of a checkpoint; empty: the starter model
    std::vector<engine::LoraChoice> loras;
    float strength = engine::DescribeRequest::kStarterStrength;   ///< 0…1
    double guidance = engine::DescribeRequest::kStarterGuidance;  ///< 0…100
    QString scheduler;                                            ///< empty: the model's own
    int steps = engine::DescribeRequest::kStarterSteps;           ///< 1…100
    quint64 seed = 0;
};

/// How a checkpoint draws a pose anew.
struct DrawAnewSettings {
    QString model;  ///< path of the checkpoint
    std::vector<engine::LoraChoice> loras;
    QString controlnet;  ///< path of one for OpenPose drawings; empty: none
    QString prompt;      ///< may be empty
    float strength = engine::PoseRequest::kStudioStrength;   ///< 0…1
    double guidance = engine::PoseRequest::kStudioGuidance;  ///< 0…100
    int steps = engine::PoseRequest::kStudioSteps;           ///< 1…100
    quint64 seed = 0;
};

/// The requests of the systems: the document's photo with the panel's settings; `mask` as MaskCopy gives it.
engine::ShadowsRequest shadowsRequest(const Document& document, const ShadowSettings& settings,
                                      const engine::Image& mask);
engine::HarmoniseRequest harmoniseRequest(const Document& document, const engine::Photo& background,
                                          const ShadowSettings& settings, const engine::Image& mask);
engine::DescribeRequest describeRequest(const Document& document, const DescribeSettings& settings,
                                        const engine::Image& mask);
/// Asks where describeRequest() would work if nothing is painted.
engine::DescribeMaskRequest describeMaskRequest(const Document& document, const DescribeSettings& settings);

/// Asks for a pose of one face's person; a head that turns by nothing follows its joints.
engine::PoseRequest poseRequest(const Document& document, int face, const engine::Skeleton& pose,
                                const engine::HeadAngles& turn);

/// The same pose drawn anew over the moved pixels.
engine::PoseRequest drawnAnew(engine::PoseRequest pose, const DrawAnewSettings& settings);

/// Asks which regions a face has, with the visible edits over the photo.
engine::StyleRegionsRequest styleRegionsRequest(const Document& document, int face);
/// Asks for a look of one face's regions; `mask` as MaskCopy gives it.
engine::StyleRequest styleRequest(const Document& document, int face, const FaceLook& look,
                                  const engine::Image& mask);

/// The visible layers below an edit, or all of them when `edit` is 0.
std::vector<engine::Layer> layersBelow(const Document& document, quint64 edit);

/// The same request with other layers beneath it.
engine::Request withLayers(engine::Request request, std::vector<engine::Layer> layers);

}  // namespace ui
