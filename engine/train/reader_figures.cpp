#include "engine/train/reader_figures.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <opencv2/imgproc.hpp>

#include "engine/models/portrait_reader/face_search.h"
#include "engine/models/portrait_reader/mesh_mirror.h"
#include "engine/models/structure_style/structure_style.h"
#include "engine/train/part_overlap.h"
#include "engine/train/reader_samples.h"
#include "engine/train/skin_groups.h"

namespace engine {
namespace {

using nlohmann::json;

constexpr std::array<int, 5> kFaceSizes = {60, 120, 300, 1000, 3000};
constexpr int kEmptyPictures = 200;
constexpr int kSearched = 40;  ///< people per face size
constexpr int kDrawnFace = 160;
const cv::Size kEmptySize(1200, 800);
constexpr double kPck = 0.1;  ///< of the head's size
constexpr std::uint64_t kSeed = 20260;

torch::Tensor toTensor(const cv::Mat& rgb) {
    const cv::Mat whole = rgb.isContinuous() ? rgb : rgb.clone();
    return torch::from_blob(whole.data, {whole.rows, whole.cols, 3}, torch::kUInt8)
               .permute({2, 0, 1})
               .to(torch::kFloat32) /
           255;
}

/// Right and left shoulder of each person that somebody marked; no third number: not marked.
using ShoulderMarks = std::map<std::string, std::array<std::vector<double>, 2>>;

Result<ShoulderMarks> readMarks(const std::string& file) {
    ShoulderMarks marks;
    if (file.empty()) return marks;
    std::ifstream text(file);
    const json all = json::parse(text, nullptr, false);
    if (!all.is_object()) {
        return Error{ErrorCode::FileUnreadable,
                     "Shoulders marked by hand were expected in " + file + ", none could be read."};
    }
    for (const auto& [id, sides] : all.items()) {
        if (sides.contains("right")) marks[id][0] = sides["right"].get<std::vector<double>>();
        if (sides.contains("left")) marks[id][1] = sides["left"].get<std::vector<double>>();
    }
    return marks;
}

/// What one group of people adds up to.
class Tally {
public:
    void add(const ReaderSample& truth, const PortraitReadings& said);
    /// chances [1, 8, S, S] of the parts, labels as large.
    void add(const torch::Tensor& parts, const cv::Mat& labels) { overlap_.add(parts, labels); }
    /// The shoulders against those marked by hand.
    void add(const std::array<std::vector<double>, 2>& marks, double head, const PortraitReadings& said);
    json result() const;

private:
    PartOverlap overlap_;
    double alpha_ = 0, mesh_ = 0;
    std::array<double, 3> head_{};
    std::array<std::array<int, 2>, 4> joints_{};  ///< nose, neck, right and left shoulder: right, of how many
    std::array<std::array<int, 2>, 3>
        marked_{};  ///< right, left, and those in the picture: right, of how many
    int count_ = 0;
};

void Tally::add(const ReaderSample& truth, const PortraitReadings& said) {
    const int size = truth.picture.cols;
    const torch::Tensor person =
        torch::from_blob(truth.person.data, {size, size}, torch::kUInt8).to(torch::kFloat32) / 255;
    alpha_ += (said.person[0][0] - person).abs().mean().item<double>();

    const torch::Tensor mesh =
        torch::from_blob(const_cast<cv::Point2f*>(truth.mesh.data()), {kMeshPoints, 2});
    const double eyes = cv::norm(truth.mesh[kRightIris] - truth.mesh[kLeftIris]);
    mesh_ += (said.mesh[0] - mesh).norm(2, 1).mean().item<double>() / eyes;
    const std::array<float, 3> angles = {truth.head.yaw, truth.head.pitch, truth.head.roll};
    for (int k = 0; k < 3; ++k)
        head_[k] += std::abs(said.head[0][k].item<double>() - angles[k]) * 180 / CV_PI;

    const double head = faceSize(truth.mesh) * 1.2;
    constexpr std::array<int, 4> kJoints = {0, 1, 2, 5};
    for (int k = 0; k < 4; ++k) {
        const cv::Vec3f at =
            k == 0 ? cv::Vec3f(truth.mesh[kNoseTip].x, truth.mesh[kNoseTip].y, 1) : truth.body[k - 1];
        if (at[2] == 0) continue;
        const cv::Point2d off(said.joints[0][kJoints[k]][0].item<double>() - at[0],
                              said.joints[0][kJoints[k]][1].item<double>() - at[1]);
        joints_[k][0] += cv::norm(off) < kPck * head;
        ++joints_[k][1];
    }
    ++count_;
}

void Tally::add(const std::array<std::vector<double>, 2>& marks, double head, const PortraitReadings& said) {
    constexpr std::array<int, 2> kShoulders = {2, 5};
    for (std::size_t k = 0; k < 2; ++k) {
        if (marks[k].size() < 3) continue;
        const torch::Tensor joint = said.joints[0][kShoulders[k]];
        const bool is_right = std::hypot(joint[0].item<double>() - marks[k][0],
                                         joint[1].item<double>() - marks[k][1]) < kPck * head;
        marked_[k][0] += is_right, ++marked_[k][1];
        if (marks[k][2] > 0) marked_[2][0] += is_right, ++marked_[2][1];
    }
}

json Tally::result() const {
    const auto iou = [&](Part part) { return overlap_.of(part); };
    double sum = 0;
    for (int i = 0; i < kPartCount; ++i) sum += iou(static_cast<Part>(i));
    const auto part = [](const std::array<int, 2>& right) {
        return static_cast<double>(right[0]) / std::max(1, right[1]);
    };
    const auto share = [&](int k) { return part(joints_[k]); };
    return {
        {"people", count_},
        {"parts_miou", sum / kPartCount},
        {"iou",
         {{"background", iou(Part::Background)},
          {"skin", iou(Part::Skin)},
          {"hair", iou(Part::Hair)},
          {"clothes", iou(Part::Clothes)},
          {"brows", iou(Part::Brows)},
          {"eyes", iou(Part::Eyes)},
          {"lips", iou(Part::Lips)},
          {"mouth", iou(Part::Mouth)}}},
        {"alpha_mae", alpha_ / count_},
        {"mesh_error_per_eye_distance", mesh_ / count_},
        {"head_degrees",
         {{"yaw", head_[0] / count_}, {"pitch", head_[1] / count_}, {"roll", head_[2] / count_}}},
        {"joints_pck",
         {{"nose", share(0)}, {"neck", share(1)}, {"right_shoulder", share(2)}, {"left_shoulder", share(3)}}},
        {"shoulders_by_hand_pck",
         {{"right", part(marked_[0])}, {"left", part(marked_[1])}, {"in_picture", part(marked_[2])}}}};
}

json readings(const std::vector<Portrait>& people, const ShoulderMarks& marks, const PortraitReader& reader,
              const StructureStyle& structure_style) {
    const SkinGroups tones(people);
    Tally all;
    std::array<Tally, SkinGroups::kCount> groups;
    for (const Portrait& person : people) {
        const ReaderSample truth = ReaderSampler::asIs(person, reader.pictureSize());
        const ReaderSample finer = ReaderSampler::asIs(person, structure_style.pictureSize());
        const torch::Tensor parts = structure_style.look(toTensor(finer.picture).unsqueeze(0)).masks;
        const PortraitReadings said = reader.read(toTensor(truth.picture).unsqueeze(0), parts);
        for (Tally* tally : {&all, &groups[tones.of(person.skin_lightness)]}) {
            tally->add(truth, said);
            tally->add(parts, finer.parts);
            if (const auto mark = marks.find(person.id); mark != marks.end())
                tally->add(mark->second, faceSize(truth.mesh) * 1.2, said);
        }
    }
    json result = all.result();
    for (std::size_t g = 0; g < groups.size(); ++g)
        result["skin_tone"][SkinGroups::kNames[g]] = groups[g].result();
    return result;
}

/// A photo, drawn small and said to be larger: the views that networks see are the same.
struct Scene {
    cv::Mat picture;
    Size photo;

