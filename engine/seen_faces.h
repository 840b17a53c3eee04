#pragma once

#include <optional>
#include <vector>

#include "engine/api/change.h"
#include "engine/api/photo.h"
#include "engine/api/reading.h"
#include "engine/jobs/job_context.h"
#include "engine/pipelines/style/style_look.h"
#include "engine/store/model_store.h"

namespace engine {

/// What networks have seen of the faces that are worked on, so that each is looked at once. Engine thread
/// only.
class SeenFaces {
public:
    /// `networks` must outlive it.
    explicit SeenFaces(ModelStore& networks) : networks_(networks) {}

    /// Errors: those of readPortrait() and of loading its networks.
    Result<Reading> read(const Photo& photo, int face, JobContext& job);
    /// The reading of the largest face; nothing for a photo without one.
    Result<std::optional<Reading>> readIfThereIsAFace(const Photo& photo, JobContext& job);
    /// The same; with no painted mask a photo without a face is an error.
    Result<std::optional<Reading>> readUnlessMasked(const Photo& photo, const Image& mask, JobContext& job);

    /// A face's regions and how they look, with `layers` over the photo; valid until the next call.
    Result<StyleLook*> look(const Photo& photo, const std::vector<Layer>& layers, int face, JobContext& job);
    /// The same of the largest face in a photo that style is taken from, held beside the other.
    Result<StyleLook*> lookAtDonor(const Photo& photo, JobContext& job);

private:
    Result<StyleLook*> lookAt(std::optional<StyleLook>& held, const Photo& photo,
                              const std::vector<Layer>& layers, int face, JobContext& job, const char* where);

    struct LastReading {
        Photo photo;  ///< keeps the pixels alive, so that no other photo can lie at their place
        int face = 0;
        Reading reading;
    };
    ModelStore& networks_;
    std::optional<LastReading> last_reading_;
    std::optional<StyleLook> look_, donor_look_;
};

}  // namespace engine
