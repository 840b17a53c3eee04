#include "ui/session/prompt_templates.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <algorithm>

#include "ui/session/prompt_text.h"

namespace ui {
namespace {

constexpr qint64 kLargestFile = 1 << 20;
constexpr int kMostTemplates = 500;
constexpr int kLongestTitle = 80;
constexpr int kLongestTemplate = 4000;

using Titles = QHash<QString, QString>;

QString titleIn(const Titles& titles, const QString& language) {
    for (const QString& wanted : {language, QString(), QStringLiteral("en")}) {
        if (const auto found = titles.find(wanted); found != titles.end()) return *found;
    }
    return titles.isEmpty() ? QString() : titles.begin().value();
}

QString cleanTitle(const QString& text) {
    return askedPrompt(text).left(kLongestTitle).trimmed();
}

/// "title" is a text, or an object with one text for each language.
Titles titlesOf(const QJsonValue& value) {
    Titles titles;
    if (value.isString()) titles.insert(QString(), cleanTitle(value.toString()));
    const QJsonObject by_language = value.toObject();
    for (auto entry = by_language.begin(); entry != by_language.end(); ++entry) {
        titles.insert(entry.key(), cleanTitle(entry.value().toString()));
    }
    titles.removeIf([](const auto& entry) { return entry.value().isEmpty(); });
    return titles;
}

QStringList phrasesOf(const QString& prompt) {
    QStringList phrases;
    for (const QString& phrase : askedPrompt(prompt).split(u',')) {
        if (!phrase.trimmed().isEmpty()) phrases << phrase.trimmed();
    }
    return phrases;
}

}  // namespace

struct PromptTemplates::Read {
    QJsonObject all;
    std::vector<PromptTemplate> templates;
    Fault fault;
};

PromptTemplates::Read PromptTemplates::read(const QString& path) {
    Read result;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        result.fault = {Fault::Kind::Unreadable, file.errorString()};
        return result;
    }
    if (file.size() > kLargestFile) {
        result.fault = {Fault::Kind::TooLarge, {}};
        return result;
    }
    result.all = QJsonDocument::fromJson(file.readAll()).object();
    if (!result.all.value("templates").isArray()) {
        result.fault = {Fault::Kind::NoList, {}};
        return result;
    }
    for (const QJsonValue& entry : result.all.value("templates").toArray()) {
        PromptTemplate one{entry["group"].toString(), titlesOf(entry["title"]),
                           askedPrompt(entry["prompt"].toString()).left(kLongestTemplate),
                           entry["checkpoint"].toBool()};
        const bool whole = !one.titles.isEmpty() && !one.prompt.isEmpty();
        if (whole && int(result.templates.size()) < kMostTemplates) {
            result.templates.push_back(std::move(one));
        } else {
            result.fault = {Fault::Kind::Entries, {}, result.fault.entries + 1};
        }
    }
    return result;
}

QString PromptTemplates::textOf(const Fault& fault) {
    switch (fault.kind) {
        case Fault::Kind::None:
            break;
        case Fault::Kind::Unreadable:
            return tr("it cannot be read (%1)").arg(fault.cause);
        case Fault::Kind::TooLarge:
            return tr("it is larger than a list of templates can be");
        case Fault::Kind::NoList:
            return tr("it is damaged, or not a list of templates");
        case Fault::Kind::Entries:
            return tr("%1 of its entries are damaged").arg(fault.entries);
    }
    return {};
}

QString PromptTemplate::title(const QString& language) const {
    return titleIn(titles, language);
}

QString PromptTemplates::Group::title(const QString& language) const {
    return titleIn(titles, language);
}

PromptTemplates::PromptTemplates(const QString& program_path, const QString& own_path) : own_path_(own_path) {
    readProgram(program_path);
    readOwn();
}

void PromptTemplates::readProgram(const QString& path) {
    Read found = read(path);
    program_fault_ = found.fault;
    program_ = std::move(found.templates);
    for (const QJsonValue& entry : found.all.value("groups").toArray()) {
        Group group{entry["id"].toString(), titlesOf(entry["title"]), entry["one"].toBool()};
        if (!group.id.isEmpty() && !group.titles.isEmpty()) groups_.push_back(std::move(group));
    }
}

