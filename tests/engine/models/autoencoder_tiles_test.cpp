#include <ATen/ATen.h>
#include <gtest/gtest.h>

#include "engine/models/autoencoder/tiles.h"

namespace {

using namespace engine;

TEST(Tiles, JoinWhatEachTileSawOfTheWhole) {
    const at::Tensor picture = at::rand({1, 3, 40 * 8, 70 * 8});
    const Tiling tiling{16, 4, 8, 1};
    int tiles = 0;
    const at::Tensor joined = overTiles(picture, tiling, [&](const at::Tensor& tile) {
        ++tiles;
        EXPECT_EQ(tile.size(2), 16 * 8);
        return at::avg_pool2d(tile, 8);
    });
    EXPECT_GT(tiles, 4);
    EXPECT_LT((joined - at::avg_pool2d(picture, 8)).abs().max().item<float>(), 1e-6);
}

TEST(Tiles, FadeOneIntoTheNextWhereTheyDisagree) {
    // Every tile comes back in another tone, as a network's norms would make it.
    const Tiling tiling{16, 8, 1, 4};
    float tone = 0;
    const at::Tensor joined = overTiles(at::zeros({1, 1, 16, 40}), tiling, [&](const at::Tensor& tile) {
        return at::full({1, 1, tile.size(2) * 4, tile.size(3) * 4}, tone++);
    });
    EXPECT_EQ(joined.sizes().vec(), (std::vector<std::int64_t>{1, 1, 64, 160}));
    const at::Tensor steps = (joined.narrow(3, 1, 159) - joined.narrow(3, 0, 159)).abs();
    EXPECT_LT(steps.max().item<float>(), 0.05);  // no seam: a whole tone is spread over the overlap
}

TEST(Tiles, AreOneWhereThePictureIsNoLarger) {
    int tiles = 0;
    overTiles(at::zeros({1, 3, 16, 9}), {16, 4, 1, 1}, [&](const at::Tensor& tile) {
        ++tiles;
        return tile;
    });
    EXPECT_EQ(tiles, 1);
}

}  // namespace
