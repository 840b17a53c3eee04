#include "ui/panels/start_page.h"

#include <QEvent>
#include <QFileInfo>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/session/settings_store.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/theme.h"

namespace ui {
namespace {

constexpr int kRecentShown = 5;
constexpr int kCardWidth = 372;
constexpr QSize kIllustration(160, 96);

}  // namespace

StartPage::StartPage(SettingsStore& settings, const QString& sample, QWidget* parent)
    : QWidget(parent),
      settings_(settings),
      sample_path_(sample),
      title_(new QLabel),
      formats_(new QLabel),
      open_(new QPushButton),
      sample_(new QPushButton),
      recent_title_(new QLabel),
      recent_(new QVBoxLayout),
      shadows_(addCard(":/illustrations/shadows.svg", "shadows")),
      harmonise_(addCard(":/illustrations/harmonise.svg", "shadows")),
      style_(addCard(":/illustrations/style.svg", "style")),
      describe_(addCard(":/illustrations/describe.svg", "describe")),
      pose_(addCard(":/illustrations/pose.svg", "pose")) {
    setObjectName("startPage");
    setAttribute(Qt::WA_StyledBackground);
    title_->setProperty("role", "title");
    title_->setAlignment(Qt::AlignCenter);
    formats_->setProperty("role", "dim");
    formats_->setAlignment(Qt::AlignCenter);
    open_->setProperty("role", "primary");
    sample_->setVisible(!sample.isEmpty());
    recent_title_->setProperty("role", "heading");
    recent_->setSpacing(0);

    auto* zone = new QFrame;
    zone->setObjectName("dropZone");
    auto* zone_column = new QVBoxLayout(zone);
    zone_column->setContentsMargins(32, 32, 32, 32);
    zone_column->setSpacing(16);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(open_);
    buttons->addWidget(sample_);
    buttons->addStretch();
    zone_column->addWidget(title_);
    zone_column->addWidget(formats_);
    zone_column->addLayout(buttons);

    auto* cards = new FlowLayout(16, 16);  // below each other where panels leave little room
    for (const Card& card : {shadows_, harmonise_, style_, describe_, pose_}) cards->addWidget(card.button);

    auto* middle = new QWidget;
    middle->setMaximumWidth(2 * kCardWidth + 16);
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(24);
    column->addStretch(2);
    column->addWidget(zone);
    column->addLayout(cards);
    auto* recent = new QVBoxLayout;
    recent->setSpacing(4);
    recent->addWidget(recent_title_);
    recent->addLayout(recent_);
    column->addLayout(recent);
    column->addStretch(3);
    auto* page = new QWidget;
    auto* row = new QHBoxLayout(page);
    row->setContentsMargins(32, 24, 32, 24);
    row->addStretch(1);
    row->addWidget(middle, 100);  // as wide as it may be, then in the middle
    row->addStretch(1);
    auto* scroll = new QScrollArea;  // where the window is low
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(page);
    for (QWidget* part : {scroll->viewport(), page}) part->setAutoFillBackground(false);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);

    connect(open_, &QPushButton::clicked, this, &StartPage::openRequested);
    connect(sample_, &QPushButton::clicked, this, [this] { Q_EMIT fileChosen(sample_path_); });
    connect(&settings_, &SettingsStore::recentFilesChanged, this, &StartPage::fillRecent);
    retranslate();
}

StartPage::Card StartPage::addCard(const QString& illustration, const QString& tool) {
    Card card{new QPushButton, new QLabel, new QLabel};
    card.button->setProperty("role", "card");
    auto* picture = new QLabel;
    picture->setPixmap(QIcon(illustration).pixmap(kIllustration, 2.0));
    picture->setFixedSize(kIllustration);
    picture->setScaledContents(true);
    card.title->setProperty("role", "heading");
    card.sentence->setProperty("role", "dim");
    card.sentence->setWordWrap(true);
    card.sentence->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* text = new QVBoxLayout;
    text->setContentsMargins(0, 8, 12, 8);
    text->setSpacing(4);
    text->addWidget(card.title);
    text->addWidget(card.sentence, 1);
    auto* row = new QHBoxLayout(card.button);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(12);
    row->addWidget(picture);
    row->addLayout(text, 1);
    for (QLabel* part : {picture, card.title, card.sentence}) {
        part->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    card.button->setFixedSize(kCardWidth, kIllustration.height() + 4);
    connect(card.button, &QPushButton::clicked, this, [this, tool] { Q_EMIT systemChosen(tool); });
    return card;
}

void StartPage::fillRecent() {
    while (QLayoutItem* item = recent_->takeAt(0)) {
        if (item->widget()) item->widget()->deleteLater();
        delete item;
    }
    const QStringList files = settings_.recentFiles().mid(0, kRecentShown);
    for (const QString& path : files) {
        const QFileInfo file(path);
        auto* button = new QPushButton(QString(file.fileName()).replace('&', "&&"));
        button->setProperty("role", "link");
        button->setToolTip(path);
        button->setAccessibleName(tr("Open %1").arg(file.fileName()));
        connect(button, &QPushButton::clicked, this, [this, path] { Q_EMIT fileChosen(path); });
        recent_->addWidget(button, 0, Qt::AlignLeft);
    }
    recent_title_->setVisible(!files.isEmpty());
}

void StartPage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void StartPage::retranslate() {
    setAccessibleName(tr("Start"));
    title_->setText(tr("Drop a portrait here"));
    formats_->setText(tr("JPEG, PNG, TIFF, WebP or RAW. Everything stays on this computer."));
    open_->setText(tr("Open a photo…"));
    sample_->setText(tr("Try the sample portrait"));
    recent_title_->setText(tr("Recent files"));
    const auto name = [](const Card& card, const QString& title, const QString& sentence) {
        card.title->setText(title);
        card.sentence->setText(sentence);
        card.button->setAccessibleName(title);
        card.button->setAccessibleDescription(sentence);
    };
    name(shadows_, tr("Remove shadows"),
         tr("Takes hard and foreign shadows off a face and keeps every pore."));
    name(harmonise_, tr("Harmonise"), tr("Lights a person as if they stood in front of another background."));
    name(style_, tr("Style"), tr("Gives hair, skin, lips or clothes another look and keeps every strand."));
    name(describe_, tr("Describe"), tr("Changes colours, light and expression by a few words."));
    name(pose_, tr("Pose"), tr("Turns a head and moves shoulders under your hand."));
    fillRecent();
}

}  // namespace ui
