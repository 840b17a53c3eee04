#include "ui/panels/prompt/prompt_box.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <algorithm>
#include <utility>

#include "ui/panels/prompt/template_menu.h"
#include "ui/session/error_text.h"
#include "ui/session/prompt_text.h"
#include "ui/session/workspace.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/fold.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/wheel_to_panel.h"

namespace ui {
namespace {

constexpr int kOffers = 6;
constexpr int kNamed = 3;  ///< unknown words that are named one by one
constexpr int kLongestNamed = 24;

QPushButton* linkButton() {
    auto* button = new QPushButton;
    button->setProperty("role", "link");
    return button;
}

QLabel* dimPlainLabel() {
    auto* label = new QLabel;
    label->setProperty("role", "dim");
    label->setTextFormat(Qt::PlainText);  // words may look like tags
    return label;
}

QStringList listOf(const std::vector<std::string>& words) {
    QStringList list;
    for (const std::string& word : words) {
        const QString one = QString::fromStdString(word);
        if (!one.isEmpty() && !list.contains(one, Qt::CaseInsensitive)) list << one;
        if (list.size() >= 200) break;  // enough to underline
    }
    return list;
}

bool isCjk(QChar letter) {
    return letter.unicode() >= 0x3040;
}

}  // namespace

PromptBox::PromptBox(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      work_(workspace),
      words_(new PromptEdit),
      templates_(new QToolButton),
      variants_(new QComboBox),
      dice_(new QToolButton),
      run_(new QPushButton),
      place_(dimPlainLabel()),
      edit_mask_(linkButton()),
      draw_(linkButton()),
      tokens_(dimPlainLabel()),
      remark_row_(new QWidget),
      remark_icon_(new QLabel),
      remark_(new QLabel),
      other_model_(linkButton()),
      negative_fold_(new Fold),
      negative_(new PromptEdit) {
    setObjectName("promptBox");
    setAttribute(Qt::WA_StyledBackground);
    build();

    DescribeWork& describe = work_.describe;
    words_->setCompletions([this](const QString& before) { return completionsFor(before); });
    words_->setHistory(work_.settings.prompts());
    connect(words_, &QPlainTextEdit::textChanged, this, [this, &describe] {
        weight_refused_ = shortened_ = false;
        describe.setPrompt(words_->words());
    });
    connect(words_, &PromptEdit::entered, this, &PromptBox::entered);
    connect(words_, &PromptEdit::weightRefused, this, [this] {
        weight_refused_ = true;
        refreshRemark();
    });
    connect(words_, &PromptEdit::shortened, this, [this] {
        shortened_ = true;
        refreshRemark();
    });
    connect(negative_, &QPlainTextEdit::textChanged, this,
            [this, &describe] { describe.setNegative(negative_->words()); });
    connect(negative_, &PromptEdit::entered, this, &PromptBox::entered);
    connect(variants_, &QComboBox::activated, this,
            [&describe](int index) { describe.setVariants(index + 1); });
    connect(dice_, &QToolButton::clicked, &describe, &DescribeWork::runWithNewSeeds);
    connect(run_, &QPushButton::clicked, this, &PromptBox::runAsked);
    connect(edit_mask_, &QPushButton::clicked, this, &PromptBox::editFound);
    connect(draw_, &QPushButton::clicked, this, &PromptBox::drawWanted);
    connect(other_model_, &QPushButton::clicked, &describe, &DescribeWork::modelWanted);
    connect(&describe, &DescribeWork::promptChanged, this, [this, &describe] {
        // The box's own typing comes back without what may not stand in a prompt.
        words_->setWords(describe.prompt());
    });
    connect(&describe, &DescribeWork::changed, this, &PromptBox::refresh);
    connect(&work_.mask_work, &MaskWork::busyChanged, this, &PromptBox::refresh);
    connect(&work_.session, &EditSession::stateChanged, this,
            [this] { words_->setHistory(work_.settings.prompts()); });
    retranslate();
}

void PromptBox::build() {
    templates_->setPopupMode(QToolButton::InstantPopup);
    templates_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    templates_->setIcon(themedIcon(":/icons/templates.svg"));
    templates_->setFocusPolicy(Qt::StrongFocus);
    auto* menu = new TemplateMenu(work_, templates_);
    templates_->setMenu(menu);
    connect(menu, &TemplateMenu::picked, this, &PromptBox::focusWords);
    connect(menu, &TemplateMenu::failed, &work_.describe, &DescribeWork::refused);
    for (int count = 1; count <= SettingsStore::kMostVariants; ++count) {
        variants_->addItem(QStringLiteral("×%1").arg(count));
    }
    leaveWheelToPanel(variants_);
    dice_->setIcon(themedIcon(":/icons/dice.svg"));
    dice_->setFocusPolicy(Qt::StrongFocus);
    run_->setProperty("role", "primary");
    edit_mask_->installEventFilter(this);
    remark_->setTextFormat(Qt::PlainText);
    remark_->setWordWrap(true);

    auto* top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(words_, 1, Qt::AlignBottom);
    for (QWidget* part :
         {static_cast<QWidget*>(variants_), static_cast<QWidget*>(dice_), static_cast<QWidget*>(run_)}) {
        top->addWidget(part, 0, Qt::AlignBottom);
    }
    auto* where = new FlowLayout(12, 4);
    for (QWidget* part : {static_cast<QWidget*>(templates_), static_cast<QWidget*>(place_),
                          static_cast<QWidget*>(edit_mask_), static_cast<QWidget*>(draw_)}) {
        where->addWidget(part);
    }
    auto* below = new QHBoxLayout;
    below->setSpacing(12);
    below->addLayout(where, 1);
    below->addWidget(tokens_);
    auto* remark = new QHBoxLayout(remark_row_);
    remark->setContentsMargins(0, 0, 0, 0);
    remark->setSpacing(8);
    remark->addWidget(remark_icon_, 0, Qt::AlignTop);
    remark->addWidget(remark_, 1);
    remark->addWidget(other_model_);
    negative_fold_->content()->addWidget(negative_);

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(8, 8, 8, 6);
    all->setSpacing(4);
    all->addLayout(top);
    all->addWidget(remark_row_);
    all->addLayout(below);
    all->addWidget(negative_fold_);
}

void PromptBox::focusWords() {
    words_->setFocus(Qt::ShortcutFocusReason);
}

bool PromptBox::hasWordsFocus() const {
    return words_->hasFocus() || negative_->hasFocus();
}

void PromptBox::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) retranslate();
    QWidget::changeEvent(event);
}

