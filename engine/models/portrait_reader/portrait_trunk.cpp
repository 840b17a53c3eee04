#include "engine/models/portrait_reader/portrait_trunk.h"

namespace engine {
namespace nn = torch::nn;

PortraitTrunkImpl::PortraitTrunkImpl(const std::vector<int>& w) {
    conv_in = register_module("conv_in", conv3(3 * 4, w[0]));
    down = register_module("down", nn::ModuleList());
    narrow = register_module("narrow", nn::ModuleList());
    up = register_module("up", nn::ModuleList());
    down->push_back(ResidualBlock(w[0], w[0]));
    down->push_back(ResidualBlock(w[0], w[1]));
    for (const int level : {2, 3}) {  // cheap places: two blocks each
        down->push_back(ResidualBlock(w[level - 1], w[level]));
        down->push_back(ResidualBlock(w[level], w[level]));
    }
    attention = register_module("attention", MapAttention(w[3], 4));
    for (const int level : {2, 1, 0}) {
        narrow->push_back(nn::Conv2d(nn::Conv2dOptions(w[level + 1], w[level], 1)));
        up->push_back(ResidualBlock(w[level], w[level]));
    }
}

PortraitTrunkImpl::Features PortraitTrunkImpl::features(const torch::Tensor& picture) {
    const auto downBlock = [&](int i, const torch::Tensor& x) {
        return down[i]->as<ResidualBlock>()->forward(x);
    };
    const auto upBlock = [&](int i, const torch::Tensor& x, const torch::Tensor& skip) {
        return up[i]->as<ResidualBlock>()->forward(twice(narrow[i]->as<nn::Conv2d>()->forward(x)) + skip);
    };
    const torch::Tensor half = downBlock(0, conv_in(torch::pixel_unshuffle(picture * 4 - 2, 2)));
    const torch::Tensor quarter = downBlock(1, torch::avg_pool2d(half, 2));
    const torch::Tensor eighth = downBlock(3, downBlock(2, torch::avg_pool2d(quarter, 2)));
    const torch::Tensor deep = attention(downBlock(5, downBlock(4, torch::avg_pool2d(eighth, 2))));
    const torch::Tensor middle = upBlock(1, upBlock(0, deep, eighth), quarter);
    return {deep, middle, upBlock(2, middle, half)};
}

}  // namespace engine
