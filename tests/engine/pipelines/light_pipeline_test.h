#pragma once

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "engine/api/reading.h"
#include "engine/jobs/job_context.h"
#include "engine/models/gain_field/gain_field_net.h"
#include "tests/engine/files/temporary_folder.h"
#include "tests/engine/small_photos.h"
#include "tests/support/tiny_models.h"

namespace engine::testing {

constexpr Size kPhoto{96, 80};

/// What a test of a pipeline that changes light has: a small photo in the request, a folder, a job that can
/// be stopped and its mail. `LightRequest` is the request's type.
template <typename LightRequest>
class LightPipelineTest : public ::testing::Test {
protected:
    LightPipelineTest() {
        at::set_num_threads(1);  // tiny networks gain nothing from more
        request_.photo = smallPhoto(kPhoto);
    }

    template <typename Pipeline>
    Result<Change> runOn(const Pipeline& pipeline, const Reading* reading) {
        JobContext job(JobId{1}, stop_.get_token(), mailbox_);
        return pipeline.run(request_, reading, job);
    }

    c10::InferenceMode no_gradients_;
    TemporaryFolder folder_;
    LightRequest request_;
    Mailbox mailbox_;
    std::stop_source stop_;
};

/// A component that a test needs; without it there is no test.
template <typename Network>
Network loaded(Result<Network> network) {
    if (!network) throw std::runtime_error(network.error().message);
    return std::move(network).value();
}

inline void expectInvalid(const Result<Change>& result, const std::string& word) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::InvalidRequest);
    EXPECT_NE(result.error().message.find(word), std::string::npos) << result.error().message;
}

inline void expectNoChange(const Result<Change>& change) {
    ASSERT_TRUE(change);
    const auto& gains = *change.value().field.log_gain;
    EXPECT_TRUE(std::all_of(gains.begin(), gains.end(), [](float g) { return g == 0; }));
}

}  // namespace engine::testing
