#include "engine/models/portrait_reader/face_search.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>

namespace engine {
namespace {

constexpr int kLongestView = 1280;    ///< the finest view's longer side, in pixels
constexpr double kSmallestFace = 60;  ///< of the photo's pixels: a finer view than this needs is not made
constexpr double kStep = 1.5;         ///< between the views of the pyramid
constexpr int kShortestView = 16;
constexpr float kLeastProposal = 0.15f;
constexpr float kLeastFace = 0.9f;
constexpr std::size_t kMostFaces = 64;  ///< that are looked at
constexpr std::size_t kTogether = 8;    ///< proposals read in one batch
constexpr double kSameFace = 0.3;       ///< overlap (intersection over union) of two boxes of one face
constexpr double kHighPerWide = 1.2;
constexpr double kRegionPerFace = 2.4;

/// A face, or a proposal of one, in the photo's pixels.
struct Place {
    double x, y, size;  ///< middle and width
    float confidence;
    double left() const { return x - size / 2; }
    double top() const { return y - size * kHighPerWide / 2; }
};

double overlap(const Place& a, const Place& b) {
    const double w = std::min(a.left() + a.size, b.left() + b.size) - std::max(a.left(), b.left());
    const double h = std::min(a.top() + a.size * kHighPerWide, b.top() + b.size * kHighPerWide) -
                     std::max(a.top(), b.top());
    if (w <= 0 || h <= 0) return 0;
    const double both = w * h, smaller = std::min(a.size, b.size);
    const double either = (a.size * a.size + b.size * b.size) * kHighPerWide - both;
    // A box inside another is the same face too: an eye and a mouth are sometimes taken for a small one.
    return std::max(both / either, 0.5 * both / (smaller * smaller * kHighPerWide));
}

/// The surest first, at most kMostFaces; of overlapping ones only the surest stays.
std::vector<Place> apart(std::vector<Place> places) {
    std::stable_sort(places.begin(), places.end(),
                     [](const Place& a, const Place& b) { return a.confidence > b.confidence; });
    std::vector<Place> kept;
    for (const Place& place : places) {
        if (kept.size() == kMostFaces) break;
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const Place& k) { return overlap(k, place) > kSameFace; }))
            kept.push_back(place);
    }
    return kept;
}

Size viewSize(Size photo, double scale) {
    return {std::max(8, static_cast<int>(std::lround(photo.width * scale))),
            std::max(8, static_cast<int>(std::lround(photo.height * scale)))};
}

std::vector<Place> proposals(const PhotoView& view, Size photo, const FaceFinder& finder,
                             const std::function<void()>& checkpoint) {
    const double longer = std::max(photo.width, photo.height);
    double scale = std::min(kLongestView / longer, kFaceFinderSmallest / kSmallestFace);
    at::Tensor picture = view(wholeOf(photo), viewSize(photo, scale));
    std::vector<Place> places;
    while (true) {
        checkpoint();
        const double across = static_cast<double>(photo.width) / picture.size(2),
                     down = static_cast<double>(photo.height) / picture.size(1);
        for (const FaceProposal& p : finder.find(picture, kLeastProposal)) {
            places.push_back({p.x * across, p.y * down, p.size * std::sqrt(across * down), p.confidence});
        }
        scale /= kStep;
        const Size next = viewSize(photo, scale);
        if (std::max(next.width, next.height) < kShortestView) break;
        picture = at::_upsample_bilinear2d_aa(picture.unsqueeze(0), {next.height, next.width}, false)[0];
    }
    return apart(std::move(places));
}

Rect boxOf(const Place& place) {
    return {static_cast<int>(std::lround(place.left())), static_cast<int>(std::lround(place.top())),
            std::max(1, static_cast<int>(std::lround(place.size))),
            std::max(1, static_cast<int>(std::lround(place.size * kHighPerWide)))};
}

/// The reader's opinion of a place: how sure of a face it is, and where exactly that lies.
std::vector<Place> looked(const PhotoView& view, Size photo, const PortraitReader& reader,
                          const std::vector<Place>& places, const std::function<void()>& checkpoint) {
    std::vector<Place> answers;
    const int side = reader.pictureSize();
    for (std::size_t first = 0; first < places.size(); first += kTogether) {
        checkpoint();
        std::vector<at::Tensor> pictures;
        std::vector<Rect> regions;
        for (std::size_t i = first; i < std::min(places.size(), first + kTogether); ++i) {
            regions.push_back(regionAround(boxOf(places[i]), photo));
            pictures.push_back(view(regions.back(), {side, side}));
        }
        const PortraitReadings readings = reader.glance(at::stack(pictures));
        const at::Tensor low = readings.mesh.amin(1).to(at::kDouble),
                         high = readings.mesh.amax(1).to(at::kDouble);
        for (std::size_t i = 0; i < regions.size(); ++i) {
            const auto row = static_cast<std::int64_t>(i);
            const double left = low[row][0].item<double>(), top = low[row][1].item<double>();
            const double width = high[row][0].item<double>() - left,
                         height = high[row][1].item<double>() - top;
            const double unit = regions[i].width;
            answers.push_back({regions[i].x + (left + width / 2) * unit,
                               regions[i].y + (top + height / 2) * unit,
                               std::sqrt(std::max(1e-6, width * height / kHighPerWide)) * unit,
                               readings.face[row].item<float>()});
        }
    }
    return answers;
}

}  // namespace

Rect regionAround(const Rect& face, Size photo) {
    const double size = std::sqrt(face.width * (face.height / kHighPerWide));
    const int longest = std::min(photo.width, photo.height);
    const int side =
        std::clamp(static_cast<int>(std::lround(size * kRegionPerFace)), 1, std::max(1, longest));
    const auto start = [&](double middle, int extent) {
        return std::clamp(static_cast<int>(std::lround(middle - side / 2.0)), 0, std::max(0, extent - side));
    };
    return {start(face.x + face.width / 2.0, photo.width), start(face.y + face.height / 2.0, photo.height),
            side, side};
}

std::vector<Face> findFaces(const PhotoView& view, Size size, const FaceFinder& finder,
                            const PortraitReader& reader, const std::function<void()>& checkpoint) {
    const std::vector<Place> places = proposals(view, size, finder, checkpoint);
    std::vector<Place> faces;
    for (const Place& place : looked(view, size, reader, places, checkpoint)) {
        const bool inside = place.x >= 0 && place.y >= 0 && place.x < size.width && place.y < size.height;
        if (place.confidence >= kLeastFace && inside) faces.push_back(place);
    }
    std::vector<Face> found;
    for (const Place& place : apart(std::move(faces))) found.push_back({boxOf(place), place.confidence});
    std::stable_sort(found.begin(), found.end(),
                     [](const Face& a, const Face& b) { return a.box.size().area() > b.box.size().area(); });
    return found;
}

}  // namespace engine
