#include "ui/session/settings_store.h"

#include <QDir>
#include <QFileInfo>
#include <QLocale>
#include <QStandardPaths>
#include <algorithm>
#include <cstdlib>
#include <limits>

namespace ui {
namespace {

constexpr int kRecentFiles = 10;
constexpr int kMostThreads = 256;
constexpr int kSmallestBudget = 512;     // MiB; networks and one region need about this much
constexpr int kLargestBudget = 1 << 20;  // 1 TiB
constexpr int kLargestLoraScale = 200;   // hundredths
constexpr int kPrompts = 50;
constexpr int kLongestKeptPrompt = 4000;  // characters; longer ones are no lines to leaf through
const QStringList kDevices = {"auto", "cpu", "cuda"};
const QStringList kPrecisions = {"auto", "f32", "bf16", "f16"};

QString oneOf(const QVariant& value, const QStringList& allowed) {
    const QString text = value.toString();
    return allowed.contains(text) ? text : allowed.front();
}

/// `standard` unless the value is a number within the limits.
int numberOr(int standard, const QVariant& value, int least, int most) {
    bool is_number = false;
    const int number = value.toInt(&is_number);
    return is_number && number >= least && number <= most ? number : standard;
}

int numberOrAutomatic(const QVariant& value, int least, int most) {
    return numberOr(0, value, least, most);
}

/// A path's own slashes would make groups of it.
QString loraKey(const QString& path) {
    return "models/loras/" + QString::fromLatin1(path.toUtf8().toPercentEncoding());
}

}  // namespace

SettingsStore::SettingsStore(QObject* parent) : QObject(parent) {}

SettingsStore::SettingsStore(const QString& ini_path, QObject* parent)
    : QObject(parent), file_(ini_path, QSettings::IniFormat) {}

ThemeChoice SettingsStore::theme() const {
    return file_.value("view/theme").toString() == "light" ? ThemeChoice::Light : ThemeChoice::Dark;
}

void SettingsStore::setTheme(ThemeChoice theme) {
    file_.setValue("view/theme", theme == ThemeChoice::Light ? "light" : "dark");
    Q_EMIT themeChanged();
}

QString SettingsStore::language() const {
    const QString chosen = file_.value("view/language").toString();
    if (chosen == "en" || chosen == "ja") return chosen;
    return QLocale::system().language() == QLocale::Japanese ? QStringLiteral("ja") : QStringLiteral("en");
}

void SettingsStore::setLanguage(const QString& language) {
    file_.setValue("view/language", language);
    Q_EMIT languageChanged();
}

EngineChoice SettingsStore::engine() const {
    EngineChoice choice;
    choice.device = oneOf(file_.value("engine/device"), kDevices);
    choice.precision = oneOf(file_.value("engine/precision"), kPrecisions);
    choice.threads = numberOrAutomatic(file_.value("engine/threads"), 1, kMostThreads);
    choice.memory_budget = numberOrAutomatic(file_.value("engine/memory"), kSmallestBudget, kLargestBudget);
    return choice;
}

void SettingsStore::setEngine(const EngineChoice& choice) {
    if (choice == engine()) return;
    file_.setValue("engine/device", choice.device);
    file_.setValue("engine/precision", choice.precision);
    file_.setValue("engine/threads", choice.threads);
    file_.setValue("engine/memory", choice.memory_budget);
    Q_EMIT engineChanged();
}

QColor SettingsStore::surround() const {
    return colour("view/surround", QColor(0x77, 0x77, 0x77));
}

void SettingsStore::setSurround(const QColor& colour) {
    file_.setValue("view/surround", colour.name(QColor::HexRgb));
    Q_EMIT coloursChanged();
}

QColor SettingsStore::maskColour() const {
    return colour("view/mask", QColor(230, 60, 60, 115));
}

void SettingsStore::setMaskColour(const QColor& colour) {
    file_.setValue("view/mask", colour.name(QColor::HexArgb));
    Q_EMIT coloursChanged();
}

QKeySequence SettingsStore::shortcut(const QString& action, const QKeySequence& standard) const {
    const QVariant value = file_.value("shortcuts/" + action);
    if (!value.isValid()) return standard;
    const QString text = value.toString();
    if (text.isEmpty()) return {};
    const QKeySequence keys(text, QKeySequence::PortableText);
    const bool readable = !keys.isEmpty() && keys[0].key() != Qt::Key_unknown;
    return readable ? keys : standard;
}

void SettingsStore::setShortcut(const QString& action, const QKeySequence& keys) {
    file_.setValue("shortcuts/" + action, keys.toString(QKeySequence::PortableText));
    Q_EMIT shortcutsChanged();
}

void SettingsStore::resetShortcuts() {
    file_.remove("shortcuts");
    Q_EMIT shortcutsChanged();
}

QStringList SettingsStore::recentFiles() const {
    QStringList there;
    for (const QString& path : file_.value("files/recent").toStringList()) {
        if (there.size() < kRecentFiles && QFileInfo(path).isFile()) there << path;
    }
    return there;
}

void SettingsStore::addRecentFile(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    QStringList files = file_.value("files/recent").toStringList();
    files.removeAll(absolute);
    files.prepend(absolute);
    while (files.size() > kRecentFiles) files.removeLast();
    file_.setValue("files/recent", files);
    file_.setValue("files/folder", QFileInfo(absolute).absolutePath());
    Q_EMIT recentFilesChanged();
}

QString SettingsStore::lastFolder() const {
    const QString folder = file_.value("files/folder").toString();
    if (!folder.isEmpty() && QFileInfo(folder).isDir()) return folder;
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    return QFileInfo(pictures).isDir() ? pictures : QDir::homePath();
}

QString SettingsStore::poseFolder() const {
    const QString folder = file_.value("files/pose_folder").toString();
    return !folder.isEmpty() && QFileInfo(folder).isDir() ? folder : lastFolder();
}

void SettingsStore::setPoseFolder(const QString& folder) {
    file_.setValue("files/pose_folder", folder);
}

bool SettingsStore::importsCopies() const {
    return file_.value("models/copies").toBool();
}
void SettingsStore::setImportsCopies(bool copies) {
    file_.setValue("models/copies", copies);
}

QString SettingsStore::studioModel() const {
    return file_.value("models/studio").toString();
}

void SettingsStore::setStudioModel(const QString& path) {
    if (path == studioModel()) return;
    file_.setValue("models/studio", path);
    Q_EMIT studioChanged();
}

LoraSetting SettingsStore::lora(const QString& path) const {
    const QString key = loraKey(path);
    LoraSetting setting;
    setting.on = file_.value(key + "/on").toBool();
    bool is_number = false;
    const int hundredths = file_.value(key + "/scale").toInt(&is_number);
    if (is_number && std::abs(hundredths) <= kLargestLoraScale) setting.hundredths = hundredths;
    return setting;
}

void SettingsStore::setLora(const QString& path, LoraSetting setting) {
    if (setting == lora(path)) return;
    file_.setValue(loraKey(path) + "/on", setting.on);
    file_.setValue(loraKey(path) + "/scale", setting.hundredths);
    Q_EMIT studioChanged();
}

bool SettingsStore::describesWithStudio() const {
    return file_.value("describe/studio").toBool();
}

void SettingsStore::setDescribesWithStudio(bool studio) {
    if (studio == describesWithStudio()) return;
    file_.setValue("describe/studio", studio);
    Q_EMIT describeChanged();
}

int SettingsStore::variants() const {
    return std::max(1, numberOrAutomatic(file_.value("describe/variants"), 1, kMostVariants));
}

void SettingsStore::setVariants(int count) {
    if (count == variants()) return;
    file_.setValue("describe/variants", count);
    Q_EMIT describeChanged();
}

QStringList SettingsStore::prompts() const {
    QStringList prompts = file_.value("describe/prompts").toStringList().mid(0, kPrompts);
    prompts.removeIf([](const QString& p) { return p.trimmed().isEmpty() || p.size() > kLongestKeptPrompt; });
    return prompts;
}

void SettingsStore::addPrompt(const QString& prompt) {
    if (prompt.trimmed().isEmpty() || prompt.size() > kLongestKeptPrompt) return;
    QStringList all = prompts();
    all.removeAll(prompt);
    all.prepend(prompt);
    file_.setValue("describe/prompts", all.mid(0, kPrompts));
}

PoseStudioSetting SettingsStore::poseStudio() const {
    using Setting = PoseStudioSetting;
    Setting setting;
    setting.controlnet = file_.value("pose/controlnet").toString();
    setting.prompt = file_.value("pose/prompt").toString().left(kLongestKeptPrompt);
    setting.strength = numberOr(Setting::kStrength, file_.value("pose/strength"), 0, 100);
    setting.guidance = numberOr(Setting::kGuidance, file_.value("pose/guidance"), 0, Setting::kMostGuidance);
    setting.steps = numberOr(Setting::kSteps, file_.value("pose/steps"), 1, Setting::kMostSteps);
    setting.seed = numberOr(0, file_.value("pose/seed"), 0, std::numeric_limits<int>::max());
    setting.seed_locked = file_.value("pose/seed_locked").toBool();
    return setting;
}

void SettingsStore::setPoseStudio(const PoseStudioSetting& setting) {
    if (setting == poseStudio()) return;
    file_.setValue("pose/controlnet", setting.controlnet);
    file_.setValue("pose/prompt", setting.prompt.left(kLongestKeptPrompt));
    file_.setValue("pose/strength", setting.strength);
    file_.setValue("pose/guidance", setting.guidance);
    file_.setValue("pose/steps", setting.steps);
    file_.setValue("pose/seed", setting.seed);
    file_.setValue("pose/seed_locked", setting.seed_locked);
    Q_EMIT poseStudioChanged();
}

QString SettingsStore::templatesPath() const {
    return QFileInfo(file_.fileName()).absoluteDir().filePath("describe_templates.json");
}

QString SettingsStore::posesPath() const {
    return QFileInfo(file_.fileName()).absoluteDir().filePath("poses");
}

QByteArray SettingsStore::windowGeometry() const {
    return file_.value("window/geometry").toByteArray();
}
QByteArray SettingsStore::windowState() const {
    return file_.value("window/state").toByteArray();
}

void SettingsStore::setWindow(const QByteArray& geometry, const QByteArray& state) {
    file_.setValue("window/geometry", geometry);
    file_.setValue("window/state", state);
}

QString SettingsStore::lastTool() const {
    return file_.value("window/tool").toString();
}
void SettingsStore::setLastTool(const QString& id) {
    file_.setValue("window/tool", id);
}

QColor SettingsStore::colour(const QString& key, const QColor& standard) const {
    const QColor colour(file_.value(key).toString());
    return colour.isValid() ? colour : standard;
}

}  // namespace ui
