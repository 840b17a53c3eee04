#include "ui/session/edit_text.h"

#include <QCoreApplication>

#include "ui/session/error_text.h"

namespace ui {

QString editTitle(const Edit& edit) {
    const auto* described = std::get_if<engine::DescribeRequest>(&edit.request);
    return described ? QString::fromStdString(described->prompt) : systemTitle(edit.system);
}

QString editDetails(const Edit& edit) {
    const auto* described = std::get_if<engine::DescribeRequest>(&edit.request);
    if (!described) return {};
    const QString model = described->model.empty()
                              ? QCoreApplication::translate("Edits", "Starter")
                              : QString::fromStdString(described->model).section('/', -1);
    return QCoreApplication::translate("Edits", "%1\nModel: %2 · Seed: %3")
        .arg(editTitle(edit), model)
        .arg(described->seed);
}

}  // namespace ui
