#include "engine/models/portrait_reader/portrait_reader.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/models/portrait_reader/mesh_mirror.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/models/tiny_networks.h"

namespace engine {
namespace {

constexpr const char* kConfig = R"({"_class_name": "PortraitReaderModel", "sample_size": 32,
    "block_out_channels": [8, 8, 8, 8], "anchor_points": 8, "hidden_size": 16})";

class PortraitReaderTest : public testing::Test {
protected:
    PortraitReader tiny(TinyAnswer answer = TinyAnswer::Always) {
        saveTinyReader(folder_.path(), answer);
        auto loaded = PortraitReader::load(folder_.path());
        EXPECT_TRUE(loaded) << loaded.error().message;
        return std::move(loaded).value();
    }
    /// The error of a folder whose config.json is `config`; the weights are those of a tiny reader.
    Error errorWith(const std::string& config) {
        saveTinyReader(folder_.path(), TinyAnswer::Always);
        folder_.write("config.json", config);
        const auto loaded = PortraitReader::load(folder_.path());
        EXPECT_FALSE(loaded);
        return loaded ? Error{} : loaded.error();
    }
    static std::string replaced(const std::string& from, const std::string& to) {
        std::string text = kConfig;
        return text.replace(text.find(from), from.size(), to);
    }
    TemporaryFolder folder_;
};

at::Tensor pictures(int count) {
    at::manual_seed(3);
    return at::rand({count, 3, 32, 32});
}

/// Chances of the parts where all is `part` from `row` of 64 on, and background above.
at::Tensor partsFrom(int row, Part part, std::int64_t count = 1) {
    at::Tensor parts = at::zeros({count, kPartCount, 64, 64});
    parts.select(1, static_cast<int>(Part::Background)).narrow(1, 0, row).fill_(1);
    parts.select(1, static_cast<int>(part)).narrow(1, row, 64 - row).fill_(1);
    return parts;
}

/// With nothing around the face.
PortraitReadings read(const PortraitReader& reader, const at::Tensor& pictures) {
    return reader.read(pictures, partsFrom(64, Part::Background, pictures.size(0)));
}

TEST_F(PortraitReaderTest, ReadsPersonMeshHeadAndJointsInTheirRanges) {
    const PortraitReadings said = read(tiny(), pictures(2));
    EXPECT_EQ(said.person.sizes(), (std::vector<std::int64_t>{2, 1, 32, 32}));
    EXPECT_GE(said.person.min().item<float>(), 0);
    EXPECT_LE(said.person.max().item<float>(), 1);
    EXPECT_EQ(said.mesh.sizes(), (std::vector<std::int64_t>{2, kMeshPoints, 2}));
    EXPECT_EQ(said.head.sizes(), (std::vector<std::int64_t>{2, 3}));
    EXPECT_EQ(said.joints.sizes(), (std::vector<std::int64_t>{2, kJointCount, 3}));
}

TEST_F(PortraitReaderTest, ReadsTheMirrorImageOfAPictureAsTheMirrorImageOfItsReading) {
    const PortraitReader reader = tiny();
    const at::Tensor picture = pictures(1);
    const PortraitReadings straight = read(reader, picture), mirrored = read(reader, picture.flip(3));
    EXPECT_TRUE(at::allclose(straight.person.flip(3), mirrored.person, 1e-3, 1e-4));
    EXPECT_NEAR(straight.head[0][0].item<float>(), -mirrored.head[0][0].item<float>(), 1e-4);
    EXPECT_NEAR(straight.head[0][1].item<float>(), mirrored.head[0][1].item<float>(), 1e-4);
    const auto x = [](const PortraitReadings& said, int point) {
        return said.mesh[0][point][0].item<float>();
    };
    EXPECT_NEAR(x(straight, kRightEar), 1 - x(mirrored, kLeftEar), 1e-4);
}

TEST_F(PortraitReaderTest, LaysTheMeshOverItsAnchorsWhereverTheyAre) {
    // The tiny reader's mean face is a circle and its anchors lie on one of radius 0.21 in the middle.
    const at::Tensor mesh = read(tiny(), pictures(1)).mesh[0];
    const at::Tensor radius = (mesh - 0.5).norm(2, 1);
    EXPECT_NEAR(radius.min().item<float>(), 0.21, 0.01);
    EXPECT_NEAR(radius.max().item<float>(), 0.21, 0.01);
}

TEST_F(PortraitReaderTest, SaysHowSureItIsOfAFace) {
    EXPECT_GT(tiny(TinyAnswer::Always).glance(pictures(1)).face[0].item<float>(), 0.99f);
    EXPECT_LT(tiny(TinyAnswer::Never).glance(pictures(1)).face[0].item<float>(), 0.01f);
}

