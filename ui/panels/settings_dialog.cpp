#include "ui/panels/settings_dialog.h"

#include <QComboBox>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>
#include <algorithm>
#include <span>

#include "ui/panels/shortcuts_page.h"
#include "ui/session/settings_store.h"
#include "ui/widgets/slider_field.h"

namespace ui {
namespace {

constexpr int kBudgetStep = 256;  // MiB
// "18 %" reflects as much as a photographer's grey card: 119 in sRGB.
constexpr QRgb kSurrounds[] = {0xFF000000, 0xFF2A2A2A, 0xFF777777, 0xFFC8C8C8, 0xFFFFFFFF};
constexpr QRgb kMaskColours[] = {0xFFE63C3C, 0xFF3CB65A, 0xFF3C7AE6, 0xFFE6C23C, 0xFFD83CC8};

/// Texts of a list's entries, whose number does not change.
void name(QComboBox* box, const QStringList& texts) {
    for (int i = 0; i < texts.size(); ++i) {
        if (i < box->count()) {
            box->setItemText(i, texts[i]);
        } else {
            box->addItem(texts[i]);
        }
    }
}

int indexOf(std::span<const QRgb> colours, QColor colour) {
    colour.setAlpha(255);
    const auto found = std::find(colours.begin(), colours.end(), colour.rgb());
    return found == colours.end() ? -1 : static_cast<int>(found - colours.begin());
}

void label(QLabel* label, QWidget* field, const QString& text) {
    label->setText(text);
    field->setAccessibleName(text);
}

}  // namespace

SettingsDialog::SettingsDialog(SettingsStore& settings, ActionTable& actions, QWidget* parent)
    : QDialog(parent), settings_(settings), tabs_(new QTabWidget), close_(new QPushButton) {
    tabs_->addTab(buildGeneral(), {});
    tabs_->addTab(buildPerformance(), {});
    tabs_->addTab(new ShortcutsPage(actions, settings), {});
    tabs_->setDocumentMode(true);
    tabs_->setUsesScrollButtons(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 8);
    all->setSpacing(8);
    all->addWidget(tabs_, 1);
    all->addWidget(close_, 0, Qt::AlignRight);
    connect(close_, &QPushButton::clicked, this, &QDialog::close);
    retranslate();
    resize(560, 480);
}

QLabel* SettingsDialog::addRow(QFormLayout* form, QWidget* field) {
    auto* text = new QLabel;
    text->setBuddy(field);
    form->addRow(text, field);
    return text;
}

QWidget* SettingsDialog::buildGeneral() {
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(16, 16, 16, 16);
    form->setSpacing(16);
    language_label_ = addRow(form, language_ = new QComboBox);
    theme_label_ = addRow(form, theme_ = new QComboBox);
    surround_label_ = addRow(form, surround_ = new QComboBox);
    mask_label_ = addRow(form, mask_colour_ = new QComboBox);
    mask_opacity_ = new SliderField({}, 10, 90, 45, "%");
    form->addRow(mask_opacity_->takeLabel(), mask_opacity_);

    // Languages are called by their own names.
    language_->addItem(QStringLiteral("English"), "en");
    language_->addItem(QStringLiteral("日本語"), "ja");
    name(theme_, {{}, {}});
    name(surround_, {{}, {}, {}, {}, {}});
    name(mask_colour_, {{}, {}, {}, {}, {}});
    language_->setCurrentIndex(language_->findData(settings_.language()));
    theme_->setCurrentIndex(settings_.theme() == ThemeChoice::Light ? 1 : 0);
    surround_->setCurrentIndex(indexOf(kSurrounds, settings_.surround()));
    mask_colour_->setCurrentIndex(indexOf(kMaskColours, settings_.maskColour()));
    mask_opacity_->setValue(static_cast<int>(settings_.maskColour().alphaF() * 100 + 0.5f));

    connect(language_, &QComboBox::activated, this,
            [this] { settings_.setLanguage(language_->currentData().toString()); });
    connect(theme_, &QComboBox::activated, this,
            [this](int index) { settings_.setTheme(index == 1 ? ThemeChoice::Light : ThemeChoice::Dark); });
    connect(surround_, &QComboBox::activated, this,
            [this](int index) { settings_.setSurround(QColor(kSurrounds[index])); });
    connect(mask_colour_, &QComboBox::activated, this, &SettingsDialog::storeMaskColour);
    connect(mask_opacity_, &SliderField::valueChanged, this, &SettingsDialog::storeMaskColour);
    return page;
}

QWidget* SettingsDialog::buildPerformance() {
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(16, 16, 16, 16);
    form->setSpacing(16);
    device_label_ = addRow(form, device_ = new QComboBox);
    precision_label_ = addRow(form, precision_ = new QComboBox);
    threads_label_ = addRow(form, threads_ = new QSpinBox);
    memory_label_ = addRow(form, memory_ = new QSpinBox);
    note_ = new QLabel;
    note_->setProperty("role", "dim");
    note_->setWordWrap(true);
    form->addRow(note_);

    for (const char* word : {"auto", "cpu", "cuda"}) device_->addItem(QString(), word);
    for (const char* word : {"auto", "f32", "bf16", "f16"}) precision_->addItem(QString(), word);
    threads_->setRange(0, 256);
    memory_->setRange(0, 1 << 20);
    memory_->setSingleStep(kBudgetStep);
    const EngineChoice choice = settings_.engine();
    device_->setCurrentIndex(device_->findData(choice.device));
    precision_->setCurrentIndex(precision_->findData(choice.precision));
    threads_->setValue(choice.threads);
    memory_->setValue(choice.memory_budget);

    connect(device_, &QComboBox::activated, this, &SettingsDialog::storeEngine);
    connect(precision_, &QComboBox::activated, this, &SettingsDialog::storeEngine);
    connect(threads_, &QSpinBox::editingFinished, this, &SettingsDialog::storeEngine);
    connect(memory_, &QSpinBox::editingFinished, this, &SettingsDialog::storeEngine);
    return page;
}

void SettingsDialog::storeMaskColour() {
    QColor colour = mask_colour_->currentIndex() < 0 ? settings_.maskColour()
                                                     : QColor(kMaskColours[mask_colour_->currentIndex()]);
    colour.setAlphaF(mask_opacity_->value() / 100.0f);
    settings_.setMaskColour(colour);
}

void SettingsDialog::storeEngine() {
    EngineChoice choice;
    choice.device = device_->currentData().toString();
    choice.precision = precision_->currentData().toString();
    choice.threads = threads_->value();
    choice.memory_budget = memory_->value();
    settings_.setEngine(choice);
}

void SettingsDialog::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QDialog::changeEvent(event);
}

