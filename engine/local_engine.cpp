#include "engine/local_engine.h"

#include <ATen/Parallel.h>
#include <c10/core/InferenceMode.h>
#include <c10/util/Exception.h>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

#include <mutex>
#include <new>
#include <optional>
#include <thread>
#include <type_traits>

#include "engine/api/overloaded.h"
#include "engine/jobs/worker.h"
#include "engine/models/describe/describe_net.h"
#include "engine/models/describe/described_words.h"
#include "engine/models/expressions/expressions.h"
#include "engine/models/field_upsampler/field_upsampler.h"
#include "engine/models/gain_field/gain_field_net.h"
#include "engine/models/glasses/glasses_remover.h"
#include "engine/models/head_shape/head_shape.h"
#include "engine/models/pose_field/local_pose_field.h"
#include "engine/pipelines/describe/describe_pipeline.h"
#include "engine/pipelines/describe/studio_describe.h"
#include "engine/pipelines/generate/generate_pipeline.h"
#include "engine/pipelines/harmonise/harmonise_pipeline.h"
#include "engine/pipelines/pose/pose_pipeline.h"
#include "engine/pipelines/pose/studio_pose.h"
#include "engine/pipelines/shadows/shadows_pipeline.h"
#include "engine/pipelines/style/style_pipeline.h"
#include "engine/schedulers/scheduler_files.h"
#include "engine/seen_faces.h"
#include "engine/store/model_store.h"
#include "engine/store/studio_store.h"

namespace engine {
namespace {

constexpr std::size_t kDefaultBudget = std::size_t{2} << 30;
constexpr int kEngineNiceness = 5;

/// What the engine thread holds open as long as it lives.
struct ThreadScope {
    ThreadScope() {
#ifdef __linux__
        // The window's thread goes first. LibTorch's threads are started by this one and inherit it.
        setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kEngineNiceness);
#endif
    }
    c10::InferenceMode no_gradients;
};

int threadsOf(const EngineOptions& options) {
    return options.threads > 0 ? options.threads
                               : static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

}  // namespace

class LocalEngine::Impl {
public:
    explicit Impl(EngineOptions options)
        : options_(std::move(options)),
          worker_(mailbox_, {.thread_start = [] { return std::make_shared<ThreadScope>(); },
                             .on_out_of_memory =
                                 [this] {
                                     faces_.reset();
                                     networks_.reset();
                                     studio_.reset();
                                 }}) {}

    JobId submit(Request request, const SubmitOptions& options) {
        return worker_.submit(
            [this, request = std::move(request)](JobContext& job) { return run(request, job); }, options);
    }

    void configure(EngineOptions options) {
        std::scoped_lock lock(mutex_);
        options_ = std::move(options);
        reconfigured_ = true;
    }

    std::string device() {
        std::scoped_lock lock(mutex_);
        const Result<Compute> compute = chooseCompute(options_.device, options_.precision);
        const int threads = threadsOf(options_);
        const std::string name = compute ? compute.value().text() : options_.device;
        return name + ", " + std::to_string(threads) + (threads == 1 ? " thread" : " threads");
    }

    Worker& worker() { return worker_; }
    Mailbox& mailbox() { return mailbox_; }

private:
    Result<Outcome> run(const Request& request, JobContext& job) {
        if (auto ready = prepare(); !ready) return ready.error();
        try {
            return std::visit([&](const auto& one) { return runOne(one, job); }, request);
        } catch (const c10::Error& fault) {
            // LibTorch has no type of its own for the CPU's memory running out.
            const std::string what = fault.what_without_backtrace();
            if (dynamic_cast<const c10::OutOfMemoryError*>(&fault) ||
                what.find("can't allocate memory") != std::string::npos) {
                throw std::bad_alloc();
            }
            throw;
        }
    }

    /// Applies the newest options: threads, device, precision, store.
    Result<Done> prepare() {
        std::scoped_lock lock(mutex_);
        if (networks_ && !reconfigured_) return Done{};
        const Result<Compute> compute = chooseCompute(options_.device, options_.precision);
        if (!compute) return compute.error();
        at::set_num_threads(threadsOf(options_));
        networks_.emplace(options_.models_folder, compute.value(),
                          options_.memory_budget > 0 ? options_.memory_budget : kDefaultBudget);
        faces_.emplace(*networks_);
        studio_.emplace(options_.clip_merges, compute.value(), options_.memory_budget);
        reconfigured_ = false;
        return Done{};
    }

