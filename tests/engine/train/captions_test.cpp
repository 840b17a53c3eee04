#include "engine/train/captions.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "engine/files/clip_tokenizer.h"
#include "engine/files/clip_words.h"
#include "engine/train/word_merges.h"
#include "tests/engine/files/temporary_folder.h"

namespace engine {
namespace {

using Place = EditClause::Place;

const PortraitWords kWords = {"old",   "woman", "smiling", "open", "long", "auburn",
                              "green", "navy",  "coral",   "side", "dark"};

std::vector<std::string> captions(std::uint64_t seed, int count = 200, const PortraitWords& words = kWords) {
    Random random(seed);
    std::vector<std::string> drawn;
    for (int i = 0; i < count; ++i) drawn.push_back(drawCaption(random, words));
    return drawn;
}

int with(const std::vector<std::string>& drawn, const std::string& part) {
    return static_cast<int>(std::count_if(drawn.begin(), drawn.end(), [&](const std::string& caption) {
        return caption.find(part) != std::string::npos;
    }));
}

TEST(Captions, TheSameSeedSaysTheSame) {
    EXPECT_EQ(captions(1), captions(1));
    EXPECT_NE(captions(1), captions(2));
}

TEST(Captions, SayEverythingThatIsKnownAtTimesAndNothingAlways) {
    const auto drawn = captions(1, 400);
    for (const char* part :
         {"auburn hair", "reddish brown hair", "long", "green", "navy", "dark blue", "coral", "open mouth",
          "smil", "happy", "woman", "lady", "old", "elderly", "light"}) {
        EXPECT_GT(with(drawn, part), 2) << part;
        EXPECT_LT(with(drawn, part), 380) << part;
    }
    const std::set<std::string> forms(drawn.begin(), drawn.end());
    EXPECT_GT(forms.size(), 300u);
    EXPECT_FALSE(forms.contains(""));
}

TEST(Captions, ClaimNothingOfWhatNobodyKnows) {
    const auto drawn = captions(1, 200, {.person = "man"});
    for (const char* part : {"hair", "background", "wall", "mouth", "lips", "light", "wearing", "smil"})
        EXPECT_EQ(with(drawn, part), 0) << part;
    EXPECT_EQ(with(drawn, "man") + with(drawn, "male"), 200);
}

TEST(Captions, AColourIsCalledByTheNearestName) {
    for (const char* name : {"black", "brown", "blond", "grey", "white", "auburn"})
        EXPECT_EQ(colourWord(*colourOf(name, Place::Hair), Place::Hair), name);
    for (const char* name : {"navy", "sky", "red", "beige", "teal", "white"})
        EXPECT_EQ(colourWord(*colourOf(name, Place::Clothes), Place::Clothes), name);
    EXPECT_EQ(colourWord({62, -4, -24}, Place::Background), "sky");  // far from vivid, and blue all the same
    EXPECT_EQ(colourWord({60, 1, 1}, Place::Background), "grey");
}

TEST(Captions, NotesAndPictureBecomeWords) {
    Portrait portrait;
    portrait.picture = cv::Mat(8, 8, CV_8UC3, cv::Scalar::all(20));
    portrait.notes.age = 70;
    portrait.notes.gender = "female";
    portrait.notes.gender_score = 0.9;
    portrait.notes.emotion = "happy";
    portrait.notes.mouth_width = 0.5;
    portrait.notes.hair_share = 0.3;
    portrait.notes.hair = cv::Vec3d(13, 1, 1);
    const PortraitWords words = wordsOf(portrait);
    EXPECT_EQ(words.age, "old");
    EXPECT_EQ(words.person, "woman");
    EXPECT_EQ(words.mood, "smiling");
    EXPECT_EQ(words.hair, "black");
    EXPECT_EQ(words.hair_length, "long");
    EXPECT_EQ(words.clothes, "");
    EXPECT_EQ(words.tone, "dark");
    portrait.notes.gender_score = 0.3;
    portrait.notes.hair_share = 0.01;  // what little there is may be anything
    EXPECT_EQ(wordsOf(portrait).person, "person");
    EXPECT_EQ(wordsOf(portrait).hair, "");
}

TEST(WordMerges, MakeEveryWordOneTokenAndSplitTheOthers) {
    std::map<std::string, int> words;
    for (const std::string& caption : captions(1, 300))
        forEachWord(caption, [&](std::string_view word) { ++words[std::string(word)]; });
    const TemporaryFolder folder;
    const auto written = writeTokenizer(mergesOf(words), 24, folder.file("tokenizer"));
    ASSERT_TRUE(written) << written.error().message;
    const auto tokenizer = ClipTokenizer::open(folder.file("tokenizer"));
    ASSERT_TRUE(tokenizer) << tokenizer.error().message;
    std::set<std::int64_t> ids;
    for (const auto& [word, count] : words) {
        const auto found = tokenizer.value().ids(word);
        ASSERT_EQ(found.size(), 1u) << word;
        EXPECT_TRUE(ids.insert(found.front()).second) << word;
    }
    EXPECT_GT(tokenizer.value().ids("xylophone").size(), 2u);
    EXPECT_EQ(tokenizer.value().maxLength(), 24u);
    EXPECT_EQ(tokenizer.value().eos(), tokenizer.value().size() - 1);
    EXPECT_EQ(tokenizer.value().bos(), tokenizer.value().size() - 2);
}

}  // namespace
}  // namespace engine
