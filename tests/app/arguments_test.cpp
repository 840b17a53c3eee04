#include "app/cli/arguments.h"

#include <gtest/gtest.h>

namespace cli {
namespace {

const std::vector<Option> kOptions = {{"-o", "OUTPUT", ""},
                                      {"--strength", "0..1", ""},
                                      {"--steps", "N", ""},
                                      {"--seed", "N", ""},
                                      {"--json", "", ""}};

engine::Result<Arguments> parse(const std::vector<std::string>& words) {
    return Arguments::parse(words, kOptions);
}

void expectError(const std::vector<std::string>& words, const std::string& part) {
    const auto parsed = parse(words);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().code, engine::ErrorCode::InvalidRequest);
    EXPECT_NE(parsed.error().message.find(part), std::string::npos) << parsed.error().message;
}

/// What a reader says of one value.
std::string complaintAbout(const std::string& option, const std::string& value) {
    const auto parsed = parse({option, value});
    if (!parsed) return parsed.error().message;
    float number = 0.5f;
    int whole = 5;
    std::uint64_t seed = 5;
    OptionReader read(parsed.value());
    read.number("--strength", 0, 1, number);
    read.whole("--steps", 1, 100, whole);
    read.seed("--seed", seed);
    return read.error() ? read.error()->message : "";
}

TEST(Arguments, AreInputsAndOptionsInAnyOrder) {
    const auto parsed = parse({"--json", "a.png", "-o", "b.png", "--strength", "0.5", "c.png"});
    ASSERT_TRUE(parsed) << parsed.error().message;
    EXPECT_EQ(parsed.value().inputs(), (std::vector<std::string>{"a.png", "c.png"}));
    EXPECT_EQ(parsed.value().text("-o"), "b.png");
    EXPECT_TRUE(parsed.value().has("--json"));
    EXPECT_FALSE(parsed.value().has("--seed"));
}

TEST(Arguments, AValueMayStandBehindAnEqualsSign) {
    const auto parsed = parse({"--strength=0.25", "--seed=7"});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed.value().text("--strength"), "0.25");
}

TEST(Arguments, AfterTwoDashesEverythingIsAnInput) {
    const auto parsed = parse({"--", "--json", "-o"});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed.value().inputs(), (std::vector<std::string>{"--json", "-o"}));
}

TEST(Arguments, ASingleDashAndAnEmptyWordAreInputs) {
    const auto parsed = parse({"-", ""});
    ASSERT_TRUE(parsed);
    EXPECT_EQ(parsed.value().inputs().size(), 2u);
}

TEST(Arguments, AnUnknownOptionIsAnsweredWithTheKnownOnes) {
    expectError({"--lora", "x"}, "--strength");
    expectError({"--lora", "x"}, "\"--lora\"");
    expectError({"-x"}, "\"-x\"");
    expectError({"--Strength", "1"}, "\"--Strength\"");
    expectError({"--strengthen", "1"}, "\"--strengthen\"");
    expectError({"-o=x"}, "\"-o=x\"");
}

TEST(Arguments, AValueMustFollow) {
    expectError({"--strength"}, "nothing");
    expectError({"--strength", "--json"}, "\"--json\"");
    expectError({"--strength="}, "empty");
    expectError({"-o", ""}, "empty");
}

TEST(Arguments, ASwitchTakesNoValue) {
    expectError({"--json=yes"}, "stand alone");
}

TEST(Arguments, NoOptionStandsTwice) {
    expectError({"--seed", "1", "--seed", "2"}, "twice");
}

TEST(OptionReader, ReadsNumbersWithinTheirLimits) {
    const auto parsed = parse({"--strength", "1", "--steps", "100", "--seed", "18446744073709551615"});
    ASSERT_TRUE(parsed);
    float number = 0;
    int whole = 0;
    std::uint64_t seed = 0;
    OptionReader read(parsed.value());
    read.number("--strength", 0, 1, number);
    read.whole("--steps", 1, 100, whole);
    read.seed("--seed", seed);
    EXPECT_FALSE(read.error());
    EXPECT_EQ(number, 1);
    EXPECT_EQ(whole, 100);
    EXPECT_EQ(seed, UINT64_MAX);
}

TEST(OptionReader, LeavesWhatWasNotGiven) {
    const auto parsed = parse({});
    ASSERT_TRUE(parsed);
    float number = 0.3f;
    OptionReader read(parsed.value());
    read.number("--strength", 0, 1, number);
    EXPECT_EQ(number, 0.3f);
}

TEST(OptionReader, SaysWhatANumberMayBe) {
    for (const char* bad :
         {"nan", "inf", "-inf", "-0.1", "1.0001", "1e9", "1e999", "half", "0,5", "0.5x", " 0.5", "0x1p-1"}) {
        EXPECT_NE(complaintAbout("--strength", bad).find("a number from 0 to 1"), std::string::npos) << bad;
    }
    for (const char* bad : {"0", "101", "-1", "2.5", "ten", "99999999999999999999", "1e1", "+5"}) {
        EXPECT_NE(complaintAbout("--steps", bad).find("a whole number from 1 to 100"), std::string::npos)
            << bad;
    }
    for (const char* bad : {"-1", "18446744073709551616", "0.5", "x"}) {
        EXPECT_NE(complaintAbout("--seed", bad).find("a whole number from 0"), std::string::npos) << bad;
    }
    EXPECT_EQ(complaintAbout("--strength", "1e-3"), "");
}

}  // namespace
}  // namespace cli