    Result<Outcome> runOne(const ShadowsRequest& request, JobContext& job) {
        if (auto error = ShadowsPipeline::check(request)) return *error;
        const Result<std::optional<Reading>> reading =
            faces_->readUnlessMasked(request.photo, request.mask, job);
        if (!reading) return reading.error();
        auto net = networks_->network<GainFieldNet>("shadows");
        if (!net) return net.error();
        auto upsampler = networks_->network<FieldUpsampler>("field_upsampler");
        if (!upsampler) return upsampler.error();
        return outcome(
            ShadowsPipeline(*net.value(), *upsampler.value()).run(request, pointer(reading.value()), job));
    }

    Result<Outcome> runOne(const HarmoniseRequest& request, JobContext& job) {
        if (auto error = HarmonisePipeline::check(request)) return *error;
        const Result<std::optional<Reading>> reading =
            faces_->readUnlessMasked(request.photo, request.mask, job);
        if (!reading) return reading.error();
        auto net = networks_->network<GainFieldNet>("harmonise");
        if (!net) return net.error();
        return outcome(HarmonisePipeline(*net.value()).run(request, pointer(reading.value()), job));
    }

    Result<Outcome> runOne(const DescribeRequest& request, JobContext& job) {
        if (auto error = DescribePipeline::check(request)) return *error;
        if (!request.model.empty()) return describeInStudio(request, job);
        return describe(request, job, [&](const DescribePipeline& pipeline, const Reading* reading) {
            return outcome(pipeline.run(request, reading, job));
        });
    }

    Result<Outcome> runOne(const DescribeMaskRequest& request, JobContext& job) {
        if (!request.model.empty()) return outcome(findInStudio(request, job));
        return describe(request, job, [&](const DescribePipeline& pipeline, const Reading* reading) {
            return outcome(pipeline.find(request, reading, job));
        });
    }

    /// With the starter model; a photo without a face is no error.
    template <typename Request, typename Run>
    Result<Outcome> describe(const Request& request, JobContext& job, const Run& run) {
        const Result<std::optional<Reading>> reading = faces_->readIfThereIsAFace(request.photo, job);
        if (!reading) return reading.error();
        auto net = networks_->network<DescribeNet>("describe");
        if (!net) return net.error();
        auto expressions = networks_->network<Expressions>("expressions");
        if (!expressions) return expressions.error();
        const Result<StyleLook*> look = partsFor(request, net.value()->lexicon(), reading.value(), job);
        if (!look) return look.error();
        const auto glasses = glassesFor(request, net.value()->lexicon());
        if (!glasses) return glasses.error();
        return run(DescribePipeline(*net.value(), *expressions.value(), look.value(), glasses.value().get()),
                   pointer(reading.value()));
    }

    /// What takes glasses off; null for words that do not ask for it.
    template <typename Request>
    Result<std::shared_ptr<const GlassesRemover>> glassesFor(const Request& request, const Lexicon& lexicon) {
        const Result<DescribedWords> words = understood(lexicon, request.prompt);
        if (!words || !words.value().no_glasses) return std::shared_ptr<const GlassesRemover>();
        return networks_->network<GlassesRemover>("glasses");
    }

    /// Where the parts of the largest face are; null without a face, and for words that need none.
    template <typename Request>
    Result<StyleLook*> partsFor(const Request& request, const Lexicon& lexicon,
                                const std::optional<Reading>& reading, JobContext& job) {
        const Result<DescribedWords> words = understood(lexicon, request.prompt);
        if (!reading || !words || (words.value().parts.empty() && words.value().out_of_focus == 0))
            return nullptr;
        return faces_->look(request.photo, request.layers, 0, job);
    }

    Result<Outcome> describeInStudio(const DescribeRequest& request, JobContext& job) {
        const Result<std::optional<Reading>> reading = faces_->readIfThereIsAFace(request.photo, job);
        if (!reading) return reading.error();
        RegionOfInterest place;
        if (request.mask.isNull()) {
            const Result<FoundMask> found = findInStudio(
                {request.photo, request.layers, request.prompt, request.model, request.loras, request.seed},
                job);
            if (!found) return found.error();
            place = {found.value().region, found.value().mask};
        } else {
            auto painted =
                DescribePipeline::paintedPlace(request.mask, pointer(reading.value()), request.photo.size());
            if (!painted) return painted.error();
            place = std::move(painted).value();
        }
        return inStudio(request, job, [&](StudioWorkplace& here, const Scheduler& scheduler) {
            return outcome(StudioDescribe(here.model, here.prompts, scheduler).run(request, place, job));
        });
    }