TEST_F(PortraitReaderTest, GivesJointsItNeverLearntNoConfidence) {
    const at::Tensor confidence = read(tiny(), pictures(1)).joints[0].select(1, 2);
    for (const int knee : {9, 12}) EXPECT_EQ(confidence[knee].item<float>(), 0);
    for (const int wrist : {4, 7}) EXPECT_EQ(confidence[wrist].item<float>(), 0);
    EXPECT_GT(confidence[0].item<float>(), 0.9f);  // the nose
}

TEST_F(PortraitReaderTest, TellsShouldersFromWhereTheBodyBegins) {
    const PortraitReader reader = tiny();
    constexpr double kFace = 0.42;  // the tiny reader's face is a circle in the middle
    for (const Part part : {Part::Clothes, Part::Skin}) {
        for (const int row : {44, 52}) {  // a little above the chin, and below it
            const at::Tensor joints = reader.read(pictures(1), partsFrom(row, part)).joints[0];
            for (const int shoulder : {2, 5}) {
                EXPECT_NEAR(joints[shoulder][1].item<double>(), row / 64.0 + 0.22 * kFace, 0.03) << row;
                EXPECT_GT(joints[shoulder][2].item<float>(), 0.9f);
            }
            EXPECT_LT(joints[2][0].item<double>(), 0.2);
            EXPECT_GT(joints[5][0].item<double>(), 0.8);
        }
    }
}

TEST_F(PortraitReaderTest, ClothesThatAreHalfTakenForHairStillTellTheShoulders) {
    const PortraitReader reader = tiny();
    const at::Tensor sure = partsFrom(48, Part::Clothes), unsure = 0.7 * partsFrom(48, Part::Hair) +
                                                                   0.3 * partsFrom(48, Part::Clothes) +
                                                                   0.3 * partsFrom(48, Part::Skin);
    for (const int shoulder : {2, 5}) {
        EXPECT_NEAR(reader.read(pictures(1), unsure / 1.3).joints[0][shoulder][1].item<double>(),
                    reader.read(pictures(1), sure).joints[0][shoulder][1].item<double>(), 0.03);
    }
}

TEST_F(PortraitReaderTest, SaysWhichModelFileIsMissing) {
    const auto nothing = PortraitReader::load(folder_.file("nowhere"));
    ASSERT_FALSE(nothing);
    EXPECT_EQ(nothing.error().code, ErrorCode::ModelMissing);
    folder_.write("config.json", kConfig);
    const auto no_weights = PortraitReader::load(folder_.path());
    ASSERT_FALSE(no_weights);
    EXPECT_NE(no_weights.error().message.find("model.safetensors"), std::string::npos);
}

TEST_F(PortraitReaderTest, RefusesAConfigOfAnotherClass) {
    const Error error = errorWith(replaced("PortraitReaderModel", "UNet2DModel"));
    EXPECT_EQ(error.code, ErrorCode::ModelCorrupt);
    EXPECT_NE(error.message.find("PortraitReaderModel"), std::string::npos);
}

TEST_F(PortraitReaderTest, RefusesSizesThatNoNetworkCanHave) {
    EXPECT_EQ(errorWith(replaced("\"sample_size\": 32", "\"sample_size\": 40")).code,
              ErrorCode::ModelCorrupt);
    EXPECT_EQ(errorWith(replaced("[8, 8, 8, 8]", "[8, 8, 8]")).code, ErrorCode::ModelCorrupt);
    EXPECT_EQ(errorWith(replaced("[8, 8, 8, 8]", "[8, 8, 8, 9]")).code, ErrorCode::ModelCorrupt);
    EXPECT_EQ(errorWith(replaced("\"anchor_points\": 8", "\"anchor_points\": 9999")).code,
              ErrorCode::ModelCorrupt);
}

TEST_F(PortraitReaderTest, RefusesWeightsOfAnotherSizeAndNamesThem) {
    const Error error = errorWith(replaced("\"hidden_size\": 16", "\"hidden_size\": 24"));
    EXPECT_EQ(error.code, ErrorCode::ModelCorrupt);
    EXPECT_NE(error.message.find("answers.weight"), std::string::npos);
}

TEST(MeshMirror, TakesEveryPointToAnotherAndBack) {
    for (int i = 0; i < kMeshPoints; ++i) EXPECT_EQ(kMeshMirror[kMeshMirror[i]], i) << i;
}

TEST(MeshMirror, SwapsLeftAndRightAndKeepsTheMiddle) {
    EXPECT_EQ(kMeshMirror[kRightEar], kLeftEar);
    EXPECT_EQ(kMeshMirror[kRightEyeOuter], kLeftEyeOuter);
    EXPECT_EQ(kMeshMirror[kRightIris], kLeftIris);
    for (const int middle : {kForehead, kChin, kNoseTip}) EXPECT_EQ(kMeshMirror[middle], middle);
}

}  // namespace
}  // namespace engine
