#include "ui/panels/prompt/prompt_edit.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QMimeData>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>
#include <QTextEdit>
#include <QTextLayout>
#include <algorithm>
#include <cmath>

#include "ui/panels/prompt/prompt_weight.h"
#include "ui/session/prompt_text.h"

namespace ui {
namespace {

constexpr int kMostLines = 4;
constexpr int kMargin = 8;
constexpr int kMostUnderlined = 200;  // enough to see; thousands would make typing slow
constexpr int kOfferWidth = 280;

int visualLine(const QTextCursor& cursor) {
    return cursor.block().layout()->lineForTextPosition(cursor.positionInBlock()).lineNumber();
}

bool isOnFirstLine(const QTextCursor& cursor) {
    return cursor.block() == cursor.document()->firstBlock() && visualLine(cursor) <= 0;
}

bool isOnLastLine(const QTextCursor& cursor) {
    return cursor.block() == cursor.document()->lastBlock() &&
           visualLine(cursor) >= cursor.block().layout()->lineCount() - 1;
}

/// The word as a whole; languages without spaces have no such borders.
QString patternOf(const QString& word) {
    const QString escaped = QRegularExpression::escape(word);
    const bool spaced = word.front().script() == QChar::Script_Latin;
    return spaced ? QStringLiteral("(?<!\\w)%1(?!\\w)").arg(escaped) : escaped;
}

}  // namespace

PromptEdit::PromptEdit(QWidget* parent)
    : QPlainTextEdit(parent), completer_(new QCompleter(this)), offers_(new QStandardItemModel(this)) {
    setTabChangesFocus(true);
    setLineWrapMode(WidgetWidth);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(kMargin);
    completer_->setModel(offers_);
    completer_->setWidget(this);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    completer_->popup()->setObjectName("completions");
    completer_->popup()->setProperty("role", "completions");
    connect(completer_, QOverload<const QModelIndex&>::of(&QCompleter::activated), this,
            [this](const QModelIndex& index) { complete(index.row()); });
    connect(this, &QPlainTextEdit::textChanged, this, &PromptEdit::grow);
    grow();
}

void PromptEdit::setWords(const QString& words) {
    if (words == toPlainText()) return;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(words);
    cursor.endEditBlock();
    moveCursor(QTextCursor::End);
}

void PromptEdit::setHistory(const QStringList& newest_first) {
    history_ = newest_first;
    leaf_ = -1;
}

void PromptEdit::setUnknown(const QStringList& words) {
    if (words == unknown_) return;
    unknown_ = words;
    underline();
}

// ---- size -------------------------------------------------------------------------------------------------

QSize PromptEdit::sizeHint() const {
    const int lines = std::clamp(int(std::lround(document()->size().height())), 1, kMostLines);
    const int frame = 2 * frameWidth() + 2 * kMargin;
    return {320, lines * fontMetrics().lineSpacing() + frame + 2};
}

QSize PromptEdit::minimumSizeHint() const {
    return {120, sizeHint().height()};
}

void PromptEdit::grow() {
    const bool overflows = document()->size().height() > kMostLines + 0.5;
    setVerticalScrollBarPolicy(overflows ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    if (height() != sizeHint().height()) setFixedHeight(sizeHint().height());
}

void PromptEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    // Another width wraps into another number of lines; a height set at once would be asked for in vain.
    if (event->size().width() != event->oldSize().width()) {
        QMetaObject::invokeMethod(this, &PromptEdit::grow, Qt::QueuedConnection);
    }
}

void PromptEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) grow();
    if (event->type() == QEvent::PaletteChange) underline();
}

/// Not by colour alone: the wave is a shape, and the line under the box says the words.
void PromptEdit::underline() {
    QList<QTextEdit::ExtraSelection> marks;
    QTextCharFormat format;
    format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    format.setUnderlineColor(palette().color(QPalette::Link));
    QStringList patterns;
    for (const QString& word : unknown_.mid(0, kMostUnderlined)) patterns << patternOf(word);
    const QRegularExpression any(patterns.join(u'|'), QRegularExpression::CaseInsensitiveOption |
                                                          QRegularExpression::UseUnicodePropertiesOption);
    const QString text = patterns.isEmpty() ? QString() : toPlainText();
    for (auto it = any.globalMatch(text); it.hasNext() && marks.size() < kMostUnderlined;) {
        const auto match = it.next();
        if (match.capturedLength() == 0) continue;
        QTextEdit::ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(static_cast<int>(match.capturedStart()));
        mark.cursor.setPosition(static_cast<int>(match.capturedEnd()), QTextCursor::KeepAnchor);
        mark.format = format;
        marks << mark;
    }
    setExtraSelections(marks);
}

// ---- keys -------------------------------------------------------------------------------------------------

/// A shortcut of the window that runs the words never comes as a key; the list must not outlast it.
bool PromptEdit::event(QEvent* event) {
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool runs = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (runs && key->modifiers().testFlag(Qt::ControlModifier)) hideCompletions();
    }
    return QPlainTextEdit::event(event);
}

