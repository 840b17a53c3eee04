#pragma once

#include <QByteArray>
#include <QColor>
#include <QKeySequence>
#include <QObject>
#include <QSettings>
#include <QStringList>

#include "engine/api/requests/pose.h"

namespace ui {

enum class ThemeChoice { Dark, Light };

/// What the engine is to compute with. Words as the engine takes them.
struct EngineChoice {
    QString device = QStringLiteral("auto");
    QString precision = QStringLiteral("auto");
    int threads = 0;        ///< 0: chosen by the engine
    int memory_budget = 0;  ///< MiB; 0: chosen by the engine
    bool operator==(const EngineChoice&) const = default;
};

/// Whether a LoRA is wanted, and how strongly: 100 is as it was trained.
struct LoraSetting {
    bool on = false;
    int hundredths = 100;  ///< −200…200
    bool operator==(const LoraSetting&) const = default;
};

/// How poses are drawn anew, apart from the checkpoint.
struct PoseStudioSetting {
    static constexpr int kMostGuidance = 3000;  ///< hundredths; beyond it pictures only burn out
    static constexpr int kMostSteps = 100;
    static constexpr int kStrength = static_cast<int>(engine::PoseRequest::kStudioStrength * 100 + 0.5f);
    static constexpr int kGuidance = static_cast<int>(engine::PoseRequest::kStudioGuidance * 100 + 0.5);
    static constexpr int kSteps = engine::PoseRequest::kStudioSteps;

    QString controlnet;  ///< path; empty: none
    QString prompt;
    int strength = kStrength;  ///< hundredths, 0…100
    int guidance = kGuidance;  ///< hundredths
    int steps = kSteps;
    int seed = 0;
    bool seed_locked = false;
    bool operator==(const PoseStudioSetting&) const = default;
};

/// What the program remembers between two starts. Every value is checked when it is read, so a damaged or
/// foreign settings file can do no more than bring back defaults.
class SettingsStore : public QObject {
    Q_OBJECT

public:
    static constexpr int kMostVariants = 8;

    /// The user's own settings file.
    explicit SettingsStore(QObject* parent = nullptr);
    explicit SettingsStore(const QString& ini_path, QObject* parent = nullptr);

    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);

    /// "en" or "ja"; until chosen, the system's language where we have it.
    QString language() const;
    void setLanguage(const QString& language);

    EngineChoice engine() const;
    void setEngine(const EngineChoice& choice);

    QColor surround() const;  ///< around the photo; 18 % grey by default
    void setSurround(const QColor& colour);
    QColor maskColour() const;  ///< with alpha
    void setMaskColour(const QColor& colour);

    /// The shortcut chosen for an action, or `standard`.
    QKeySequence shortcut(const QString& action, const QKeySequence& standard) const;
    void setShortcut(const QString& action, const QKeySequence& keys);
    void resetShortcuts();

    QStringList recentFiles() const;  ///< newest first, only files that exist
    void addRecentFile(const QString& path);
    QString lastFolder() const;  ///< an existing folder
    QString poseFolder() const;  ///< an existing folder; until one was chosen, lastFolder()
    void setPoseFolder(const QString& folder);

    bool importsCopies() const;  ///< models are copied into the library; false: linked
    void setImportsCopies(bool copies);
    QString studioModel() const;  ///< path of the user's checkpoint that tools work with; empty: none
    void setStudioModel(const QString& path);
    LoraSetting lora(const QString& path) const;
    void setLora(const QString& path, LoraSetting setting);

    bool describesWithStudio() const;  ///< with studioModel(); false: with the starter model
    void setDescribesWithStudio(bool studio);
    int variants() const;  ///< how many results of one run, 1…8
    void setVariants(int count);
    QStringList prompts() const;  ///< that have been run, newest first
    void addPrompt(const QString& prompt);
    PoseStudioSetting poseStudio() const;
    void setPoseStudio(const PoseStudioSetting& setting);
    /// Where the user's own templates are: beside these settings.
    QString templatesPath() const;
    QString posesPath() const;  ///< the folder of the user's own poses, beside them too

    QByteArray windowGeometry() const;
    QByteArray windowState() const;
    void setWindow(const QByteArray& geometry, const QByteArray& state);
    QString lastTool() const;
    void setLastTool(const QString& id);

Q_SIGNALS:
    void themeChanged();
    void languageChanged();
    void engineChanged();
    void coloursChanged();
    void shortcutsChanged();
    void recentFilesChanged();
    void studioChanged();    ///< studioModel() or a LoRA
    void describeChanged();  ///< describesWithStudio() or variants()
    void poseStudioChanged();

private:
    QColor colour(const QString& key, const QColor& standard) const;

    QSettings file_;
};

}  // namespace ui
