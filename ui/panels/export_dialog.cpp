#include "ui/panels/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/document/document.h"
#include "ui/widgets/slider_field.h"

namespace ui {
namespace {

struct Format {
    const char* name;
    QStringList suffixes;  ///< the first is the one that is written
    bool has_quality;
    QList<int> depths;
};

const QList<Format>& formats() {
    static const QList<Format> all = {
        {"JPEG", {"jpg", "jpeg"}, true, {8}},
        {"PNG", {"png"}, false, {8, 16}},
        {"TIFF", {"tif", "tiff"}, false, {8, 16, 32}},
        {"WebP", {"webp"}, true, {8}},
    };
    return all;
}

int formatOf(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    for (int i = 0; i < formats().size(); ++i) {
        if (formats()[i].suffixes.contains(suffix)) return i;
    }
    return -1;
}

}  // namespace

ExportDialog::ExportDialog(QWidget* parent)
    : QDialog(parent),
      path_(new QLineEdit),
      browse_(new QPushButton),
      format_(new QComboBox),
      depth_(new QComboBox),
      quality_(new SliderField({}, 1, 100, engine::ExportOptions{}.quality, {})),
      fit_(new QCheckBox),
      width_(new QSpinBox),
      height_(new QSpinBox),
      profile_(new QComboBox),
      metadata_(new QCheckBox),
      why_(new QLabel),
      export_(new QPushButton),
      cancel_(new QPushButton) {
    auto* where = new QWidget;
    auto* where_row = new QHBoxLayout(where);
    where_row->setContentsMargins(0, 0, 0, 0);
    where_row->addWidget(path_, 1);
    where_row->addWidget(browse_);
    auto* size = new QWidget;
    auto* size_row = new QHBoxLayout(size);
    size_row->setContentsMargins(0, 0, 0, 0);
    size_row->addWidget(fit_);
    size_row->addWidget(width_);
    size_row->addWidget(new QLabel(QStringLiteral("×")));
    size_row->addWidget(height_);
    size_row->addStretch();

    auto* form = new QFormLayout;
    form->setSpacing(12);
    path_label_ = addRow(form, where);
    path_label_->setBuddy(path_);
    format_label_ = addRow(form, format_);
    depth_label_ = addRow(form, depth_);
    form->addRow(quality_->takeLabel(), quality_);
    form->addRow(QString(), size);
    profile_label_ = addRow(form, profile_);
    form->addRow(QString(), metadata_);
    for (const Format& format : formats()) format_->addItem(format.name);
    for (QSpinBox* box : {width_, height_}) {
        box->setRange(1, 60000);
        box->setSuffix(QStringLiteral(" px"));
    }
    profile_->addItems({QString(), QString()});
    metadata_->setChecked(true);
    why_->setProperty("role", "dim");
    why_->setWordWrap(true);
    export_->setProperty("role", "primary");
    export_->setDefault(true);

    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel_);
    buttons->addWidget(export_);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(16, 16, 16, 16);
    all->setSpacing(16);
    all->addLayout(form);
    all->addWidget(why_);
    all->addStretch();
    all->addLayout(buttons);

    connect(browse_, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(path_, &QLineEdit::textChanged, this, &ExportDialog::pathEdited);
    connect(format_, &QComboBox::activated, this, &ExportDialog::formatChosen);
    connect(fit_, &QCheckBox::toggled, this, &ExportDialog::refresh);
    connect(export_, &QPushButton::clicked, this, &ExportDialog::chosen);
    connect(cancel_, &QPushButton::clicked, this, &QDialog::close);
    retranslate();
    resize(560, sizeHint().height());
}

QLabel* ExportDialog::addRow(QFormLayout* form, QWidget* field) {
    auto* text = new QLabel;
    text->setBuddy(field);
    form->addRow(text, field);
    return text;
}

void ExportDialog::ask(const Document& document, const QString& path) {
    photo_size_ = document.size();
    width_->setValue(photo_size_.width);
    height_->setValue(photo_size_.height);
    fit_->setChecked(false);
    path_->setText(path);
    refresh();
    show();
    raise();
    activateWindow();
    export_->setFocus();
}

QString ExportDialog::path() const {
    return path_->text().trimmed();
}

engine::ExportOptions ExportDialog::options() const {
    engine::ExportOptions options;
    options.quality = quality_->value();
    options.bit_depth = depth_->currentData().toInt();
    if (fit_->isChecked()) options.size = {width_->value(), height_->value()};
    options.to_srgb = profile_->currentIndex() == 1;
    options.keep_metadata = metadata_->isChecked();
    return options;
}

void ExportDialog::browse() {
    auto* dialog = new QFileDialog(this, tr("Export as"), path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // Asked once, when the export starts.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    connect(dialog, &QFileDialog::fileSelected, path_, &QLineEdit::setText);
    dialog->open();
}

/// The file's suffix follows the format.
void ExportDialog::formatChosen() {
    const QFileInfo file(path());
    const QString suffix = formats()[format_->currentIndex()].suffixes.front();
    path_->setText(file.path() + "/" + file.completeBaseName() + "." + suffix);
    refresh();
}

void ExportDialog::pathEdited() {
    if (const int format = formatOf(path()); format >= 0) format_->setCurrentIndex(format);
    refresh();
}

void ExportDialog::refresh() {
    const Format& format = formats()[format_->currentIndex()];
    const QVariant depth = depth_->currentData();
    depth_->clear();
    depth_->addItem(tr("Same as the photo"), 0);
    for (const int bits : format.depths) {
        depth_->addItem(bits == 32 ? tr("32 bit (float)") : tr("%1 bit").arg(bits), bits);
    }
    depth_->setCurrentIndex(std::max(0, depth_->findData(depth)));
    quality_->setEnabled(format.has_quality);
    width_->setEnabled(fit_->isChecked());
    height_->setEnabled(fit_->isChecked());

    QString why;
    if (path().isEmpty()) {
        why = tr("Choose where to write the file.");
    } else if (!QFileInfo(QFileInfo(path()).absolutePath()).isDir()) {
        why = tr("This folder is not there. Choose another one.");
    } else if (formatOf(path()) < 0) {
        why = tr("The name must end in .jpg, .png, .tif or .webp.");
    }
    export_->setEnabled(why.isEmpty());
    why_->setText(why);
}

void ExportDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QDialog::changeEvent(event);
}

void ExportDialog::retranslate() {
    setWindowTitle(tr("Export"));
    setAccessibleName(tr("Export"));
    path_label_->setText(tr("File"));
    path_->setAccessibleName(tr("File"));
    browse_->setText(tr("Choose…"));
    browse_->setAccessibleName(tr("Choose the file"));
    format_label_->setText(tr("Format"));
    format_->setAccessibleName(tr("Format"));
    depth_label_->setText(tr("Bit depth"));
    depth_->setAccessibleName(tr("Bit depth"));
    quality_->setLabel(tr("Quality"));
    fit_->setText(tr("Fit into"));
    width_->setAccessibleName(tr("Width"));
    height_->setAccessibleName(tr("Height"));
    profile_label_->setText(tr("Colour profile"));
    profile_->setAccessibleName(tr("Colour profile"));
    profile_->setItemText(0, tr("Keep the photo's"));
    profile_->setItemText(1, tr("Convert to sRGB"));
    metadata_->setText(tr("Keep metadata (EXIF, IPTC, XMP)"));
    export_->setText(tr("Export"));
    cancel_->setText(tr("Cancel"));
    refresh();
}

}  // namespace ui
