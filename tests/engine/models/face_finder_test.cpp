#include "engine/models/face_finder/face_finder.h"

#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/models/portrait_reader/face_search.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/models/tiny_networks.h"

namespace engine {
namespace {

class FaceFinderTest : public testing::Test {
protected:
    FaceFinder finder(TinyAnswer answer) {
        saveTinyFinder(folder_.file("finder"), answer);
        auto loaded = FaceFinder::load(folder_.file("finder"));
        EXPECT_TRUE(loaded) << loaded.error().message;
        return std::move(loaded).value();
    }
    PortraitReader reader(TinyAnswer answer) {
        saveTinyReader(folder_.file("reader"), answer);
        auto loaded = PortraitReader::load(folder_.file("reader"));
        EXPECT_TRUE(loaded) << loaded.error().message;
        return std::move(loaded).value();
    }
    std::vector<Face> search(Size photo, TinyAnswer finds, TinyAnswer reads) {
        const PhotoView view = [](Rect, Size size) { return at::full({3, size.height, size.width}, 0.5); };
        return findFaces(view, photo, finder(finds), reader(reads), [] {});
    }
    /// The longer side of the largest view that a search asks for.
    int longestView(Size photo, TinyAnswer finds) {
        int longest = 0;
        const PhotoView view = [&](Rect, Size size) {
            longest = std::max({longest, size.width, size.height});
            return at::full({3, size.height, size.width}, 0.5);
        };
        findFaces(view, photo, finder(finds), reader(TinyAnswer::Always), [] {});
        return longest;
    }
    TemporaryFolder folder_;
};

TEST_F(FaceFinderTest, PlacesFacesInPixelsOfThePicture) {
    const auto faces = finder(TinyAnswer::Always).find(at::rand({3, 16, 24}), 0.5f);
    ASSERT_EQ(faces.size(), 4u * 6u);  // a cell is 4 pixels
    for (const FaceProposal& face : faces) EXPECT_FLOAT_EQ(face.size, kFaceFinderSize);
    EXPECT_FLOAT_EQ(faces.front().x, 2);
    EXPECT_FLOAT_EQ(faces.front().y, 2);
    EXPECT_FLOAT_EQ(faces.back().x, 22);
    EXPECT_FLOAT_EQ(faces.back().y, 14);
}

TEST_F(FaceFinderTest, TakesPicturesOfAnySize) {
    const FaceFinder nothing = finder(TinyAnswer::Never);
    for (const auto& [height, width] : {std::pair{8, 8}, {13, 9}, {8, 201}, {77, 31}}) {
        EXPECT_TRUE(nothing.find(at::rand({3, height, width}), 0.1f).empty()) << height << " x " << width;
    }
}

TEST_F(FaceFinderTest, RefusesAFolderOfAnotherNetwork) {
    saveTinyReader(folder_.path(), TinyAnswer::Always);
    const auto loaded = FaceFinder::load(folder_.path());
    ASSERT_FALSE(loaded);
    EXPECT_EQ(loaded.error().code, ErrorCode::ModelCorrupt);
    EXPECT_NE(loaded.error().message.find("FaceFinderModel"), std::string::npos);
}

TEST_F(FaceFinderTest, RefusesSizesThatNoNetworkCanHave) {
    saveTinyFinder(folder_.path(), TinyAnswer::Always);
    folder_.write("config.json",
                  R"({"_class_name": "FaceFinderModel", "block_out_channels": [4], "num_blocks": 1})");
    EXPECT_EQ(FaceFinder::load(folder_.path()).error().code, ErrorCode::ModelCorrupt);
    folder_.write("config.json",
                  R"({"_class_name": "FaceFinderModel", "block_out_channels": [4, 4], "num_blocks": 0})");
    EXPECT_EQ(FaceFinder::load(folder_.path()).error().code, ErrorCode::ModelCorrupt);
}

TEST_F(FaceFinderTest, FindsNothingWhenTheReaderDoesNotAgree) {
    EXPECT_FALSE(search({320, 240}, TinyAnswer::Always, TinyAnswer::Always).empty());
    EXPECT_TRUE(search({320, 240}, TinyAnswer::Always, TinyAnswer::Never).empty());
    EXPECT_TRUE(search({320, 240}, TinyAnswer::Never, TinyAnswer::Always).empty());
}

TEST_F(FaceFinderTest, KeepsOneOfFacesThatOverlapAndPutsTheLargestFirst) {
    const auto faces = search({320, 240}, TinyAnswer::Always, TinyAnswer::Always);
    for (std::size_t i = 1; i < faces.size(); ++i) {
        EXPECT_GE(faces[i - 1].box.size().area(), faces[i].box.size().area());
    }
    for (const Face& a : faces) {
        for (const Face& b : faces) {
            if (a.box != b.box) {
                EXPECT_LT(2 * a.box.intersected(b.box).size().area(),
                          a.box.size().area() + b.box.size().area());
            }
        }
    }
}

TEST_F(FaceFinderTest, SearchesPhotosOfAnyShape) {
    for (const Size size : {Size{1, 1}, {3, 5000}, {9000, 2}, {40000, 30000}}) {
        EXPECT_TRUE(search(size, TinyAnswer::Never, TinyAnswer::Always).empty())
            << size.width << " x " << size.height;
        for (const Face& face : search(size, TinyAnswer::Always, TinyAnswer::Always))
            EXPECT_FALSE(face.box.isEmpty());
    }
}

TEST_F(FaceFinderTest, SeesNoMoreOfALargePhotoAtOnceThanATileWithItsSurroundings) {
    const int side = longestView({40000, 30000}, TinyAnswer::Never);
    EXPECT_LE(side, 800);
    EXPECT_GE(side, 640);  // the finest view of 1280 pixels, in two parts with what lies around
}

TEST_F(FaceFinderTest, DoesNotLookForPassersByWhereALargeFaceWasFound) {
    EXPECT_LT(longestView({6000, 6000}, TinyAnswer::Always), 640);
    EXPECT_GE(longestView({6000, 6000}, TinyAnswer::Never), 640);
}

TEST_F(FaceFinderTest, StopsAtItsCheckpointWhenTheSearchIsNoLongerWanted) {
    const PhotoView view = [](Rect, Size size) { return at::zeros({3, size.height, size.width}); };
    struct Unwanted {};
    const auto search_until = [&] {
        findFaces(view, {320, 240}, finder(TinyAnswer::Always), reader(TinyAnswer::Always),
                  [] { throw Unwanted{}; });
    };
    EXPECT_THROW(search_until(), Unwanted);
}

TEST(RegionAround, IsASquareOfAFewFaceWidthsInTheMiddleOfThePhoto) {
    EXPECT_EQ(regionAround({450, 440, 100, 120}, {1000, 1000}), (Rect{380, 380, 240, 240}));
}

TEST(RegionAround, IsMovedIntoThePhotoAtItsEdges) {
    EXPECT_EQ(regionAround({0, 0, 100, 120}, {1000, 1000}), (Rect{0, 0, 240, 240}));
    EXPECT_EQ(regionAround({900, 880, 100, 120}, {1000, 1000}), (Rect{760, 760, 240, 240}));
}

TEST(RegionAround, ShrinksToThePhotosShorterSide) {
    EXPECT_EQ(regionAround({100, 10, 100, 120}, {400, 160}), (Rect{70, 0, 160, 160}));
    EXPECT_EQ(regionAround({0, 0, 1, 1}, {1, 1}), (Rect{0, 0, 1, 1}));
}

}  // namespace
}  // namespace engine
