#include "engine/models/face_finder/face_finder_module.h"

namespace engine {
namespace nn = torch::nn;
namespace F = torch::nn::functional;

namespace {

constexpr int kAnswers = 4;
constexpr double kRareFace = -4.0;  ///< the logit's start: nearly no place is a face's middle

}  // namespace

FaceFinderModuleImpl::FaceFinderModuleImpl(const FaceFinderConfig& c) : config(c) {
    conv_in = register_module("conv_in", conv3(3 * 16, c.widths[0]));
    conv_quarter = register_module("conv_quarter", conv3(c.widths[0], c.widths[0]));
    conv_down = register_module("conv_down", conv3(c.widths[0], c.widths[1], 2));
    conv1 = register_module("conv1", nn::ModuleList());
    conv2 = register_module("conv2", nn::ModuleList());
    for (int i = 0; i < c.blocks; ++i) {
        // Every second block looks further: a head and its shoulders are wider than a 12-pixel face.
        conv1->push_back(conv3(c.widths[1], c.widths[1], 1, 1 + i % 2));
        conv2->push_back(conv3(c.widths[1], c.widths[1]));
        torch::NoGradGuard no_gradients;
        conv2[i]->as<nn::Conv2d>()->weight.mul_(0.2);
    }
    conv_out = register_module("conv_out", nn::Conv2d(nn::Conv2dOptions(c.widths[1], kAnswers * 4, 1)));
    torch::NoGradGuard no_gradients;
    conv_out->weight.mul_(0.1);
    nn::init::zeros_(conv_out->bias);
    conv_out->bias.narrow(0, 0, 4).fill_(kRareFace);
}

torch::Tensor FaceFinderModuleImpl::forward(const torch::Tensor& picture) {
    torch::Tensor h =
        torch::relu(conv_in(F::pixel_unshuffle(picture * 4 - 2, F::PixelUnshuffleFuncOptions(4))));
    h = torch::relu(h + conv_quarter(h));
    h = torch::relu(conv_down(h));
    for (int i = 0; i < config.blocks; ++i) {
        const torch::Tensor inner = torch::relu(conv1[i]->as<nn::Conv2d>()->forward(h));
        h = torch::relu(h + conv2[i]->as<nn::Conv2d>()->forward(inner));
    }
    return F::pixel_shuffle(conv_out(h), F::PixelShuffleFuncOptions(2));
}

}  // namespace engine
