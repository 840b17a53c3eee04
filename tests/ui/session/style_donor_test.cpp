#include <gtest/gtest.h>

#include "tests/ui/session/style_fixture.h"

namespace {

using engine::Part;
using engine::StyleAxis;
using engine::StyleFrom;
using State = ui::EditSession::State;

/// Regions that take the style of a person in another photo.
class StyleDonorTest : public test::StyleTestBase {};

TEST_F(StyleDonorTest, AnotherPersonsStyleComesWithTheRequestWhileItIsUsed) {
    findRegions();
    const engine::Photo donor = test::makePhoto({32, 32}, 9, 9, 9);
    style.choosePart(Part::Lips);
    style.takeFrom(donor);
    ASSERT_EQ(newest().regions.size(), 1u);
    EXPECT_EQ(newest().regions[0].from, StyleFrom::Donor);
    EXPECT_EQ(newest().regions[0].part, Part::Lips);
    EXPECT_TRUE(newest().donor.image().sharesPixelsWith(donor.image()));
    answer();
    style.reset(Part::Lips);
    EXPECT_FALSE(style.now().donor.isNull()) << "the photo stays at hand";
    style.undo();
    answer();
    style.dropDonor();
    EXPECT_TRUE(style.now().donor.isNull());
    EXPECT_EQ(style.now().of(Part::Lips).from, StyleFrom::Own);
    EXPECT_EQ(session.state(), State::Idle);
    style.undo();
    EXPECT_EQ(style.now().of(Part::Lips).from, StyleFrom::Donor);
    EXPECT_FALSE(style.now().donor.isNull());
}

TEST_F(StyleDonorTest, ADonorThatIsRefusedLeavesEverythingAsItWas) {
    findRegions();
    style.setRegion(test::varied(Part::Lips, 3), style.newGesture());
    answer();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    answer();
    const ui::FaceLook before = style.now();
    const std::size_t questions = asked().size();
    style.choosePart(Part::Lips);
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    ASSERT_EQ(style.now().of(Part::Lips).from, StyleFrom::Donor);
    refuse();
    EXPECT_EQ(style.now(), before);
    ASSERT_TRUE(style.refusal());
    EXPECT_TRUE(session.pending()) << "what was there still waits";
    EXPECT_EQ(asked().size(), questions + 1) << "and is not asked for again";
    style.undo();
    EXPECT_FLOAT_EQ(axis(Part::Hair, StyleAxis::Warmth), 0) << "the refused donor is no step";
    EXPECT_FALSE(style.canUndo() && style.now().hasDonor());
    answer();
    setAxis(Part::Hair, StyleAxis::Warmth, 0.1f);
    EXPECT_FALSE(style.refusal()) << "until the next change";
}

TEST_F(StyleDonorTest, ADonorThatIsRefusedAtOnceLeavesEverythingAsItWas) {
    findRegions();
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    refuse();
    EXPECT_EQ(style.now(), ui::FaceLook());
    EXPECT_TRUE(style.refusal());
    EXPECT_EQ(session.state(), State::Idle);
}

TEST_F(StyleDonorTest, TheDonorBeforeARefusedOneStays) {
    findRegions();
    const engine::Photo good = test::makePhoto({32, 32}, 9, 9, 9);
    style.takeFrom(good);
    answer();
    style.choosePart(Part::Skin);
    style.takeFrom(test::makePhoto({16, 16}, 9, 9, 9));
    setAxis(Part::Skin, StyleAxis::Warmth, 0.5f);  // meanwhile
    refuse();
    EXPECT_TRUE(ui::isSamePhoto(style.now().donor, good));
    EXPECT_EQ(style.now().of(Part::Hair).from, StyleFrom::Donor);
    EXPECT_EQ(style.now().of(Part::Skin).from, StyleFrom::Own);
    EXPECT_FLOAT_EQ(axis(Part::Skin, StyleAxis::Warmth), 0.5f);
    refuse();  // the one that had been asked for before
    answer();
    EXPECT_TRUE(ui::isSamePhoto(newest().donor, good));
    EXPECT_EQ(newest().regions.size(), 2u);
}

TEST_F(StyleDonorTest, ARegionThatTheDonorLacksIsRefusedAlone) {
    findRegions();
    style.takeFrom(test::makePhoto({32, 32}, 9, 9, 9));
    answer();
    style.choosePart(Part::Lips);
    style.takeFrom(style.now().donor);
    refuse(engine::ErrorCode::InvalidRequest);
    EXPECT_TRUE(style.refusal());
    EXPECT_EQ(style.now().of(Part::Lips).from, StyleFrom::Own);
    EXPECT_EQ(style.now().of(Part::Hair).from, StyleFrom::Donor);
    EXPECT_TRUE(style.now().hasDonor());
    setAxis(Part::Hair, StyleAxis::Warmth, 0.5f);
    refuse(engine::ErrorCode::InvalidRequest);
    EXPECT_FALSE(style.refusal()) << "the donor has nothing to do with it";
    EXPECT_EQ(style.now().of(Part::Hair).from, StyleFrom::Donor);
}

}  // namespace
