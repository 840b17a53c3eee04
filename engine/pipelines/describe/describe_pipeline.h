#pragma once

#include <optional>

#include "engine/api/event.h"
#include "engine/api/requests/describe.h"
#include "engine/jobs/job_context.h"
#include "engine/models/describe/describe_net.h"
#include "engine/models/expressions/expressions.h"
#include "engine/pipelines/region.h"

namespace engine {

class StyleLook;
struct Reading;

/// Edits by text with the starter model: diffusion of the log-gain field that the words ask for, in the
/// region that they are about, laid along the photo's edges (after iEdit, Bodur et al. 2023, arXiv
/// 2305.05947), and for expressions the movement of the face's mesh that goes with them.
class DescribePipeline {
public:
    /// `look`: the parts of the reading's face, where words name parts; null: the network finds all places
    /// by itself.
    DescribePipeline(const DescribeNet& net, const Expressions& expressions, StyleLook* look)
        : net_(net), expressions_(expressions), look_(look) {}

    /// What is wrong with a request, as far as its numbers tell; to be asked before networks are loaded.
    static std::optional<Error> check(const DescribeRequest& request);

    /// Where a painted mask is to be edited, with whichever model. Errors: InvalidRequest (it is empty).
    static Result<RegionOfInterest> paintedPlace(const Image& mask, const Reading* reading, Size photo);

    /// `reading` may be null: a picture without a face is edited as a whole, or where it is painted.
    /// Errors: InvalidRequest (values out of range, mask empty or of another size, no known word, an
    /// expression without a face).
    Result<Change> run(const DescribeRequest& request, const Reading* reading, JobContext& job) const;

    /// Where run() would work without a mask. Errors: InvalidRequest.
    Result<FoundMask> find(const DescribeMaskRequest& request, const Reading* reading, JobContext& job) const;

private:
    const DescribeNet& net_;
    const Expressions& expressions_;
    StyleLook* look_;
};

}  // namespace engine
