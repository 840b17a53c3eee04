#include "engine/train/frechet_distance.h"

#include <Eigen/Dense>

namespace engine {
namespace {

using Matrix = Eigen::MatrixXd;

/// One point a column.
Matrix matrixOf(const torch::Tensor& points) {
    const torch::Tensor dense = points.to(torch::kFloat64).contiguous();
    return Eigen::Map<const Matrix>(dense.const_data_ptr<double>(), dense.size(1), dense.size(0));
}

Matrix covarianceOf(const Matrix& points) {
    const Matrix around = points.colwise() - points.rowwise().mean();
    return around * around.transpose() / static_cast<double>(std::max<Eigen::Index>(1, points.cols() - 1));
}

Matrix rootOf(const Matrix& symmetric) {
    const Eigen::SelfAdjointEigenSolver<Matrix> solved(symmetric);
    return solved.eigenvectors() * solved.eigenvalues().cwiseMax(0).cwiseSqrt().asDiagonal() *
           solved.eigenvectors().transpose();
}

}  // namespace

PrincipalDirections::PrincipalDirections(const torch::Tensor& features, int count)
    : mean_(features.to(torch::kFloat64).mean(0)) {
    const Eigen::SelfAdjointEigenSolver<Matrix> solved(covarianceOf(matrixOf(features)));
    Matrix largest = solved.eigenvectors().rightCols(count);
    directions_ =
        torch::from_blob(largest.data(), {largest.cols(), largest.rows()}, torch::kFloat64).t().clone();
}

torch::Tensor PrincipalDirections::along(const torch::Tensor& features) const {
    return (features.to(torch::kFloat64) - mean_).mm(directions_);
}

double frechetDistance(const torch::Tensor& one, const torch::Tensor& other) {
    const Matrix a = matrixOf(one), b = matrixOf(other);
    const Matrix covariance_a = covarianceOf(a), covariance_b = covarianceOf(b), root = rootOf(covariance_a);
    const double common = rootOf(root * covariance_b * root).trace();
    return (a.rowwise().mean() - b.rowwise().mean()).squaredNorm() + covariance_a.trace() +
           covariance_b.trace() - 2 * common;
}

}  // namespace engine
