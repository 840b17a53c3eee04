#pragma once

#include <QStringList>
#include <QWidget>
#include <array>
#include <functional>

#include "engine/api/style.h"

namespace ui {

class SliderField;
class StyleWork;

/// How much of the chosen style, how unlike the own one it is, and the named axes of the region that is
/// worked on.
class StyleSliders : public QWidget {
    Q_OBJECT

public:
    explicit StyleSliders(StyleWork& work, QWidget* parent = nullptr);

    void refresh();

private:
    static constexpr int kMostAxes = 5;

    SliderField* add(int minimum, int maximum, int standard, const QString& unit,
                     std::function<void(engine::RegionStyle&, int)> put);
    void refreshChoice(const engine::RegionStyle& region);
    void refreshAxes(const engine::RegionStyle& region);

    StyleWork& work_;
    SliderField* amount_;
    SliderField* spread_;
    std::array<SliderField*, kMostAxes> axes_{};
    QStringList aligned_;  ///< the names that have the same width
    /// The slider that moved last, of which region, and the gesture that it made.
    const SliderField* moved_ = nullptr;
    engine::Part moved_part_{};
    quint64 gesture_ = 0;
};

}  // namespace ui
