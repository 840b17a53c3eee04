#include "engine/train/expression_fit.h"

#include <Eigen/Dense>
#include <complex>
#include <cstdio>
#include <map>

#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

using Complexes = Eigen::VectorXcd;  ///< mesh points as x + iy, in eye distances

/// What hardly moves when the expression changes: forehead, temples, bridge of the nose, corners of the eyes.
constexpr int kStill[] = {10,  67,  297, 109, 338, 151, 9,  8,   168, 6,
                          197, 195, 127, 356, 234, 454, 33, 263, 133, 362};
constexpr int kLipAbove = 13, kLipBelow = 14;
constexpr double kSmile = 0.25, kSerious = -0.15;  ///< how much wider the mouth becomes, in eye distances

/// From one picture of a person to another.
struct Pair {
    const std::string* person;
    Eigen::Vector4d causes;  ///< wider mouth, wider open, yaw, pitch
    Complexes moves;
};

Complexes inOwnFrame(const Portrait& portrait) {
    std::vector<ImagePoint> mesh;
    for (const cv::Point2f& p : portrait.mesh) mesh.push_back({p.x, p.y});
    const FaceFrame frame(mesh);
    const std::complex<double> middle(frame.middle.x, frame.middle.y), across(frame.across.x, frame.across.y);
    Complexes points(kMeshPoints);
    for (int i = 0; i < kMeshPoints; ++i) points[i] = (std::complex(mesh[i].x, mesh[i].y) - middle) / across;
    return points;
}

Complexes stillOf(const Complexes& points) {
    Complexes still(std::size(kStill));
    for (std::size_t i = 0; i < std::size(kStill); ++i) still[i] = points[kStill[i]];
    return still;
}

/// `points` turned, sized and placed so that what is still lies over that of `target`.
Complexes laidOver(const Complexes& points, const Complexes& target) {
    const Complexes from = stillOf(points), to = stillOf(target);
    const Complexes centred = from.array() - from.mean();
    const std::complex<double> turn = centred.dot((to.array() - to.mean()).matrix()) / centred.squaredNorm();
    return ((points.array() - from.mean()) * turn + to.mean()).matrix();
}

double width(const Complexes& points) {
    return std::abs(points[kMouthLeft] - points[kMouthRight]);
}

double opening(const Complexes& points) {
    return points[kLipBelow].imag() - points[kLipAbove].imag();
}

std::vector<Pair> pairsOf(const std::vector<Portrait>& portraits) {
    std::map<std::string, std::vector<const Portrait*>> people;
    for (const Portrait& portrait : portraits) people[portrait.person_id].push_back(&portrait);
    std::vector<Pair> pairs;
    for (const auto& [person, pictures] : people) {
        for (std::size_t a = 0; a < pictures.size(); ++a) {
            const Complexes first = inOwnFrame(*pictures[a]);
            for (std::size_t b = a + 1; b < pictures.size(); ++b) {
                const Complexes second = laidOver(inOwnFrame(*pictures[b]), first);
                const HeadAngles &from = pictures[a]->head, &to = pictures[b]->head;
                pairs.push_back({&pictures[a]->person_id,
                                 {width(second) - width(first), opening(second) - opening(first),
                                  to.yaw - from.yaw, to.pitch - from.pitch},
                                 second - first});
            }
        }
    }
    return pairs;
}

/// Movements [4 causes × mesh points] a unit of each cause, fitted over the pairs of everybody but
/// `left_out`.
Eigen::MatrixXcd fitted(const std::vector<Pair>& pairs, const std::string* left_out) {
    Eigen::Matrix4d normal = Eigen::Matrix4d::Identity() * 1e-9;
    Eigen::MatrixXcd right = Eigen::MatrixXcd::Zero(4, kMeshPoints);
    for (const Pair& pair : pairs) {
        if (left_out && *pair.person == *left_out) continue;
        normal += pair.causes * pair.causes.transpose();
        right += pair.causes.cast<std::complex<double>>() * pair.moves.transpose();
    }
    return normal.cast<std::complex<double>>().ldlt().solve(right);
}

double explainedShare(const std::vector<Pair>& pairs) {
    double left = 0, all = 0;
    for (const Pair& pair : pairs) {
        const Eigen::MatrixXcd others = fitted(pairs, pair.person);
        const Complexes guess = others.transpose() * pair.causes.cast<std::complex<double>>();
        left += (pair.moves - guess).squaredNorm();
        all += pair.moves.squaredNorm();
    }
    return 1 - left / all;
}

/// `amount` of the movement of a wider mouth, the same on both halves of the face.
Expressions::Moves movesOf(const Complexes& wider, double amount) {
    Expressions::Moves moves;
    for (int i = 0; i < kMeshPoints; ++i) {
        const std::complex<double> even = (wider[i] - std::conj(wider[kMeshMirror[i]])) / 2.0 * amount;
        moves.push_back({even.real(), even.imag()});
    }
    return moves;
}

}  // namespace

Result<ExpressionFit> fitExpressions(const std::vector<Portrait>& portraits) {
    const std::vector<Pair> pairs = pairsOf(portraits);
    if (pairs.size() < kFewestPairs) {
        return Error{ErrorCode::InvalidRequest, "At least " + std::to_string(kFewestPairs) +
                                                    " pairs of pictures of one person were expected, found " +
                                                    std::to_string(pairs.size()) +
                                                    "; add pictures of people with several expressions."};
    }
    const Complexes wider = fitted(pairs, nullptr).row(0).transpose();
    return ExpressionFit{
        Expressions({{"smiling", movesOf(wider, kSmile)}, {"serious", movesOf(wider, kSerious)}}),
        static_cast<int>(pairs.size()), explainedShare(pairs)};
}

Result<Done> trainExpressions(const std::string& data, const std::string& component) {
    const auto set = readPortraitSet(data, Split::Training);
    if (!set) return set.error();
    const auto fit = fitExpressions(set.value());
    if (!fit) return fit.error();
    std::printf("%d pairs of pictures; %.0f %% of the movement of people left out explained\n",
                fit.value().pairs, 100 * fit.value().explained);
    return fit.value().expressions.save(component);
}

}  // namespace engine
