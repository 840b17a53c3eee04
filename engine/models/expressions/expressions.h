#pragma once

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/api/error.h"
#include "engine/api/geometry.h"
#include "engine/api/reading.h"

namespace engine {

/// How the points of a face's mesh move when its expression changes, the same for everybody: what changes in
/// one person's face from picture to picture, measured and averaged (see engine/train/expression_fit.h).
class Expressions {
public:
    static constexpr std::array<std::string_view, 2> kNames = {"smiling", "serious"};

    /// kMeshPoints movements in eye distances (see FaceFrame), x towards the person's left eye, y down.
    using Moves = std::vector<ImagePoint>;

    explicit Expressions(std::map<std::string, Moves, std::less<>> moves) : moves_(std::move(moves)) {}

    /// Reads a component folder. Errors: ModelMissing, ModelCorrupt.
    static Result<Expressions> load(const std::string& folder);
    Result<Done> save(const std::string& folder) const;

    /// Null for a name that it does not hold.
    const Moves* find(std::string_view name) const;

private:
    std::map<std::string, Moves, std::less<>> moves_;
};

/// The eyes of a face in a picture: what its size and turn are measured by.
struct FaceFrame {
    /// `mesh`: kMeshPoints places.
    explicit FaceFrame(const std::vector<ImagePoint>& mesh);

    ImagePoint middle;    ///< between the eyes
    ImagePoint across;    ///< from the eye on the picture's left to the one on its right
    double eye_distance;  ///< the length of `across`

    /// A movement in eye distances along the face's own axes, in pixels of the picture.
    ImagePoint inPicture(const ImagePoint& move) const {
        return {move.x * across.x - move.y * across.y, move.x * across.y + move.y * across.x};
    }
};

}  // namespace engine
