#pragma once

#include <QImage>
#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <optional>
#include <vector>

#include "engine/api/event.h"
#include "engine/api/requests/style.h"

namespace ui {

class EditSession;
class EngineClient;
class StyleWork;

/// Small pictures of the region that is worked on: as it is, and in variations that can be chosen. They are
/// asked for one after the other while the hand rests and the style tool is in it; newer questions supersede
/// older ones, and whatever the hand asks for comes first. GUI thread only.
class StyleVariations : public QObject {
    Q_OBJECT

public:
    static constexpr int kShown = 8;  ///< variations at a time
    static constexpr int kOwn = 0;    ///< the number of the picture of the region as it is
    static constexpr int kSide = 64;  ///< of a picture, before the screen's scale

    StyleVariations(StyleWork& work, EditSession& session, EngineClient& client, QObject* parent = nullptr);

    /// The number of the first variation that is shown; those after it follow.
    quint64 first() const { return first_; }
    void showMore();   ///< the next kShown
    void showFirst();  ///< the first kShown again
    /// Of variation first() + index - 1, or with index kOwn of the region as it is; null: not made yet.
    const QImage& picture(int index) const { return pictures_[static_cast<std::size_t>(index)]; }
    void setScale(double scale);

Q_SIGNALS:
    void changed();

private:
    void follow();
    void begin();
    void askNext();
    void render(const std::optional<engine::Change>& change);
    void stop();
    engine::StyleRequest question() const;

    StyleWork& work_;
    EditSession& session_;
    EngineClient& client_;
    quint64 first_ = 1;
    double scale_ = 1;
    std::vector<QImage> pictures_;
    std::optional<engine::StyleRequest> question_;  ///< that the pictures answer, for the first variation
    engine::Part part_{};                           ///< that it is about
    engine::Rect view_;                             ///< the part of the photo that is pictured
    int next_ = 0;                                  ///< index of the picture that is made, or will be
    std::optional<engine::JobId> job_;
    bool rendering_ = false;
    quint64 ticket_ = 0;
    QTimer rest_;
    QThreadPool pool_;  ///< last: waits for its task before anything above goes
};

}  // namespace ui
