#include "engine/train/named_parameters.h"

namespace engine {

torch::Tensor addParameter(torch::nn::Module& root, const std::string& path, const torch::Tensor& start) {
    const auto dot = path.find('.');
    const std::string name = path.substr(0, dot);
    if (dot == path.npos) return root.register_parameter(name, start);
    const auto children = root.named_children();
    const auto* there = children.find(name);
    torch::nn::Module& child =
        there ? **there : *root.register_module(name, std::make_shared<torch::nn::Module>());
    return addParameter(child, path.substr(dot + 1), start);
}

}  // namespace engine
