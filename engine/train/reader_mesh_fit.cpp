#include "engine/train/reader_mesh_fit.h"

#include <Eigen/Dense>

#include "engine/models/portrait_reader/mesh_mirror.h"

namespace engine {
namespace {

constexpr double kVariationKept = 0.995;
constexpr double kNoise = 0.02;  ///< of an anchor found by the network, in units of the mean square radius
constexpr int kAlignRounds = 3;

using Complexes = Eigen::VectorXcd;  ///< mesh points as x + iy

Complexes centred(const std::vector<cv::Point2f>& mesh, bool mirrored) {
    Complexes points(kMeshPoints);
    for (int i = 0; i < kMeshPoints; ++i) {
        const cv::Point2f p = mesh[mirrored ? kMeshMirror[i] : i];
        points[i] = {mirrored ? -p.x : p.x, p.y};
    }
    return points.array() - points.mean();
}

Complexes unitSize(const Complexes& points) {
    return points / std::sqrt(points.squaredNorm() / points.size());
}

/// Laid over `mean` by the turn and size that fit best.
Complexes aligned(const Complexes& points, const Complexes& mean) {
    const std::complex<double> turn = mean.dot(points) / mean.squaredNorm();
    return points / turn;
}

Complexes chosen(const Complexes& points, const std::vector<int>& which) {
    Complexes out(which.size());
    for (std::size_t i = 0; i < which.size(); ++i) out[i] = points[which[i]];
    return out;
}

std::vector<int> chooseAnchors(const Complexes& mean, std::size_t count) {
    std::vector<int> anchors = {kForehead,
                                kChin,
                                kNoseTip,
                                kRightEar,
                                kLeftEar,
                                kRightEyeOuter,
                                kLeftEyeOuter,
                                kRightEyeInner,
                                kLeftEyeInner,
                                159,
                                145,
                                386,
                                374,
                                kRightIris,
                                kLeftIris,
                                kMouthRight,
                                kMouthLeft,
                                0,
                                13,
                                14,
                                17,
                                105,
                                334,
                                55,
                                285,
                                70,
                                300,
                                2,
                                98,
                                327,
                                172,
                                397};
    anchors.resize(std::min(anchors.size(), count));
    while (anchors.size() < count) {
        int furthest = 0;
        double distance = -1;
        for (int i = 0; i < kMeshPoints; ++i) {
            double nearest = 1e9;
            for (const int a : anchors) nearest = std::min(nearest, std::abs(mean[i] - mean[a]));
            if (nearest > distance) {
                distance = nearest;
                furthest = i;
            }
        }
        anchors.push_back(furthest);
    }
    return anchors;
}

Eigen::VectorXd interleaved(const Complexes& points) {
    return Eigen::Map<const Eigen::VectorXd>(reinterpret_cast<const double*>(points.data()),
                                             2 * points.size());
}

torch::Tensor tensorOf(const Eigen::MatrixXd& values) {
    const Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = values.cast<float>();
    return torch::from_blob(const_cast<float*>(rows.data()), {rows.rows(), rows.cols()}, torch::kFloat32)
        .clone();
}

}  // namespace

std::vector<int> fitMeshShape(const std::vector<Portrait>& portraits, MeshShapeImpl& shape) {
    std::vector<Complexes> faces;
    for (const Portrait& portrait : portraits) {
        for (const bool mirrored : {false, true}) faces.push_back(unitSize(centred(portrait.mesh, mirrored)));
    }
    Complexes mean = faces.front();
    for (int round = 0; round < kAlignRounds; ++round) {
        Complexes sum = Complexes::Zero(kMeshPoints);
        for (Complexes& face : faces) sum += face = aligned(face, mean);
        mean = unitSize(sum);
        mean *= std::abs(mean[kChin] - mean[kForehead]) / (mean[kChin] - mean[kForehead]) *
                std::complex<double>(0, 1);
    }
    const std::vector<int> anchors = chooseAnchors(mean, shape.mean_anchors.size(0));

    // Everything in the anchors' frame, as at reading time: centred on them, laid over them.
    const Complexes few = chosen(mean, anchors);
    const std::complex<double> middle = few.mean();
    const Complexes mean_anchors = few.array() - middle;
    const double unit = std::sqrt(mean_anchors.squaredNorm() / mean_anchors.size());
    const auto count = static_cast<Eigen::Index>(faces.size());
    Eigen::MatrixXd given(count, 2 * few.size()), wanted(count, 2 * kMeshPoints);
    for (Eigen::Index i = 0; i < count; ++i) {
        const Complexes own = chosen(faces[i], anchors);
        const Complexes own_centred = own.array() - own.mean();
        const std::complex<double> turn = mean_anchors.dot(own_centred) / mean_anchors.squaredNorm();
        given.row(i) = interleaved((own_centred / turn - mean_anchors) / unit);
        wanted.row(i) = interleaved(
            ((faces[i].array() - own.mean()).matrix() / turn - (mean.array() - middle).matrix()) / unit);
    }
    // Principal shapes of what is wanted, then ridge regression onto them.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(wanted.transpose() * wanted);
    const Eigen::VectorXd variation = solver.eigenvalues().reverse();
    Eigen::Index kept = 1;
    while (variation.head(kept).sum() < kVariationKept * variation.sum()) ++kept;
    const Eigen::MatrixXd basis = solver.eigenvectors().rightCols(kept);
    Eigen::MatrixXd normal = given.transpose() * given;
    normal.diagonal().array() += static_cast<double>(count) * kNoise * kNoise;
    const Eigen::MatrixXd map = normal.ldlt().solve(given.transpose() * (wanted * basis)) * basis.transpose();

    torch::NoGradGuard no_gradients;
    shape.mean_anchors.copy_(tensorOf(interleaved(mean_anchors / unit)).view({-1, 2}));
    shape.mean_mesh.copy_(tensorOf(interleaved((mean.array() - middle).matrix() / unit)).view({-1, 2}));
    shape.from_anchors.copy_(tensorOf(map.transpose()));
    const double lost = (given * map - wanted).squaredNorm() / wanted.squaredNorm();
    std::printf("mesh: %lld principal shapes, %.2f %% of the variation is not explained by %zu anchors\n",
                static_cast<long long>(kept), 100 * lost, anchors.size());
    return anchors;
}

}  // namespace engine
