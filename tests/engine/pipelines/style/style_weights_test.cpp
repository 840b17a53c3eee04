#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <numeric>

#include "engine/photo/network_view.h"
#include "tests/engine/pipelines/starter_weights.h"

// What the shipped weights do to the sample portrait: floors that a worse training run would miss.

namespace engine {
namespace {

using Colour = std::array<double, 3>;

class StyleWeights : public testing::StarterWeights {
protected:
    static constexpr int kSide = 256;

    StyleWeights() {
        sample_ = opened(PENUMBRA_SOURCE_DIR "/resources/sample/portrait.jpg");
        donor_ = opened(PENUMBRA_SOURCE_DIR "/tests/fixtures/portraits/grey_hair.jpg");
    }

    template <typename T>
    T answerTo(Request request) {
        const JobId job = engine_.submit(std::move(request));
        for (const Event& event : listener_.untilEnd(job)) {
            if (const auto* finished = std::get_if<Finished>(&event); finished && finished->job == job)
                return std::get<T>(finished->outcome);
        }
        ADD_FAILURE() << "The job failed.";
        return {};
    }
    StyleRegions regionsOf(const Photo& photo) {
        return answerTo<StyleRegions>(StyleRegionsRequest{photo, {}, 0});
    }

    static const Image* matteOf(const StyleRegions& regions, Part part) {
        const auto found = std::find_if(regions.mattes.begin(), regions.mattes.end(),
                                        [&](const StyleRegions::Matte& matte) { return matte.part == part; });
        return found == regions.mattes.end() ? nullptr : &found->alpha;
    }
    /// Mean sRGB, 0…255, where a part surely is.
    static Colour meanIn(const Photo& photo, const std::vector<Layer>& layers, const StyleRegions& regions,
                         Part part) {
        const Image* matte = matteOf(regions, part);
        Colour sum{};
        double count = 0;
        if (!matte) return sum;
        const Image view = networkView(photo, layers, regions.region, matte->size());
        for (int y = 0; y < matte->height(); ++y) {
            for (int x = 0; x < matte->width(); ++x) {
                if (matte->row<std::uint8_t>(y)[x] < 230) continue;
                for (int c = 0; c < 3; ++c) sum[c] += 255 * view.row<float>(y)[3 * x + c];
                ++count;
            }
        }
        for (double& value : sum) value /= std::max(1.0, count);
        return sum;
    }
    static double distance(const Colour& a, const Colour& b) {
        return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    }

    Photo sample_, donor_;
};

TEST_F(StyleWeights, FindEveryRegionOfTheSamplePortrait) {
    const StyleRegions regions = regionsOf(sample_);
    for (const Part part : {Part::Background, Part::Skin, Part::Hair, Part::Clothes, Part::Brows, Part::Eyes,
                            Part::Lips, Part::Mouth}) {
        EXPECT_TRUE(matteOf(regions, part)) << static_cast<int>(part);
    }
}

TEST_F(StyleWeights, GiveARegionTheDonorsColourAndLeaveItsNeighbours) {
    const StyleRegions here = regionsOf(sample_), there = regionsOf(donor_);
    for (const Part part : {Part::Hair, Part::Skin, Part::Lips}) {
        StyleRequest request;
        request.photo = sample_;
        request.donor = donor_;
        request.regions = {{part, StyleFrom::Donor}};
        const std::vector<Layer> layers = {{answerTo<Change>(request)}};
        const Colour before = meanIn(sample_, {}, here, part), after = meanIn(sample_, layers, here, part),
                     wanted = meanIn(donor_, {}, there, part);
        EXPECT_LT(distance(after, wanted), 0.7 * distance(before, wanted)) << static_cast<int>(part);
        for (const Part other : {Part::Hair, Part::Skin, Part::Eyes}) {
            if (other == part) continue;
            EXPECT_LT(distance(meanIn(sample_, {}, here, other), meanIn(sample_, layers, here, other)), 4)
                << static_cast<int>(part) << " changed " << static_cast<int>(other);
        }
    }
}

TEST_F(StyleWeights, TellWordsWhereThePartsAreThatTheyName) {
    const auto found = [&](const char* prompt) {
        return answerTo<FoundMask>(DescribeMaskRequest{sample_, {}, prompt, "", {}, 0});
    };
    const FoundMask hair = found("blond hair"), lips = found("red lips");
    EXPECT_EQ(hair.mask.size(), hair.region.size()) << "as fine as the photo";
    EXPECT_EQ(lips.mask.size(), lips.region.size());
    const auto white = [](const FoundMask& one) {
        double sum = 0;
        for (int y = 0; y < one.mask.height(); ++y) {
            const auto* row = one.mask.row<std::uint8_t>(y);
            sum += std::accumulate(row, row + one.mask.width(), 0.0);
        }
        return sum / 255;
    };
    EXPECT_GT(white(hair), 5 * white(lips));
    EXPECT_GT(white(lips), 0);
    // Light has no part: the place is the network's for words alone, which is coarser.
    EXPECT_LE(found("warmer").mask.width(), 256);
}

TEST_F(StyleWeights, OfferVariationsThatCanBeToldApart) {
    const StyleRegions regions = regionsOf(sample_);
    const Colour own = meanIn(sample_, {}, regions, Part::Hair);
    std::vector<Colour> looks;
    for (std::uint64_t number = 1; number <= 8; ++number) {
        StyleRequest request;
        request.photo = sample_;
        request.regions = {{Part::Hair, StyleFrom::Variation, number}};
        looks.push_back(meanIn(sample_, {{answerTo<Change>(request)}}, regions, Part::Hair));
    }
    double farthest = 0;
    for (const Colour& look : looks) farthest = std::max(farthest, distance(look, own));
    EXPECT_GT(farthest, 10);
    for (std::size_t i = 0; i < looks.size(); ++i) {
        for (std::size_t k = i + 1; k < looks.size(); ++k) EXPECT_GT(distance(looks[i], looks[k]), 0.3);
    }
}

}  // namespace
}  // namespace engine
