#include "engine/models/studio/prompt_encoding.h"

#include <ATen/ATen.h>

#include <algorithm>

#include "engine/files/in_quotes.h"
#include "engine/files/prompt_tokens.h"

namespace engine {
namespace {

constexpr std::size_t kRemembered = 16;
constexpr std::size_t kPenultimate = 2;  // from the end: what SDXL listens to

at::Tensor idsOf(const ClipTokenizer& tokenizer, const std::string& text) {
    const std::vector<std::int64_t> ids = encodePlain(tokenizer, text);
    return at::tensor(ids, c10::kLong).unsqueeze(0);
}

at::Tensor rowsOf(const EmbeddingRows& rows) {
    return at::tensor(rows.values).view({rows.count, rows.width});
}

Error unfitEmbedding(const TextualInversion& embedding) {
    return {ErrorCode::ModelCorrupt,
            "The embedding " + inQuotes(embedding.placeholder) +
                " was made for another model: its vectors have another width; choose one that "
                "was made for the model in use."};
}

}  // namespace

Result<Done> PromptEncoder::setEmbeddings(const std::vector<TextualInversion>& embeddings) {
    known_.clear();
    const StudioFiles& files = model_.files();
    first_ = Vocabulary{files.tokenizer, {}};
    second_ = files.tokenizer_2 ? std::optional(Vocabulary{*files.tokenizer_2, {}}) : std::nullopt;
    const auto add = [](Vocabulary& vocabulary, const std::string& name, const EmbeddingRows& rows,
                        std::int64_t width) -> Result<Done> {
        if (rows.width != width) return Error{ErrorCode::ModelCorrupt, ""};
        Result<ClipTokenizer> larger =
            vocabulary.tokenizer.withPlaceholder(name, static_cast<int>(rows.count));
        if (!larger) return larger.error();
        vocabulary.tokenizer = std::move(larger).value();
        vocabulary.added =
            vocabulary.added.defined() ? at::cat({vocabulary.added, rowsOf(rows)}) : rowsOf(rows);
        return Done{};
    };
    const Result<TextEncoderConfig> config = readTextEncoderConfig(files.text_encoder.config);
    if (!config) return config.error();
    for (const TextualInversion& embedding : embeddings) {
        if (embedding.rows.width != config.value().width ||
            embedding.second.has_value() != second_.has_value())
            return unfitEmbedding(embedding);
        if (auto added = add(*first_, embedding.placeholder, embedding.rows, config.value().width); !added)
            return added;
        if (!second_) continue;
        const Result<TextEncoderConfig> other = readTextEncoderConfig(files.text_encoder_2->config);
        if (!other) return other.error();
        if (embedding.second->width != other.value().width) return unfitEmbedding(embedding);
        if (auto added = add(*second_, embedding.placeholder, *embedding.second, other.value().width); !added)
            return added;
    }
    return Done{};
}

Result<EncodedPrompt> PromptEncoder::encode(const std::optional<std::string>& text) {
    const auto known =
        std::find_if(known_.begin(), known_.end(), [&](const Known& k) { return k.text == text; });
    if (known != known_.end()) {
        std::rotate(known, known + 1, known_.end());
        return known_.back().prompt;
    }
    Result<EncodedPrompt> prompt = encodeText(text.value_or(""));
    if (!prompt) return prompt;
    EncodedPrompt made = std::move(prompt).value();
    if (!text && model_.files().zero_empty_negative) {
        made.context = at::zeros_like(made.context);
        if (made.pooled.defined()) made.pooled = at::zeros_like(made.pooled);
    }
    known_.push_back({text, made});
    if (known_.size() > kRemembered) known_.erase(known_.begin());
    return made;
}

Result<EncodedPrompt> PromptEncoder::encodeText(const std::string& text) {
    const auto ids = [&](const Vocabulary& vocabulary) { return idsOf(vocabulary.tokenizer, text); };
    return encodeIds(ids);
}

Result<EncodedPrompt> PromptEncoder::encodeIds(const std::function<at::Tensor(const Vocabulary&)>& ids) {
    if (!first_) {
        if (auto ready = setEmbeddings({}); !ready) return ready.error();
    }
    const auto device = model_.compute().device;
    const auto encoded = [&](const TextEncoder& encoder, const Vocabulary& vocabulary) {
        return encoder.encode(ids(vocabulary).to(device),
                              vocabulary.added.defined() ? vocabulary.added.to(device) : vocabulary.added);
    };
    const Result<const TextEncoder*> encoder = model_.textEncoder();
    if (!encoder) return encoder.error();
    const EncodedText one = encoded(*encoder.value(), *first_);
    if (!second_) return EncodedPrompt{one.last, {}};
    const Result<const TextEncoder*> encoder_2 = model_.textEncoder2();
    if (!encoder_2) return encoder_2.error();
    const EncodedText two = encoded(*encoder_2.value(), *second_);
    return EncodedPrompt{at::cat({one.hidden.at(one.hidden.size() - kPenultimate),
                                  two.hidden.at(two.hidden.size() - kPenultimate)},
                                 2),
                         two.pooled};
}

Result<EncodedPrompt> PromptEncoder::encodeWeighted(const std::string& prompt) {
    if (!first_) {
        if (auto ready = setEmbeddings({}); !ready) return ready.error();
    }
    const Result<std::vector<TokenChunk>> chunks = tokenChunks(first_->tokenizer, prompt);
    if (!chunks) return chunks.error();
    // Both vocabularies of SDXL split a text alike; they differ in their padding.
    std::vector<TokenChunk> second;
    if (second_) {
        auto read = tokenChunks(second_->tokenizer, prompt);
        if (!read) return read.error();
        second = std::move(read).value();
    }
    EncodedPrompt whole;
    for (std::size_t i = 0; i < chunks.value().size(); ++i) {
        const auto ids = [&](const Vocabulary& vocabulary) {
            const TokenChunk& chunk = &vocabulary == &*first_ ? chunks.value()[i] : second[i];
            return at::tensor(chunk.ids, c10::kLong).unsqueeze(0);
        };
        Result<EncodedPrompt> part = encodeIds(ids);
        if (!part) return part;
        const at::Tensor context = part.value().context;
        const at::Tensor weights =
            at::tensor(chunks.value()[i].weights).to(context.options()).view({1, -1, 1});
        at::Tensor weighted = context * weights;
        const double mean = weighted.mean().item<double>();
        if (mean != 0) weighted = weighted * (context.mean().item<double>() / mean);
        whole.context = whole.context.defined() ? at::cat({whole.context, weighted}, 1) : weighted;
        if (i == 0) whole.pooled = part.value().pooled;
    }
    return whole;
}

Result<Done> PromptEncoder::evenUp(EncodedPrompt& one, EncodedPrompt& other) {
    EncodedPrompt& shorter = one.context.size(1) < other.context.size(1) ? one : other;
    const std::int64_t length = std::max(one.context.size(1), other.context.size(1));
    if (shorter.context.size(1) == length) return Done{};
    const Result<EncodedPrompt> empty = encode("");
    if (!empty) return empty.error();
    while (shorter.context.size(1) < length)
        shorter.context = at::cat({shorter.context, empty.value().context}, 1);
    return Done{};
}

}  // namespace engine
