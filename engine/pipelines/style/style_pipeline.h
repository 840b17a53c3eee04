#pragma once

#include <optional>

#include "engine/api/error.h"
#include "engine/api/requests/style.h"
#include "engine/jobs/job_context.h"
#include "engine/pipelines/style/style_look.h"

namespace engine {

/// Changes how regions of a face look in one pass: structure painted in another style, against the same
/// structure painted in its own, is the log gain that the photo's own pixels get (after the Latents2Semantics
/// Autoencoder, Tomar & Rajagopalan 2023, arXiv 2312.15037); named axes are exact transforms of colour on
/// top.
class StylePipeline {
public:
    /// What is wrong with a request, as far as its numbers tell; to be asked before networks are loaded.
    static std::optional<Error> check(const StyleRequest& request);

    /// `donor`: of the request's donor photo; null: it has none. Errors: InvalidRequest (see check(); a part
    /// that this face or the donor's does not show), Cancelled by way of `job`.
    static Result<Change> run(const StyleRequest& request, StyleLook& look, const StyleLook* donor,
                              JobContext& job);

    /// What of the face can be changed.
    static StyleRegions regions(const StyleLook& look);
};

}  // namespace engine
