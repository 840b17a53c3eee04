#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/files/textual_inversion.h"
#include "engine/models/studio/studio_model.h"

namespace engine {

/// A prompt as a U-Net is told it: context [1, 77, C] and, for SDXL, the pooled text [1, P].
struct EncodedPrompt {
    at::Tensor context, pooled;
};

/// Turns prompts into what U-Nets are told, as diffusers' pipelines do, and remembers the last few, so that a
/// second run with the same words does not need the text encoders at all.
class PromptEncoder {
public:
    explicit PromptEncoder(StudioModel& model) : model_(model) {}

    /// Placeholders that prompts may use from now on. Errors: ModelCorrupt (vectors of another width, a name
    /// that is a word of the vocabulary). What was encoded before is forgotten.
    Result<Done> setEmbeddings(const std::vector<TextualInversion>& embeddings);
    /// LoRAs changed: what was encoded before is forgotten.
    void forget() { known_.clear(); }

    /// `text` absent: nothing was said, which some families encode as zeros. Errors: those of the encoders.
    Result<EncodedPrompt> encode(const std::optional<std::string>& text);

    /// A prompt with weights (see parsePrompt) and of any length: context [1, 77·chunks, C], each chunk read
    /// by itself, its vectors multiplied by their weights and brought back to the mean they had. Not
    /// remembered. Errors: those of encode, InvalidRequest (more chunks than tokenChunks() allows).
    Result<EncodedPrompt> encodeWeighted(const std::string& prompt);
    /// The shorter of two contexts filled up with chunks of the empty text, as guidance needs them.
    Result<Done> evenUp(EncodedPrompt& one, EncodedPrompt& other);

private:
    struct Vocabulary {
        ClipTokenizer tokenizer;
        at::Tensor added;  ///< [K, width] for the ids behind the vocabulary; undefined: none
    };
    Result<EncodedPrompt> encodeText(const std::string& text);
    /// `ids`: [1, N] of a vocabulary's tokenizer.
    Result<EncodedPrompt> encodeIds(const std::function<at::Tensor(const Vocabulary&)>& ids);

    StudioModel& model_;
    std::optional<Vocabulary> first_, second_;
    struct Known {
        std::optional<std::string> text;
        EncodedPrompt prompt;
    };
    std::vector<Known> known_;  ///< used longest ago first
};

}  // namespace engine
