#pragma once

#include "tests/support/workbench.h"
#include "ui/session/style_work.h"

namespace test {

/// A matte of 16 × 16 that covers the columns from `left` to before `right`.
inline engine::Image columnsMatte(int left, int right) {
    engine::ImageBuilder alpha({16, 16}, 1, engine::PixelType::U8);
    for (int y = 0; y < 16; ++y) {
        for (int x = 0; x < 16; ++x)
            alpha.row<std::uint8_t>(y)[x] = std::uint8_t(x >= left && x < right ? 255 : 0);
    }
    return std::move(alpha).finish();
}

/// Skin, hair and lips side by side.
inline engine::StyleRegions threeRegions() {
    using engine::Part;
    return {{200, 80, 240, 240},
            {{Part::Skin, columnsMatte(0, 8)},
             {Part::Hair, columnsMatte(8, 14)},
             {Part::Lips, columnsMatte(14, 16)}}};
}

inline engine::RegionStyle varied(engine::Part part, std::uint64_t variation) {
    engine::RegionStyle region;
    region.part = part;
    region.from = engine::StyleFrom::Variation;
    region.variation = variation;
    return region;
}

/// A workspace with a photo of a person and the style tool in the hand.
class StyleTestBase : public testing::Test {
protected:
    void SetUp() override {
        bench.work.document.open(makePhoto({640, 480}, 100, 80, 60), "portrait.png");
        settle();
    }
    void findRegions(int faces = 1, engine::StyleRegions regions = threeRegions()) {
        style.setInHand(true);
        engine::Reading reading = faceReading();
        reading.faces.assign(std::size_t(faces), {{270, 90, 100, 120}, 0.9f});
        bench.engine.finish(newestOf<engine::ReadRequest>(), std::move(reading));
        settle();
        answerRegions(std::move(regions));
    }
    void answerRegions(engine::StyleRegions regions = threeRegions()) {
        bench.engine.finish(newestOf<engine::StyleRegionsRequest>(), std::move(regions));
        settle();
    }

    template <typename Kind>
    engine::JobId newestOf() const {
        engine::JobId newest;
        for (const FakeEngine::Submitted& job : bench.engine.submitted) {
            if (std::holds_alternative<Kind>(job.request)) newest = job.job;
        }
        return newest;
    }
    /// What was asked for looks by the hand, or for the small pictures.
    std::vector<FakeEngine::Submitted> asked(bool for_pictures = false) const {
        std::vector<FakeEngine::Submitted> jobs;
        for (const FakeEngine::Submitted& job : bench.engine.submitted) {
            const bool small = !job.options.supersedes.empty();
            if (std::holds_alternative<engine::StyleRequest>(job.request) && small == for_pictures)
                jobs.push_back(job);
        }
        return jobs;
    }
    engine::StyleRequest newest() const {
        return asked().empty() ? engine::StyleRequest{}
                               : std::get<engine::StyleRequest>(asked().back().request);
    }
    /// The engine answers what the hand asked for last.
    void answer(engine::Change change = brighter({200, 80, 240, 240})) {
        const engine::JobId job = asked().back().job;
        bench.engine.start(job);
        bench.engine.finish(job, std::move(change));
        settle();
    }
    /// As the engine does where no region changes.
    void answerWithNothing() { answer({{200, 80, 240, 240}, {}, {}}); }
    /// The engine cannot do what the hand asked for last.
    void refuse(engine::ErrorCode code = engine::ErrorCode::NoFace) {
        bench.engine.fail(asked().back().job, {code, "details of the engine"});
        settle();
    }
    void setAxis(engine::Part part, engine::StyleAxis axis, float value, quint64 gesture = 0) {
        engine::RegionStyle region = style.now().of(part);
        region.axes[std::size_t(axis)] = value;
        style.setRegion(region, gesture ? gesture : style.newGesture());
    }
    float axis(engine::Part part, engine::StyleAxis axis) const {
        return style.now().of(part).axes[std::size_t(axis)];
    }
    /// And rests.
    void paintMask() {
        document.mutableMask().fill(0);
        document.mutableMask().setPixel(3, 3, 0xffffffff);
        document.maskPainted({3, 3, 1, 1});
        EXPECT_TRUE(maskIsTaken());
    }
    /// Waits until looks are asked for with a mask.
    bool maskIsTaken() {
        return QTest::qWaitFor([this] { return !style.request(style.now()).mask.isNull(); });
    }

    Workbench bench;
    ui::EditSession& session = bench.work.session;
    ui::Document& document = bench.work.document;
    ui::StyleWork& style = bench.work.style;
    ui::StyleOverlay& overlay = bench.work.style_overlay;
};

}  // namespace test
