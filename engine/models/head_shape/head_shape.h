#pragma once

#include <array>
#include <string>
#include <vector>

#include "engine/api/error.h"

namespace engine {

/// The mean face in three dimensions: how far in front of or behind the eyes each point of a mesh lies, which
/// a picture does not show. Fitted to the portrait set (engine/train/head_shape_fit.h).
class HeadShape {
public:
    /// x towards the person's left eye, y down, z away from the camera; eye distances from between the eyes.
    using Point = std::array<double, 3>;

    /// `points`: kMeshPoints, symmetric about x = 0.
    explicit HeadShape(std::vector<Point> points) : points_(std::move(points)) {}

    /// Reads a component folder. Errors: ModelMissing, ModelCorrupt.
    static Result<HeadShape> load(const std::string& folder);
    Result<Done> save(const std::string& folder) const;

    const std::vector<Point>& points() const { return points_; }

private:
    std::vector<Point> points_;
};

}  // namespace engine
