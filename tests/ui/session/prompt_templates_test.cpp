#include "ui/session/prompt_templates.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include "tests/source_tree.h"

namespace {

using ui::PromptTemplate;
using ui::PromptTemplates;

const QString kProgram = ":/describe_templates.json";

class PromptTemplatesTest : public testing::Test {
protected:
    void writeOwn(const QByteArray& text) {
        QFile file(own);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QByteArray readOwn() {
        QFile file(own);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static PromptTemplate named(const PromptTemplates& templates, const QString& title) {
        for (const PromptTemplate& one : templates.program()) {
            if (one.title("en") == title) return one;
        }
        ADD_FAILURE() << title.toStdString();
        return {};
    }

    QTemporaryDir folder;
    QString own = folder.filePath("own.json");
};

TEST_F(PromptTemplatesTest, TheProgramsOwnAreCompleteInBothLanguages) {
    const PromptTemplates templates(kProgram, own);
    EXPECT_TRUE(templates.problem().isEmpty()) << templates.problem().toStdString();
    EXPECT_GE(templates.program().size(), 20u);
    QStringList groups;
    for (const auto& group : templates.groups()) {
        groups << group.id;
        EXPECT_NE(group.title("en"), group.title("ja")) << group.id.toStdString();
    }
    for (const PromptTemplate& one : templates.program()) {
        EXPECT_TRUE(groups.contains(one.group)) << one.prompt.toStdString();
        EXPECT_TRUE(one.titles.contains("en") && one.titles.contains("ja")) << one.prompt.toStdString();
    }
    EXPECT_EQ(named(templates, "Blond hair").title("ja"), "金髪");
}

TEST_F(PromptTemplatesTest, OffersTheStarterOnlyWordsThatItKnows) {
    QFile file(
        QString::fromStdString((sourceRoot() / "resources/models/starter/describe/lexicon.json").string()));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QJsonObject lexicon = QJsonDocument::fromJson(file.readAll()).object();
    QStringList known = lexicon["words"].toObject().keys();
    for (const char* list : {"concepts", "acts", "ignored"}) {
        for (const QJsonValue& word : lexicon[list].toArray()) known << word.toString();
    }
    const PromptTemplates templates(kProgram, own);
    for (const PromptTemplate& one : templates.program()) {
        if (one.for_checkpoints || known.contains(one.prompt)) continue;
        for (const QString& word : one.prompt.split(' ')) {
            EXPECT_TRUE(known.contains(word)) << one.prompt.toStdString() << ": " << word.toStdString();
        }
    }
}

TEST_F(PromptTemplatesTest, PickingPutsAPhraseInAndPickingAgainTakesItOut) {
    const PromptTemplates templates(kProgram, own);
    QString prompt = templates.pick("", named(templates, "Red lips"));
    EXPECT_EQ(prompt, "red lips");
    prompt = templates.pick(prompt, named(templates, "Warmer light"));
    EXPECT_EQ(prompt, "red lips, warmer light");
    EXPECT_TRUE(PromptTemplates::isIn(prompt, named(templates, "Red lips")));
    prompt = templates.pick(prompt, named(templates, "Red lips"));
    EXPECT_EQ(prompt, "warmer light");
}

TEST_F(PromptTemplatesTest, HairHasOneColour) {
    const PromptTemplates templates(kProgram, own);
    const QString prompt = templates.pick("Blond hair, a hat", named(templates, "Red hair"));
    EXPECT_EQ(prompt, "a hat, red hair");
}

TEST_F(PromptTemplatesTest, OnesOwnAreKeptInTheirFile) {
    {
        PromptTemplates templates(kProgram, own);
        EXPECT_EQ(templates.add("Evening", "warmer light,\n softer background"), "");
        EXPECT_EQ(templates.add("Evening", "warmer light"), "") << "the same title is replaced";
        EXPECT_EQ(templates.add("Office", "white shirt"), "");
        EXPECT_EQ(templates.remove("Office"), "");
    }
    const PromptTemplates again(kProgram, own);
    ASSERT_EQ(again.own().size(), 1u);
    EXPECT_EQ(again.own()[0].title("ja"), "Evening");
    EXPECT_EQ(again.own()[0].prompt, "warmer light");
}

TEST_F(PromptTemplatesTest, RefusesATemplateWithoutWords) {
    PromptTemplates templates(kProgram, own);
    EXPECT_FALSE(templates.add("  ", "red lips").isEmpty());
    EXPECT_FALSE(templates.add("Nothing", " \n\x01").isEmpty());
    EXPECT_FALSE(templates.add("Long", QString(10'000, 'a')).isEmpty());
    EXPECT_FALSE(QFile::exists(own));
}

TEST_F(PromptTemplatesTest, ADamagedFileIsASentenceAndTheRestWorks) {
    for (const QByteArray text :
         {"{\"templates\": [", "", "[]", "{\"templates\": 3}", "\xff\xfe\x00garbage", "null"}) {
        writeOwn(text);
        PromptTemplates templates(kProgram, own);
        EXPECT_TRUE(templates.problem().contains("own.json")) << text.constData();
        EXPECT_TRUE(templates.problem().endsWith("The others work."));
        EXPECT_GE(templates.program().size(), 20u);
        EXPECT_TRUE(templates.own().empty());
        EXPECT_FALSE(templates.add("Evening", "warmer light").isEmpty());
        EXPECT_EQ(readOwn(), text) << "it is left as it is";
    }
}

TEST_F(PromptTemplatesTest, DamagedEntriesAreLeftOutAndCounted) {
    writeOwn(R"({"templates": [{"title": "Good", "prompt": "red lips"}, {"title": 3, "prompt": "x"},
                               {"title": "No prompt"}, 7, {"title": "Bad", "prompt": "\u0001"}]})");
    const PromptTemplates templates(kProgram, own);
    ASSERT_EQ(templates.own().size(), 1u);
    EXPECT_EQ(templates.own()[0].title("en"), "Good");
    EXPECT_TRUE(templates.problem().contains("4 of its entries")) << templates.problem().toStdString();
}

TEST_F(PromptTemplatesTest, ADamagedFileCanBeSetAside) {
    writeOwn(R"({"templates": [{"title": "Good", "prompt": "red lips"}, 7]})");
    PromptTemplates templates(kProgram, own);
    ASSERT_TRUE(templates.canSetAside());
    EXPECT_TRUE(templates.setAside());
    EXPECT_TRUE(templates.problem().isEmpty());
    EXPECT_TRUE(QFile::exists(own + ".damaged"));
    EXPECT_EQ(templates.add("Evening", "warmer light"), "");
    EXPECT_EQ(PromptTemplates(kProgram, own).own().size(), 2u) << "what could be read of it is still there";
}

TEST_F(PromptTemplatesTest, AFileOfAnotherKindOfLargenessIsRefused) {
    writeOwn(QByteArray(3 << 20, ' '));
    EXPECT_FALSE(PromptTemplates(kProgram, own).problem().isEmpty());
}

TEST_F(PromptTemplatesTest, SayWhenTheyCannotBeSaved) {
    PromptTemplates templates(kProgram, folder.filePath("no/such/folder/own.json"));
    EXPECT_TRUE(templates.problem().isEmpty()) << "there simply are none yet";
    EXPECT_FALSE(templates.add("Evening", "warmer light").isEmpty());
    EXPECT_TRUE(templates.own().empty());
}

TEST(PromptTemplatesOfTheProgram, AreMissedWithAWayOut) {
    QTemporaryDir folder;
    const PromptTemplates templates(":/nowhere.json", folder.filePath("own.json"));
    EXPECT_TRUE(templates.problem().contains("Install the program again"));
    EXPECT_FALSE(templates.canSetAside());
}

}  // namespace
