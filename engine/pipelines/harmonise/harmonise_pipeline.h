#pragma once

#include <optional>

#include "engine/api/requests/harmonise.h"
#include "engine/jobs/job_context.h"
#include "engine/models/gain_field/gain_field_net.h"

namespace engine {

struct Reading;

/// Lights a person like another background: the first stage of Yoon et al. 2024 (arXiv 2410.05525),
/// light-aware background harmonisation, on the log-gain field. The network sees the person cut out over the
/// background.
class HarmonisePipeline {
public:
    explicit HarmonisePipeline(const GainFieldNet& net) : net_(net) {}

    /// What is wrong with a request, as far as its numbers tell; to be asked before networks are loaded.
    static std::optional<Error> check(const HarmoniseRequest& request);

    /// `reading` may be null when the request has a mask of the person.
    /// Errors: InvalidRequest (values out of range, mask empty or of another size), NoFace.
    Result<Change> run(const HarmoniseRequest& request, const Reading* reading, JobContext& job) const;

private:
    const GainFieldNet& net_;
};

}  // namespace engine
