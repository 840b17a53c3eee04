#include "ui/session/file_trouble.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace {

using engine::ErrorCode;

class FileTroubleTest : public testing::Test {
protected:
    QString write(const QString& name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        return file.fileName();
    }
    static std::string say(ErrorCode code, const QString& path) {
        return ui::fileTrouble({code, "the engine's words"}, path).toStdString();
    }

    QTemporaryDir folder;
};

TEST_F(FileTroubleTest, TellsWhyAFileCannotBeRead) {
    const auto why = [](const QString& path) { return say(ErrorCode::FileUnreadable, path); };
    EXPECT_NE(why(folder.filePath("gone.jpg")).find("“gone.jpg” is not there any more"), std::string::npos);
    EXPECT_NE(why(folder.path()).find("is a folder"), std::string::npos);
    EXPECT_NE(why(write("empty.jpg", {})).find("“empty.jpg” is empty"), std::string::npos);
    EXPECT_NE(why(write("letter.jpg", "Dear retoucher")).find("damaged or not a picture"), std::string::npos);
}

TEST_F(FileTroubleTest, TellsThatAFileMayNotBeRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
    const QString path = write("private.jpg", "bytes");
    QFile::setPermissions(path, {});
    EXPECT_NE(say(ErrorCode::FileUnreadable, path).find("may not read “private.jpg”"), std::string::npos);
}

TEST_F(FileTroubleTest, TellsWhatCanBeOpenedInstead) {
    const std::string sentence = say(ErrorCode::FileUnsupported, write("a.gif", "GIF89a"));
    EXPECT_NE(sentence.find("“a.gif”"), std::string::npos);
    EXPECT_NE(sentence.find("Save it as JPEG"), std::string::npos);
}

TEST_F(FileTroubleTest, TellsWhyAFileCannotBeWritten) {
    const auto why = [](const QString& path) { return say(ErrorCode::FileUnwritable, path); };
    EXPECT_NE(why(folder.filePath("gone/out.jpg")).find("folder of “out.jpg” is not there"),
              std::string::npos);
    EXPECT_NE(why(folder.filePath("out.jpg")).find("disk may be full"), std::string::npos);
    if (::geteuid() == 0) return;  // root may write everywhere
    QDir().mkdir(folder.filePath("locked"));
    QFile::setPermissions(folder.filePath("locked"), QFile::ReadOwner | QFile::ExeOwner);
    EXPECT_NE(why(folder.filePath("locked/out.jpg")).find("may not write"), std::string::npos);
}

TEST_F(FileTroubleTest, SaysNothingWhereNoFileIsToBlame) {
    EXPECT_EQ(say(ErrorCode::NoFace, folder.filePath("a.jpg")), "");
    EXPECT_EQ(say(ErrorCode::FileUnreadable, {}), "");
}

}  // namespace
