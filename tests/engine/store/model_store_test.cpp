#include "engine/store/model_store.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "engine/models/face_finder/face_finder.h"
#include "engine/models/field_upsampler/field_upsampler.h"
#include "engine/models/gain_field/gain_field_net.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/support/tiny_models.h"

namespace engine {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kPlenty = std::size_t{1} << 30;

class ModelStoreTest : public ::testing::Test {
protected:
    ModelStoreTest() { test::writeTinyModels(folder_.path().string()); }

    ModelStore storeOf(std::size_t budget) const { return {folder_.path().string(), Compute{}, budget}; }
    fs::path weightsOf(const char* name) const { return folder_.path() / name / "model.safetensors"; }

    TemporaryFolder folder_;
};

void expectTrouble(const auto& result, ErrorCode code, const std::string& word) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, code) << result.error().message;
    EXPECT_NE(result.error().message.find(word), std::string::npos) << result.error().message;
}

TEST_F(ModelStoreTest, LoadsANetworkOnce) {
    ModelStore store = storeOf(kPlenty);
    const auto first = store.network<GainFieldNet>("shadows"),
               second = store.network<GainFieldNet>("shadows");
    ASSERT_TRUE(first && second) << first.error().message;
    EXPECT_EQ(first.value(), second.value());
}

TEST_F(ModelStoreTest, ForgetsWhatWasUsedLongestAgoWhenTheBudgetIsSpent) {
    ModelStore store = storeOf(fs::file_size(weightsOf("shadows")) + fs::file_size(weightsOf("face_finder")));
    const std::weak_ptr<const void> shadows = store.network<GainFieldNet>("shadows").value();
    const std::weak_ptr<const void> finder = store.network<FaceFinder>("face_finder").value();
    EXPECT_FALSE(shadows.expired());
    static_cast<void>(store.network<GainFieldNet>("shadows"));  // now the finder is the older one
    const std::weak_ptr<const void> upsampler = store.network<FieldUpsampler>("field_upsampler").value();
    EXPECT_TRUE(finder.expired());
    EXPECT_FALSE(upsampler.expired());
}

TEST_F(ModelStoreTest, ANetworkInUseOutlivesItsPlaceInTheStore) {
    ModelStore store = storeOf(1);
    const auto shadows = store.network<GainFieldNet>("shadows");
    const std::weak_ptr<const void> finder = store.network<FaceFinder>("face_finder").value();
    ASSERT_TRUE(shadows);
    EXPECT_GT(shadows.value()->fieldScale(), 0);
    EXPECT_FALSE(finder.expired()) << "what was loaded last stays, whatever the budget";
}

TEST_F(ModelStoreTest, LoadsAgainWhenTheFileHasChanged) {
    ModelStore store = storeOf(kPlenty);
    const auto before = store.network<GainFieldNet>("shadows");
    test::writeTinyFieldNet((folder_.path() / "shadows").string(), 99);
    fs::last_write_time(weightsOf("shadows"), fs::file_time_type::clock::now() + std::chrono::seconds(5));
    const auto after = store.network<GainFieldNet>("shadows");
    ASSERT_TRUE(before && after);
    EXPECT_NE(before.value(), after.value());
}

TEST_F(ModelStoreTest, ClearForgetsEverything) {
    ModelStore store = storeOf(kPlenty);
    const std::weak_ptr<const void> shadows = store.network<GainFieldNet>("shadows").value();
    store.clear();
    EXPECT_TRUE(shadows.expired());
}

TEST_F(ModelStoreTest, SaysWhichFileIsMissing) {
    ModelStore store = storeOf(kPlenty);
    fs::remove(weightsOf("shadows"));
    expectTrouble(store.network<GainFieldNet>("shadows"), ErrorCode::ModelMissing, "model.safetensors");
    fs::remove_all(folder_.path() / "face_finder");
    expectTrouble(store.network<FaceFinder>("face_finder"), ErrorCode::ModelMissing, "face_finder");
}

TEST_F(ModelStoreTest, ARemovedFileIsMissedEvenWhenItWasLoaded) {
    ModelStore store = storeOf(kPlenty);
    ASSERT_TRUE(store.network<GainFieldNet>("shadows"));
    fs::remove(weightsOf("shadows"));
    expectTrouble(store.network<GainFieldNet>("shadows"), ErrorCode::ModelMissing, "model.safetensors");
}

TEST_F(ModelStoreTest, RefusesATruncatedFile) {
    fs::resize_file(weightsOf("shadows"), fs::file_size(weightsOf("shadows")) / 2);
    ModelStore store = storeOf(kPlenty);
    expectTrouble(store.network<GainFieldNet>("shadows"), ErrorCode::ModelCorrupt, "shadows");
}

TEST_F(ModelStoreTest, RefusesAComponentOfAnotherClass) {
    fs::remove_all(folder_.path() / "shadows");
    fs::copy(folder_.path() / "face_finder", folder_.path() / "shadows");
    ModelStore store = storeOf(kPlenty);
    expectTrouble(store.network<GainFieldNet>("shadows"), ErrorCode::ModelCorrupt, "GainFieldModel");
}

TEST_F(ModelStoreTest, NamesEveryTensorThatDoesNotFit) {
    fs::copy(weightsOf("field_upsampler"), weightsOf("shadows"), fs::copy_options::overwrite_existing);
    ModelStore store = storeOf(kPlenty);
    const auto network = store.network<GainFieldNet>("shadows");
    expectTrouble(network, ErrorCode::ModelCorrupt, "fine_mix.weight");  // missing
    expectTrouble(network, ErrorCode::ModelCorrupt, "conv3.weight");     // unexpected
}

}  // namespace
}  // namespace engine