void PromptEdit::keyPressEvent(QKeyEvent* event) {
    if (keyOfCompletions(event)) return;
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    const int key = event->key();
    const int by = key == Qt::Key_Up ? 1 : key == Qt::Key_Down ? -1 : 0;
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        hideCompletions();
        if (event->modifiers().testFlag(Qt::ShiftModifier)) {
            insertPlainText(QStringLiteral("\n"));
        } else if (control) {
            event->ignore();  // the window's
        } else {
            Q_EMIT entered();
        }
        return;
    }
    if (by != 0 && control) return weigh(by);
    if (by != 0 && event->modifiers() == Qt::NoModifier && leaf(by)) return;
    const QString before = toPlainText();
    QPlainTextEdit::keyPressEvent(event);
    if (before != toPlainText()) {
        leaf_ = -1;
        offerCompletions();
    }
}

void PromptEdit::focusOutEvent(QFocusEvent* event) {
    if (event->reason() != Qt::PopupFocusReason) hideCompletions();
    QPlainTextEdit::focusOutEvent(event);
}

void PromptEdit::weigh(int by) {
    if (!takes_weights_) {
        Q_EMIT weightRefused();
        return;
    }
    const QTextCursor cursor = textCursor();
    const SelectedText before{toPlainText(), cursor.selectionStart(), cursor.selectionEnd()};
    const SelectedText after = changeWeight(before, by);
    if (after == before) return;
    QTextCursor all(document());
    all.beginEditBlock();
    all.select(QTextCursor::Document);
    all.insertText(after.text);
    all.endEditBlock();
    all.setPosition(after.begin);
    all.setPosition(after.end, QTextCursor::KeepAnchor);
    setTextCursor(all);
}

/// Up goes to what was run before, Down comes back to what is being written.
bool PromptEdit::leaf(int by) {
    const QTextCursor cursor = textCursor();
    if (cursor.hasSelection() || (by > 0 ? !isOnFirstLine(cursor) : !isOnLastLine(cursor))) return false;
    qsizetype next = leaf_ + by;
    // What stands in the box already is not worth a step.
    if (leaf_ < 0 && by > 0 && !history_.isEmpty() && history_.front() == toPlainText().trimmed()) ++next;
    if (next < -1 || next >= history_.size()) return false;
    if (leaf_ < 0) draft_ = toPlainText();
    setWords(next < 0 ? draft_ : history_[next]);
    leaf_ = next;
    return true;
}

// ---- completions ------------------------------------------------------------------------------------------

void PromptEdit::offerCompletions() {
    if (!complete_) return;
    const QTextCursor cursor = textCursor();
    const QString line = cursor.block().text();
    const int at = cursor.positionInBlock();
    const bool in_word = at < line.size() && line[at].isLetterOrNumber();
    completions_ = cursor.hasSelection() || in_word ? std::vector<Completion>() : complete_(line.left(at));
    offers_->clear();
    for (const Completion& completion : completions_) {
        offers_->appendRow(new QStandardItem(completion.shown));
    }
    if (completions_.empty()) return hideCompletions();
    QRect place = cursorRect();
    place.setWidth(kOfferWidth);
    completer_->complete(place);
    completer_->popup()->setCurrentIndex({});  // Enter runs unless one of them is chosen
}

void PromptEdit::hideCompletions() {
    completer_->popup()->hide();
}

/// Keys that are for the list while it is open; the completer passes the others on to the box.
bool PromptEdit::keyOfCompletions(QKeyEvent* event) {
    QAbstractItemView* list = completer_->popup();
    if (!list->isVisible()) return false;
    const bool chosen = list->currentIndex().isValid();
    switch (event->key()) {
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (!chosen || event->modifiers() != Qt::NoModifier) return false;
            complete(list->currentIndex().row());
            return true;
        case Qt::Key_Escape:
            hideCompletions();
            return true;
        default:
            return false;
    }
}

/// Tab takes the first completion, or the one that is chosen.
bool PromptEdit::focusNextPrevChild(bool next) {
    const QAbstractItemView* list = completer_->popup();
    if (!next || !list->isVisible()) return QPlainTextEdit::focusNextPrevChild(next);
    complete(std::max(0, list->currentIndex().row()));
    return true;
}

void PromptEdit::complete(int row) {
    hideCompletions();
    if (row < 0 || row >= static_cast<int>(completions_.size())) return;
    const Completion chosen = completions_[static_cast<std::size_t>(row)];
    QTextCursor cursor = textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, chosen.typed);
    cursor.insertText(chosen.text);
    setTextCursor(cursor);
}

// ---- pasting and dropping ---------------------------------------------------------------------------------

bool PromptEdit::canInsertFromMimeData(const QMimeData* source) const {
    return source->hasText() && !source->hasUrls();  // a dropped photo is for the window
}

void PromptEdit::insertFromMimeData(const QMimeData* source) {
    const qsizetype room = kLongestPrompt - (toPlainText().size() - textCursor().selectedText().size());
    const QString clean = cleanPrompt(source->text());
    textCursor().insertText(clean.left(std::max<qsizetype>(0, room)));
    leaf_ = -1;
    if (clean.size() > room || source->text().size() > kLongestPrompt) Q_EMIT shortened();
}

}  // namespace ui
