#pragma once

#include <optional>

#include "engine/api/requests/shadows.h"
#include "engine/jobs/job_context.h"
#include "engine/models/field_upsampler/field_upsampler.h"
#include "engine/models/gain_field/gain_field_net.h"

namespace engine {

struct Reading;

/// Removes shadows: latent diffusion of the log-gain field in a region of interest, then guided upsampling of
/// the field (Yoon et al. 2024, arXiv 2410.05525, on the field of Zhang et al. 2020, arXiv 2005.08925).
class ShadowsPipeline {
public:
    ShadowsPipeline(const GainFieldNet& net, const FieldUpsampler& upsampler)
        : net_(net), upsampler_(upsampler) {}

    /// What is wrong with a request, as far as its numbers tell; to be asked before networks are loaded.
    static std::optional<Error> check(const ShadowsRequest& request);

    /// `reading` may be null when the request has a mask (a picture without a face).
    /// Errors: InvalidRequest (values out of range, mask empty or of another size), NoFace.
    Result<Change> run(const ShadowsRequest& request, const Reading* reading, JobContext& job) const;

private:
    const GainFieldNet& net_;
    const FieldUpsampler& upsampler_;
};

}  // namespace engine
