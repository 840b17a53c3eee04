#include "engine/models/describe/describe_files.h"

#include <nlohmann/json.hpp>

#include "engine/models/component_folder.h"
#include "engine/models/describe/describe_module.h"
#include "engine/models/gain_field/gain_field_files.h"

namespace engine {
namespace {

constexpr const char* kDescribeClass = "DescribeModel";

}  // namespace

Result<DescribeConfig> readDescribeConfig(const std::string& folder) {
    const Result<ModelConfig> read = readComponentConfig(folder, kDescribeClass);
    if (!read) return read.error();
    const ModelConfig& file = read.value();
    const Result<GainFieldConfig> field = parseGainFieldConfig(file);
    const auto width = file.integer("cross_attention_dim", 8, 4096);
    const auto vocabulary = file.integer("vocab_size", 2, 1 << 20);
    const auto layers = file.integer("num_text_layers", 1, 64);
    const auto heads = file.integer("num_text_heads", 1, 64);
    if (!field) return field.error();
    if (!width) return width.error();
    if (!vocabulary) return vocabulary.error();
    if (!layers) return layers.error();
    if (!heads) return heads.error();
    if (width.value() % heads.value() != 0)
        return file.unfit("cross_attention_dim", "a multiple of num_text_heads");
    DescribeConfig config;
    config.field = field.value();
    config.field.text_width = static_cast<int>(width.value());
    config.vocabulary = static_cast<int>(vocabulary.value());
    config.text_layers = static_cast<int>(layers.value());
    config.text_heads = static_cast<int>(heads.value());
    return config;
}

Result<Done> saveDescribe(const DescribeModuleImpl& module, const std::string& folder) {
    const DescribeConfig& c = module.config;
    nlohmann::json config = toJson(c.field);
    config["_class_name"] = kDescribeClass;
    config["cross_attention_dim"] = c.field.text_width;
    config["vocab_size"] = c.vocabulary;
    config["num_text_layers"] = c.text_layers;
    config["num_text_heads"] = c.text_heads;
    return saveComponent(module, config, folder);
}

}  // namespace engine
