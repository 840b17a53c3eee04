#pragma once

#include <QWidget>
#include <vector>

#include "engine/api/error.h"

class QStackedWidget;
class QVBoxLayout;

namespace ui {

class NoticeBar;

/// The right-hand panel "how": the current tool's own panel with errors of its system on top. Panels that
/// Enter runs keep their settings while other tools are in hand.
class ToolHost : public QWidget {
    Q_OBJECT

public:
    explicit ToolHost(QWidget* parent = nullptr);

    int add(QWidget* panel);  ///< the number show() takes
    void show(int panel);

    /// A bar on top, whatever tool is in hand. `path`: of the file that it is about, if any.
    void tell(const QString& system, const engine::Error& error, const QString& path = {});
    void clearNotice();
    void clearNotice(const QString& system);  ///< only where the bar is about this system
    NoticeBar& notice() { return *notice_; }

Q_SIGNALS:
    /// The bar's button: the remedy as an int of ui::Remedy, for this system.
    void remedyChosen(const QString& system, int remedy);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showNotice();

    NoticeBar* notice_;
    QStackedWidget* panels_;
    QString system_;
    QString path_;
    engine::Error error_{engine::ErrorCode::Internal, {}};
};

}  // namespace ui
