#include "engine/pipelines/pose/studio_pose.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "engine/api/mailbox.h"
#include "engine/photo/local_darkroom.h"
#include "engine/pipelines/pose/pose_warp.h"
#include "engine/pipelines/pose/solid_head.h"
#include "engine/schedulers/scheduler_files.h"
#include "tests/engine/pipelines/pose/solid_face.h"
#include "tests/engine/pipelines/tiny_studio.h"
#include "tests/engine/small_photos.h"

namespace engine {
namespace {

using testing::valueOf;

constexpr Size kPhoto{300, 320};
constexpr double kEye = 16;  ///< distance, pixels

/// A tiny checkpoint at work on a small photo of somebody.
class StudioPoseTest : public ::testing::Test {
protected:
    StudioPoseTest() {
        at::set_num_threads(1);
        reading_.mesh = pictureOf(face_, reading_.head, kEye, {150, 120});
        const auto place = [&](JointName name, const ImagePoint& at) {
            reading_.joints[static_cast<std::size_t>(name)] = {at, 1};
        };
        place(JointName::Nose, reading_.mesh[kNoseTip]);
        place(JointName::Neck, {150, 172});
        place(JointName::RightShoulder, {115, 184});
        place(JointName::LeftShoulder, {185, 184});
        request_.photo = testing::smallPhoto(kPhoto);
        request_.turn = HeadAngles{0.2f, 0, 0};
        request_.model = "tiny";
        request_.prompt = "a man";
        request_.steps = 4;
    }

    /// `controlled`: with a ControlNet.
    Result<Change> run(const std::string& folder = "sd15_tiny", bool controlled = false) {
        StudioModel model = testing::openTinyStudio(folder_, folder);
        PromptEncoder prompts(model);
        const auto scheduler =
            valueOf(makeScheduler(valueOf(readSchedulerConfig(model.files().scheduler)), request_.steps));
        const Component watching = valueOf(openControlNet(test::goldenPath("controlnet_tiny")));
        const auto net = valueOf(loadNetwork<ControlNet>(watching, readControlNetConfig(watching.config),
                                                         "ControlNet", {}, Residence::Ready));
        JobContext job({1}, stop_.get_token(), mailbox_);
        const StudioEdit edit(model, prompts, *scheduler);
        return StudioPose(face_, edit, controlled ? net.network.get() : nullptr).run(request_, reading_, job);
    }
    static double largest(const Change& change) {
        double most = 0;
        for (const float value : *change.field.log_gain) most = std::max(most, std::abs(double{value}));
        return most;
    }

