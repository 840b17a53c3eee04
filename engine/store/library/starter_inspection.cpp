#include "engine/store/library/starter_inspection.h"

#include <map>

#include "engine/models/describe/describe_net.h"
#include "engine/models/expressions/expressions.h"
#include "engine/models/face_finder/face_finder.h"
#include "engine/models/field_upsampler/field_upsampler.h"
#include "engine/models/gain_field/gain_field_net.h"
#include "engine/models/glasses/glasses_remover.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/models/portrait_reader/portrait_reader.h"
#include "engine/models/pose_denoiser/pose_denoiser.h"
#include "engine/models/pose_field/local_pose_field.h"
#include "engine/models/structure_style/structure_style.h"

namespace engine {
namespace {

template <typename T>
Result<Done> loaded(const std::string& folder) {
    if constexpr (requires { T::load(folder, Compute{}); }) {
        if (const auto network = T::load(folder, Compute{}); !network) return network.error();
    } else {
        if (const auto network = T::load(folder); !network) return network.error();
    }
    return Done{};
}

Result<Done> poseFieldLoaded(const std::string& folder) {
    if (const auto asked = LocalPoseField(folder).distance({}); !asked) return asked.error();
    return Done{};
}

const std::map<std::string, Result<Done> (*)(const std::string&)>& classes() {
    static const std::map<std::string, Result<Done> (*)(const std::string&)> kClasses = {
        {"GainFieldModel", loaded<GainFieldNet>},   {"DescribeModel", loaded<DescribeNet>},
        {"FieldUpsampler", loaded<FieldUpsampler>}, {"PortraitReaderModel", loaded<PortraitReader>},
        {"FaceFinderModel", loaded<FaceFinder>},    {"ExpressionsModel", loaded<Expressions>},
        {"HeadShapeModel", loaded<HeadShape>},      {"StructureStyleModel", loaded<StructureStyle>},
        {"PoseFieldModel", poseFieldLoaded},        {"PoseDenoiserModel", loaded<PoseDenoiser>},
        {"GlassesModel", loaded<GlassesRemover>},
    };
    return kClasses;
}

}  // namespace

bool isStarterClass(const std::string& class_name) {
    return classes().contains(class_name);
}

Result<Done> loadStarter(const std::string& folder, const std::string& class_name) {
    return classes().at(class_name)(folder);
}

}  // namespace engine
