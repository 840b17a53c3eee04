#include "engine/seen_faces.h"

#include <string>

#include "engine/models/face_finder/face_finder.h"
#include "engine/models/portrait_reader/portrait_reader.h"
#include "engine/models/structure_style/structure_style.h"
#include "engine/pipelines/reading/read_portrait.h"

namespace engine {

Result<Reading> SeenFaces::read(const Photo& photo, int face, JobContext& job) {
    if (photo.isNull())
        return Error{ErrorCode::InvalidRequest, "A photo was expected, none is open; open one first."};
    if (last_reading_ && last_reading_->face == face &&
        last_reading_->photo.image().sharesPixelsWith(photo.image())) {
        return last_reading_->reading;
    }
    job.loading(0, 3);
    auto finder = networks_.network<FaceFinder>("face_finder");
    if (!finder) return finder.error();
    job.loading(1, 3);
    auto reader = networks_.network<PortraitReader>("portrait_reader");
    if (!reader) return reader.error();
    job.loading(2, 3);
    auto structure_style = networks_.network<StructureStyle>("structure_style");
    if (!structure_style) return structure_style.error();
    job.loading(3, 3);
    Result<Reading> reading =
        readPortrait(photo, face, *reader.value(), *finder.value(), *structure_style.value(), job);
    if (reading) last_reading_ = {photo, face, reading.value()};
    return reading;
}

Result<std::optional<Reading>> SeenFaces::readIfThereIsAFace(const Photo& photo, JobContext& job) {
    Result<Reading> reading = read(photo, 0, job);
    if (reading) return std::optional<Reading>(std::move(reading).value());
    if (reading.error().code == ErrorCode::NoFace) return std::optional<Reading>();
    return reading.error();
}

Result<std::optional<Reading>> SeenFaces::readUnlessMasked(const Photo& photo, const Image& mask,
                                                           JobContext& job) {
    if (!mask.isNull()) return readIfThereIsAFace(photo, job);
    Result<Reading> reading = read(photo, 0, job);
    if (!reading) return reading.error();
    return std::optional<Reading>(std::move(reading).value());
}

Result<StyleLook*> SeenFaces::look(const Photo& photo, const std::vector<Layer>& layers, int face,
                                   JobContext& job) {
    return lookAt(look_, photo, layers, face, job, "this photo");
}

Result<StyleLook*> SeenFaces::lookAtDonor(const Photo& photo, JobContext& job) {
    return lookAt(donor_look_, photo, {}, 0, job, "the photo that the style is taken from");
}

/// The face in `held`, seen anew when it is another one. `where`: what the photo is called to the user.
Result<StyleLook*> SeenFaces::lookAt(std::optional<StyleLook>& held, const Photo& photo,
                                     const std::vector<Layer>& layers, int face, JobContext& job,
                                     const char* where) {
    auto net = networks_.network<StructureStyle>("structure_style");
    if (!net) return net.error();
    if (!held || !held->isOf(*net.value(), photo, layers, face)) {
        const Result<Reading> reading = read(photo, face, job);
        if (!reading && reading.error().code == ErrorCode::NoFace) {
            return Error{ErrorCode::NoFace, std::string("No face was found in ") + where +
                                                "; choose one with a face of at least 60 pixels."};
        }
        if (!reading) return reading.error();
        held.emplace(net.value(), LayeredPhoto{photo, layers}, reading.value(), face);
    }
    return &*held;
}

}  // namespace engine
