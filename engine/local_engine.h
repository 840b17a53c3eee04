#pragma once

#include <memory>
#include <string>

#include "engine/api/engine.h"

namespace engine {

/// How the engine computes. Everything left at its default is chosen by what the machine has.
struct EngineOptions {
    std::string models_folder;       ///< holds the starter components
    std::string clip_merges;         ///< CLIP's list of merges, for single-file checkpoints
    int threads = 0;                 ///< of the CPU; 0: one for each core
    std::string device = "auto";     ///< auto | cpu | cuda[:N]
    std::string precision = "auto";  ///< auto | f32 | bf16 | f16
    std::size_t memory_budget = 0;   ///< bytes of weights kept loaded; 0: 2 GiB, and half of what is free for
                                     ///< a user's checkpoint
};

/// The engine in this process: one thread that owns LibTorch, a queue, loaded networks, and the pipelines.
class LocalEngine final : public Engine {
public:
    explicit LocalEngine(EngineOptions options);
    ~LocalEngine() override;

    JobId submit(Request request, SubmitOptions options) override;
    using Engine::submit;
    void cancel(JobId job) override;
    void setPaused(bool paused) override;
    void reorder(JobId job, int position) override;
    Mailbox& mailbox() override;
    std::string device() const override;

    /// New options hold from the next job on.
    void configure(EngineOptions options);

private:
    class Impl;  // keeps LibTorch out of whoever includes this
    std::unique_ptr<Impl> impl_;
};

}  // namespace engine
