#pragma once

#include <gtest/gtest.h>

#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/fake_darkroom.h"
#include "tests/support/fake_engine.h"
#include "tests/support/fake_model_library.h"
#include "tests/support/fake_pose_field.h"
#include "tests/support/fake_pose_files.h"
#include "tests/support/fake_prompt_words.h"
#include "ui/session/request_builder.h"
#include "ui/session/workspace.h"

namespace test {

/// A workspace whose engine and darkroom do what the test says; "portrait.png" can be opened.
struct Workbench {
    Workbench() {
        darkroom.files["portrait.png"] = makePhoto({64, 48}, 100, 80, 60);
        darkroom.files["other.png"] = makePhoto({32, 32}, 50, 50, 50);
    }

    /// Straight into the document, without a file.
    void openPhoto() { work.document.open(makePhoto({64, 48}, 100, 80, 60), "portrait.png"); }

    /// A shadows job from start to waiting result.
    void runToResult(engine::Rect region = {8, 8, 16, 16}) {
        work.session.submit("shadows", ui::shadowsRequest(work.document, {}, {}));
        const engine::JobId job = submittedJob();
        engine.start(job);
        engine.finish(job, brighter(region));
        settle();
    }

    /// The next job of a system (readings and questions for a place aside), once it has reached the engine.
    engine::JobId submittedJob() {
        const auto isNext = [this] {
            while (seen_ < engine.submitted.size()) {
                const engine::Request& request = engine.submitted[seen_++].request;
                if (!std::holds_alternative<engine::ReadRequest>(request) &&
                    !std::holds_alternative<engine::DescribeMaskRequest>(request)) {
                    return true;
                }
            }
            return false;
        };
        EXPECT_TRUE(QTest::qWaitFor(isNext));
        settle();
        return seen_ == 0 ? engine::JobId{} : engine.submitted[seen_ - 1].job;
    }

    QTemporaryDir folder;
    FakeEngine engine;
    FakeDarkroom darkroom;
    FakeModelLibrary library;
    FakePromptWords words;
    FakePoseFiles poses;
    FakePoseField pose_field;
    ui::SettingsStore settings{folder.filePath("settings.ini")};
    ui::Workspace work{engine, darkroom, library, words, poses, pose_field, settings};

private:
    std::size_t seen_ = 0;
};

/// A reading with one face in the middle of a 64 × 48 photo: left half skin, right half hair.
inline engine::Reading faceReading() {
    engine::Reading reading;
    reading.region = {16, 8, 32, 32};
    reading.faces.push_back({{24, 16, 16, 16}, 0.9f});
    engine::ImageBuilder parts({8, 8}, 1, engine::PixelType::U8);
    engine::ImageBuilder person({8, 8}, 1, engine::PixelType::U8);
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            parts.row<std::uint8_t>(y)[x] = std::uint8_t(x < 4 ? engine::Part::Skin : engine::Part::Hair);
            person.row<std::uint8_t>(y)[x] = 255;
        }
    }
    reading.parts = std::move(parts).finish();
    reading.person = std::move(person).finish();
    return reading;
}

}  // namespace test
