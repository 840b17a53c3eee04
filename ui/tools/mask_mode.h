#pragma once

#include <QKeyEvent>
#include <QObject>
#include <QPointer>
#include <QWidget>

#include "ui/document/mask_operations.h"

class QToolButton;

namespace ui {

class EditSession;

/// Whether a shape is added to the mask or taken away: adding, unless X has turned it round; Alt turns it
/// round while it is held. What the lasso, polygon and gradient share.
class MaskMode {
public:
    Combine combine(Qt::KeyboardModifiers modifiers) const;
    bool key(const QKeyEvent& event);  ///< true: it was X
    /// A strip with one button that shows and changes it.
    QWidget* createOptions(QWidget* parent);

private:
    bool subtracts_ = false;
    QPointer<QToolButton> button_;
    QObject connections_;
};

/// One undo step: the outline filled into the session's mask.
void applyOutline(EditSession& session, const QPolygonF& outline, Combine how, const QString& text);

}  // namespace ui