    c10::InferenceMode no_gradients_;
    TemporaryFolder folder_;
    HeadShape face_ = solidFace();
    Reading reading_;
    PoseRequest request_;
    Mailbox mailbox_;
    std::stop_source stop_;
};

TEST_F(StudioPoseTest, DrawsAnewWhatHasMovedAndTheSameSeedDrawsItAlike) {
    const Change one = valueOf(run()), two = valueOf(run());
    request_.seed = 9;
    const Change other = valueOf(run());
    EXPECT_GT(largest(one), 0.01);
    EXPECT_TRUE(one.warp.offset);
    EXPECT_EQ(*one.field.log_gain, *two.field.log_gain);
    EXPECT_EQ(*one.warp.offset, *two.warp.offset);
    EXPECT_NE(*one.field.log_gain, *other.field.log_gain);
}

TEST_F(StudioPoseTest, MovesThePixelsAsWithoutACheckpoint) {
    const Change drawn = valueOf(run());
    const Change plain = poseWarp(reading_, face_, request_.pose, request_.turn, kPhoto);
    const auto backAt = [](const Change& change, const ImagePoint& p) {
        const Size size = change.warp.size;
        const auto column = static_cast<int>((p.x - change.region.x) / change.region.width * size.width);
        const auto row = static_cast<int>((p.y - change.region.y) / change.region.height * size.height);
        return (*change.warp.offset)[2 * (row * size.width + column)] * change.region.width;
    };
    const ImagePoint nose = reading_.mesh[kNoseTip];
    EXPECT_GT(std::abs(backAt(plain, nose)), 2);
    EXPECT_NEAR(backAt(drawn, nose), backAt(plain, nose), 0.5);
}

TEST_F(StudioPoseTest, PixelsFarFromWhatMovesStayAsTheyAre) {
    const Change change = valueOf(run());
    const Layer layer{change};
    const Image before = request_.photo.image();
    const Image after = LocalDarkroom().flatten(request_.photo, {&layer, 1}, {});
    ASSERT_EQ(after.size(), before.size());
    ASSERT_GT(change.region.x, 0);
    const Size mask = change.mask.size();
    for (int x = 0; x < mask.width; ++x) {
        EXPECT_EQ(change.mask.row<std::uint8_t>(0)[x], 0);
        EXPECT_EQ(change.mask.row<std::uint8_t>(mask.height - 1)[x], 0);
    }
    int changed = 0;
    for (int y = 0; y < kPhoto.height; ++y) {
        for (int x = 0; x < kPhoto.width; ++x) {
            const bool same = std::memcmp(before.data() + before.rowBytes() * y + 3 * x,
                                          after.data() + after.rowBytes() * y + 3 * x, 3) == 0;
            const ImagePoint off{(x - 150.0) / kEye, (y - 120.0) / kEye};
            changed += !same;
            const bool far = std::hypot(off.x, off.y) > 6.5;
            ASSERT_FALSE(far && !same) << x << ", " << y;
        }
    }
    EXPECT_GT(changed, 1000);
}

TEST_F(StudioPoseTest, AnInpaintingCheckpointWorksToo) {
    EXPECT_GT(largest(valueOf(run("sd15_tiny_inpaint"))), 0.01);
}

TEST_F(StudioPoseTest, ACheckpointThatFollowsInstructionsIsRefusedInASentence) {
    const Result<Change> result = run("sd15_tiny_instruct");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidRequest);
    EXPECT_NE(result.error().message.find("instructions"), std::string::npos);
}

TEST_F(StudioPoseTest, AControlNetSeesWhereTheJointsShallBe) {
    const Change without = valueOf(run()), with = valueOf(run("sd15_tiny", true));
    EXPECT_NE(*without.field.log_gain, *with.field.log_gain);
    // The neck is known without the head's turn and moves nothing here, but it is drawn.
    reading_.joints[static_cast<std::size_t>(JointName::Neck)].confidence = 0;
    EXPECT_NE(*with.field.log_gain, *valueOf(run("sd15_tiny", true)).field.log_gain);
}

TEST_F(StudioPoseTest, WordsMayBeLeftOutAndGuideNowhereThen) {
    request_.prompt.clear();
    const Change without = valueOf(run());
    EXPECT_GT(largest(without), 0.01);
    request_.guidance = 20;
    EXPECT_EQ(*valueOf(run()).field.log_gain, *without.field.log_gain);
}

TEST_F(StudioPoseTest, StrengthZeroOnlyMoves) {
    request_.strength = 0;
    const Change change = valueOf(run());
    EXPECT_EQ(largest(change), 0);
    EXPECT_TRUE(change.warp.offset);
}

TEST_F(StudioPoseTest, WhereNothingMovesNothingIsDrawn) {
    request_.turn = HeadAngles{};
    const Change change = valueOf(run());
    EXPECT_FALSE(change.field.log_gain);
    const auto* mask = change.mask.row<std::uint8_t>(0);
    EXPECT_TRUE(std::all_of(mask, mask + change.mask.size().area(), [](int value) { return value == 0; }));
}

TEST_F(StudioPoseTest, EveryStepIsToldAndAPreviewLiesWhereTheResultWill) {
    request_.strength = 1;
    const Change result = valueOf(run());
    std::vector<int> steps;
    std::vector<Change> seen;
    for (const Event& event : mailbox_.drain()) {
        if (const auto* progress = std::get_if<Progress>(&event)) steps.push_back(progress->step);
        if (const auto* preview = std::get_if<Preview>(&event))
            seen.push_back(std::get<Change>(preview->guess));
    }
    EXPECT_EQ(steps, (std::vector<int>{1, 2, 3, 4, 5}));  // this method asks for the second one twice
    ASSERT_EQ(seen.size(), 1u);                           // nobody has read it, so no other was decoded
    EXPECT_EQ(seen[0].region, result.region);
    EXPECT_TRUE(seen[0].mask.sharesPixelsWith(result.mask));
    EXPECT_EQ(seen[0].warp.offset, result.warp.offset);
    EXPECT_GT(largest(seen[0]), 0);
}

TEST_F(StudioPoseTest, ACancelledJobEndsWithinAStep) {
    mailbox_.connect([&] { stop_.request_stop(); });  // at the first news
    request_.steps = 20;
    request_.strength = 1;
    EXPECT_THROW(static_cast<void>(run()), JobCancelled);
    mailbox_.disconnect();
    int steps = 0;
    for (const Event& event : mailbox_.drain()) steps += std::holds_alternative<Progress>(event);
    EXPECT_EQ(steps, 1);
}

TEST_F(StudioPoseTest, JointsArriveWhereTheyAreAskedForAndTheOthersComeAlong) {
    request_.pose[JointName::RightShoulder] = {{110, 170}, 1};
    const Skeleton now{reading_.joints};
    const auto joints = [&] { return arrivedJoints(reading_, face_, request_.pose, request_.turn, kPhoto); };
    SolidHead head(reading_, face_);
    head.place(*request_.turn, {0, 0});
    EXPECT_EQ(joints()[JointName::RightShoulder].at, (ImagePoint{110, 170}));
    EXPECT_NEAR(joints()[JointName::Nose].at.x, head.meshArrival(kNoseTip).x, 1e-9);
    EXPECT_LT(joints()[JointName::Nose].at.x, now[JointName::Nose].at.x - 2);
    EXPECT_FALSE(joints().has(JointName::RightKnee));
    // A head that turns takes its joints along wherever they were said to be.
    request_.pose[JointName::Nose] = now[JointName::Nose];
    EXPECT_NEAR(joints()[JointName::Nose].at.x, head.meshArrival(kNoseTip).x, 1e-9);
    request_.turn.reset();
    EXPECT_EQ(joints()[JointName::Nose].at, now[JointName::Nose].at);
}

}  // namespace
}  // namespace engine
