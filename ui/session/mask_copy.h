#pragma once

#include <QObject>
#include <QTimer>
#include <optional>

#include "engine/api/image.h"

namespace ui {

class Document;

/// The document's mask as requests take it. A copy takes a while where photos are large, so there is one
/// while the mask stays as it is.
class MaskCopy : public QObject {
    Q_OBJECT

public:
    explicit MaskCopy(const Document& document, QObject* parent = nullptr);

    const engine::Image& mask() const;  ///< null: nothing is painted

Q_SIGNALS:
    void rested();  ///< the mask has been painted, and not for a while now

private:
    const Document& document_;
    mutable std::optional<engine::Image> copy_;
    QTimer rest_;
};

}  // namespace ui
