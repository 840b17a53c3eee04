#include "tests/support/tiny_models.h"

#include <torch/torch.h>

#include <cmath>
#include <fstream>
#include <stdexcept>

#include "engine/models/describe/describe_files.h"
#include "engine/models/describe/describe_module.h"
#include "engine/models/expressions/expressions.h"
#include "engine/models/field_upsampler/field_upsampler.h"
#include "engine/models/field_upsampler/field_upsampler_module.h"
#include "engine/models/gain_field/gain_field_files.h"
#include "engine/models/gain_field/gain_field_module.h"
#include "engine/models/glasses/glasses_files.h"
#include "engine/models/glasses/glasses_module.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/models/pose_denoiser/pose_denoiser_files.h"
#include "engine/models/pose_denoiser/pose_denoiser_module.h"
#include "engine/models/structure_style/structure_style_files.h"
#include "engine/models/structure_style/structure_style_module.h"
#include "tests/engine/models/tiny_networks.h"

namespace test {
namespace {

const engine::GainFieldConfig kFieldConfig{{8, 8, 8}, 1, 8, 8, 0.4f};

void must(const engine::Result<engine::Done>& done) {
    if (!done) throw std::runtime_error(done.error().message);
}

/// Layers that start at zero would make a network that ignores its input.
void draw(torch::nn::Module& module, double size) {
    torch::NoGradGuard no_gradients;
    for (torch::Tensor& parameter : module.parameters()) {
        if (parameter.dim() > 1) parameter.normal_(0, size / std::sqrt(parameter[0].numel()));
    }
}

/// A smile takes the corners of the mouth outwards and up.
/// Points on a bowl around the eyes.
engine::HeadShape tinyHeadShape() {
    std::vector<engine::HeadShape::Point> points;
    for (int i = 0; i < engine::kMeshPoints; ++i) {
        const double x = std::cos(2.4 * i), y = std::sin(2.4 * i);
        points.push_back({x, y, 0.5 * (x * x + y * y) * (i % 7) / 7});
    }
    return engine::HeadShape(std::move(points));
}

void writeTinyExpressions(const std::string& folder) {
    engine::Expressions::Moves smile(engine::kMeshPoints);
    smile[61] = {-0.1, -0.1};
    smile[291] = {0.1, -0.1};
    must(engine::Expressions({{"smiling", smile}}).save(folder));
}

/// Knows blond, hair, background and red, and smiling; "金髪" and "soft background" too.
void writeTinyDescribe(const std::string& folder) {
    engine::DescribeConfig config{kFieldConfig, 8, 1, 2};
    config.field.field_scale = 1;
    config.field.text_width = 8;
    engine::DescribeModuleImpl net(config);
    draw(net, 1);
    must(engine::saveDescribe(net, folder));
    std::ofstream(folder + engine::kLexiconFile)
        << R"({"concepts": ["blond", "hair", "background", "red", "and", "very"],)"
        << R"( "acts": ["smiling", "out-of-focus", "glasses", "removed"], "ignored": ["the"],)"
        << R"( "words": {"金髪": ["blond", "hair"], "soft background": ["out-of-focus"], "no": ["removed"]}})";
}

void write(const std::string& folder, std::uint64_t seed, engine::TinyAnswer face) {
    torch::manual_seed(seed);
    engine::GainFieldModuleImpl harmonise(kFieldConfig);
    draw(harmonise, 1);
    must(engine::saveGainField(harmonise, folder + "/harmonise"));
    engine::FieldUpsamplerModuleImpl upsampler(8);
    draw(upsampler, 0.3);
    must(engine::FieldUpsampler::save(upsampler, folder + "/field_upsampler"));
    engine::saveTinyFinder(folder + "/face_finder", face);
    engine::saveTinyReader(folder + "/portrait_reader", face);
    writeTinyFieldNet(folder + "/shadows", seed + 1);
    writeTinyDescribe(folder + "/describe");
    writeTinyExpressions(folder + "/expressions");
    writeTinyStructureStyle(folder + "/structure_style");
    writeTinyGlasses(folder + "/glasses", true);
    writeTinyPoseDenoiser(folder + "/pose", seed);
    must(tinyHeadShape().save(folder + "/head_shape"));
}

}  // namespace

void writeTinyPoseDenoiser(const std::string& folder, std::uint64_t seed) {
    torch::manual_seed(seed);
    engine::PoseDenoiserModuleImpl net({{4, 6}, {8, 8, 8, 8}, 16, 4, 2});
    draw(net, 1);
    torch::NoGradGuard no_gradients;
    // Patterns that know nothing of each other, so that latents can be had back.
    const auto square = std::get<0>(torch::linalg_qr(torch::randn({48, 48})));
    net.basis.copy_(square.narrow(0, 0, 6).view({6, 3, 4, 4}));
    net.mean.zero_();
    net.deviation.fill_(0.5);
    must(engine::savePoseDenoiser(net, folder));
}

void writeTinyGlasses(const std::string& folder, bool worn) {
    engine::GlassesModuleImpl net({{8, 8, 8, 8}, 1});
    torch::NoGradGuard no_gradients;
    for (engine::BandNet* one : {&net.seer, &net.painter}) (*one)->conv_out->weight.zero_();
    net.seer->conv_out->bias.narrow(0, 0, 12).fill_(0.1);
    net.seer->conv_out->bias.narrow(0, 12, 8).fill_(worn ? 10 : -10);
    net.painter->conv_out->bias.fill_(0.1);
    must(engine::saveGlasses(net, folder));
}

void writeTinyStructureStyle(const std::string& folder) {
    engine::StructureStyleModuleImpl net({64, {8, 8, 8, 8}, {8, 8, 8}, 1, 4});
    draw(net, 1);
    torch::NoGradGuard no_gradients;
    net.style_weight.mul_(10);  // or no picture's style would show
    net.conv_masks->bias.zero_();
    const auto shows = [&](engine::Part part, int row) {
        net.conv_masks->bias.narrow(0, 4 * static_cast<int>(part) + 2 * row, 2).fill_(30);
    };
    shows(engine::Part::Hair, 0);
    shows(engine::Part::Skin, 0);
    shows(engine::Part::Lips, 1);
    shows(engine::Part::Background, 1);
    net.style_root.copy_(torch::eye(net.style_root.size(1)).expand_as(net.style_root));
    must(engine::saveStructureStyle(net, folder));
}

void writeTinyModels(const std::string& folder, std::uint64_t seed) {
    write(folder, seed, engine::TinyAnswer::Never);
}

void writeTinyModelsThatSeeFaces(const std::string& folder, std::uint64_t seed) {
    write(folder, seed, engine::TinyAnswer::Always);
}

void writeTinyFieldNet(const std::string& folder, std::uint64_t seed) {
    torch::manual_seed(seed);
    engine::GainFieldModuleImpl net(kFieldConfig);
    draw(net, 1);
    must(engine::saveGainField(net, folder));
}

}  // namespace test
