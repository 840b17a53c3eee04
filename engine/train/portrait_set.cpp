#include "engine/train/portrait_set.h"

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <numeric>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string_view>

#include "engine/files/safetensors.h"

namespace engine {
namespace {

constexpr int kPictureSize = 320;
/// Children that the set's own filter has missed.
constexpr std::string_view kLeftOut[] = {"sfhq-t2i-crops-mit__schnell_sdxl__FLUX1SCHNELL_0006643",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__FLUX1SCHNELL_0015000",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__FLUX1SCHNELL_0021292",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__FLUX1SCHNELL_0024331",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__SDXL_0000971",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__SDXL_0003268",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__SDXL_0034075",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__SDXL_0050026",
                                         "sfhq-t2i-crops-mit__schnell_sdxl__SDXL_0051762"};
constexpr double kEvenAsymmetry = 13, kEvenSpread = 62;

/// The set's names of body points → OpenPose's joint numbers.
const std::map<std::string, int> kJointNumbers = {
    {"nose", 0},      {"rightShoulder", 2}, {"rightElbow", 3}, {"rightWrist", 4}, {"leftShoulder", 5},
    {"leftElbow", 6}, {"leftWrist", 7},     {"rightHip", 8},   {"rightKnee", 9},  {"rightAnkle", 10},
    {"leftHip", 11},  {"leftKnee", 12},     {"leftAnkle", 13}, {"rightEye", 14},  {"leftEye", 15},
    {"rightEar", 16}, {"leftEar", 17}};

/// The set stores OpenCV's 8-bit Lab: L* scaled to 0…255.
float lightnessOf(const nlohmann::json& line) {
    return line.at("skin").at(0).get<float>() * 100 / 255;
}

/// OpenCV's 8-bit Lab as CIE Lab.
std::optional<cv::Vec3d> colourIn(const nlohmann::json& line, const char* key) {
    const auto found = line.find(key);
    if (found == line.end() || !found->is_array() || found->size() != 3) return std::nullopt;
    return cv::Vec3d(found->at(0).get<double>() * 100 / 255, found->at(1).get<double>() - 128,
                     found->at(2).get<double>() - 128);
}

/// Nothing where the set says null.
std::optional<double> numberIn(const nlohmann::json& line, const char* key) {
    const auto found = line.find(key);
    if (found == line.end() || !found->is_number()) return std::nullopt;
    return found->get<double>();
}

PortraitNotes notesOf(const nlohmann::json& line) {
    PortraitNotes notes;
    notes.age = numberIn(line, "age");
    notes.gender = line.value("gender", "");
    notes.emotion = line.value("emotion", "");
    notes.gender_score = numberIn(line, "genderScore").value_or(0);
    notes.hair = colourIn(line, "hair");
    notes.clothes = colourIn(line, "clothes");
    notes.lips = colourIn(line, "lips");
    notes.background = colourIn(line, "background");
    notes.hair_share = numberIn(line, "hairFraction").value_or(0);
    notes.mouth_open = numberIn(line, "mouthOpen").value_or(0);
    notes.mouth_width = numberIn(line, "mouthWidth").value_or(0);
    notes.light_asymmetry = line.at("lightAsymmetry").get<double>();
    notes.light_spread = line.at("lightSpread").get<double>();
    return notes;
}

void readJoints(const nlohmann::json& line, Portrait& portrait) {
    for (const auto& point : line.at("body")) {
        const auto number = kJointNumbers.find(point.at(0).get<std::string>());
        if (number == kJointNumbers.end()) continue;
        portrait.joints[number->second] = {point.at(1).get<float>() * kPictureSize,
                                           point.at(2).get<float>() * kPictureSize, point.at(3).get<float>()};
    }
    const auto &right = portrait.joints[2], &left = portrait.joints[5];
    if (right[2] > 0 && left[2] > 0) {  // OpenPose's neck is the middle of the shoulders
        portrait.joints[1] = {(right[0] + left[0]) / 2, (right[1] + left[1]) / 2,
                              std::min(right[2], left[2])};
    }
}

std::vector<cv::Point2f> meshAt(const TensorView& mesh, std::size_t row) {
    std::vector<std::uint16_t> values(2 * kMeshPoints);
    std::memcpy(values.data(), mesh.bytes.data() + row * values.size() * 2, values.size() * 2);
    std::vector<cv::Point2f> points;
    const auto pixel = [](std::uint16_t v) { return (v / 65535.0f * 3 - 1) * kPictureSize; };
    for (int i = 0; i < kMeshPoints; ++i) points.emplace_back(pixel(values[2 * i]), pixel(values[2 * i + 1]));
    return points;
}

}  // namespace

bool isHeldOut(const std::string& person) {
    std::uint64_t hash = 14695981039346656037ull;
    for (const unsigned char c : person) hash = (hash ^ c) * 1099511628211ull;
    hash ^= hash >>
            33;  // FNV leaves the high bits of short strings nearly alike: mix them (MurmurHash3's finaliser)
    hash *= 0xff51afd7ed558ccdull;
    hash ^= hash >> 33;
    return hash % 20 == 0;
}

Result<std::vector<Portrait>> readPortraitSet(const std::string& folder, Split split) {
    std::ifstream lines(folder + "/meta.jsonl");
    if (!lines) {
        return Error{ErrorCode::FileUnreadable, "A portrait set with a meta.jsonl was expected in " + folder +
                                                    ", none was found; give the folder with --data."};
    }
    Result<SafetensorsFile> meshes = SafetensorsFile::open(folder + "/mesh.safetensors");
    if (!meshes) return meshes.error();
    const TensorView* mesh = meshes.value().find("mesh");
    if (!mesh)
        return Error{ErrorCode::FileUnreadable, folder + "/mesh.safetensors has no tensor called mesh."};

    std::vector<Portrait> portraits;
    std::size_t row = 0;
    for (std::string text; std::getline(lines, text); ++row) {
        const auto line = nlohmann::json::parse(text, nullptr, false);
        if (line.is_discarded() || row >= static_cast<std::size_t>(mesh->shape.at(0))) {
            return Error{ErrorCode::FileUnreadable, folder + "/meta.jsonl does not fit the mesh at line " +
                                                        std::to_string(row + 1) + "."};
        }
        Portrait portrait;
        portrait.person_id = line.at("person").get<std::string>();
        if (isHeldOut(portrait.person_id) != (split == Split::HeldOut)) continue;
        portrait.id = line.at("id").get<std::string>();
        if (std::find(std::begin(kLeftOut), std::end(kLeftOut), portrait.id) != std::end(kLeftOut)) continue;
        portrait.source = line.at("source").get<std::string>();
        const cv::Mat bgr = cv::imread(folder + "/images/" + portrait.id + ".webp");
        const cv::Mat person = cv::imread(folder + "/person/" + portrait.id + ".webp", cv::IMREAD_GRAYSCALE);
        portrait.parts = cv::imread(folder + "/parts/" + portrait.id + ".png", cv::IMREAD_GRAYSCALE);
        if (bgr.size() != cv::Size(kPictureSize, kPictureSize) || person.empty() || portrait.parts.empty()) {
            return Error{ErrorCode::FileUnreadable, "The picture, parts or person file of " + portrait.id +
                                                        " is missing or not 320 pixels wide and high."};
        }
        cv::cvtColor(bgr, portrait.picture, cv::COLOR_BGR2RGB);
        cv::resize(person, portrait.person, portrait.picture.size(), 0, 0, cv::INTER_LINEAR);
        portrait.mesh = meshAt(*mesh, row);
        portrait.head = {line.at("yaw").get<float>(), line.at("pitch").get<float>(),
                         line.at("roll").get<float>()};
        readJoints(line, portrait);
        portrait.skin_lightness = lightnessOf(line);
        portrait.notes = notesOf(line);
        portrait.evenly_lit =
            portrait.notes.light_asymmetry < kEvenAsymmetry && portrait.notes.light_spread < kEvenSpread;
        portraits.push_back(std::move(portrait));
    }
    return portraits;
}

std::vector<int> darkestOf(const std::vector<Portrait>& portraits) {
    std::vector<int> order(portraits.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(),
              [&](int a, int b) { return portraits[a].skin_lightness < portraits[b].skin_lightness; });
    order.resize((order.size() + 2) / 3);
    return order;
}

}  // namespace engine
