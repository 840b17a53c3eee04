#pragma once

#include <QCoreApplication>
#include <QHash>
#include <QString>
#include <QStringList>
#include <vector>

namespace ui {

/// Words that can be picked from a list instead of being written.
struct PromptTemplate {
    QString group;                   ///< id of the group it stands in; empty for the user's own
    QHash<QString, QString> titles;  ///< by language; the user's own have one under ""
    QString prompt;                  ///< what goes into the prompt box
    bool for_checkpoints = false;    ///< the starter model does not know its words

    QString title(const QString& language) const;
};

/// The templates of the program and those of the user, who keeps them in a file of their own. A damaged file
/// is told of in a sentence and left as it is; everything that can be read of both files works.
class PromptTemplates {
    Q_DECLARE_TR_FUNCTIONS(PromptTemplates)

public:
    struct Group {
        QString id;
        QHash<QString, QString> titles;
        bool one = false;  ///< only one of it makes sense at a time: hair has one colour

        QString title(const QString& language) const;
    };

    /// `own_path` need not exist.
    PromptTemplates(const QString& program_path, const QString& own_path);

    const std::vector<Group>& groups() const { return groups_; }
    const std::vector<PromptTemplate>& program() const { return program_; }
    const std::vector<PromptTemplate>& own() const { return own_; }

    /// A prompt is a list of phrases between commas; is the template one of them?
    static bool isIn(const QString& prompt, const PromptTemplate& picked);
    /// The prompt with the template put in, in place of another of a group that takes one, or taken out if it
    /// was there.
    QString pick(const QString& prompt, const PromptTemplate& picked) const;

    /// What was wrong with a file, for people; empty: nothing.
    QString problem() const;
    /// Only the user's file can be set aside.
    bool canSetAside() const { return bool(own_fault_); }
    /// Renames the damaged file, so that new templates can be saved. False: it could not be renamed.
    bool setAside();

    /// Keeps a prompt under a title; one of the same title is replaced. Returns why not, as a sentence;
    /// empty: done.
    QString add(const QString& title, const QString& prompt);
    QString remove(const QString& title);

private:
    void readProgram(const QString& path);
    void readOwn();
    QString write(std::vector<PromptTemplate> templates);

    /// What is wrong with a file.
    struct Fault {
        enum class Kind { None, Unreadable, TooLarge, NoList, Entries };
        Kind kind = Kind::None;
        QString cause;    ///< of the system, when unreadable
        int entries = 0;  ///< that were left out

        explicit operator bool() const { return kind != Kind::None; }
    };
    static QString textOf(const Fault& fault);
    struct Read;
    static Read read(const QString& path);

    QString own_path_;
    std::vector<Group> groups_;
    std::vector<PromptTemplate> program_;
    std::vector<PromptTemplate> own_;
    Fault program_fault_;
    Fault own_fault_;
};

}  // namespace ui
