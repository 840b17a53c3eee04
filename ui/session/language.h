#pragma once

#include <QObject>
#include <QTranslator>

namespace ui {

/// The translators that are installed in the application. Switching sends every widget a LanguageChange
/// event.
class Language : public QObject {
    Q_OBJECT

public:
    explicit Language(QObject* parent = nullptr) : QObject(parent) {}
    ~Language() override;

    /// "en" (the source language) or "ja".
    void use(const QString& language);
    const QString& current() const { return current_; }

private:
    QString current_;
    QTranslator ours_;
    QTranslator qt_;  ///< Qt's own dialogs, where the system has their translation
};

}  // namespace ui
