#include "app/cli/command.h"

namespace cli {
namespace {

using Options = std::vector<Option>;

const Options kCompute = {
    {"--device", "auto|cpu|cuda[:N]", "what computes"},
    {"--precision", "auto|f32|bf16|f16", "numbers that networks compute with"},
    {"--threads", "N", "of the CPU; all cores unless given"},
};
const Option kStarter = {"--models", "DIR", "the folder of the starter components"};
const Option kMemory = {"--memory", "MB",
                        "what a model's numbers may take; above it they stay in their file"};
const Options kTalk = {
    {"--json", "", "progress and result as one JSON object a line on stdout"},
    {"--quiet", "", "no progress; with --json the result alone"},
};
const Options kOutput = {
    {"-o", "OUTPUT", "the file to write; its suffix says the format"},
    {"--overwrite", "", "replace files that exist"},
};
const Options kEdit = {
    {"--mask", "FILE", "grey picture of INPUT's size, white = edit; otherwise the person is found"},
    {"--seed", "N", "of the noise that the networks start from"},
    {"--steps", "N", "1..100"},
};
const Options kWatch = {
    {"--previews", "DIR", "one PNG for each preview on the way"},
    {"--result-mask", "FILE", "writes the mask that was used, as PNG"},
};

/// With a checkpoint, what has moved is drawn anew.
const Options kPoseStudio = {
    {"--controlnet", "DIR", "a ControlNet for OpenPose drawings (checkpoints only, as all up to --steps)"},
    {"--prompt", "TEXT", "what is to be seen; may be left out"},
    {"--negative", "TEXT", "what to keep away from"},
    {"--strength", "0..1", "how far from the moved pixels"},
    {"--guidance", "0..100", "how strongly the words count"},
    {"--lora", "LORA[:SCALE]", "a file, or the name of an imported one", true},
    {"--scheduler", "NAME", "otherwise the model's own"},
    {"--steps", "N", "1..100"},
    {"--seed", "N", "of the noise from which it is painted"},
};

Options joined(std::initializer_list<Options> groups) {
    Options all;
    for (const Options& group : groups) all.insert(all.end(), group.begin(), group.end());
    return all;
}

}  // namespace

std::span<const Command> allCommands() {
    static const std::vector<Command> commands = {
        {"shadows", "remove shadows from a portrait", "INPUT -o OUTPUT",
         joined({{{"--strength", "0..1", "how much of them goes"},
                  {"--softness", "0..1", "how far the change is smoothed"},
                  {"--keep-shape", "0..1", "how much of the broad light and shade stays"}},
                 kOutput,
                 kEdit,
                 kWatch,
                 {kStarter},
                 kCompute,
                 kTalk}),
         runShadows},
        {"harmonise", "light a person as in front of another background", "INPUT --background FILE -o OUTPUT",
         joined({{{"--background", "FILE", "photo whose light the person gets"},
                  {"--strength", "0..1", "how much of it"}},
                 kOutput,
                 kEdit,
                 kWatch,
                 {kStarter},
                 kCompute,
                 kTalk}),
         runHarmonise},
        {"style", "change how parts of a face look",
         "INPUT --parts hair,lips,... (--variation N | --from DONOR) -o OUTPUT",
         joined({{{"--parts", "LIST", "of hair, skin, lips, eyes, brows, teeth, clothes, background"},
                  {"--variation", "N", "one of many looks; the same number is the same look"},
                  {"--from", "DONOR", "a photo whose largest face gives its look"},
                  {"--amount", "0..2", "how much of it"},
                  {"--mask", "FILE",
                   "grey picture of INPUT's size, white = edit; otherwise the parts are found"}},
                 kOutput,
                 kWatch,
                 {kStarter},
                 kCompute,
                 kTalk}),
         runStyle},
        {"describe", "change a photo by words", "INPUT --prompt TEXT -o OUTPUT",
         joined(
             {{{"--prompt", "TEXT", "what should change, like \"blond hair\""},
               {"--strength", "0..1", "how far from the photo"},
               {"--guidance", "0..100", "how strongly the words count"},
               {"--variants", "1..64", "OUTPUT gets -1, -2, ... before its suffix; seeds count on"},
               {"--negative", "TEXT", "what to keep away from (checkpoints only)"},
               {"--lora", "LORA[:SCALE]", "a file, or the name of an imported one (checkpoints only)", true},
               {"--scheduler", "NAME", "otherwise the model's own (checkpoints only)"}},
              kOutput,
              kEdit,
              kWatch,
              {{"--models", "DIR", "a folder of starter components, or a checkpoint of your own"}, kMemory},
              kCompute,
              kTalk}),
         runDescribe},
        {"pose", "turn the head, move the joints",
         "INPUT (--to FILE | --yaw DEG --pitch DEG --roll DEG) -o OUTPUT",
         joined(
             {{{"--to", "FILE", "OpenPose JSON, 18 joints in pixels of INPUT"},
               {"--yaw", "DEG", "by how much the head turns, towards the left of the picture"},
               {"--pitch", "DEG", "by how much it nods down"},
               {"--roll", "DEG", "by how much it tilts, clockwise as seen"}},
              kPoseStudio,
              kOutput,
              kWatch,
              {{"--models", "DIR", "a folder of starter components, or a checkpoint of your own"}, kMemory},
              kCompute,
              kTalk}),
         runPose},
        {"read", "write what the program sees: OUTPUT.parts.png, OUTPUT.person.png, OUTPUT.pose.json",
         "INPUT -o OUTPUT",
         joined({{{"-o", "OUTPUT", "how the names of the three files begin"},
                  {"--overwrite", "", "replace files that exist"}},
                 {kStarter},
                 kCompute,
                 kTalk}),
         runRead},
        {"generate", "make pictures with a checkpoint of your own, exactly as diffusers does",
         "--models DIR --prompt TEXT -o OUTPUT",
         joined(
             {{{"--prompt", "TEXT", "what to show"},
               {"--negative", "TEXT", "what not to show"},
               {"--size", "WxH", "multiples of 8; otherwise the picture's, or what the model was trained at"},
               {"--guidance", "0..100", "how strictly the prompt is followed; up to 1: not guided"},
               {"--image-guidance", "0..100",
                "how strictly an InstructPix2Pix model keeps to the picture; 1.5"},
               {"--count", "1..64", "pictures; OUTPUT gets -1, -2, ... before its suffix"},
               {"--init", "FILE", "a picture to start from"},
               {"--strength", "0..1", "how far from it"},
               {"--mask", "FILE", "grey picture of its size, white = make anew"},
               {"--controlnet", "DIR", "a ControlNet, folder or single file"},
               {"--control", "FILE", "the picture that it watches"},
               {"--control-scale", "X", "how strongly it counts"},
               {"--lora", "LORA[:SCALE]", "a file, or the name of an imported one; may be repeated", true},
               {"--embedding", "FILE", "a textual inversion; may be repeated", true},
               {"--scheduler", "NAME", "otherwise the model's own"},
               {"--steps", "1..1000", "50 unless given"},
               {"--seed", "N", "of the noise"},
               {"--previews", "DIR", "one PNG for each preview on the way"}},
              kOutput,
              {{"--models", "DIR",
                "a diffusers folder, a single .safetensors, or the name of an imported model"},
               kMemory},
              kCompute,
              kTalk}),
         runGenerate},
        {"models", "what models there are, whether a file or folder is one that fits, and taking it in",
         "list | check PATH | import PATH",
         joined({{{"--link", "", "import: leave the model where it is, instead of copying it"},
                  {"--models", "DIR", "list: the folder of the starter components"}},
                 kTalk}),
         runModels},
        {"bench",
         "what a step, a preview and a full-size result cost here, as JSON; with a checkpoint of your own: "
         "its steps",
         "", joined({{kStarter}, kCompute, {kMemory}}), runBench},
    };
    return commands;
}

}  // namespace cli
