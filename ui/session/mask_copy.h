#pragma once

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <functional>
#include <optional>

#include "engine/api/image.h"

namespace ui {

class Document;

/// The document's mask as requests take it, as it was when painting rested last. A copy takes a while where
/// photos are large, so there is one while the mask stays as it is, and it is made a few rows at a time: in
/// another thread it would make the next dab of a brush copy the whole mask first. GUI thread only.
class MaskCopy : public QObject {
    Q_OBJECT

public:
    explicit MaskCopy(const Document& document, QObject* parent = nullptr);

    using Use = std::function<void(const engine::Image&)>;

    const engine::Image& mask() const { return copy_; }  ///< null: nothing is painted
    /// Hands out the mask as it is now: at once if it is mask() or small, else as soon as it has been copied.
    /// A later wish takes the place of an earlier one; without `user`, or with another photo, it ends.
    void withMask(QObject* user, Use use);

Q_SIGNALS:
    void rested();  ///< the mask has been painted, and not for a while now; mask() is what it has become

private:
    void follow();
    void copyRows();
    void handOut();

    const Document& document_;
    engine::Image copy_;
    std::optional<engine::ImageBuilder> next_;  ///< will be copy_
    int rows_ = 0;                              ///< that next_ has
    bool is_black_ = true;                      ///< as far as next_ goes
    QTimer timer_;                              ///< until painting rests, then until the next rows
    QPointer<QObject> user_;
    Use use_;  ///< waits for the copy
};

}  // namespace ui