void PromptTemplates::readOwn() {
    own_fault_ = {};
    own_.clear();
    if (!QFileInfo::exists(own_path_)) return;
    Read found = read(own_path_);
    own_fault_ = found.fault;
    own_ = std::move(found.templates);
}

bool PromptTemplates::isIn(const QString& prompt, const PromptTemplate& picked) {
    const QStringList phrases = phrasesOf(prompt);
    const QStringList wanted = phrasesOf(picked.prompt);
    return std::all_of(wanted.begin(), wanted.end(),
                       [&](const QString& phrase) { return phrases.contains(phrase, Qt::CaseInsensitive); });
}

QString PromptTemplates::pick(const QString& prompt, const PromptTemplate& picked) const {
    QStringList phrases = phrasesOf(prompt);
    const auto drop = [&phrases](const PromptTemplate& other) {
        for (const QString& phrase : phrasesOf(other.prompt)) {
            phrases.removeIf([&](const QString& p) { return p.compare(phrase, Qt::CaseInsensitive) == 0; });
        }
    };
    const bool was_there = isIn(prompt, picked);
    if (was_there) {
        drop(picked);
        return phrases.join(QStringLiteral(", "));
    }
    const auto group = std::find_if(groups_.begin(), groups_.end(),
                                    [&](const Group& one) { return one.id == picked.group; });
    if (group != groups_.end() && group->one) {
        for (const PromptTemplate& other : program_) {
            if (other.group == picked.group) drop(other);
        }
    }
    phrases << picked.prompt;
    return phrases.join(QStringLiteral(", "));
}

QString PromptTemplates::problem() const {
    if (own_fault_) {
        return tr("Your own templates in “%1” cannot all be used: %2. The others work.")
            .arg(QFileInfo(own_path_).fileName(), textOf(own_fault_));
    }
    if (program_fault_) {
        return tr("The program's templates cannot all be used: %1. Install the program again to restore "
                  "them.")
            .arg(textOf(program_fault_));
    }
    return {};
}

bool PromptTemplates::setAside() {
    const QString aside = own_path_ + QStringLiteral(".damaged");
    QFile::remove(aside);
    if (!QFile::rename(own_path_, aside)) return false;
    own_fault_ = {};
    if (!own_.empty()) write(own_);  // what could be read of it
    return true;
}

QString PromptTemplates::add(const QString& title, const QString& prompt) {
    PromptTemplate fresh{{}, {{QString(), cleanTitle(title)}}, askedPrompt(prompt), false};
    if (fresh.title({}).isEmpty()) return tr("Give the template a name.");
    if (fresh.prompt.isEmpty()) return tr("Write what to change first.");
    if (fresh.prompt.size() > kLongestTemplate) return tr("These words are too long for a template.");
    std::vector<PromptTemplate> all = own_;
    std::erase_if(all, [&](const PromptTemplate& one) { return one.title({}) == fresh.title({}); });
    if (int(all.size()) >= kMostTemplates) return tr("There are too many templates. Delete one first.");
    all.push_back(std::move(fresh));
    return write(std::move(all));
}

QString PromptTemplates::remove(const QString& title) {
    std::vector<PromptTemplate> all = own_;
    std::erase_if(all, [&](const PromptTemplate& one) { return one.title({}) == title; });
    return write(std::move(all));
}

QString PromptTemplates::write(std::vector<PromptTemplate> templates) {
    if (own_fault_) return problem();  // what is damaged may still be worth something
    QJsonArray list;
    for (const PromptTemplate& one : templates) {
        list.append(QJsonObject{{"title", one.title({})}, {"prompt", one.prompt}});
    }
    const QByteArray text = QJsonDocument(QJsonObject{{"templates", list}}).toJson();
    QSaveFile file(own_path_);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        return tr("The templates could not be saved (%1).").arg(file.errorString());
    }
    own_ = std::move(templates);
    return {};
}

}  // namespace ui
