#include "engine/files/pose_file.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/files/in_quotes.h"
#include "engine/files/read_file.h"
#include "engine/files/strict_json.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr std::size_t kLargestFile = 16'000'000;
constexpr double kLargestPlace = 1e6;  ///< pixels from the corner; no canvas is larger either
constexpr std::size_t kJoints = kJointCount, kJointsOfBody25 = 25;
constexpr std::size_t kMiddleOfHips = 8;  ///< BODY_25 has it in between; the joints before and behind agree
constexpr const char* kKeypoints = "pose_keypoints_2d";

Error unfit(std::string_view name, const std::string& objection) {
    return {ErrorCode::InvalidRequest, inQuotes(name) + " is not usable as a pose: " + objection +
                                           "; choose a file in OpenPose's JSON form."};
}

/// "…, but … was found".
std::string found(const json& value) {
    return ", but " + inQuotes(value.dump(-1, ' ', false, json::error_handler_t::replace)) + " was found";
}

const json* memberOf(const json& object, const char* key) {
    const auto place = object.find(key);
    return place == object.end() || place->is_null() ? nullptr : &*place;
}

/// The objects that have "people": the file itself or those in its list. None: it has another form.
std::vector<json*> picturesOf(json& file) {
    std::vector<json*> pictures;
    if (file.is_object()) pictures.push_back(&file);
    if (file.is_array()) {
        for (json& picture : file) pictures.push_back(&picture);
    }
    const bool fits = std::all_of(pictures.begin(), pictures.end(), [](const json* picture) {
        const json* people = picture->is_object() ? memberOf(*picture, "people") : nullptr;
        return people && people->is_array();
    });
    return fits ? pictures : std::vector<json*>{};
}

Result<int> canvasSide(const json& picture, const char* key) {
    const json* value = memberOf(picture, key);
    if (!value) return 0;
    const double side = value->is_number() ? value->get<double>() : 0;
    if (!(side >= 1 && side <= kLargestPlace)) {
        return Error{ErrorCode::InvalidRequest,
                     inQuotes(key) + " was expected to be a number from 1 to 1000000" + found(*value)};
    }
    return static_cast<int>(std::lround(side));
}

/// The canvas of a picture, 0 × 0 where it is not told. Errors: an objection only.
Result<Size> canvasOf(const json& picture) {
    const Result<int> width = canvasSide(picture, "canvas_width");
    if (!width) return width.error();
    const Result<int> height = canvasSide(picture, "canvas_height");
    if (!height) return height.error();
    if ((width.value() == 0) != (height.value() == 0)) {
        return Error{ErrorCode::InvalidRequest,
                     "\"canvas_width\" and \"canvas_height\" were expected together, but one is missing"};
    }
    return Size{width.value(), height.value()};
}

/// What is wrong with a person's list of numbers; nothing where it fits.
std::optional<std::string> objectionTo(const json& person) {
    const json* numbers = person.is_object() ? memberOf(person, kKeypoints) : nullptr;
    if (!numbers || !numbers->is_array()) {
        return "every person was expected to have a list " + inQuotes(kKeypoints) +
               (numbers ? found(*numbers) : ", but one has none");
    }
    if (numbers->size() != 3 * kJoints && numbers->size() != 3 * kJointsOfBody25) {
        return "54 numbers (18 joints) or 75 (25 joints) were expected for every person, but one has " +
               std::to_string(numbers->size());
    }
    for (const json& number : *numbers) {
        if (!number.is_number() || !(std::abs(number.get<double>()) <= kLargestPlace))
            return "joints were expected to be numbers up to 1000000" + found(number);
    }
    return std::nullopt;
}

/// `numbers`: as objectionTo() lets them pass.
Skeleton skeletonOf(const json& numbers) {
    const bool body25 = numbers.size() == 3 * kJointsOfBody25;
    Skeleton skeleton;
    for (std::size_t i = 0; i < kJoints; ++i) {
        const std::size_t from = 3 * (body25 && i >= kMiddleOfHips ? i + 1 : i);
        const ImagePoint at = {numbers[from].get<double>(), numbers[from + 1].get<double>()};
        const float confidence = std::min(numbers[from + 2].get<float>(), 1.0f);
        if (confidence > 0 && at != ImagePoint{0, 0}) skeleton.joints[i] = {at, confidence};
    }
    return skeleton;
}

bool hasJoints(const Skeleton& skeleton) {
    return std::any_of(skeleton.joints.begin(), skeleton.joints.end(),
                       [](const Joint& joint) { return joint.confidence > 0; });
}

/// Whether coordinates are shares of the canvas. A missing joint says nothing: it lies at (0, 0).
bool areShares(const std::vector<Skeleton>& people) {
    const auto within = [](const Joint& joint) {
        return joint.at.x >= 0 && joint.at.x <= 1 && joint.at.y >= 0 && joint.at.y <= 1;
    };
    return std::any_of(people.begin(), people.end(), hasJoints) &&
           std::all_of(people.begin(), people.end(), [&](const Skeleton& skeleton) {
               return std::all_of(skeleton.joints.begin(), skeleton.joints.end(), within);
           });
}

