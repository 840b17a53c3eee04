#include "ui/canvas/tile_cache.h"

#include <latch>

#include "tests/ui/canvas/canvas_fixture.h"
#include "ui/canvas/picture.h"
#include "ui/canvas/screen_profile.h"
#include "ui/canvas/tile_stage.h"

namespace {

using test::makeLayer;
using test::makePhoto;
using test::waitUntil;
using ui::TileCache;
using ui::TileKey;

class TileCacheTest : public testing::Test {
protected:
    test::FakeDarkroom darkroom;
};

TEST_F(TileCacheTest, DeliversWhatWasOrdered) {
    TileCache cache(darkroom);
    cache.setPhoto(makePhoto({1000, 700}, [](int x, int, int) { return x / 4; }));
    cache.order({{{0, 1, 2, 0}, {}}, {{1, 0, 0, 0}, {}}});
    ASSERT_TRUE(waitUntil([&] { return cache.isIdle(); }));
    const QImage* tile = cache.find({0, 1, 2, 0});
    ASSERT_TRUE(tile);
    EXPECT_EQ(tile->size(), QSize(256, 188));  // 700 − 512 rows are left
    EXPECT_EQ(qRed(tile->pixel(0, 0)), 64);
    ASSERT_TRUE(cache.find({1, 0, 0, 0}));
    EXPECT_FALSE(cache.find({0, 0, 0, 0}));
}

TEST_F(TileCacheTest, DropsTilesOfAPhotoThatIsNoLongerOpen) {
    std::latch begun(1);
    std::latch go_on(1);
    std::atomic<bool> first = true;
    darkroom.before_render = [&] {
        if (!first.exchange(false)) return;
        begun.count_down();
        go_on.wait();
    };
    TileCache cache(darkroom);
    cache.setPhoto(makePhoto({300, 300}, 10, 10, 10));
    cache.order({{{0, 0, 0, 0}, {}}});
    begun.wait();
    cache.setPhoto(makePhoto({300, 300}, 200, 200, 200));
    go_on.count_down();
    cache.order({{{0, 0, 0, 0}, {}}});
    ASSERT_TRUE(waitUntil([&] { return cache.contains({0, 0, 0, 0}); }));
    for (int i = 0; i < 20; ++i) QCoreApplication::processEvents();
    EXPECT_EQ(qRed(cache.find({0, 0, 0, 0})->pixel(5, 5)), 200);
}

TEST_F(TileCacheTest, AnotherScreensProfileForgetsTheTilesAndReachesTheDarkroom) {
    TileCache cache(darkroom);
    cache.setPhoto(makePhoto({300, 300}, 10, 10, 10));
    cache.order({{{0, 0, 0, 0}, {}}});
    ASSERT_TRUE(waitUntil([&] { return cache.contains({0, 0, 0, 0}); }));
    EXPECT_FALSE(darkroom.display());
    const auto profile = std::make_shared<const std::vector<std::uint8_t>>(200);
    cache.setDisplay(profile);
    EXPECT_FALSE(cache.contains({0, 0, 0, 0}));
    cache.order({{{0, 0, 0, 0}, {}}});
    ASSERT_TRUE(waitUntil([&] { return cache.contains({0, 0, 0, 0}); }));
    EXPECT_EQ(darkroom.display(), profile);
}

TEST(ScreenProfile, OnlyTheProfileOfAnRgbDisplayIsTaken) {
    QByteArray bytes(200, '\0');
    EXPECT_FALSE(ui::displayProfile(bytes));
    bytes.replace(12, 8, "mntrRGB ");
    bytes.replace(36, 4, "acsp");
    const engine::IccProfile profile = ui::displayProfile(bytes);
    ASSERT_TRUE(profile);
    EXPECT_EQ(profile->size(), 200u);
    EXPECT_FALSE(ui::displayProfile(bytes.left(100)));
    bytes.replace(12, 4, "prtr");
    EXPECT_FALSE(ui::displayProfile(bytes)) << "a printer's";
}

TEST_F(TileCacheTest, ANewOrderReplacesWhatHasNotBegun) {
    TileCache cache(darkroom);
    cache.setPhoto(makePhoto({4000, 3000}, 10, 10, 10));
    std::vector<ui::TileOrder> many;
    for (int x = 0; x < 15; ++x) {
        for (int y = 0; y < 10; ++y) many.push_back({{0, x, y, 0}, {}});
    }
    cache.order(std::move(many));
    cache.order({{{1, 0, 0, 0}, {}}});
    ASSERT_TRUE(waitUntil([&] { return cache.isIdle(); }));
    EXPECT_TRUE(cache.contains({1, 0, 0, 0}));
    EXPECT_LE(darkroom.renders, 5);  // four had begun
}

TEST_F(TileCacheTest, ForgetsTheLeastRecentlyUsedBeyondItsLimit) {
    constexpr qsizetype kTile = 256 * 256 * 4;
    TileCache cache(darkroom, 3 * kTile);
    cache.setPhoto(makePhoto({2560, 256}, 10, 10, 10));
    for (int x = 0; x < 3; ++x) {
        cache.order({{{0, x, 0, 0}, {}}});
        ASSERT_TRUE(waitUntil([&] { return cache.isIdle(); }));
    }
    cache.find({0, 0, 0, 0});
    cache.order({{{0, 5, 0, 0}, {}}});
    ASSERT_TRUE(waitUntil([&] { return cache.isIdle(); }));
    EXPECT_TRUE(cache.contains({0, 0, 0, 0}));
    EXPECT_FALSE(cache.contains({0, 1, 0, 0}));
    EXPECT_LE(cache.bytes(), 3 * kTile);
}

TEST_F(TileCacheTest, MayDieWhileItRenders) {
    for (int i = 0; i < 20; ++i) {
        TileCache cache(darkroom);
        cache.setPhoto(makePhoto({900, 900}, 10, 10, 10));
        cache.order({{{0, 0, 0, 0}, {}}, {{0, 1, 0, 0}, {}}, {{0, 2, 0, 0}, {}}});
    }
    QCoreApplication::processEvents();
}

TEST(Picture, NamesOnlyWhatTouchesTheArea) {
    ui::LayerNumbers numbers;
    const engine::Layer left = makeLayer({0, 0, 100, 100}, 2.0f);
    const engine::Layer right = makeLayer({500, 0, 100, 100}, 2.0f);
    const ui::Picture none = numbers.number({});
    const ui::Picture one = numbers.number({left});
    const ui::Picture both = numbers.number({left, right});
    EXPECT_EQ(none.content({0, 0, 256, 256}), 0u);
    EXPECT_NE(one.content({0, 0, 256, 256}), 0u);
    EXPECT_EQ(one.content({0, 0, 256, 256}), both.content({0, 0, 256, 256}));
    EXPECT_EQ(one.content({480, 0, 256, 256}), 0u);
    EXPECT_EQ(both.layersIn({480, 0, 256, 256}).size(), 1u);
}

TEST(Picture, TheSameLayersHaveTheSameNameAndOthersAnother) {
    ui::LayerNumbers numbers;
    const engine::Rect area{0, 0, 256, 256};
    engine::Layer layer = makeLayer({0, 0, 100, 100}, 2.0f);
    const engine::Layer other = makeLayer({0, 0, 100, 100}, 2.0f);
    const quint64 name = numbers.number({layer}).content(area);
    EXPECT_EQ(numbers.number({layer}).content(area), name);
    EXPECT_NE(numbers.number({other}).content(area), name);
    EXPECT_NE(numbers.number({layer, other}).content(area), numbers.number({other, layer}).content(area));
    layer.opacity = 0.5f;
    EXPECT_NE(numbers.number({layer}).content(area), name);
}

TEST(Picture, TellsLayersByWhatTheyMoveToo) {
    ui::LayerNumbers numbers;
    const engine::Rect area{0, 0, 256, 256};
    const engine::Layer layer = makeLayer({0, 0, 100, 100}, 2.0f);
    engine::Layer moving = layer;
    moving.change.warp = {{1, 1}, std::make_shared<const std::vector<float>>(2, 0.1f)};
    engine::Layer only_moving = moving;
    only_moving.change.field = {};
    const quint64 name = numbers.number({moving}).content(area);
    EXPECT_EQ(numbers.number({moving}).content(area), name);
    EXPECT_NE(numbers.number({layer}).content(area), name);
    EXPECT_NE(numbers.number({only_moving}).content(area), name);
    const quint64 only_name = numbers.number({only_moving}).content(area);
    only_moving.change.warp.offset = std::make_shared<const std::vector<float>>(2, 0.1f);
    EXPECT_NE(numbers.number({only_moving}).content(area), only_name);
}

TEST(Picture, TellsLayersByWhatTheyPaintToo) {
    ui::LayerNumbers numbers;
    const engine::Rect area{0, 0, 256, 256};
    engine::Layer painting;
    painting.change.region = {0, 0, 100, 100};
    painting.change.paint = {{1, 1}, std::make_shared<const std::vector<float>>(4, 0.5f)};
    const quint64 name = numbers.number({painting}).content(area);
    EXPECT_EQ(numbers.number({painting}).content(area), name);
    painting.change.paint.rgba = std::make_shared<const std::vector<float>>(4, 0.5f);
    EXPECT_NE(numbers.number({painting}).content(area), name);
}

TEST(Picture, AreasShowWhatAWarpMayBringIn) {
    ui::LayerNumbers numbers;
    const engine::Layer beside = makeLayer({260, 0, 40, 40}, 2.0f);
    const engine::Layer far = makeLayer({700, 0, 40, 40}, 2.0f);
    engine::Layer warp;
    warp.change.region = {100, 0, 200, 200};
    warp.change.warp = {{1, 1}, std::make_shared<const std::vector<float>>(2, 0.1f)};
    const engine::Rect area{0, 0, 256, 256};
    EXPECT_EQ(numbers.number({beside, far, warp}).layersIn(area).size(), 2u);
    EXPECT_EQ(numbers.number({warp, beside, far}).layersIn(area).size(), 1u);
    EXPECT_NE(numbers.number({beside, warp}).content(area), numbers.number({warp}).content(area));
}

TEST(TileStage, PicksTheLevelThatIsScaledDownByLessThanTwo) {
    EXPECT_EQ(ui::TileStage::levelFor(1.0, 5), 0);
    EXPECT_EQ(ui::TileStage::levelFor(0.51, 5), 0);
    EXPECT_EQ(ui::TileStage::levelFor(0.5, 5), 1);
    EXPECT_EQ(ui::TileStage::levelFor(0.13, 5), 2);
    EXPECT_EQ(ui::TileStage::levelFor(0.01, 5), 4);
    EXPECT_EQ(ui::TileStage::levelFor(32.0, 5), 0);
}

}  // namespace
