#pragma once

#include <QDateTime>
#include <QString>

#include "engine/api/change.h"
#include "engine/api/request.h"

namespace ui {

/// One applied result: what was asked for and what came of it. A value; the document is a list of these over
/// an untouched original.
struct Edit {
    quint64 id = 0;           ///< unique within a document, given by Document::nextEditId()
    QString system;           ///< the tool's id: "shadows", "harmonise"
    engine::Request request;  ///< enough to run it again
    engine::Change change;
    float opacity = 1.0f;  ///< 0…1
    bool visible = true;
    QDateTime made;

    engine::Layer layer() const { return {change, opacity}; }
};

/// The picture stays as it is wherever the change lies over it.
bool changesNothing(const engine::Change& change);

}  // namespace ui