void PromptBox::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    level();
    work_.models.refresh();
    work_.describe.setInHand(true);
    hint();
}

void PromptBox::hideEvent(QHideEvent* event) {
    work_.describe.setInHand(false);
    hint();
    QWidget::hideEvent(event);
}

bool PromptBox::eventFilter(QObject* watched, QEvent* event) {
    if (watched == edit_mask_) {
        const bool in = event->type() == QEvent::Enter || event->type() == QEvent::FocusIn;
        const bool out = event->type() == QEvent::Leave || event->type() == QEvent::FocusOut;
        if (in || out) {
            points_at_place_ = in;
            hint();
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// The controls beside the words are as high as each other, whatever the language; a style that arrives with
/// the first look undoes what was set before it.
void PromptBox::level() {
    const int height = run_->sizeHint().height();
    variants_->setFixedHeight(height);
    dice_->setFixedSize(height, height);
}

void PromptBox::retranslate() {
    words_->setPlaceholderText(tr("Describe the change: blond hair, red lips, warmer light…"));
    words_->setAccessibleName(tr("Prompt"));
    words_->setAccessibleDescription(
        tr("Enter runs, Shift+Enter starts a line, Up and Down go through earlier prompts, Ctrl+Up and "
           "Ctrl+Down change the weight of a word."));
    templates_->setText(tr("Templates"));
    templates_->setToolTip(tr("Words to pick from a list"));
    templates_->setAccessibleName(tr("Templates"));
    variants_->setToolTip(tr("How many variants one run makes"));
    variants_->setAccessibleName(tr("Variants"));
    dice_->setToolTip(tr("Run with new seeds"));
    dice_->setAccessibleName(tr("Run with new seeds"));
    run_->setText(tr("Run  ⏎"));
    run_->setAccessibleName(tr("Run"));
    level();
    edit_mask_->setText(tr("Edit mask"));
    edit_mask_->setToolTip(tr("Make the found region the mask and paint on it"));
    draw_->setText(remedyText(Remedy::DrawRegion));
    other_model_->setText(tr("Choose another model…"));
    negative_fold_->setTitle(tr("Negative prompt"));
    negative_->setPlaceholderText(tr("What to keep away from"));
    negative_->setAccessibleName(tr("Negative prompt"));
    refresh();
}

void PromptBox::refresh() {
    const DescribeWork& describe = work_.describe;
    const QString obstacle = describe.obstacle();
    const QSignalBlocker quiet(variants_);
    variants_->setCurrentIndex(describe.variants() - 1);
    run_->setEnabled(obstacle.isEmpty());
    run_->setAccessibleDescription(obstacle);
    run_->setToolTip(obstacle.isEmpty() ? tr("Change the photo as described (Enter)") : obstacle);
    dice_->setEnabled(obstacle.isEmpty());
    words_->setTakesWeights(!describe.usesStarter());
    negative_->setTakesWeights(true);
    negative_fold_->setVisible(!describe.usesStarter());
    if (negative_->words() != describe.negative()) negative_->setWords(describe.negative());

    const engine::PromptCheck& check = describe.words().result();
    const bool any = !describe.prompt().trimmed().isEmpty();
    tokens_->setVisible(any && check.tokens > 0);
    tokens_->setText(check.limit > 0 ? tr("%1 of %2 tokens").arg(check.tokens).arg(check.limit)
                                     : tr("%1 tokens").arg(check.tokens));
    refreshPlace();
    refreshRemark();
    hint();
}

/// Why nothing can be run, else where it would be.
void PromptBox::refreshPlace() {
    const DescribeWork& describe = work_.describe;
    const PlaceFinder& place = describe.place();
    const bool painted = work_.document.hasMask();
    QString text = describe.obstacle();
    bool found = false;
    bool nowhere = false;
    if (!text.isEmpty()) {
        // said already
    } else if (work_.mask_work.isBusy()) {
        text = tr("Region: becoming the mask…");
    } else if (painted) {
        text = tr("Region: the painted mask");
    } else {
        switch (place.state()) {
            case PlaceFinder::State::Unasked:
                text = tr("Region: found from your words");
                break;
            case PlaceFinder::State::Looking:
                text = tr("Region: looking for it…");
                break;
            case PlaceFinder::State::Found:
                text = tr("Region: found from your words");
                found = true;
                break;
            case PlaceFinder::State::NotFound:
                text = tr("No region found for these words.");
                nowhere = true;
                break;
        }
    }
    place_->setText(text);
    edit_mask_->setVisible(found);
    draw_->setVisible(nowhere);
}

PromptBox::Remark PromptBox::remark() const {
    const DescribeWork& describe = work_.describe;
    const engine::PromptCheck& check = describe.words().result();
    if (shortened_) {
        return {tr("That was longer than a prompt can be: only the first %1 characters were taken.")
                    .arg(kLongestPrompt)};
    }
    if (describe.usesStarter() && weight_refused_) {
        return {tr("The starter model ignores weights. They count with a checkpoint."), true};
    }
    const QStringList unknown = describe.prompt().trimmed().isEmpty() ? QStringList() : listOf(check.unknown);
    if (!unknown.isEmpty()) {
        QStringList named;
        for (const QString& word : unknown.mid(0, kNamed)) {
            named << tr("“%1”").arg(word.size() > kLongestNamed ? word.left(kLongestNamed - 1) + u'…' : word);
        }
        const qsizetype others = static_cast<qsizetype>(check.unknown.size()) - named.size();
        QString words = named.join(tr(", "));
        if (unknown.size() > kNamed) words = tr("%1 and %2 more words").arg(words).arg(others);
        return {describe.usesStarter() ? tr("The starter model does not know %1.").arg(words)
                                       : tr("The model does not know %1.").arg(words),
                true};
    }
    if (check.limit > 0 && check.tokens > check.limit) {
        return {tr("Too long: %1 tokens, and only the first %2 count. Say it in fewer words.")
                    .arg(check.tokens)
                    .arg(check.limit)};
    }
    if (const auto& error = describe.place().error(); error && error->code != engine::ErrorCode::NoFace &&
                                                      error->code != engine::ErrorCode::InvalidRequest) {
        const ErrorText text = errorText(QStringLiteral("describe"), *error);
        return {text.sentence, text.remedy == Remedy::ChooseModel};
    }
    if (describe.usesStarter() && hasWeights(describe.prompt())) {
        return {tr("The starter model ignores weights. They count with a checkpoint."), true};
    }
    return {};
}

void PromptBox::refreshRemark() {
    const Remark said = remark();
    const engine::PromptCheck& check = work_.describe.words().result();
    words_->setUnknown(work_.describe.prompt().trimmed().isEmpty() ? QStringList() : listOf(check.unknown));
    remark_->setText(said.text);
    remark_icon_->setPixmap(themedIcon(":/icons/warning.svg").pixmap(QSize(16, 16), devicePixelRatioF()));
    other_model_->setVisible(said.other_model);
    remark_row_->setVisible(!said.text.isEmpty());
}

/// The place is shown until its words have been run: then the result is what is looked at.
void PromptBox::hint() {
    const PlaceFinder& place = work_.describe.place();
    const bool looks = work_.describe.hasFreshWords() || points_at_place_;
    const bool shows = isVisible() && looks && place.found() && !work_.document.hasMask() &&
                       work_.session.state() == EditSession::State::Idle;
    const engine::Image mask = shows ? place.found()->mask : engine::Image();
    if (shows == hinting_ && mask.sharesPixelsWith(hinted_)) return;
    hinting_ = shows;
    hinted_ = mask;
    Q_EMIT hinted(mask, shows ? place.found()->region : engine::Rect());
}

void PromptBox::editFound() {
    const auto& found = work_.describe.place().found();
    if (!found) return;
    work_.mask_work.adopt(found->mask, found->region);
    Q_EMIT drawWanted();
}

/// Names of templates that what has been written of a phrase may mean, and words that the model knows.
std::vector<Completion> PromptBox::completionsFor(const QString& before_cursor) const {
    const auto since = [&](auto&& ends) {
        qsizetype from = before_cursor.size();
        while (from > 0 && !ends(before_cursor[from - 1])) --from;
        return before_cursor.mid(from);
    };
    const QString word =
        since([](QChar c) { return !c.isLetterOrNumber() && c != u'-' && c != u'\'' && !c.isSurrogate(); });
    const auto longEnough = [](const QString& text) {
        return text.size() >= 2 || (!text.isEmpty() && isCjk(text.front()));
    };
    if (!longEnough(word)) return {};
    QString phrase = since([](QChar c) { return c == u',' || c == u'(' || c == u'\n' || c == u'、'; });
    while (!phrase.isEmpty() && phrase.front().isSpace()) phrase.remove(0, 1);

    std::vector<Completion> offers;
    const QString language = work_.settings.language();
    const auto offer = [&](const PromptTemplate& one) {
        const QString title = one.title(language);
        const bool meant = title.startsWith(phrase, Qt::CaseInsensitive) ||
                           one.prompt.startsWith(phrase, Qt::CaseInsensitive);
        if (!meant || one.prompt == phrase || static_cast<int>(offers.size()) >= kOffers) return;
        const bool same = title.compare(one.prompt, Qt::CaseInsensitive) == 0;
        offers.push_back({same ? one.prompt : QStringLiteral("%1 → %2").arg(title, one.prompt.left(60)),
                          one.prompt, static_cast<int>(phrase.size())});
    };
    for (const PromptTemplate& one : work_.templates.own()) offer(one);
    for (const PromptTemplate& one : work_.templates.program()) {
        if (!one.for_checkpoints || !work_.describe.usesStarter()) offer(one);
    }
    for (const std::string& known : work_.describe.words().words().completions(word.toStdString(), kOffers)) {
        const QString text = QString::fromStdString(known);
        if (static_cast<int>(offers.size()) >= kOffers) break;
        if (text.compare(word, Qt::CaseInsensitive) == 0) continue;
        offers.push_back({text, text, static_cast<int>(word.size())});
    }
    return offers;
}

}  // namespace ui
