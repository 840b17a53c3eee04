#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/api/event.h"
#include "engine/api/requests/describe.h"
#include "engine/jobs/job_context.h"
#include "engine/models/describe/describe_net.h"
#include "engine/models/expressions/expressions.h"
#include "engine/models/glasses/glasses_remover.h"
#include "engine/pipelines/region.h"

namespace engine {

class StyleLook;
struct Reading;

/// Edits by text with the starter model: diffusion of the log-gain field that the words ask for, in the
/// region that they are about, laid along the photo's edges (after iEdit, Bodur et al. 2023, arXiv
/// 2305.05947), for expressions the movement of the face's mesh that goes with them, a background that is
/// painted out of focus, and a face painted as it is without glasses.
class DescribePipeline {
public:
    /// `look`: the parts of the reading's face, where words name parts; null: the network finds all places
    /// by itself. `glasses`: what takes glasses off, where the words ask for that.
    DescribePipeline(const DescribeNet& net, const Expressions& expressions, StyleLook* look,
                     const GlassesRemover* glasses = nullptr)
        : net_(net), expressions_(expressions), look_(look), glasses_(glasses) {}

    /// What is wrong with a request, as far as its numbers tell; to be asked before networks are loaded.
    static std::optional<Error> check(const DescribeRequest& request);

    /// Where a painted mask is to be edited, with whichever model. Errors: InvalidRequest (it is empty).
    static Result<RegionOfInterest> paintedPlace(const Image& mask, const Reading* reading, Size photo);

    /// `reading` may be null: a picture without a face is edited as a whole, or where it is painted.
    /// Errors: InvalidRequest (values out of range, mask empty or of another size, no known word, an
    /// expression or glasses without a face), NothingFound (no glasses, or too dark ones), ModelMissing
    /// (nothing to take them off with).
    Result<Change> run(const DescribeRequest& request, const Reading* reading, JobContext& job) const;

    /// Where run() would work without a mask. Errors: those of run().
    Result<FoundMask> find(const DescribeMaskRequest& request, const Reading* reading, JobContext& job) const;

    struct Sight;

private:
    /// How surely concepts speak of each place, [1, 1, H, W], by the network for words and by what is known
    /// of the parts.
    at::Tensor whereabouts(const std::vector<int>& concepts, const Sight& sight, std::span<const Part> parts,
                           std::uint64_t seed, JobContext& job) const;
    /// Where the background is, 0…1.
    at::Tensor background(const Sight& sight, std::uint64_t seed, JobContext& job) const;

    const DescribeNet& net_;
    const Expressions& expressions_;
    StyleLook* look_;
    const GlassesRemover* glasses_;
};

}  // namespace engine