    PhotoView view() const {
        return [this](Rect region, Size size) {
            const double kx = static_cast<double>(picture.cols) / photo.width,
                         ky = static_cast<double>(picture.rows) / photo.height;
            const cv::Rect part =
                cv::Rect(cv::Point(static_cast<int>(region.x * kx), static_cast<int>(region.y * ky)),
                         cv::Size(std::max(1, static_cast<int>(region.width * kx)),
                                  std::max(1, static_cast<int>(region.height * ky)))) &
                cv::Rect(cv::Point(), picture.size());
            cv::Mat seen;
            const bool shrinks = part.width > size.width;
            cv::resize(picture(part), seen, {size.width, size.height}, 0, 0,
                       shrinks ? cv::INTER_AREA : cv::INTER_CUBIC);
            return toTensor(seen);
        };
    }
};

/// A 24-megapixel photo (6 000 × 4 000; taller where the face is larger) with one person in front of a
/// picture without faces. `face` is its width in the photo's pixels.
Scene sceneWith(const Portrait& person, int face, const FacelessPictures& faceless, Random& random,
                cv::Point2d& middle) {
    Scene scene;
    scene.photo = {6000, 4000};
    // Nobody looks at a face with more than 128 pixels: larger ones need not be drawn larger.
    const double drawn = std::min(1.0, static_cast<double>(kDrawnFace) / face);
    const double side = scene.photo.width * drawn;
    const cv::Size size(static_cast<int>(side), static_cast<int>(scene.photo.height * drawn));
    cv::Mat background = faceless.draw(random, kEmptySize);
    cv::resize(background, scene.picture, size, 0, 0, cv::INTER_CUBIC);
    const double scale = face * drawn / faceSize(person.mesh);
    const cv::Point2f from = faceCentre(person.mesh);
    // The whole head must be in the picture, as in a photo that someone took of that person.
    const double reach_x = std::min(0.5 * size.width, 0.8 * face * drawn),
                 reach_y = std::min(0.5 * size.height, 0.8 * face * drawn);
    const cv::Point2d to(random.between(reach_x, size.width - reach_x),
                         random.between(reach_y, size.height - reach_y));
    const cv::Matx23d m(scale, 0, to.x - scale * from.x, 0, scale, to.y - scale * from.y);
    cv::Mat picture, alpha;
    cv::Mat source = person.picture;
    if (scale < 0.8) cv::GaussianBlur(source, source, {0, 0}, 0.42 / scale);
    cv::warpAffine(source, picture, m, size, cv::INTER_CUBIC);
    cv::warpAffine(person.person, alpha, m, size, cv::INTER_LINEAR);
    picture.copyTo(scene.picture, alpha > 127);
    middle = cv::Point2d(to.x / drawn, to.y / drawn);
    return scene;
}

bool holds(const std::vector<Face>& faces, cv::Point2d middle, double size) {
    return std::any_of(faces.begin(), faces.end(), [&](const Face& face) {
        const cv::Point2d at(face.box.x + face.box.width / 2.0, face.box.y + face.box.height / 2.0);
        const double wide = face.box.width / size;
        return cv::norm(at - middle) < 0.3 * size && wide > 0.6 && wide < 1.6;
    });
}

json searches(const std::vector<Portrait>& people, const PortraitReader& reader, const FaceFinder& finder) {
    const FacelessPictures faceless(people);
    Random random(kSeed);
    json result;
    int wrong = 0, pictures = 0;
    double seconds = 0;
    const std::size_t count = std::min<std::size_t>(kSearched, people.size());
    const auto find = [&](const Scene& scene) {
        const auto start = std::chrono::steady_clock::now();
        const auto faces = findFaces(scene.view(), scene.photo, finder, reader, [] {});
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        ++pictures;
        return faces;
    };
    for (const int size : kFaceSizes) {
        int found = 0;
        for (std::size_t i = 0; i < count; ++i) {
            cv::Point2d middle;
            const Scene scene = sceneWith(people[i], size, faceless, random, middle);
            found += holds(find(scene), middle, size);
        }
        result["found"][std::to_string(size)] = static_cast<double>(found) / static_cast<double>(count);
    }
    int crops = 0;
    for (const Portrait& person : people) {
        const Scene scene{person.picture, {person.picture.cols, person.picture.rows}};
        crops += holds(find(scene), faceCentre(person.mesh), faceSize(person.mesh));
    }
    result["found"]["tight_crop"] = static_cast<double>(crops) / static_cast<double>(people.size());
    result["milliseconds_per_search"] = 1000 * seconds / pictures;
    for (int i = 0; i < kEmptyPictures; ++i) {
        const Scene scene{faceless.draw(random, kEmptySize), {6000, 4000}};
        wrong += static_cast<int>(find(scene).size());
    }
    result["false_faces"] = {{"pictures", kEmptyPictures}, {"faces", wrong}};
    return result;
}

}  // namespace

Result<std::string> readerFigures(const ReaderFiguresOptions& options) {
    const Result<std::vector<Portrait>> set = readPortraitSet(options.data, Split::HeldOut);
    if (!set) return set.error();
    const Result<ShoulderMarks> marks = readMarks(options.marks);
    if (!marks) return marks.error();
    const Result<PortraitReader> reader = PortraitReader::load(options.folder + "/portrait_reader");
    if (!reader) return reader.error();
    const Result<FaceFinder> finder = FaceFinder::load(options.folder + "/face_finder");
    if (!finder) return finder.error();
    const auto structure_style = StructureStyle::load(options.folder + "/structure_style", Compute{});
    if (!structure_style) return structure_style.error();
    torch::set_num_threads(options.threads);
    cv::setNumThreads(1);
    json result = {{"reading", readings(set.value(), marks.value(), reader.value(), structure_style.value())},
                   {"search", searches(set.value(), reader.value(), finder.value())}};
    return result.dump(2);
}

}  // namespace engine
