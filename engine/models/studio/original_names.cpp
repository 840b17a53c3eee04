#include "engine/models/studio/original_names.h"

#include <charconv>
#include <map>
#include <vector>

namespace engine {
namespace {

using Parts = std::vector<std::string>;

Parts split(std::string_view name) {
    Parts parts;
    for (std::size_t begin = 0; begin <= name.size();) {
        const std::size_t end = std::min(name.find('.', begin), name.size());
        parts.emplace_back(name.substr(begin, end - begin));
        begin = end + 1;
    }
    return parts;
}

std::string join(const Parts& parts, std::size_t from) {
    std::string name;
    for (std::size_t i = from; i < parts.size(); ++i) name += (i > from ? "." : "") + parts[i];
    return name;
}

int number(const std::string& text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string dotted(std::initializer_list<std::string> parts) {
    Parts filled;  // a name of a layer has nothing behind it where a tensor's has "weight"
    for (const std::string& part : parts) {
        if (!part.empty()) filled.push_back(part);
    }
    return join(filled, 0);
}

std::string replaced(const std::map<std::string, std::string>& table, const std::string& name) {
    const auto place = table.find(name);
    return place == table.end() ? name : place->second;
}

const std::map<std::string, std::string> kUnetResnet = {
    {"norm1", "in_layers.0"},  {"conv1", "in_layers.2"},  {"time_emb_proj", "emb_layers.1"},
    {"norm2", "out_layers.0"}, {"conv2", "out_layers.3"}, {"conv_shortcut", "skip_connection"}};

const std::map<std::string, std::string> kUnetTop = {{"time_embedding.linear_1", "time_embed.0"},
                                                     {"time_embedding.linear_2", "time_embed.2"},
                                                     {"add_embedding.linear_1", "label_emb.0.0"},
                                                     {"add_embedding.linear_2", "label_emb.0.2"},
                                                     {"conv_in", "input_blocks.0.0"},
                                                     {"conv_norm_out", "out.0"},
                                                     {"conv_out", "out.2"},
                                                     {"controlnet_mid_block", "middle_block_out.0"}};

/// "norm1.weight" of a resnet → "in_layers.0.weight".
std::string resnetName(const Parts& parts, std::size_t from) {
    return dotted({replaced(kUnetResnet, parts[from]), join(parts, from + 1)});
}

/// Convolutions that watch a ControlNet's picture: numbered through with SiLU between them.
std::string embeddingName(const Parts& parts) {
    constexpr int kBlocks = 6;
    int place = 0;
    std::size_t rest = 2;
    if (parts[1] == "blocks") {
        place = 2 + 2 * number(parts[2]);
        rest = 3;
    } else if (parts[1] == "conv_out") {
        place = 2 + 2 * kBlocks;
    }
    return dotted({"input_hint_block", std::to_string(place), join(parts, rest)});
}

}  // namespace

std::string OriginalUnetNames::operator()(std::string_view name) const {
    const Parts parts = split(name);
    const auto part = [&](std::size_t i) { return i < parts.size() ? parts[i] : std::string(); };
    const int level = number(part(1)), layer = number(part(3));

    if (part(0) == "down_blocks") {
        if (part(2) == "downsamplers") {
            return dotted(
                {"input_blocks", std::to_string((level + 1) * (layers_ + 1)), "0.op", join(parts, 5)});
        }
        const std::string block = std::to_string(1 + level * (layers_ + 1) + layer);
        return part(2) == "resnets" ? dotted({"input_blocks", block, "0", resnetName(parts, 4)})
                                    : dotted({"input_blocks", block, "1", join(parts, 4)});
    }
    if (part(0) == "mid_block") {
        return part(1) == "attentions"
                   ? dotted({"middle_block.1", join(parts, 3)})
                   : dotted({"middle_block", std::to_string(2 * number(part(2))), resnetName(parts, 3)});
    }
    if (part(0) == "up_blocks") {
        if (part(2) == "upsamplers") {
            const bool attends = up_attends_.at(static_cast<std::size_t>(level));
            return dotted({"output_blocks", std::to_string(level * (layers_ + 1) + layers_),
                           attends ? "2" : "1", join(parts, 4)});
        }
        const std::string block = std::to_string(level * (layers_ + 1) + layer);
        return part(2) == "resnets" ? dotted({"output_blocks", block, "0", resnetName(parts, 4)})
                                    : dotted({"output_blocks", block, "1", join(parts, 4)});
    }
    if (part(0) == "controlnet_cond_embedding") return embeddingName(parts);
    if (part(0) == "controlnet_down_blocks") return dotted({"zero_convs", part(1), "0", join(parts, 2)});
    for (const auto& [ours, theirs] : kUnetTop) {
        if (name == ours || name.starts_with(ours + "."))
            return theirs + std::string(name.substr(ours.size()));
    }
    return std::string(name);
}

std::string originalAutoencoderName(std::string_view name, int levels) {
    static const std::map<std::string, std::string> kAttention = {
        {"group_norm", "norm"}, {"to_q", "q"}, {"to_k", "k"}, {"to_v", "v"}, {"to_out.0", "proj_out"}};
    const Parts parts = split(name);
    const auto part = [&](std::size_t i) { return i < parts.size() ? parts[i] : std::string(); };
    const auto resnet = [&](std::size_t from) {
        return dotted({parts[from] == "conv_shortcut" ? "nin_shortcut" : parts[from], join(parts, from + 1)});
    };
    if (part(1) == "mid_block") {
        if (part(2) == "resnets")
            return dotted({part(0), "mid", "block_" + std::to_string(1 + number(part(3))), resnet(4)});
        const bool out = part(4) == "to_out";
        return dotted({part(0), "mid.attn_1", replaced(kAttention, out ? "to_out.0" : part(4)),
                       join(parts, out ? 6 : 5)});
    }
    if (part(1) == "down_blocks" || part(1) == "up_blocks") {
        const bool down = part(1) == "down_blocks";
        const int level = down ? number(part(2)) : levels - 1 - number(part(2));
        const std::string here = dotted({part(0), down ? "down" : "up", std::to_string(level)});
        if (part(3) == "resnets") return dotted({here, "block", part(4), resnet(5)});
        return dotted({here, down ? "downsample" : "upsample", join(parts, 5)});
    }
    if (part(1) == "conv_norm_out") return dotted({part(0), "norm_out", join(parts, 2)});
    return std::string(name);
}

std::optional<StoredTensor> fromOpenClip(const Checkpoint& file, const std::string& prefix,
                                         std::string_view name) {
    static const std::map<std::string, std::string> kLayer = {{"layer_norm1", "ln_1"},
                                                              {"layer_norm2", "ln_2"},
                                                              {"mlp.fc1", "mlp.c_fc"},
                                                              {"mlp.fc2", "mlp.c_proj"},
                                                              {"self_attn.out_proj", "attn.out_proj"}};
    static const std::map<std::string, std::string> kTop = {
        {"text_model.embeddings.token_embedding.weight", "token_embedding.weight"},
        {"text_model.embeddings.position_embedding.weight", "positional_embedding"},
        {"text_model.final_layer_norm.weight", "ln_final.weight"},
        {"text_model.final_layer_norm.bias", "ln_final.bias"}};
    const auto found = [&](const std::string& theirs) -> std::optional<StoredTensor> {
        const StoredTensor* stored = file.find(prefix + theirs);
        return stored ? std::optional(*stored) : std::nullopt;
    };
    if (name == "text_projection.weight") {
        const auto matrix = found("text_projection");
        return matrix && matrix->shape.size() == 2 ? std::optional(matrix->transpose()) : std::nullopt;
    }
    if (const auto top = kTop.find(std::string(name)); top != kTop.end()) return found(top->second);

    const Parts parts = split(name);  // text_model.encoder.layers.N.….weight
    if (parts.size() < 6 || parts[2] != "layers") return std::nullopt;
    const std::string block = "transformer.resblocks." + parts[3] + ".", kind = parts.back();
    const std::string layer = join(Parts(parts.begin(), parts.end() - 1), 4);
    const std::map<std::string, int> thirds = {
        {"self_attn.q_proj", 0}, {"self_attn.k_proj", 1}, {"self_attn.v_proj", 2}};
    if (const auto third = thirds.find(layer); third != thirds.end()) {
        const auto all = found(block + "attn.in_proj_" + kind);
        if (!all || all->shape.empty() || all->shape[0] % 3 != 0) return std::nullopt;
        const std::int64_t rows = all->shape[0] / 3;
        return all->rows(third->second * rows, (third->second + 1) * rows);
    }
    return found(block + replaced(kLayer, layer) + "." + kind);
}

}  // namespace engine
