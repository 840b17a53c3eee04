#include "engine/pipelines/reading/read_portrait.h"

#include <ATen/ATen.h>

#include <cstring>

#include "engine/models/portrait_reader/face_search.h"
#include "engine/photo/network_view.h"

namespace engine {
namespace {

constexpr int kFiner = 2;  ///< parts and person are handed over at this many times the network's size

at::Tensor viewTensor(const Photo& photo, Rect region, Size size) {
    const Image seen = networkView(photo, region, size);
    at::Tensor rows = at::empty({size.height, size.width, 3});
    std::memcpy(rows.data_ptr<float>(), seen.data(), seen.byteCount());
    return rows.permute({2, 0, 1});
}

/// [1, C, S, S] → the same, kFiner times as large: edges between parts come out smooth instead of stepped.
at::Tensor finer(const at::Tensor& maps) {
    return at::upsample_bilinear2d(maps, {maps.size(2) * kFiner, maps.size(3) * kFiner}, false);
}

/// [H, W], bytes.
Image imageOf(const at::Tensor& values) {
    const at::Tensor bytes = values.to(at::kByte).contiguous();
    ImageBuilder image({static_cast<int>(bytes.size(1)), static_cast<int>(bytes.size(0))}, 1, PixelType::U8);
    std::memcpy(image.data(), bytes.data_ptr(), static_cast<std::size_t>(bytes.numel()));
    return std::move(image).finish();
}

/// Fills what the reader said about the picture of `region`, and where its parts are.
void fill(Reading& reading, const PortraitReadings& said, const at::Tensor& parts, Rect region) {
    reading.region = region;
    reading.parts = imageOf(finer(parts).argmax(1)[0]);
    reading.person = imageOf((finer(said.person)[0][0] * 255).round().clamp(0, 255));
    const auto place = [&](float x, float y) {
        return ImagePoint{region.x + static_cast<double>(x) * region.width,
                          region.y + static_cast<double>(y) * region.height};
    };
    const at::Tensor mesh = said.mesh[0].contiguous(), joints = said.joints[0].contiguous(),
                     head = said.head[0].contiguous();
    const auto point = mesh.accessor<float, 2>();
    for (int i = 0; i < kMeshPoints; ++i) reading.mesh.push_back(place(point[i][0], point[i][1]));
    const auto joint = joints.accessor<float, 2>();
    for (int i = 0; i < kJointCount; ++i) reading.joints[i] = {place(joint[i][0], joint[i][1]), joint[i][2]};
    const auto angle = head.accessor<float, 1>();
    reading.head = {angle[0], angle[1], angle[2]};
}

}  // namespace

Result<Reading> readPortrait(const Photo& photo, int face, const PortraitReader& reader,
                             const FaceFinder& finder, const StructureStyle& structure_style,
                             JobContext& job) {
    if (photo.isNull() || photo.size().isEmpty()) {
        return Error{ErrorCode::InvalidRequest,
                     "A photo was expected to be read, none was given; open one first."};
    }
    // 1. Where are faces?
    const PhotoView view = [&](Rect region, Size size) { return viewTensor(photo, region, size); };
    Reading reading;
    reading.faces = findFaces(view, photo.size(), finder, reader, [&] { job.checkpoint(); });
    if (reading.faces.empty()) {
        return Error{ErrorCode::NoFace,
                     "No face was found in this photo; paint a mask over the part to change, or choose a "
                     "photo with a face of at least 60 pixels."};
    }
    const int count = static_cast<int>(reading.faces.size());
    if (face < 0 || face >= count) {
        return Error{ErrorCode::InvalidRequest, "Face number " + std::to_string(face) +
                                                    " was asked for, but " + std::to_string(count) +
                                                    (count == 1 ? " face was" : " faces were") +
                                                    " found, counted from 0; choose one of those."};
    }

    // 2. Read the chosen one.
    job.checkpoint();
    const Rect region = regionAround(reading.faces[face].box, photo.size());
    const auto seenAt = [&](int side) { return view(region, {side, side}).unsqueeze(0); };
    const at::Tensor parts = structure_style.look(seenAt(structure_style.pictureSize())).masks;
    fill(reading, reader.read(seenAt(reader.pictureSize()), parts), parts, region);
    return reading;
}

}  // namespace engine
