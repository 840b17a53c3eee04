#include "engine/train/head_shape_fit.h"

#include <Eigen/Dense>
#include <cstdio>

#include "engine/models/expressions/expressions.h"
#include "engine/models/head_shape/head_rotation.h"
#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

using Points = Eigen::Matrix<double, Eigen::Dynamic, 2>;  ///< a mesh in a picture
using Solid = Eigen::Matrix<double, Eigen::Dynamic, 3>;   ///< the same in space
using Camera = Eigen::Matrix<double, 2, 3>;

constexpr int kRounds = 12;

/// A portrait's mesh in eye distances, what its angles make of space, and how the shape lies in it.
struct Head {
    Points mesh;
    Camera camera;
    double size = 1;
    Eigen::RowVector2d place{0, 0};
};

Head headOf(const Portrait& portrait) {
    std::vector<ImagePoint> places;
    for (const cv::Point2f& p : portrait.mesh) places.push_back({p.x, p.y});
    const FaceFrame frame(places);
    Head head{Points(kMeshPoints, 2), headRotation(portrait.head).topRows<2>()};
    for (int i = 0; i < kMeshPoints; ++i) {
        head.mesh.row(i) << (places[i].x - frame.middle.x) / frame.eye_distance,
            (places[i].y - frame.middle.y) / frame.eye_distance;
    }
    return head;
}

std::vector<Head> headsOf(const std::vector<Portrait>& portraits) {
    std::vector<Head> heads;
    for (const Portrait& portrait : portraits) heads.push_back(headOf(portrait));
    return heads;
}

/// The best size and place of a shape in a portrait; its square distance from the mesh.
double lay(Head& head, const Solid& shape) {
    const Points seen = shape * head.camera.transpose();
    const Eigen::RowVector2d middle = seen.colwise().mean(), target = head.mesh.colwise().mean();
    const Points from = seen.rowwise() - middle, to = head.mesh.rowwise() - target;
    head.size = from.cwiseProduct(to).sum() / from.squaredNorm();
    head.place = target - head.size * middle;
    return (head.size * from - to).squaredNorm();
}

/// The shape that lies nearest to all meshes, sizes and places given.
Solid solved(const std::vector<Head>& heads) {
    Eigen::Matrix3d normal = Eigen::Matrix3d::Zero();
    Solid right = Solid::Zero(kMeshPoints, 3);
    for (const Head& head : heads) {
        const Camera camera = head.size * head.camera;
        normal += camera.transpose() * camera;
        right += (head.mesh.rowwise() - head.place) * camera;
    }
    return normal.ldlt().solve(right.transpose()).transpose();
}

/// The same on both sides, from between the eyes, in eye distances.
Solid inOwnFrame(const Solid& shape) {
    Solid even(kMeshPoints, 3);
    const Eigen::RowVector3d left = (shape.row(kRightEyeOuter) + shape.row(kRightEyeInner)) / 2,
                             right = (shape.row(kLeftEyeInner) + shape.row(kLeftEyeOuter)) / 2;
    const Solid placed = (shape.rowwise() - (left + right) / 2) / (right - left).norm();
    for (int i = 0; i < kMeshPoints; ++i) {
        const auto other = placed.row(kMeshMirror[i]);
        even.row(i) << (placed(i, 0) - other(0)) / 2, (placed(i, 1) + other(1)) / 2,
            (placed(i, 2) + other(2)) / 2;
    }
    return even;
}

}  // namespace

Result<HeadShapeFit> fitHeadShape(const std::vector<Portrait>& portraits) {
    if (portraits.size() < kFewestHeads) {
        return Error{ErrorCode::InvalidRequest, "At least " + std::to_string(kFewestHeads) +
                                                    " portraits were expected, found " +
                                                    std::to_string(portraits.size()) + "; add some."};
    }
    std::vector<Head> heads = headsOf(portraits);
    Solid shape;
    for (int round = 0; round < kRounds; ++round) {
        shape = inOwnFrame(solved(heads));
        for (Head& head : heads) lay(head, shape);
    }
    std::vector<HeadShape::Point> points;
    for (int i = 0; i < kMeshPoints; ++i) points.push_back({shape(i, 0), shape(i, 1), shape(i, 2)});
    HeadShapeFit fit{HeadShape(std::move(points))};
    fit.error = headShapeError(fit.shape, portraits);
    return fit;
}

double headShapeError(const HeadShape& shape, const std::vector<Portrait>& portraits) {
    Solid points(kMeshPoints, 3);
    for (int i = 0; i < kMeshPoints; ++i) points.row(i) = Eigen::RowVector3d(shape.points()[i].data());
    double square = 0;
    for (Head& head : headsOf(portraits)) square += lay(head, points);
    return std::sqrt(square / (static_cast<double>(portraits.size()) * kMeshPoints));
}

Result<Done> trainHeadShape(const std::string& data, const std::string& component) {
    const auto set = readPortraitSet(data, Split::Training);
    if (!set) return set.error();
    const auto fit = fitHeadShape(set.value());
    if (!fit) return fit.error();
    const auto others = readPortraitSet(data, Split::HeldOut);
    if (!others) return others.error();
    std::printf("%zu portraits; off by %.3f eye distances, %.3f on people left out\n", set.value().size(),
                fit.value().error, headShapeError(fit.value().shape, others.value()));
    return fit.value().shape.save(component);
}

}  // namespace engine
