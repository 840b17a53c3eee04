#include "engine/models/portrait_reader/face_search.h"

#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace engine {
namespace {

constexpr int kLongestView = 1280;    ///< the finest view's longer side, in pixels
constexpr double kSmallestFace = 60;  ///< of the photo's pixels: a finer view than this needs is not made
constexpr double kStep = 1.5;         ///< between the views of the pyramid
constexpr int kShortestView = 16;
constexpr int kCoarseView = 320;
constexpr int kTile = 640;   ///< of a view's pixels: the most of each side that is looked at at once
constexpr int kAround = 80;  ///< of a view's pixels: as far as the finder's answer about a place depends on
constexpr float kLeastProposal = 0.15f;
constexpr float kLeastFace = 0.9f;
constexpr std::size_t kMostFaces = 64;  ///< that are looked at
constexpr std::size_t kTogether = 8;    ///< proposals read in one batch
constexpr double kSameFace = 0.3;       ///< overlap (intersection over union) of two boxes of one face
constexpr double kLeastShare =
    0.125;  ///< of the largest face: smaller ones are passers-by, not the portrait's
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

/// Whether one of `known`, at least as sure as `least`, is the face of this place.
bool isOneOf(const std::vector<Place>& known, const Place& place, float least) {
    return std::any_of(known.begin(), known.end(), [&](const Place& k) {
        return k.confidence >= least && overlap(k, place) > kSameFace;
    });
}

Size viewSize(Size photo, double scale) {
    return {std::max(8, static_cast<int>(std::lround(photo.width * scale))),
            std::max(8, static_cast<int>(std::lround(photo.height * scale)))};
}

/// Part `i` of `count` equal ones of [0, extent).
std::pair<int, int> partOf(int extent, int i, int count) {
    const auto border = [&](int k) { return static_cast<int>(static_cast<long long>(extent) * k / count); };
    return {border(i), border(i + 1)};
}

/// Adds the finder's answers about the photo seen at `scale`. It looks at one tile after the other, each with
/// what lies around it, so that what it sees at once does not grow with the photo.
void propose(std::vector<Place>& places, const PhotoView& view, Size photo, double scale,
             const FaceFinder& finder, const std::function<void()>& checkpoint) {
    const Size whole = viewSize(photo, scale);
    const int columns = (whole.width - 1) / kTile + 1, rows = (whole.height - 1) / kTile + 1;
    const int around = static_cast<int>(std::ceil(kAround / scale));
    for (int i = 0; i < rows * columns; ++i) {
        checkpoint();
        const auto [left, right] = partOf(photo.width, i % columns, columns);
        const auto [top, bottom] = partOf(photo.height, i / columns, rows);
        const Rect seen =
            Rect{left - around, top - around, right - left + 2 * around, bottom - top + 2 * around}
                .intersected(wholeOf(photo));
        const Size size = viewSize(seen.size(), scale);
        const double across = static_cast<double>(seen.width) / size.width,
                     down = static_cast<double>(seen.height) / size.height;
        for (const FaceProposal& p : finder.find(view(seen, size), kLeastProposal)) {
            const Place place{seen.x + p.x * across, seen.y + p.y * down, p.size * std::sqrt(across * down),
                              p.confidence};
            // What lies in the next tile is that one's; beyond the photo there is none.
            const bool here = (place.x >= left || left == 0) && (place.x < right || right == photo.width) &&
                              (place.y >= top || top == 0) && (place.y < bottom || bottom == photo.height);
            if (here) places.push_back(place);
        }
    }
}

/// Of the views that are looked at, the coarsest first.
std::vector<double> scalesOf(Size photo) {
    const double longer = std::max(photo.width, photo.height);
    std::vector<double> scales;
    double scale = std::min(kLongestView / longer, kFaceFinderSmallest / kSmallestFace);
    do {
        scales.push_back(scale);
        scale /= kStep;
    } while (longer * scale >= kShortestView);
    return {scales.rbegin(), scales.rend()};
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
    std::vector<Place> faces, refused;
    double largest = 0;
    // What most portraits hold is seen at once in the coarse views; the fine ones are for what they leave
    // open.
    const std::vector<double> scales = scalesOf(size);
    const auto coarse = std::partition_point(scales.begin(), scales.end(), [&](double scale) {
        return scale * std::max(size.width, size.height) <= kCoarseView;
    });
    for (const auto& views : {std::span(scales.begin(), coarse), std::span(coarse, scales.end())}) {
        std::vector<Place> places;
        for (const double scale : views) {
            if (kFaceFinderLargest / scale < largest * kLeastShare) break;
            propose(places, view, size, scale, finder, checkpoint);
        }
        places = apart(std::move(places));
        std::erase_if(places, [&](const Place& place) {
            return isOneOf(faces, place, 0) || isOneOf(refused, place, place.confidence);
        });
        const std::vector<Place> answers = looked(view, size, reader, places, checkpoint);
        for (std::size_t i = 0; i < places.size(); ++i) {
            const Place& face = answers[i];
            const bool inside = face.x >= 0 && face.y >= 0 && face.x < size.width && face.y < size.height;
            const bool is_face = face.confidence >= kLeastFace && inside;
            (is_face ? faces : refused).push_back(is_face ? face : places[i]);
            if (is_face) largest = std::max(largest, face.size);
        }
    }
    std::vector<Face> found;
    for (const Place& place : apart(std::move(faces))) found.push_back({boxOf(place), place.confidence});
    std::stable_sort(found.begin(), found.end(),
                     [](const Face& a, const Face& b) { return a.box.size().area() > b.box.size().area(); });
    return found;
}

}  // namespace engine
