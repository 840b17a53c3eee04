#include "engine/models/portrait_reader/portrait_reader.h"

#include <torch/torch.h>

#include "engine/models/component_folder.h"
#include "engine/models/portrait_reader/body_points.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/models/portrait_reader/portrait_reader_files.h"
#include "engine/models/portrait_reader/portrait_reader_module.h"

namespace engine {
namespace {

enum OpenPoseJoint {
    Nose = 0,
    Neck = 1,
    RightShoulder = 2,
    LeftShoulder = 5,
    RightEye = 14,
    LeftEye = 15,
    RightEar = 16,
    LeftEar = 17
};

/// A far ear is hidden by the cheek once its mesh point comes this near to the eye's, in face widths.
constexpr double kEarHidden = 0.06, kEarSeen = 0.14;

torch::Tensor meshMirror() {
    const std::vector<std::int64_t> index(kMeshMirror.begin(), kMeshMirror.end());
    return torch::tensor(index);
}

torch::Tensor mirrored(const torch::Tensor& places) {  // x → 1 − x
    return torch::stack({1 - places.select(-1, 0), places.select(-1, 1)}, -1);
}

/// The mean of an answer and of the mirror image's answer, turned back.
PortraitReaderModuleImpl::Out averaged(const PortraitReaderModuleImpl::Out& a,
                                       const PortraitReaderModuleImpl::Out& b) {
    const torch::Tensor swapped = torch::tensor({0, 2, 1});
    PortraitReaderModuleImpl::Out out;
    out.parts = (a.parts + b.parts.flip(3)) / 2;
    out.person = (a.person + b.person.flip(3)) / 2;
    out.mesh = (a.mesh + mirrored(b.mesh.index_select(1, meshMirror()))) / 2;
    out.head = (a.head + b.head * torch::tensor({-1.0f, 1.0f})) / 2;
    out.body = (a.body + mirrored(b.body.index_select(1, swapped))) / 2;
    out.body_logits = (a.body_logits + b.body_logits.index_select(1, swapped)) / 2;
    out.face_logit = (a.face_logit + b.face_logit) / 2;
    return out;
}

/// [B, 478, 2] → [B]: how well each ear can be seen, 0…1.
torch::Tensor earSeen(const torch::Tensor& mesh, int ear, int eye) {
    const torch::Tensor across =
        (mesh.select(1, kLeftEyeOuter) - mesh.select(1, kRightEyeOuter)).select(1, 0);
    const torch::Tensor outside =
        (mesh.select(1, ear) - mesh.select(1, eye)).select(1, 0).abs() / across.abs().clamp_min(1e-4);
    return ((outside - kEarHidden) / (kEarSeen - kEarHidden)).clamp(0, 1);
}

torch::Tensor jointsOf(const PortraitReaderModuleImpl::Out& out, const torch::Tensor& face) {
    const torch::Tensor joints = torch::zeros({face.size(0), kJointCount, 3});
    const auto place = [&](OpenPoseJoint joint, const torch::Tensor& at, const torch::Tensor& confidence) {
        joints.select(1, joint).narrow(1, 0, 2).copy_(at);
        joints.select(1, joint).select(1, 2).copy_(confidence);
    };
    place(Nose, out.mesh.select(1, kNoseTip), face);
    place(RightEye, out.mesh.select(1, kRightIris), face);
    place(LeftEye, out.mesh.select(1, kLeftIris), face);
    place(RightEar, out.mesh.select(1, kRightEar), face * earSeen(out.mesh, kRightEar, kRightEyeOuter));
    place(LeftEar, out.mesh.select(1, kLeftEar), face * earSeen(out.mesh, kLeftEar, kLeftEyeOuter));
    const torch::Tensor told = out.body_logits.sigmoid();
    place(Neck, out.body.select(1, 0), face * told.select(1, 0));
    place(RightShoulder, out.body.select(1, 1), face * told.select(1, 1));
    place(LeftShoulder, out.body.select(1, 2), face * told.select(1, 2));
    return joints;
}

/// The part of each place of chances [kPartCount, H, W]: [H, W], bytes.
torch::Tensor labelsOf(const torch::Tensor& parts) {
    return parts.argmax(0).to(torch::kByte).contiguous();
}

/// The same, where what may be clothes or skin and is not background counts as clothes: dark clothes before a
/// dark ground are half taken for hair.
torch::Tensor bodyLabelsOf(const torch::Tensor& parts) {
    constexpr double kBodyFrom = 0.25, kGroundFrom = 0.5;
    const auto chance = [&](Part part) { return parts.select(0, static_cast<int>(part)); };
    return labelsOf(parts).masked_fill(
        (chance(Part::Clothes) + chance(Part::Skin) > kBodyFrom) & (chance(Part::Background) < kGroundFrom),
        static_cast<int>(Part::Clothes));
}

PartLabels asLabels(const torch::Tensor& labels) {
    return {labels.const_data_ptr<std::uint8_t>(),
            {static_cast<int>(labels.size(1)), static_cast<int>(labels.size(0))}};
}

/// The points of a mesh [478, 2] in pixels of `size`.
std::vector<ImagePoint> pointsIn(Size size, const torch::Tensor& mesh) {
    const torch::Tensor rows = mesh.contiguous();
    const auto at = rows.accessor<float, 2>();
    std::vector<ImagePoint> points;
    for (int i = 0; i < kMeshPoints; ++i)
        points.push_back(
            {static_cast<double>(at[i][0]) * size.width, static_cast<double>(at[i][1]) * size.height});
    return points;
}

/// Where parts and mesh tell a joint of the body better than the network's own guess, `joints` [18, 3] takes
/// it. The neck is told from the network's `own` parts: finer ones lack the skin under beards and scarves.
/// The shoulders are told from the mean of both, which is right more often than either.
void tellBody(torch::Tensor joints, const torch::Tensor& own, const torch::Tensor& finer,
              const torch::Tensor& mesh, float face) {
    auto joint = joints.accessor<float, 2>();
    const auto take = [&](OpenPoseJoint which, const BodyPoint& point, Size size) {
        if (!point.is_certain) return;
        joint[which][0] = static_cast<float>(point.at.x / size.width);
        joint[which][1] = static_cast<float>(point.at.y / size.height);
        joint[which][2] = face;
    };
    const torch::Tensor enlarged =
        torch::upsample_bilinear2d(own.unsqueeze(0), {finer.size(1), finer.size(2)}, false)[0];
    const torch::Tensor own_labels = labelsOf(own), finer_labels = bodyLabelsOf((enlarged + finer) / 2);
    const PartLabels coarse = asLabels(own_labels), fine = asLabels(finer_labels);
    take(Neck, neckOf(coarse, pointsIn(coarse.size, mesh)), coarse.size);
    const ImagePoint neck{static_cast<double>(joint[Neck][0]) * fine.size.width,
                          static_cast<double>(joint[Neck][1]) * fine.size.height};
    const auto shoulders = shouldersOf(fine, pointsIn(fine.size, mesh), neck);
    take(RightShoulder, shoulders[0], fine.size);
    take(LeftShoulder, shoulders[1], fine.size);
}

}  // namespace

Result<PortraitReader> PortraitReader::load(const std::string& folder) {
    const auto config = readPortraitReaderConfig(folder);
    if (!config) return config.error();
    auto module = std::make_shared<PortraitReaderModuleImpl>(config.value());
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    for (auto& parameter : module->parameters()) parameter.requires_grad_(false);
    return PortraitReader(std::move(module));
}

int PortraitReader::pictureSize() const {
    return module_->config.picture_size;
}

PortraitReadings PortraitReader::glance(const at::Tensor& pictures) const {
    const torch::InferenceMode inference;
    const auto out = module_->forward(pictures.contiguous(torch::MemoryFormat::ChannelsLast));
    PortraitReadings readings;
    readings.face = out.face_logit.sigmoid();
    readings.mesh = out.mesh;
    return readings;
}

PortraitReadings PortraitReader::read(const at::Tensor& pictures, const at::Tensor& parts) const {
    const torch::InferenceMode inference;
    const auto out =
        averaged(module_->forward(pictures.contiguous(torch::MemoryFormat::ChannelsLast)),
                 module_->forward(pictures.flip(3).contiguous(torch::MemoryFormat::ChannelsLast)));
    PortraitReadings readings;
    readings.face = out.face_logit.sigmoid();
    readings.person = out.person.sigmoid();
    readings.mesh = out.mesh;
    // Roll is what the eyes' line says: measured on the mesh rather than learnt beside it.
    const torch::Tensor line = out.mesh.select(1, kLeftEyeOuter) - out.mesh.select(1, kRightEyeOuter);
    readings.head =
        torch::cat({out.head, torch::atan2(line.select(1, 1), line.select(1, 0)).unsqueeze(1)}, 1);
    readings.joints = jointsOf(out, readings.face);
    const torch::Tensor own = out.parts.softmax(1);
    for (std::int64_t i = 0; i < readings.joints.size(0); ++i)
        tellBody(readings.joints[i], own[i], parts[i], readings.mesh[i], readings.face[i].item<float>());
    return readings;
}

}  // namespace engine