/// Shares of the canvas → pixels, for hands and face of a person: they shall not be left behind in another
/// unit. A list that is not one of points stays as it is.
void scaleOtherPoints(json& person, Size canvas) {
    for (const char* key : {"hand_left_keypoints_2d", "hand_right_keypoints_2d", "face_keypoints_2d"}) {
        const auto list = person.find(key);
        if (list == person.end() || !list->is_array() || list->size() % 3 != 0 ||
            !std::all_of(list->begin(), list->end(), [](const json& n) { return n.is_number(); })) {
            continue;
        }
        for (std::size_t i = 0; i < list->size(); i += 3) {
            (*list)[i] = (*list)[i].get<double>() * canvas.width;
            (*list)[i + 1] = (*list)[i + 1].get<double>() * canvas.height;
        }
    }
}

/// The people of one picture, in pixels; `picture` too is in pixels afterwards. Errors: an objection only.
Result<std::vector<Skeleton>> peopleOf(json& picture, Size canvas) {
    std::vector<Skeleton> people;
    for (const json& person : picture["people"]) {
        if (const auto objection = objectionTo(person)) return Error{ErrorCode::InvalidRequest, *objection};
        people.push_back(skeletonOf(person[kKeypoints]));
    }
    if (canvas.width > 1 && canvas.height > 1 && areShares(people)) {
        for (Skeleton& skeleton : people) {
            for (Joint& joint : skeleton.joints)
                joint.at = {joint.at.x * canvas.width, joint.at.y * canvas.height};
        }
        for (json& person : picture["people"]) scaleOtherPoints(person, canvas);
    }
    return people;
}

json numbersOf(const Skeleton& skeleton) {
    json numbers = json::array();
    for (const Joint& joint : skeleton.joints) {
        const bool there = joint.confidence > 0 && std::isfinite(joint.at.x) &&
                           std::isfinite(joint.at.y);  // JSON has no NaN
        for (const double number : {joint.at.x, joint.at.y, static_cast<double>(joint.confidence)})
            numbers.push_back(there ? number : 0);
    }
    return numbers;
}

}  // namespace

Result<PoseFile> parsePoseFile(std::string_view text, std::string_view name) {
    if (text.empty()) return unfit(name, "JSON was expected, but the file is empty");
    std::string objection;
    json parsed = parseStrictJson(text, objection);
    if (!objection.empty()) return unfit(name, objection);
    const std::vector<json*> pictures = picturesOf(parsed);
    if (pictures.empty()) return unfit(name, "a list \"people\" was expected, but there is none");
    PoseFile file;
    for (json* picture : pictures) {
        const Result<Size> canvas = canvasOf(*picture);
        if (!canvas) return unfit(name, canvas.error().message);
        if (picture == pictures.front()) file.canvas = canvas.value();
        const Result<std::vector<Skeleton>> people = peopleOf(*picture, canvas.value());
        if (!people) return unfit(name, people.error().message);
        file.people.insert(file.people.end(), people.value().begin(), people.value().end());
        for (const json& person : (*picture)["people"])
            file.from_body25 = file.from_body25 || person[kKeypoints].size() == 3 * kJointsOfBody25;
    }
    if (file.people.empty()) return unfit(name, "a person was expected, but there is no person in it");
    if (std::none_of(file.people.begin(), file.people.end(), hasJoints))
        return unfit(name, "a person with joints was expected, but every joint is missing");
    file.rest = parsed.dump();
    return file;
}

Result<PoseFile> readPoseFile(const std::string& path) {
    const Result<std::string> text = readFile(path, kLargestFile);
    if (text) return parsePoseFile(text.value(), path);
    switch (text.error().code) {  // what is read there is a model's as a rule, and the way out is another
        case ErrorCode::ModelMissing:
            return Error{
                ErrorCode::FileUnreadable,
                inQuotes(path) + " was expected to be a file, but there is none; choose the pose's file."};
        case ErrorCode::ModelCorrupt:
            return Error{ErrorCode::FileUnsupported,
                         inQuotes(path) +
                             " was expected to be a pose of at most 16 MB, but "
                             "it is larger; choose a file in OpenPose's JSON form."};
        default:
            return text.error();
    }
}

std::string poseText(const PoseFile& file) {
    json out = json::parse(file.rest, nullptr, false);
    std::vector<json*> pictures = picturesOf(out);
    if (pictures.empty()) {
        out = {{"people", json::array()}};
        pictures = {&out};
    }
    if (!file.canvas.isEmpty()) {
        (*pictures.front())["canvas_width"] = file.canvas.width;
        (*pictures.front())["canvas_height"] = file.canvas.height;
    }
    auto next = file.people.begin();
    for (json* picture : pictures) {
        json& people = (*picture)["people"];
        // Who is new comes last; who was taken away was last.
        const auto left = static_cast<std::size_t>(file.people.end() - next);
        const std::size_t count = picture == pictures.back() ? left : std::min(left, people.size());
        people.get_ref<json::array_t&>().resize(count, json::object());
        for (json& person : people) {
            if (!person.is_object()) person = json::object();
            person[kKeypoints] = numbersOf(*next++);
        }
    }
    return out.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace engine
