#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "app/resources_folder.h"
#include "engine/train/base_figures.h"
#include "engine/train/base_training.h"
#include "engine/train/edit_training.h"
#include "engine/train/expression_fit.h"
#include "engine/train/finder_training.h"
#include "engine/train/glasses_figures.h"
#include "engine/train/glasses_training.h"
#include "engine/train/head_shape_fit.h"
#include "engine/train/lora_training.h"
#include "engine/train/pose_field_training.h"
#include "engine/train/pose_training.h"
#include "engine/train/reader_figures.h"
#include "engine/train/reader_training.h"
#include "engine/train/repair_figures.h"
#include "engine/train/shadow_training.h"
#include "engine/train/style_figures.h"
#include "engine/train/style_training.h"
#include "engine/train/upsampler_training.h"

namespace {

constexpr const char* kUsage =
    R"(penumbra-train COMMAND --data FOLDER --out COMPONENT_FOLDER [options]

harmonise   stage 1: fit a person to the light of their background
shadows     stage 2: remove shadows; start from stage 1 with --from
edit        change a portrait by words; start from the shadow network with --from; lexicon.json lies in --out
edit-lora   change a portrait by words with a base or a Stable Diffusion 1.x or 2.x checkpoint of your own (--model):
            --out is the .safetensors of the LoRA, --rank N its rank; --work is OUT.training
base        a small text-to-portrait model from nothing; --out is a diffusers folder like any checkpoint
base-figures     what it is worth on held-out people, as JSON; --sheet FILE.png shows what it was measured on,
            made in --steps N with --guidance X; measured by the networks of --from (default: the starter's)
finder      find faces in a large photo
glasses     take glasses off, learnt on glasses drawn over bare faces
glasses-figures  how well, on held-out people, as JSON; --out: its component folder, --wearers: a file with the
            ids of those who wear some, --sheet: a picture of them before and after
reader      read parts, person, mesh, head and joints of a face
reader-figures   print how well both do on held-out people, as JSON; --out: the folder that holds
            portrait_reader/, face_finder/ and structure_style/, which tells the parts;
            --marks tests/bench/shoulder_marks.json: shoulders that somebody marked, too
expressions how a face moves when it smiles, from people with several pictures; takes seconds
head        the depth of each point of a face, from the set's head angles; takes seconds
pose        what a person in another pose shows that the photo does not hold
pose-figures     how well that is painted on held-out people, as JSON; --out: its component folder, --steps N,
            --sheet: a picture of portrait, photo, movement, what the photo tells, and result
pose-field  which poses people take, from the set's faces and the lengths of limbs
style       structure and style of a portrait's regions; begin with a portrait reader's trunk, or go on from such
            a network, with --from
style-figures    what it is worth on held-out people, as JSON; --out: its component folder
upsampler   fit the edges of the shadow network's field (--from) to the photo

--from COMPONENT_FOLDER   weights to start from         --work FOLDER   checkpoint and curve (default OUT/../train-COMMAND)
--minutes N               of computing, in all          --batch N       --rate X   --seed N   --threads N
--size N                  of the training pictures, a multiple of 32
--device cpu|cuda[:N]

Stopped by Ctrl-C or a kill it goes on from its last checkpoint when started again with the same --work.
)";

int fail(const std::string& message) {
    std::fprintf(stderr, "%s\n", message.c_str());
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    const std::string command = argc > 1 ? argv[1] : "";
    if (command.empty() || command == "--help") {
        std::fputs(kUsage, stdout);
        return command.empty() ? 2 : 0;
    }
    std::map<std::string, std::string> flags;
    for (int i = 2; i < argc; i += 2) {
        const std::string name = argv[i];
        if (name == "--help") {
            std::fputs(kUsage, stdout);
            return 0;
        }
        if (!name.starts_with("--") || i + 1 >= argc)
            return fail("Expected --name value, found " + name + "; see --help.");
        flags[name.substr(2)] = argv[i + 1];
    }
    const auto text = [&](const char* name, const std::string& otherwise) {
        const auto found = flags.find(name);
        return found == flags.end() ? otherwise : found->second;
    };
    const auto number = [&](const char* name, double otherwise) {
        const auto found = flags.find(name);
        return found == flags.end() ? otherwise : std::strtod(found->second.c_str(), nullptr);
    };
    if (text("data", "").empty() || text("out", "").empty())
        return fail("--data and --out are needed; see --help.");

    engine::TrainingPlan plan;
    plan.folder = text("work", text("out", "") + "/../train-" + command);
    plan.minutes = number("minutes", plan.minutes);
    plan.rate = number("rate", plan.rate);
    plan.device = torch::Device(text("device", "cpu"));

    const auto fill = [&](auto& options) {  // what every training has
        options.data = text("data", "");
        options.component = text("out", "");
        options.seed = static_cast<std::uint64_t>(number("seed", 1));
        options.batch = static_cast<int>(number("batch", options.batch));
        options.threads = static_cast<int>(number("threads", options.threads));
        options.plan = plan;
    };

    engine::Result<engine::Done> done = engine::Done{};
    if (command == "shadows" || command == "harmonise") {
        engine::ShadowTrainingOptions options;
        options.stage = command == "shadows" ? engine::ShadowStage::Shadows : engine::ShadowStage::Harmonise;
        fill(options);
        options.from = text("from", "");
        options.picture_size = static_cast<int>(number("size", options.picture_size));
        done = engine::trainShadows(options);
    } else if (command == "edit") {
        engine::EditTrainingOptions options;
        fill(options);
        options.from = text("from", "");
        options.picture_size = static_cast<int>(number("size", options.picture_size));
        done = engine::trainEdit(options);
    } else if (command == "edit-lora") {
        engine::LoraTrainingOptions options;
        options.data = text("data", "");
        options.model = text("model", "");
        if (options.model.empty()) return fail("--model is needed; see --help.");
        options.clip_merges =
            (resourcesFolder("/proc/self/exe") / "models" / "clip_tokenizer" / "merges.txt").string();
        options.file = text("out", "");
        options.seed = static_cast<std::uint64_t>(number("seed", 1));
        options.rank = static_cast<int>(number("rank", options.rank));
        options.picture_size = static_cast<int>(number("size", options.picture_size));
        options.threads = static_cast<int>(number("threads", options.threads));
        options.plan = plan;
        options.plan.rate = number("rate", engine::LoraTrainingOptions::kUsualRate);
        options.plan.folder = text("work", options.file + ".training");
        done = engine::trainEditLora(options);
    } else if (command == "expressions") {
        done = engine::trainExpressions(text("data", ""), text("out", ""));
    } else if (command == "head") {
        done = engine::trainHeadShape(text("data", ""), text("out", ""));
    } else if (command == "pose-field") {
        engine::PoseFieldTrainingOptions options;
        fill(options);
        done = engine::trainPoseField(options);
    } else if (command == "style") {
        engine::StyleTrainingOptions options;
        fill(options);
        options.from = text("from", "");
        done = engine::trainStyle(options);
    } else if (command == "upsampler") {
        engine::UpsamplerTrainingOptions options;
        fill(options);
        options.field_net = text("from", "");
        done = engine::trainUpsampler(options);
    } else if (command == "finder" || command == "glasses" || command == "pose" || command == "reader") {
        engine::TrainingOptions options;
        fill(options);
        done = command == "finder"    ? engine::trainFinder(options)
               : command == "glasses" ? engine::trainGlasses(options)
               : command == "pose"    ? engine::trainPose(options)
                                      : engine::trainReader(options);
    } else if (command == "base") {
        engine::TrainingOptions options;
        fill(options);
        done = engine::trainBase(options);
    } else if (command == "reader-figures" || command == "style-figures") {
        const int threads = static_cast<int>(number("threads", 2));
        const auto figures =
            command == "reader-figures"
                ? engine::readerFigures({text("data", ""), text("out", ""), text("marks", ""), threads})
                : engine::styleFigures(text("data", ""), text("out", ""), threads);
        if (!figures) return fail(figures.error().message);
        std::puts(figures.value().c_str());
    } else if (command == "base-figures") {
        engine::BaseFiguresOptions options;
        options.data = text("data", "");
        options.model = text("out", "");
        options.starter = text("from", (resourcesFolder("/proc/self/exe") / "models" / "starter").string());
        options.sheet = text("sheet", "");
        options.steps = static_cast<int>(number("steps", options.steps));
        options.guidance = number("guidance", options.guidance);
        options.seed = static_cast<std::uint64_t>(number("seed", 1));
        options.threads = static_cast<int>(number("threads", options.threads));
        const auto figures = engine::baseFigures(options);
        if (!figures) return fail(figures.error().message);
        std::puts(figures.value().c_str());
    } else if (command == "pose-figures") {
        engine::RepairFiguresOptions options;
        options.data = text("data", "");
        options.component = text("out", "");
        options.pose_field =
            (resourcesFolder("/proc/self/exe") / "models" / "starter" / "pose_field").string();
        options.sheet = text("sheet", "");
        options.steps = static_cast<int>(number("steps", options.steps));
        options.threads = static_cast<int>(number("threads", options.threads));
        const auto figures = engine::repairFigures(options);
        if (!figures) return fail(figures.error().message);
        std::puts(figures.value().c_str());
    } else if (command == "glasses-figures") {
        const auto figures =
            engine::glassesFigures({text("data", ""), text("out", ""), text("wearers", ""), text("sheet", ""),
                                    static_cast<int>(number("threads", 2))});
        if (!figures) return fail(figures.error().message);
        std::puts(figures.value().c_str());
    } else {
        return fail("Unknown command " + command + "; see --help.");
    }
    return done ? 0 : fail(done.error().message);
}