    /// The part that the words name, as the starter model knows it; else where the checkpoint itself would
    /// make a difference.
    Result<FoundMask> findInStudio(const DescribeMaskRequest& request, JobContext& job) {
        const Result<std::optional<Reading>> reading = faces_->readIfThereIsAFace(request.photo, job);
        if (!reading) return reading.error();
        auto net = networks_->network<DescribeNet>("describe");
        auto expressions = networks_->network<Expressions>("expressions");
        const bool names_place = net && expressions && [&] {
            const auto words = understood(net.value()->lexicon(), request.prompt);
            return words && words.value().names_place;
        }();
        if (names_place) {
            const Result<StyleLook*> look = partsFor(request, net.value()->lexicon(), reading.value(), job);
            if (!look) return look.error();
            const auto glasses = glassesFor(request, net.value()->lexicon());
            auto found = DescribePipeline(*net.value(), *expressions.value(), look.value(),
                                          glasses ? glasses.value().get() : nullptr)
                             .find(request, pointer(reading.value()), job);
            // What the starter does not see, the checkpoint may.
            const bool unseen = !found && (found.error().code == ErrorCode::NothingFound ||
                                           found.error().code == ErrorCode::ModelMissing);
            if (!unseen) return found;
        }
        const Rect region = reading.value() ? aroundFace(*reading.value(), request.photo.size()).region
                                            : wholeOf(request.photo.size());
        const StudioChoice choice{request.model, request.loras, "", DescribeRequest::kStudioSteps};
        return inStudio(choice, job, [&](StudioWorkplace& here, const Scheduler& scheduler) {
            return StudioDescribe(here.model, here.prompts, scheduler).find(request, region, job);
        });
    }

    /// The checkpoint's own settings, with another method where one is named.
    static Result<SchedulerConfig> schedulerSettings(const StudioModel& model, const std::string& method) {
        Result<SchedulerConfig> own = readSchedulerConfig(model.files().scheduler);
        return own && !method.empty() ? withAlgorithm(own.value(), method) : own;
    }

    /// What of a request says which checkpoint works, and how.
    struct StudioChoice {
        std::string model;
        std::vector<LoraChoice> loras;
        std::string scheduler;
        int steps;
    };
    template <typename Chosen, typename Run>
    std::invoke_result_t<Run, StudioWorkplace&, const Scheduler&> inStudio(const Chosen& chosen,
                                                                           JobContext& job, const Run& run) {
        job.loading(0, 1);
        const Result<StudioWorkplace*> place = studio_->workplace(chosen.model, chosen.loras, {});
        if (!place) return place.error();
        StudioWorkplace& here = *place.value();
        const Result<SchedulerConfig> config = schedulerSettings(here.model, chosen.scheduler);
        if (!config) return config.error();
        auto scheduler = makeScheduler(config.value(), chosen.steps);
        if (!scheduler) return scheduler.error();
        return fromWholeFiles(run(here, *scheduler.value()));
    }

    /// A result of the studio's networks, unless they went from under it.
    template <typename Made>
    Made fromWholeFiles(Made made) {
        if (!made) return made;
        if (auto files = studio_->stillWhole(); !files) return files.error();
        return made;
    }

    Result<Outcome> runOne(const PoseRequest& request, JobContext& job) {
        if (auto error = PosePipeline::check(request)) return *error;
        const Result<Reading> reading = faces_->read(request.photo, request.face, job);
        if (!reading) return reading.error();
        auto shape = networks_->network<HeadShape>("head_shape");
        if (!shape) return shape.error();
        if (!request.model.empty()) return poseInStudio(request, reading.value(), *shape.value(), job);
        const Result<std::shared_ptr<const PoseDenoiser>> denoiser = poseDenoiser();
        if (!denoiser) return denoiser.error();
        const LocalPoseField field(options_.models_folder + "/pose_field");  // read when it is asked
        const PosePipeline pipeline(*shape.value(), denoiser.value().get(), &field);
        return outcome(pipeline.run(request, reading.value(), job));
    }

    /// What paints a new pose; null where a folder of components of one's own has none: pixels only move
    /// then.
    Result<std::shared_ptr<const PoseDenoiser>> poseDenoiser() {
        auto denoiser = networks_->network<PoseDenoiser>("pose");
        if (!denoiser && denoiser.error().code == ErrorCode::ModelMissing)
            return std::shared_ptr<const PoseDenoiser>();
        return denoiser;
    }

