#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTabBar>
#include <QTreeWidget>

#include "tests/support/workbench.h"
#include "ui/main_window.h"
#include "ui/panels/export_dialog.h"
#include "ui/session/language.h"
#include "ui/tools/tool_info.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/theme.h"

namespace {

/// A window in which everything that can be seen has been seen: a photo, an edit, jobs, an error, all
/// dialogs.
class WordsTest : public testing::Test {
protected:
    WordsTest() { bench.settings.setLanguage("en"); }
    ~WordsTest() override { language.use("en"); }

    void SetUp() override {
        window = std::make_unique<ui::MainWindow>(bench.work, language, "sample.jpg");
        window->show();
        bench.openPhoto();
        bench.runToResult();
        bench.work.session.accept();
        bench.work.session.submit("shadows", ui::shadowsRequest(bench.work.document, {}, {}));
        bench.engine.fail(bench.submittedJob(), {engine::ErrorCode::NoFace, "details of the engine"});
        test::settle();
        for (const char* dialog : {"settings", "help", "export"}) {
            window->findChild<QAction*>(dialog)->trigger();
        }
        test::settle();
    }

    test::Workbench bench;
    ui::Language language;
    std::unique_ptr<ui::MainWindow> window;
};

/// Every text that a person may meet on this object.
QStringList textsOf(const QObject* object) {
    QStringList texts;
    if (const auto* action = qobject_cast<const QAction*>(object)) {
        if (!action->isSeparator()) texts << action->text() << action->toolTip();
    }
    const auto* widget = qobject_cast<const QWidget*>(object);
    if (!widget) return texts;
    texts << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
    if (widget->isWindow() || qobject_cast<const QDockWidget*>(widget)) texts << widget->windowTitle();
    if (const auto* label = qobject_cast<const QLabel*>(widget)) texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) texts << button->text();
    if (const auto* menu = qobject_cast<const QMenu*>(widget)) texts << menu->title();
    if (const auto* line = qobject_cast<const QLineEdit*>(widget)) texts << line->placeholderText();
    if (const auto* box = qobject_cast<const QSpinBox*>(widget))
        texts << box->suffix() << box->specialValueText();
    if (const auto* box = qobject_cast<const QComboBox*>(widget)) {
        for (int i = 0; i < box->count(); ++i) texts << box->itemText(i);
    }
    if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
        for (int i = 0; i < tabs->count(); ++i) texts << tabs->tabText(i);
    }
    if (const auto* list = qobject_cast<const QListView*>(widget); list && list->model()) {
        for (int row = 0; row < list->model()->rowCount(); ++row) {
            texts << list->model()->index(row, 0).data().toString();
        }
    }
    return texts;
}

/// English words in `text` that are neither names nor units nor keys.
QStringList englishIn(QString text) {
    static const QRegularExpression known(
        "\\b(English|Penumbra|JPEG|JPG|PNG|TIFF?|WebP|RAW|EXIF|IPTC|XMP|sRGB|ICC|CPU|CUDA|GPU|MB|GB|px|png|"
        "jpg|tif|"
        "webp|webp|bfloat|half|Fake|thread|f32|bit|portrait|edited|sample|Ctrl|Shift|Alt|Esc|Enter|Return|"
        "Tab|Space|"
        "Del|LoRA|ControlNet|SDXL|Stable Diffusion|Textual Inversion|diffusers|safetensors|SHA|details of "
        "the "
        "engine|bfloat16|float|DDIM|DDPM|PNDM|DPM|Euler|ancestral|Karras|SDE|UniPC|LCM|OpenPose|R|G|B|[A-Z]|"
        "F\\d+)"
        "\\b");
    text.remove(QRegularExpression("\\([^)]*\\)"));  // keys of tool tips, letters of menus
    text.remove(QRegularExpression("\\S*/\\S*"));    // paths
    text.remove(known);
    static const QRegularExpression word("[A-Za-z]{2,}");
    QStringList words;
    for (auto it = word.globalMatch(text); it.hasNext();) words << it.next().captured();
    return words;
}

QString describe(const QObject* object) {
    return QString("%1 “%2”").arg(object->metaObject()->className(), object->objectName());
}

TEST_F(WordsTest, JapaneseLeavesNoEnglishInTheWindow) {
    bench.settings.setLanguage("ja");
    test::settle();
    QList<QObject*> objects = window->findChildren<QObject*>();
    objects << window.get();
    int japanese = 0;
    for (const QObject* object : objects) {
        if (object->objectName().startsWith("qt_") || object->inherits("QFileDialog") ||
            (object->parent() && object->parent()->inherits("QTabBar"))) {
            continue;  // parts of Qt's own that are not shown
        }
        for (const QString& text : textsOf(object)) {
            const QStringList english = englishIn(text);
            EXPECT_TRUE(english.isEmpty()) << describe(object).toStdString() << ": " << text.toStdString();
            japanese += text.contains(QRegularExpression("[\\x{3040}-\\x{30ff}\\x{4e00}-\\x{9fff}]"));
        }
    }
    EXPECT_GT(japanese, 150);
}

