#pragma once

#include <cmath>

#include "tests/support/workbench.h"
#include "ui/session/pose_work.h"

namespace test {

/// A change that moves pixels of `region` by `share` of its width.
inline engine::Change shifted(engine::Rect region, float share = 0.1f) {
    engine::Change change = brighter(region, 0);
    change.warp = {{4, 4}, std::make_shared<std::vector<float>>(4 * 4 * 2, share)};
    return change;
}

/// Somebody in a photo of 640 × 480 who is seen from the front, without hips and legs and without a left
/// wrist.
inline engine::Reading personReading() {
    using engine::JointName;
    engine::Reading reading = faceReading();
    reading.faces = {{{270, 90, 100, 120}, 0.9f}};
    reading.mesh = {{280, 100}, {360, 100}, {280, 200}, {360, 200}};
    const std::pair<JointName, engine::ImagePoint> joints[] = {
        {JointName::Nose, {320, 160}},          {JointName::Neck, {320, 240}},
        {JointName::RightShoulder, {240, 250}}, {JointName::RightElbow, {210, 340}},
        {JointName::RightWrist, {220, 420}},    {JointName::LeftShoulder, {400, 250}},
        {JointName::LeftElbow, {430, 340}},     {JointName::RightEye, {300, 140}},
        {JointName::LeftEye, {340, 140}},
    };
    for (const auto& [name, at] : joints) reading.joints[static_cast<std::size_t>(name)] = {at, 0.9f};
    return reading;
}

/// A workspace with a photo of a person.
class PoseTestBase : public testing::Test {
protected:
    void SetUp() override {
        bench.work.document.open(makePhoto({640, 480}, 100, 80, 60), "portrait.png");
        settle();
    }
    void readPerson(engine::Reading reading = personReading()) {
        pose.look();
        const engine::JobId job = bench.engine.last();
        bench.engine.start(job);
        bench.engine.finish(job, std::move(reading));
        settle();
    }
    /// All that was asked of the engine so far, without the reading.
    std::vector<FakeEngine::Submitted> asked() const {
        std::vector<FakeEngine::Submitted> jobs;
        for (const FakeEngine::Submitted& job : bench.engine.submitted) {
            if (std::holds_alternative<engine::PoseRequest>(job.request)) jobs.push_back(job);
        }
        return jobs;
    }
    const engine::PoseRequest newest() const {
        return asked().empty() ? engine::PoseRequest{}
                               : std::get<engine::PoseRequest>(asked().back().request);
    }
    /// The engine answers what it was asked last.
    void answer(float share = 0.1f) {
        const engine::JobId job = asked().back().job;
        bench.engine.start(job);
        bench.engine.finish(job, shifted({100, 100, 400, 300}, share));
        settle();
    }
    void turnTo(float yaw) {
        ui::Pose next = pose.pose();
        next.turn.yaw = yaw;
        pose.set(next, pose.newGesture());
    }

    Workbench bench;
    ui::EditSession& session = bench.work.session;
    ui::Document& document = bench.work.document;
    ui::PoseWork& pose = bench.work.pose;
};

}  // namespace test
