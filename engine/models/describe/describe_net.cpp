#include "engine/models/describe/describe_net.h"

#include "engine/models/component_folder.h"
#include "engine/models/describe/describe_files.h"
#include "engine/models/describe/describe_module.h"

namespace engine {

Result<DescribeNet> DescribeNet::load(const std::string& folder, const Compute& compute) {
    const Result<DescribeConfig> config = readDescribeConfig(folder);
    if (!config) return config.error();
    Result<Lexicon> lexicon = Lexicon::read(folder + kLexiconFile);
    if (!lexicon) return lexicon.error();
    if (lexicon.value().size() != config.value().vocabulary) {
        return Error{ErrorCode::ModelCorrupt,
                     folder + ": a lexicon of " + std::to_string(config.value().vocabulary - 2) +
                         " concepts was expected, found " + std::to_string(lexicon.value().size() - 2) +
                         "; install the program's models again."};
    }
    auto module = std::make_shared<DescribeModuleImpl>(config.value());
    if (auto loaded = loadComponentWeights(*module, folder); !loaded) return loaded.error();
    module->to(compute.device, compute.type);
    return DescribeNet(std::move(module), std::move(lexicon).value(), compute);
}

at::Tensor DescribeNet::idsOf(const std::vector<int>& concepts) {
    std::vector<std::int64_t> ids = {Lexicon::kBegin};
    for (const int id : concepts) {
        if (ids.size() < static_cast<std::size_t>(DescribeConfig::kMostTokens)) ids.push_back(id);
    }
    return torch::tensor(ids).unsqueeze(0);
}

DescribeNet::Guess DescribeNet::guess(const at::Tensor& noisy, double level, const at::Tensor& picture,
                                      const at::Tensor& ids) const {
    const auto here = [&](const at::Tensor& x) { return x.to(compute_.device, compute_.type); };
    const at::Tensor levels = at::full({noisy.size(0)}, level, here(noisy).options());
    const auto out = module_->forward(here(noisy), levels, here(picture), ids.to(compute_.device));
    return {out.field.to(noisy.options()), at::sigmoid(out.shadow_logits).to(noisy.options())};
}

double DescribeNet::fieldScale() const {
    return module_->config.field.field_scale;
}

}  // namespace engine
