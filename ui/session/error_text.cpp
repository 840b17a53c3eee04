#include "ui/session/error_text.h"

#include <QCoreApplication>

namespace ui {
namespace {

QString translated(const char* text) {
    return QCoreApplication::translate("Errors", text);
}

/// Running again may help where a system failed, another file where one was read.
Remedy retryOrChoose(const QString& system) {
    if (system == u"open" || system == u"mask") return Remedy::ChooseFile;
    if (system == u"export") return Remedy::ExportElsewhere;
    return Remedy::Retry;
}

/// Where models of the user's own work too, installing again may not be the way out.
void tellOfModel(const QString& system, ErrorText& text) {
    if (system != u"describe" && system != u"pose") return;
    text.sentence = translated(QT_TRANSLATE_NOOP(
        "Errors", "The model is missing or damaged. Choose another one, or install the program again."));
    text.remedy = Remedy::ChooseModel;
}

/// A file that is no pose. The panel's own buttons are the way to another one.
void tellOfPoseFile(engine::ErrorCode code, ErrorText& text) {
    switch (code) {
        case engine::ErrorCode::InvalidRequest:
        case engine::ErrorCode::FileUnreadable:
        case engine::ErrorCode::FileUnsupported:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors",
                "This file cannot be used as a pose. Choose one in OpenPose's JSON form with one person."));
            text.remedy = Remedy::None;
            break;
        case engine::ErrorCode::FileUnwritable:
        case engine::ErrorCode::Internal:
            text.remedy = Remedy::None;
            break;
        default:
            break;
    }
}

/// A photo whose person is to be copied. Its field has the button to another one.
void tellOfPosePhoto(engine::ErrorCode code, ErrorText& text) {
    if (code == engine::ErrorCode::NoFace) {
        text.sentence = translated(QT_TRANSLATE_NOOP(
            "Errors", "No face was found in the photo that the pose is taken from. Choose another one."));
    } else if (code == engine::ErrorCode::InvalidRequest) {
        text.sentence = translated(QT_TRANSLATE_NOOP(
            "Errors",
            "The person in that photo shows too little of what this one shows. Choose another one."));
    }
    text.remedy = Remedy::ChooseFile;
}

}  // namespace