TEST_F(WordsTest, TheWordsOfTheTradeAreTheAgreedOnes) {
    bench.settings.setLanguage("ja");
    test::settle();
    const auto text = [this](const char* id) { return window->findChild<QAction*>(id)->text(); };
    EXPECT_TRUE(text("shadows").contains("影の除去"));
    EXPECT_TRUE(text("brush").contains("ブラシ"));
    EXPECT_TRUE(text("eraser").contains("消しゴム"));
    EXPECT_TRUE(text("lasso").contains("なげなわ"));
    EXPECT_TRUE(text("gradient").contains("グラデーション"));
    EXPECT_TRUE(text("mask_feather").contains("ぼかし"));
    EXPECT_TRUE(text("pose").contains("ポーズ"));
    EXPECT_TRUE(text("export").contains("書き出し"));
    EXPECT_TRUE(text("undo").contains("元に戻す"));
    EXPECT_TRUE(text("redo").contains("やり直す"));
    EXPECT_TRUE(text("settings").contains("設定"));
    const auto docks = window->findChildren<QDockWidget*>();
    EXPECT_EQ(docks[1]->windowTitle(), "編集履歴");
    EXPECT_EQ(docks[2]->windowTitle(), "処理キュー");
}

TEST_F(WordsTest, EnglishComesBack) {
    for (const char* code : {"ja", "en"}) {
        bench.settings.setLanguage(code);
        test::settle();
    }
    EXPECT_EQ(window->findChild<QAction*>("export")->text(), "&Export…");
    EXPECT_EQ(window->findChildren<QDockWidget*>()[1]->windowTitle(), "Edits");
}

TEST_F(WordsTest, EveryActionHasANameAndEveryControlAnAccessibleOne) {
    for (const QAction* action : window->actions()) {
        EXPECT_FALSE(action->text().isEmpty()) << action->objectName().toStdString();
        EXPECT_FALSE(action->toolTip().isEmpty()) << action->objectName().toStdString();
    }
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        const bool control =
            qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QAbstractSlider*>(widget) ||
            qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QComboBox*>(widget) ||
            qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractItemView*>(widget);
        const bool inner = widget->objectName().startsWith("qt_") || widget->inherits("QScrollBar") ||
                           qobject_cast<const QAbstractSpinBox*>(widget->parent()) ||
                           qobject_cast<const QComboBox*>(widget->parent()) ||
                           widget->inherits("QComboBoxListView") || widget->inherits("QHeaderView") ||
                           widget->parent()->inherits("QKeySequenceEdit") || widget->inherits("QTabBar") ||
                           widget->parent()->inherits("QTabBar") || widget->parent()->inherits("QMenuBar");
        if (!control || inner || widget->isHidden() || widget->focusPolicy() == Qt::NoFocus) continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        EXPECT_TRUE(named) << describe(widget).toStdString() << " in "
                           << describe(widget->parent()).toStdString();
    }
}

TEST(Theme, TextStandsOutFromItsSurface) {
    const auto luminance = [](const QColor& colour) {
        const auto linear = [](double v) {
            return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
               0.0722 * linear(colour.blueF());
    };
    const auto contrast = [&](const QColor& a, const QColor& b) {
        const double light = std::max(luminance(a), luminance(b));
        const double dark = std::min(luminance(a), luminance(b));
        return (light + 0.05) / (dark + 0.05);
    };
    for (const ui::ThemeColours* t : {&ui::darkTheme(), &ui::lightTheme()}) {
        for (const QColor& surface : {t->window, t->panel, t->field, t->control, t->hover, t->checked}) {
            EXPECT_GE(contrast(t->text, surface), 4.5)
                << t->name.toStdString() << surface.name().toStdString();
        }
        for (const QColor& surface : {t->window, t->panel, t->field}) {
            EXPECT_GE(contrast(t->dim, surface), 4.5) << t->name.toStdString();
            EXPECT_GE(contrast(t->accent_text, surface), 4.5) << t->name.toStdString();
        }
        EXPECT_GE(contrast(t->on_accent, t->accent), 4.5) << t->name.toStdString();
        EXPECT_GE(contrast(t->on_accent, t->accent_hover), 4.5) << t->name.toStdString();
        EXPECT_GE(contrast(t->text, t->notice), 4.5) << t->name.toStdString();
    }
}

TEST(Theme, EveryToolHasADrawingThatFollowsTheText) {
    for (const ui::ToolInfo& tool : ui::allTools()) {
        const QIcon icon = ui::themedIcon(tool.icon);
        EXPECT_FALSE(icon.isNull()) << tool.icon;
        const QImage drawn = icon.pixmap(QSize(20, 20), 2.0).toImage();
        EXPECT_EQ(drawn.size(), QSize(40, 40)) << tool.icon;
        bool ink = false;
        for (int y = 0; y < drawn.height(); ++y) {
            for (int x = 0; x < drawn.width(); ++x) ink = ink || qAlpha(drawn.pixel(x, y)) > 200;
        }
        EXPECT_TRUE(ink) << tool.icon;
    }
}

}  // namespace
