#include "ui/document/commands.h"

#include <gtest/gtest.h>

#include "tests/support/fake_darkroom.h"

namespace {

using test::makeLayer;
using test::makePhoto;
using ui::Document;
using ui::Edit;

Edit makeEdit(Document& document, float factor = 2.0f) {
    Edit edit;
    edit.id = document.nextEditId();
    edit.system = "shadows";
    edit.change = makeLayer({0, 0, 10, 10}, factor).change;
    return edit;
}

std::vector<quint64> ids(const Document& document) {
    std::vector<quint64> found;
    for (const Edit& edit : document.edits()) found.push_back(edit.id);
    return found;
}

class CommandsTest : public testing::Test {
protected:
    void SetUp() override { document.open(makePhoto({700, 300}, 90, 90, 90), "a.png"); }
    void push(std::unique_ptr<QUndoCommand> command) { document.undoStack().push(command.release()); }
    void undo() { document.undoStack().undo(); }
    void redo() { document.undoStack().redo(); }

    Document document;
};

TEST_F(CommandsTest, AddingAnEditIsOneStepThatCanBeUndone) {
    push(addEdit(document, makeEdit(document)));
    EXPECT_EQ(ids(document), std::vector<quint64>{1});
    EXPECT_EQ(document.layers().size(), 1u);
    undo();
    EXPECT_TRUE(document.edits().empty());
    redo();
    EXPECT_EQ(ids(document), std::vector<quint64>{1});
}

TEST_F(CommandsTest, ARemovedEditComesBackInItsPlace) {
    for (int i = 0; i < 3; ++i) push(addEdit(document, makeEdit(document)));
    push(removeEdit(document, 2));
    EXPECT_EQ(ids(document), (std::vector<quint64>{1, 3}));
    undo();
    EXPECT_EQ(ids(document), (std::vector<quint64>{1, 2, 3}));
}

TEST_F(CommandsTest, AHiddenEditIsNoLayer) {
    push(addEdit(document, makeEdit(document)));
    push(showEdit(document, 1, false));
    EXPECT_TRUE(document.layers().empty());
    undo();
    EXPECT_EQ(document.layers().size(), 1u);
}

TEST_F(CommandsTest, AWholeDragOfTheOpacityIsOneStep) {
    push(addEdit(document, makeEdit(document)));
    for (int percent = 90; percent >= 40; percent -= 10) push(fadeEdit(document, 1, float(percent) / 100));
    EXPECT_FLOAT_EQ(document.edit(1)->opacity, 0.4f);
    EXPECT_EQ(document.undoStack().count(), 2);
    undo();
    EXPECT_FLOAT_EQ(document.edit(1)->opacity, 1.0f);
}

TEST_F(CommandsTest, OpacitiesOfTwoEditsAreTwoSteps) {
    push(addEdit(document, makeEdit(document)));
    push(addEdit(document, makeEdit(document)));
    push(fadeEdit(document, 1, 0.5f));
    push(fadeEdit(document, 2, 0.5f));
    EXPECT_EQ(document.undoStack().count(), 4);
}

TEST_F(CommandsTest, ADragBackToTheStartIsNoStep) {
    push(addEdit(document, makeEdit(document)));
    push(fadeEdit(document, 1, 0.5f));
    push(fadeEdit(document, 1, 1.0f));
    EXPECT_EQ(document.undoStack().count(), 1);
}

TEST_F(CommandsTest, AReplacedEditKeepsItsPlaceAndId) {
    push(addEdit(document, makeEdit(document)));
    push(addEdit(document, makeEdit(document)));
    Edit again = *document.edit(1);
    again.change.region = {5, 5, 20, 20};
    push(replaceEdit(document, again));
    EXPECT_EQ(ids(document), (std::vector<quint64>{1, 2}));
    EXPECT_EQ(document.edit(1)->change.region.x, 5);
    undo();
    EXPECT_EQ(document.edit(1)->change.region.x, 0);
}

TEST_F(CommandsTest, MovingAnEditCanBeUndone) {
    for (int i = 0; i < 4; ++i) push(addEdit(document, makeEdit(document)));
    push(moveEdit(document, 1, 2));
    EXPECT_EQ(ids(document), (std::vector<quint64>{2, 3, 1, 4}));
    undo();
    EXPECT_EQ(ids(document), (std::vector<quint64>{1, 2, 3, 4}));
    redo();
    EXPECT_EQ(ids(document), (std::vector<quint64>{2, 3, 1, 4}));
}

TEST_F(CommandsTest, AReplacedMaskComesBackExactly) {
    QImage first(700, 300, QImage::Format_Grayscale8);
    first.fill(40);
    QImage second = first;
    second.scanLine(10)[20] = 255;
    push(replaceMask(document, "one", first));
    push(replaceMask(document, "two", second));
    EXPECT_EQ(document.mask().constScanLine(10)[20], 255);
    undo();
    EXPECT_EQ(document.mask(), first);
    undo();
    EXPECT_FALSE(document.hasMask());
    redo();
    redo();
    EXPECT_EQ(document.mask(), second);
}

TEST_F(CommandsTest, PaintingIsUndoneToTheByteAndOnlyWhereItHappened) {
    QImage start(700, 300, QImage::Format_Grayscale8);
    for (int y = 0; y < 300; ++y) {
        for (int x = 0; x < 700; ++x) start.scanLine(y)[x] = uchar(x * 7 + y * 13);
    }
    push(replaceMask(document, "start", start));
    const QRect dirty(250, 100, 30, 30);
    for (int y = dirty.top(); y <= dirty.bottom(); ++y) {
        for (int x = dirty.left(); x <= dirty.right(); ++x) document.mutableMask().scanLine(y)[x] = 255;
    }
    const QImage painted = document.mask().copy();
    push(paintedMask(document, "paint", start, dirty));
    EXPECT_EQ(document.mask(), painted);
    QRect told;
    QObject::connect(&document, &Document::maskChanged, [&](const QRect& area) { told |= area; });
    undo();
    EXPECT_EQ(document.mask(), start);
    EXPECT_EQ(told, QRect(0, 0, 512, 256));  // the two tiles that the rectangle touches
    redo();
    EXPECT_EQ(document.mask(), painted);
}

TEST_F(CommandsTest, UndoingTheFirstStrokeLeavesNoMask) {
    document.mutableMask().scanLine(5)[5] = 200;
    push(paintedMask(document, "paint", QImage(), QRect(0, 0, 10, 10)));
    undo();
    EXPECT_FALSE(document.hasMask());
    redo();
    EXPECT_EQ(document.mask().constScanLine(5)[5], 200);
}

TEST_F(CommandsTest, AnotherPhotoStartsOver) {
    push(addEdit(document, makeEdit(document)));
    document.mutableMask();
    document.open(makePhoto({20, 20}, 1, 2, 3), "b.png");
    EXPECT_TRUE(document.edits().empty());
    EXPECT_FALSE(document.hasMask());
    EXPECT_EQ(document.undoStack().count(), 0);
}

}  // namespace
