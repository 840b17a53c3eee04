#pragma once

#include <algorithm>
#include <compare>
#include <string>

namespace engine {

/// Width and height in pixels.
struct Size {
    int width = 0;
    int height = 0;
    bool isEmpty() const { return width <= 0 || height <= 0; }
    long long area() const { return static_cast<long long>(width) * height; }
    auto operator<=>(const Size&) const = default;
};

/// For people: "4000 × 3000".
inline std::string text(Size size) {
    return std::to_string(size.width) + " × " + std::to_string(size.height);
}

/// A rectangle of whole pixels; the right and bottom edges are exclusive.
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    int right() const { return x + width; }
    int bottom() const { return y + height; }
    bool isEmpty() const { return width <= 0 || height <= 0; }
    Size size() const { return {width, height}; }

    Rect intersected(const Rect& other) const {
        const int left = std::max(x, other.x);
        const int top = std::max(y, other.y);
        return {left, top, std::max(0, std::min(right(), other.right()) - left),
                std::max(0, std::min(bottom(), other.bottom()) - top)};
    }
    /// The smallest that holds both; an empty one counts for nothing.
    Rect united(const Rect& other) const {
        if (isEmpty() || other.isEmpty()) return isEmpty() ? other : *this;
        const int left = std::min(x, other.x);
        const int top = std::min(y, other.y);
        return {left, top, std::max(right(), other.right()) - left, std::max(bottom(), other.bottom()) - top};
    }
    auto operator<=>(const Rect&) const = default;
};

inline Rect wholeOf(Size size) {
    return {0, 0, size.width, size.height};
}

/// A place in the photo, in pixels of the upright document; (0, 0) is the top left corner of the first pixel.
struct ImagePoint {
    double x = 0;
    double y = 0;
    auto operator<=>(const ImagePoint&) const = default;
};

}  // namespace engine
