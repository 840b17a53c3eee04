#pragma once

#include <gtest/gtest.h>

#include "engine/local_engine.h"
#include "engine/photo/local_darkroom.h"
#include "tests/engine/jobs/listener.h"

namespace engine::testing {

/// The engine with the weights that are shipped.
class StarterWeights : public ::testing::Test {
protected:
    StarterWeights() : engine_(options()), listener_(engine_.mailbox()) {}

    static EngineOptions options() {
        EngineOptions options;
        options.models_folder = PENUMBRA_SOURCE_DIR "/resources/models/starter";
        return options;
    }
    Photo opened(const char* path) {
        Result<Photo> photo = darkroom_.open(path);
        EXPECT_TRUE(photo);
        return photo ? photo.value() : Photo{};
    }

    LocalDarkroom darkroom_;
    LocalEngine engine_;
    Listener listener_;
};

}  // namespace engine::testing
