#include "engine/nn/compute.h"

#include <ATen/Context.h>
#include <gtest/gtest.h>

namespace engine {
namespace {

TEST(Compute, TakesWhatWasAskedFor) {
    const auto chosen = chooseCompute("cpu", "bf16");
    ASSERT_TRUE(chosen) << chosen.error().message;
    EXPECT_EQ(chosen.value().type, c10::kBFloat16);
    EXPECT_EQ(chosen.value().text(), "CPU, bf16");
}

TEST(Compute, ChoosesTheSameEveryTime) {
    const auto first = chooseCompute("auto", "auto"), second = chooseCompute("auto", "auto");
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first.value().text(), second.value().text());
}

TEST(Compute, SaysWhatDevicesAndPrecisionsThereAre) {
    for (const char* device : {"gpu", "", "meta", "cuda:x", "cpu cpu"}) {
        const auto chosen = chooseCompute(device, "auto");
        ASSERT_FALSE(chosen) << device;
        EXPECT_EQ(chosen.error().code, ErrorCode::InvalidRequest);
        EXPECT_NE(chosen.error().message.find("auto, cpu, cuda or cuda:N"), std::string::npos)
            << chosen.error().message;
    }
    const auto precision = chooseCompute("cpu", "f64");
    ASSERT_FALSE(precision);
    EXPECT_NE(precision.error().message.find("auto, f32, bf16, f16 or int8"), std::string::npos);
}

TEST(Compute, RefusesHalfPrecisionOnTheCpu) {
    EXPECT_FALSE(chooseCompute("cpu", "f16"));
}

TEST(Compute, RefusesCudaWhereThereIsNone) {
    if (at::hasCUDA()) GTEST_SKIP() << "this machine has a CUDA device";
    const auto chosen = chooseCompute("cuda", "auto");
    ASSERT_FALSE(chosen);
    EXPECT_EQ(chosen.error().code, ErrorCode::InvalidRequest);
}

TEST(Compute, RefusesACudaDeviceThatIsNotThere) {
    if (!at::hasCUDA()) GTEST_SKIP() << "this machine has no CUDA device";
    EXPECT_FALSE(chooseCompute("cuda:99", "auto"));
}

}  // namespace
}  // namespace engine