    Result<Outcome> poseInStudio(const PoseRequest& request, const Reading& reading, const HeadShape& shape,
                                 JobContext& job) {
        return inStudio(request, job,
                        [&](StudioWorkplace& here, const Scheduler& scheduler) -> Result<Outcome> {
                            const bool controlled = !request.controlnet.empty();
                            const Result<const ControlNet*> net =
                                controlled ? studio_->controlNet(request.controlnet) : nullptr;
                            if (!net) return net.error();
                            const StudioEdit edit(here.model, here.prompts, scheduler);
                            return outcome(StudioPose(shape, edit, net.value()).run(request, reading, job));
                        });
    }

    Result<Outcome> runOne(const StyleRequest& request, JobContext& job) {
        if (auto error = StylePipeline::check(request)) return *error;
        const Result<StyleLook*> look = faces_->look(request.photo, request.layers, request.face, job);
        if (!look) return look.error();
        const Result<StyleLook*> donor =
            request.donor.isNull() ? nullptr : faces_->lookAtDonor(request.donor, job);
        if (!donor) return donor.error();
        return outcome(StylePipeline::run(request, *look.value(), donor.value(), job));
    }

    Result<Outcome> runOne(const StyleRegionsRequest& request, JobContext& job) {
        const Result<StyleLook*> look = faces_->look(request.photo, request.layers, request.face, job);
        if (!look) return look.error();
        return Outcome(StylePipeline::regions(*look.value()));
    }

    Result<Outcome> runOne(const ReadRequest& request, JobContext& job) {
        return outcome(faces_->read(request.photo, request.face, job));
    }

    /// diffusers' pipelines of SD 1.x and 2.x correct old settings before they use them.
    static SchedulerConfig asPipelinesDo(SchedulerConfig config, Family family,
                                         const GenerateRequest& request) {
        if (family == Family::Sdxl || !request.controls.empty()) return config;
        config.steps_offset = 1;
        if (request.mask.isNull()) {
            config.clip_sample = false;
        } else {
            config.skip_prk_steps = true;
        }
        return config;
    }

    Result<Outcome> runOne(const GenerateRequest& request, JobContext& job) {
        job.loading(0, 1);
        const Result<StudioWorkplace*> place =
            studio_->workplace(request.model, request.loras, request.embeddings);
        if (!place) return place.error();
        StudioWorkplace& here = *place.value();
        GeneratePipeline::Parts parts{here.model, here.prompts, nullptr, {}};
        const Result<SchedulerConfig> config = schedulerSettings(here.model, request.scheduler);
        if (!config) return config.error();
        auto scheduler =
            makeScheduler(asPipelinesDo(config.value(), here.model.files().family, request), request.steps);
        if (!scheduler) return scheduler.error();
        parts.scheduler = scheduler.value().get();
        for (const ControlChoice& choice : request.controls) {
            job.checkpoint();
            const Result<const ControlNet*> net = studio_->controlNet(choice.model);
            if (!net) return net.error();
            parts.controls.push_back(net.value());
        }
        const Result<const TinyAutoencoder*> previews = studio_->previewDecoder();
        if (!previews) return previews.error();
        parts.previews = previews.value();
        return fromWholeFiles(outcome(GeneratePipeline(std::move(parts)).run(request, job)));
    }

    template <typename T>
    static Result<Outcome> outcome(Result<T> result) {
        if (!result) return result.error();
        return Outcome(std::move(result).value());
    }
    static const Reading* pointer(const std::optional<Reading>& reading) {
        return reading ? &*reading : nullptr;
    }

    Mailbox mailbox_;
    std::mutex mutex_;  ///< guards the two below, which any thread may set
    EngineOptions options_;
    bool reconfigured_ = false;
    // Engine thread only.
    std::optional<ModelStore> networks_;
    std::optional<StudioStore> studio_;
    std::optional<SeenFaces> faces_;
    Worker worker_;  // last: its thread uses everything above
};

LocalEngine::LocalEngine(EngineOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
LocalEngine::~LocalEngine() = default;
JobId LocalEngine::submit(Request request, SubmitOptions options) {
    return impl_->submit(std::move(request), options);
}
void LocalEngine::cancel(JobId job) {
    impl_->worker().cancel(job);
}
void LocalEngine::setPaused(bool paused) {
    impl_->worker().setPaused(paused);
}
void LocalEngine::reorder(JobId job, int position) {
    impl_->worker().reorder(job, position);
}
Mailbox& LocalEngine::mailbox() {
    return impl_->mailbox();
}
std::string LocalEngine::device() const {
    return impl_->device();
}
void LocalEngine::configure(EngineOptions options) {
    impl_->configure(std::move(options));
}

}  // namespace engine
