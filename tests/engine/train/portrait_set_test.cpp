#include "engine/train/portrait_set.h"

#include <gtest/gtest.h>

namespace engine {
namespace {

TEST(PortraitSet, KeepsAboutFivePercentOfPeopleOut) {
    int held_out = 0;
    for (int i = 0; i < 2000; ++i) held_out += isHeldOut("p" + std::to_string(10000 + i).substr(1));
    EXPECT_GT(held_out, 60);
    EXPECT_LT(held_out, 140);
}

TEST(PortraitSet, AFolderWithoutAPortraitSetIsASentence) {
    const auto set = readPortraitSet("/nowhere/at/all", Split::Training);
    ASSERT_FALSE(set);
    EXPECT_NE(set.error().message.find("--data"), std::string::npos);
}

}  // namespace
}  // namespace engine