ErrorText errorText(const QString& system, const engine::Error& error) {
    ErrorText text;
    text.details = QString::fromStdString(error.message);
    switch (error.code) {
        case engine::ErrorCode::Cancelled:
            text.sentence = translated(QT_TRANSLATE_NOOP("Errors", "Cancelled. Nothing was changed."));
            if (system == u"open") {
                text.sentence = translated(QT_TRANSLATE_NOOP(
                    "Errors", "A photo is still being written. Open another one when that is done."));
            }
            break;
        case engine::ErrorCode::InvalidRequest:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors",
                "These settings and this photo do not fit together. Check the mask and try again."));
            if (system == u"mask") {
                text.sentence = translated(QT_TRANSLATE_NOOP(
                    "Errors",
                    "This mask is of another shape than the photo. Choose one made for this photo."));
            }
            if (system == u"describe") {
                text.sentence = translated(QT_TRANSLATE_NOOP(
                    "Errors",
                    "This cannot be run as it is. Check the words, the mask and the model, then try again."));
            }
            if (system == u"pose") {
                text.sentence = translated(QT_TRANSLATE_NOOP(
                    "Errors",
                    "This photo cannot take this pose, or the checkpoint cannot draw it. Reset the pose or "
                    "choose another checkpoint."));
            }
            if (system == u"style") {
                text.sentence = translated(QT_TRANSLATE_NOOP(
                    "Errors", "This photo cannot take this style. Reset the region and try again."));
            }
            text.remedy = retryOrChoose(system);
            break;
        case engine::ErrorCode::FileUnreadable:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors", "This file cannot be read. It may be damaged, moved, or not a picture."));
            text.remedy = Remedy::ChooseFile;
            break;
        case engine::ErrorCode::FileUnsupported:
            text.sentence = translated(QT_TRANSLATE_NOOP("Errors",
                                                         "Pictures of this kind or size cannot be opened. "
                                                         "Use JPEG, PNG, TIFF, WebP or RAW in RGB or "
                                                         "grey, up to 300 megapixels."));
            text.remedy = Remedy::ChooseFile;
            break;
        case engine::ErrorCode::FileUnwritable:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors", "The file could not be written. No partial file was left; choose another place."));
            text.remedy = Remedy::ExportElsewhere;
            break;
        case engine::ErrorCode::NothingFound:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors",
                "What the words are about was not found, or cannot be seen well enough. Use other words or "
                "another model."));
            text.remedy = Remedy::ChooseModel;
            break;
        case engine::ErrorCode::NoFace:
            text.sentence =
                translated(QT_TRANSLATE_NOOP("Errors", "No face found. Draw the region yourself."));
            text.remedy = Remedy::DrawRegion;
            if (system == u"pose") {
                text.sentence = translated(QT_TRANSLATE_NOOP(
                    "Errors", "No face was found, so nobody can be posed. Open another photo."));
                text.remedy = Remedy::ChooseFile;
            }
            if (system == u"style") {
                // Its tool works only where the photo's own face has been found.
                text.sentence = translated(QT_TRANSLATE_NOOP(
                    "Errors",
                    "No face was found in the photo that the style is taken from. Choose another one."));
                text.remedy = Remedy::None;
            }
            break;
        case engine::ErrorCode::ModelMissing:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors",
                "The model files for this tool are missing. Install the program again to restore them."));
            text.remedy = Remedy::Retry;
            tellOfModel(system, text);
            break;
        case engine::ErrorCode::ModelCorrupt:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors",
                "A model file is damaged or of another kind. Install the program again to restore it."));
            text.remedy = Remedy::Retry;
            tellOfModel(system, text);
            break;
        case engine::ErrorCode::OutOfMemory:
            text.sentence = translated(QT_TRANSLATE_NOOP(
                "Errors", "There was not enough memory. Close other programs or lower the memory budget."));
            text.remedy = Remedy::OpenSettings;
            break;
        case engine::ErrorCode::Internal:
            text.sentence =
                translated(QT_TRANSLATE_NOOP("Errors", "Something went wrong. Your edits are safe."));
            if (system == u"read") {
                text.sentence =
                    translated(QT_TRANSLATE_NOOP("Errors", "The person could not be looked for. Try again."));
            }
            text.remedy = retryOrChoose(system);
            break;
    }
    if (system == u"pose_file") tellOfPoseFile(error.code, text);
    if (system == u"pose_photo") tellOfPosePhoto(error.code, text);
    return text;
}

QString remedyText(Remedy remedy) {
    switch (remedy) {
        case Remedy::None:
            return {};
        case Remedy::Retry:
            return translated(QT_TRANSLATE_NOOP("Errors", "Try again"));
        case Remedy::DrawRegion:
            return translated(QT_TRANSLATE_NOOP("Errors", "Draw a region"));
        case Remedy::OpenSettings:
            return translated(QT_TRANSLATE_NOOP("Errors", "Open settings"));
        case Remedy::ChooseFile:
            return translated(QT_TRANSLATE_NOOP("Errors", "Choose another file…"));
        case Remedy::ChooseModel:
            return translated(QT_TRANSLATE_NOOP("Errors", "Choose a model…"));
        case Remedy::ExportElsewhere:
            return translated(QT_TRANSLATE_NOOP("Errors", "Export again…"));
    }
    return {};
}

QString systemTitle(const QString& system) {
    if (system == u"shadows") return translated(QT_TRANSLATE_NOOP("Errors", "Remove shadows"));
    if (system == u"harmonise") return translated(QT_TRANSLATE_NOOP("Errors", "Harmonise"));
    if (system == u"describe") return translated(QT_TRANSLATE_NOOP("Errors", "Describe"));
    if (system == u"pose") return translated(QT_TRANSLATE_NOOP("Errors", "Pose"));
    if (system == u"style") return translated(QT_TRANSLATE_NOOP("Errors", "Style"));
    if (system == u"read") return translated(QT_TRANSLATE_NOOP("Errors", "Find face and parts"));
    return system;
}

}  // namespace ui