void SettingsDialog::retranslate() {
    setWindowTitle(tr("Settings"));
    setAccessibleName(tr("Settings"));
    tabs_->setTabText(0, tr("General"));
    tabs_->setTabText(1, tr("Performance"));
    tabs_->setTabText(2, tr("Shortcuts"));
    tabs_->setAccessibleName(tr("Settings"));
    label(language_label_, language_, tr("Language"));
    label(theme_label_, theme_, tr("Theme"));
    label(surround_label_, surround_, tr("Around the photo"));
    label(mask_label_, mask_colour_, tr("Mask colour"));
    mask_opacity_->setLabel(tr("Mask opacity"));
    name(theme_, {tr("Dark"), tr("Light")});
    name(surround_, {tr("Black"), tr("Dark grey"), tr("18 % grey"), tr("Light grey"), tr("White")});
    name(mask_colour_, {tr("Red"), tr("Green"), tr("Blue"), tr("Yellow"), tr("Magenta")});
    label(device_label_, device_, tr("Compute on"));
    label(precision_label_, precision_, tr("Precision"));
    label(threads_label_, threads_, tr("Threads"));
    label(memory_label_, memory_, tr("Memory for models"));
    name(device_, {tr("Automatic"), tr("Processor (CPU)"), tr("Graphics card (CUDA)")});
    name(precision_, {tr("Automatic"), tr("32 bit (exact)"), tr("16 bit (bfloat)"), tr("16 bit (half)")});
    threads_->setSpecialValueText(tr("Automatic"));
    memory_->setSpecialValueText(tr("Automatic"));
    memory_->setSuffix(tr(" MB"));
    note_->setText(tr("Takes effect with the next job."));
    close_->setText(tr("Close"));
}

}  // namespace ui
