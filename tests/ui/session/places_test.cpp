#include "ui/session/places.h"

#include <gtest/gtest.h>

#include <optional>

#include "tests/support/workbench.h"
#include "ui/session/error_text.h"

namespace {

TEST(Places, AFaceIsSkinWithEverythingInIt) {
    engine::Reading reading;
    engine::ImageBuilder parts({engine::kPartCount, 1}, 1, engine::PixelType::U8);
    for (int i = 0; i < engine::kPartCount; ++i) parts.row<std::uint8_t>(0)[i] = std::uint8_t(i);
    reading.parts = std::move(parts).finish();
    const engine::Image face = ui::areaOf(reading, ui::Place::Face);
    using engine::Part;
    for (const Part part : {Part::Skin, Part::Brows, Part::Eyes, Part::Lips, Part::Mouth}) {
        EXPECT_EQ(face.row<std::uint8_t>(0)[int(part)], 255);
    }
    for (const Part part : {Part::Background, Part::Hair, Part::Clothes}) {
        EXPECT_EQ(face.row<std::uint8_t>(0)[int(part)], 0);
    }
}

TEST(Places, AReadingWithoutPartsHasNoPlaces) {
    EXPECT_TRUE(ui::areaOf({}, ui::Place::Hair).isNull());
    EXPECT_TRUE(ui::areaOf({}, ui::Place::Background).isNull());
}

TEST(MaskWork, AddsAPlaceAndTakesItAwayAgain) {
    test::Workbench bench;
    bench.openPhoto();
    bench.work.session.read();
    bench.engine.finish(bench.engine.last(), test::faceReading());
    test::settle();
    ui::Document& document = bench.work.document;
    bench.work.mask_work.include(ui::Place::Skin, false);
    ASSERT_TRUE(QTest::qWaitFor([&] { return document.hasMask(); }));
    EXPECT_EQ(document.mask().constScanLine(24)[20], 255) << "skin";
    EXPECT_EQ(document.mask().constScanLine(24)[44], 0) << "hair";
    EXPECT_EQ(document.mask().constScanLine(2)[2], 0) << "outside the region that was read";
    bench.work.mask_work.include(ui::Place::Person, true);
    ASSERT_TRUE(QTest::qWaitFor([&] { return document.undoStack().count() == 2; }));
    EXPECT_EQ(document.mask().constScanLine(24)[20], 0);
    document.undoStack().undo();
    EXPECT_EQ(document.mask().constScanLine(24)[20], 255);
}

TEST(MaskWork, InvertingNoMaskGivesAWhiteOne) {
    test::Workbench bench;
    bench.openPhoto();
    bench.work.mask_work.invert();
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.work.document.hasMask(); }));
    EXPECT_EQ(bench.work.document.mask().constScanLine(5)[5], 255);
}

TEST(MaskWork, AMaskOfAnotherSizeIsStretchedOverThePhoto) {
    test::Workbench bench;
    bench.openPhoto();
    engine::ImageBuilder small({8, 6}, 1, engine::PixelType::U16);
    for (int y = 0; y < 6; ++y) {
        for (int x = 0; x < 8; ++x) small.row<std::uint16_t>(y)[x] = x < 4 ? 0 : 65535;
    }
    bench.darkroom.masks["mask.png"] = std::move(small).finish();
    bench.work.mask_work.load("mask.png");
    ASSERT_TRUE(QTest::qWaitFor([&] { return bench.work.document.hasMask(); }));
    EXPECT_EQ(bench.work.document.mask().size(), QSize(64, 48));
    EXPECT_EQ(bench.work.document.mask().constScanLine(10)[4], 0);
    EXPECT_EQ(bench.work.document.mask().constScanLine(10)[60], 255);
}

TEST(MaskWork, AMaskOfAnotherShapeIsRefused) {
    test::Workbench bench;
    bench.openPhoto();
    std::optional<engine::Error> told;
    QObject::connect(&bench.work.mask_work, &ui::MaskWork::failed, &bench.work.mask_work,
                     [&](const QString&, const engine::Error& error) { told = error; });
    bench.darkroom.masks["mask.png"] = engine::ImageBuilder({48, 64}, 1, engine::PixelType::U8).finish();
    bench.work.mask_work.load("mask.png");
    ASSERT_TRUE(QTest::qWaitFor([&] { return told.has_value(); }));
    EXPECT_EQ(told->code, engine::ErrorCode::InvalidRequest);
    EXPECT_NE(told->message.find("64 × 48"), std::string::npos);
    EXPECT_TRUE(ui::errorText("mask", *told).sentence.contains("shape"));
    EXPECT_FALSE(bench.work.document.hasMask());
    for (const engine::Size fits : {engine::Size{21, 16}, engine::Size{32, 24}, engine::Size{127, 96}}) {
        bench.darkroom.masks["mask.png"] = engine::ImageBuilder(fits, 1, engine::PixelType::U8).finish();
        told.reset();
        bench.work.mask_work.load("mask.png");
        ASSERT_TRUE(QTest::qWaitFor([&] { return !bench.work.mask_work.isBusy(); }));
        EXPECT_FALSE(told) << fits.width;
    }
}

TEST(MaskWork, AMaskThatCannotBeReadIsToldAndChangesNothing) {
    test::Workbench bench;
    bench.openPhoto();
    int told = 0;
    QObject::connect(&bench.work.mask_work, &ui::MaskWork::failed, &bench.work.mask_work, [&] { ++told; });
    bench.work.mask_work.load("missing.png");
    ASSERT_TRUE(QTest::qWaitFor([&] { return told == 1; }));
    EXPECT_FALSE(bench.work.document.hasMask());
    EXPECT_FALSE(bench.work.mask_work.isBusy());
}

}  // namespace
