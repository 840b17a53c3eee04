#include "ui/session/model_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>
#include <utility>

namespace ui {
namespace {

using engine::ModelKind;

QString translated(const char* text) {
    return QCoreApplication::translate("Models", text);
}

}  // namespace

QString modelName(const engine::ModelDescription& about) {
    static const std::pair<const char*, const char*> kOwn[] = {
        {"face_finder", QT_TRANSLATE_NOOP("Models", "Finds faces")},
        {"portrait_reader", QT_TRANSLATE_NOOP("Models", "Reads portraits")},
        {"head_shape", QT_TRANSLATE_NOOP("Models", "Turns heads")},
        {"pose", QT_TRANSLATE_NOOP("Models", "Paints what a new pose shows")},
        {"pose_field", QT_TRANSLATE_NOOP("Models", "Knows plausible poses")},
        {"expressions", QT_TRANSLATE_NOOP("Models", "Moves faces")},
        {"glasses", QT_TRANSLATE_NOOP("Models", "Takes glasses off")},
        {"shadows", QT_TRANSLATE_NOOP("Models", "Removes shadows")},
        {"harmonise", QT_TRANSLATE_NOOP("Models", "Harmonises")},
        {"field_upsampler", QT_TRANSLATE_NOOP("Models", "Refines edges")},
        {"describe", QT_TRANSLATE_NOOP("Models", "Edits by description")},
        {"structure_style", QT_TRANSLATE_NOOP("Models", "Changes the look of regions")},
    };
    for (const auto& [name, text] : kOwn) {
        if (about.kind == ModelKind::Starter && about.name == name) return translated(text);
    }
    return QString::fromStdString(about.name);
}

QString kindHeading(ModelKind kind) {
    switch (kind) {
        case ModelKind::Starter:
            return translated(QT_TRANSLATE_NOOP("Models", "The program's own"));
        case ModelKind::Checkpoint:
            return translated(QT_TRANSLATE_NOOP("Models", "Checkpoints"));
        case ModelKind::Lora:
            return translated(QT_TRANSLATE_NOOP("Models", "LoRAs"));
        case ModelKind::ControlNet:
            return translated(QT_TRANSLATE_NOOP("Models", "ControlNets"));
        case ModelKind::Embedding:
            return translated(QT_TRANSLATE_NOOP("Models", "Textual inversions"));
        case ModelKind::TinyAutoencoder:
            return translated(QT_TRANSLATE_NOOP("Models", "Preview decoders"));
        case ModelKind::Other:
            return translated(QT_TRANSLATE_NOOP("Models", "Others"));
    }
    return {};
}

QString kindName(ModelKind kind) {
    switch (kind) {
        case ModelKind::Starter:
            return translated(QT_TRANSLATE_NOOP("Models", "Network of the program"));
        case ModelKind::Checkpoint:
            return translated(QT_TRANSLATE_NOOP("Models", "Checkpoint"));
        case ModelKind::Lora:
            return translated(QT_TRANSLATE_NOOP("Models", "LoRA"));
        case ModelKind::ControlNet:
            return translated(QT_TRANSLATE_NOOP("Models", "ControlNet"));
        case ModelKind::Embedding:
            return translated(QT_TRANSLATE_NOOP("Models", "Textual inversion"));
        case ModelKind::TinyAutoencoder:
            return translated(QT_TRANSLATE_NOOP("Models", "Preview decoder"));
        case ModelKind::Other:
            return translated(QT_TRANSLATE_NOOP("Models", "Not known"));
    }
    return {};
}

QString familyText(const engine::ModelDescription& about) {
    const QString family = QString::fromStdString(about.family);
    if (!about.inpaints) return family;
    if (family.isEmpty()) return translated(QT_TRANSLATE_NOOP("Models", "for inpainting"));
    return translated(QT_TRANSLATE_NOOP("Models", "%1 for inpainting")).arg(family);
}

QString sizeText(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString summaryText(const InstalledModel& model) {
    if (!model.about.isFit()) return translated(QT_TRANSLATE_NOOP("Models", "Cannot be used"));
    QStringList parts = {familyText(model.about), sizeText(model.about.bytes),
                         QString::fromStdString(model.about.precision)};
    if (model.linked) parts << translated(QT_TRANSLATE_NOOP("Models", "linked"));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QString memoryText(std::uint64_t needed, std::uint64_t free) {
    if (needed == 0) return {};
    if (free == 0) return translated(QT_TRANSLATE_NOOP("Models", "Needs %1.")).arg(sizeText(needed));
    if (needed <= free) {
        return translated(QT_TRANSLATE_NOOP("Models", "Needs %1, %2 are free."))
            .arg(sizeText(needed), sizeText(free));
    }
    return translated(QT_TRANSLATE_NOOP("Models",
                                        "Needs %1, but only %2 are free. Close other programs or choose a "
                                        "smaller model."))
        .arg(sizeText(needed), sizeText(free));
}

QString refusalText(const engine::Error& error) {
    switch (error.code) {
        case engine::ErrorCode::ModelCorrupt:
        case engine::ErrorCode::FileUnsupported:
        case engine::ErrorCode::InvalidRequest:
            return translated(QT_TRANSLATE_NOOP("Models", "This cannot be used as a model."));
        case engine::ErrorCode::ModelMissing:
            return translated(QT_TRANSLATE_NOOP("Models", "There is no model here."));
        case engine::ErrorCode::FileUnreadable:
            return translated(QT_TRANSLATE_NOOP(
                "Models", "This cannot be read. It may be damaged, moved, or kept from you."));
        case engine::ErrorCode::FileUnwritable:
            return translated(QT_TRANSLATE_NOOP(
                "Models", "The model library could not be changed. Nothing was left half done."));
        case engine::ErrorCode::OutOfMemory:
            return translated(QT_TRANSLATE_NOOP(
                "Models", "There was not enough memory. Close other programs and try again."));
        case engine::ErrorCode::Cancelled:
            return translated(QT_TRANSLATE_NOOP("Models", "Cancelled. Nothing was changed."));
        case engine::ErrorCode::NoFace:
        case engine::ErrorCode::NothingFound:
        case engine::ErrorCode::Internal:
            break;
    }
    return translated(QT_TRANSLATE_NOOP("Models", "Something went wrong. Your models are as they were."));
}

}  // namespace ui
