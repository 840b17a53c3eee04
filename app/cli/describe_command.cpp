#include "app/cli/engine_setup.h"
#include "app/cli/photo_edit.h"
#include "engine/files/in_quotes.h"
#include "engine/store/local_prompt_words.h"

namespace cli {
namespace {

using engine::DescribeRequest;
using engine::Error;
using engine::ErrorCode;

constexpr int kMostVariants = 64;

/// Says which words of the prompt the starter model passes over; where it knows none the job refuses.
void mentionUnknown(const std::string& prompt, const std::string& models_folder) {
    const engine::PromptCheck check = engine::LocalPromptWords(models_folder, "").check(prompt, "");
    if (check.tokens == 0 || check.unknown.empty()) return;
    std::string list;
    for (const std::string& word : check.unknown) list += (list.empty() ? "" : ", ") + engine::inQuotes(word);
    Console::complain("The starter model does not know " + list + "; it goes by the other words.");
}

engine::Result<DescribeRequest> requestOf(const Arguments& arguments, const Surroundings& around,
                                          EditKind& kind) {
    DescribeRequest request;
    if (kind.models_is_checkpoint) {
        request.model = modelNamed(arguments.text("--models"), around);
        request.loras = lorasIn(arguments, around);
        request.strength = DescribeRequest::kStudioStrength;
        request.guidance = DescribeRequest::kStudioGuidance;
        request.steps = DescribeRequest::kStudioSteps;
    } else if (auto error = askedOfNoCheckpoint(arguments, {"--negative", "--lora", "--scheduler"})) {
        return *error;
    }
    OptionReader read(arguments);
    read.text("--prompt", request.prompt);
    read.text("--negative", request.negative);
    read.text("--scheduler", request.scheduler);
    read.number("--strength", 0, 1, request.strength);
    read.number("--guidance", 0, 100, request.guidance);
    read.whole("--variants", 1, kMostVariants, kind.variants);
    if (read.error()) return *read.error();
    if (!arguments.has("--prompt")) {
        return Error{ErrorCode::InvalidRequest,
                     "--prompt TEXT was expected, found nothing; say what should change."};
    }
    kind.steps = request.steps;
    kind.note = "described as " + engine::inQuotes(request.prompt);
    return request;
}

}  // namespace

engine::Result<engine::Done> runDescribe(const Arguments& arguments, const Surroundings& around) {
    EditKind kind{};
    kind.models_is_checkpoint = modelsIsCheckpoint(arguments);
    auto request = requestOf(arguments, around, kind);
    if (!request) return request.error();
    if (!kind.models_is_checkpoint) {
        const auto folder = modelsFolder(arguments, around);
        if (folder) mentionUnknown(request.value().prompt, folder.value());
    }
    DescribeRequest asked = std::move(request).value();
    return editPhoto(arguments, around, kind,
                     [&](const engine::Darkroom&, const EditInput& input) -> engine::Result<engine::Request> {
                         asked.photo = input.photo;
                         asked.mask = input.mask;
                         asked.steps = input.steps;
                         asked.seed = input.seed;
                         return engine::Request(asked);
                     });
}

}  // namespace cli
