#pragma once

#include <QString>

#include "engine/api/error.h"

namespace ui {

/// The way out that a bar offers as its button.
enum class Remedy { None, Retry, DrawRegion, OpenSettings, ChooseFile, ChooseModel, ExportElsewhere };

/// An engine's error for people: a translated sentence, the way out, and the engine's own words as details.
struct ErrorText {
    QString sentence;
    Remedy remedy = Remedy::None;
    QString details;
};

/// `system` is the id of what failed: "shadows", "harmonise", "describe", "pose", "style", "pose_file",
/// "read", "open", "mask", "export".
ErrorText errorText(const QString& system, const engine::Error& error);

/// What the remedy's button says; empty for None.
QString remedyText(Remedy remedy);

/// The name of a system as the window shows it.
QString systemTitle(const QString& system);

}  // namespace ui
