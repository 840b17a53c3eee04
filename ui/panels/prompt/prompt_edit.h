#pragma once

#include <QPlainTextEdit>
#include <QStringList>
#include <functional>
#include <vector>

class QCompleter;
class QStandardItemModel;

namespace ui {

/// What may be meant by what has been typed so far.
struct Completion {
    QString shown;
    QString text;   ///< takes the place of what was typed
    int typed = 0;  ///< so many characters before the cursor
};

/// A box for words: grows with them up to four lines, Enter runs, Shift+Enter starts a line. Up on the first
/// line and Down on the last leaf through what was run before, words are completed, Ctrl+Up and Ctrl+Down
/// change the weight of a word.
class PromptEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    using Complete = std::function<std::vector<Completion>(const QString& before_cursor)>;

    explicit PromptEdit(QWidget* parent = nullptr);

    /// Exchanges the text as one step that the box's own undo takes back.
    void setWords(const QString& words);
    QString words() const { return toPlainText(); }
    void setHistory(const QStringList& newest_first);
    void setCompletions(Complete complete) { complete_ = std::move(complete); }
    /// Words that are underlined.
    void setUnknown(const QStringList& words);
    void setTakesWeights(bool takes) { takes_weights_ = takes; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void entered();
    void weightRefused();  ///< Ctrl+Up or Ctrl+Down where weights do not count
    void shortened();      ///< what was put in was longer than a prompt can be

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    bool focusNextPrevChild(bool next) override;

private:
    void grow();
    void underline();
    void weigh(int by);
    bool leaf(int by);
    void offerCompletions();
    void hideCompletions();
    void complete(int row);
    bool keyOfCompletions(QKeyEvent* event);

    QCompleter* completer_;
    QStandardItemModel* offers_;
    std::vector<Completion> completions_;
    Complete complete_;
    QStringList unknown_;
    QStringList history_;
    qsizetype leaf_ = -1;  ///< −1: what is being written
    QString draft_;
    bool takes_weights_ = true;
};

}  // namespace ui
