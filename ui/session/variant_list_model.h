#pragma once

#include <QAbstractListModel>
#include <QImage>
#include <QThreadPool>
#include <optional>
#include <vector>

#include "ui/document/change_identity.h"
#include "ui/session/edit_session.h"

namespace ui {

/// The variants of the run that is shown, each with a small picture of the place it changes: the newest
/// preview while it is made, then the result. The pictures are rendered off the GUI thread.
class VariantListModel : public QAbstractListModel {
    Q_OBJECT

public:
    static constexpr int kSide = 96;  ///< of a picture, before the screen's scale

    enum Role {
        StateRole = Qt::UserRole,  ///< of EditSession::State
        ShareRole,                 ///< 0…1 of the steps; negative: not known
    };

    explicit VariantListModel(EditSession& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    engine::JobId jobAt(int row) const { return cells_[static_cast<std::size_t>(row)].job; }
    int shownRow() const;  ///< −1: none
    int ready() const;     ///< how many are finished
    void setScale(double scale);
    void retranslate();

private:
    struct Cell {
        engine::JobId job;
        std::optional<quint64> seed;  ///< none: nothing was drawn by chance
        EditSession::State state = EditSession::State::Queued;
        int step = 0;
        int steps = 0;
        std::optional<engine::Layer> layer;
        quint64 replaces = 0;
        QImage picture;
        /// What `picture` shows, or is being rendered to show; none: the photo without a change.
        std::optional<ChangeIdentity> pictured;
        bool asked = false;  ///< a picture has been asked for
        bool rendering = false;
    };

    void follow();
    void render(Cell& cell);
    QString statusOf(const Cell& cell) const;
    QString tipOf(const Cell& cell) const;

    EditSession& session_;
    std::vector<Cell> cells_;
    engine::Rect view_;  ///< the part of the photo that is pictured
    double scale_ = 1;
    quint64 ticket_ = 0;
    QThreadPool pool_;  ///< last: waits for its tasks before anything above goes
};

}  // namespace ui
