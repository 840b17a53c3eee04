#include "tests/bench/product_run.h"

#include <condition_variable>
#include <mutex>
#include <optional>

#include "engine/photo/open.h"

namespace engine {

Photo photoFrom(const cv::Mat& picture) {
    ImageBuilder image({picture.cols, picture.rows}, 3, PixelType::U8);
    for (int y = 0; y < picture.rows; ++y) {
        for (int i = 0; i < picture.cols * 3; ++i) {
            image.row<std::uint8_t>(y)[i] = cv::saturate_cast<std::uint8_t>(picture.ptr<float>(y)[i] * 255);
        }
    }
    return photoOf(std::move(image).finish());
}

cv::Mat matFrom(const Image& image) {
    cv::Mat picture(image.height(), image.width(), CV_32FC3);
    for (int y = 0; y < image.height(); ++y) {
        for (int i = 0; i < image.width() * 3; ++i)
            picture.ptr<float>(y)[i] = image.row<std::uint8_t>(y)[i] / 255.0f;
    }
    return picture;
}

Result<Outcome> ask(LocalEngine& engine, Request request) {
    std::mutex mutex;
    std::condition_variable woken;
    bool news = false;
    engine.mailbox().connect([&] {
        std::scoped_lock lock(mutex);
        news = true;
        woken.notify_one();
    });
    const JobId job = engine.submit(std::move(request));
    std::optional<Result<Outcome>> end;
    while (!end) {
        std::unique_lock lock(mutex);
        woken.wait(lock, [&] { return news; });
        news = false;
        lock.unlock();
        for (const Event& event : engine.mailbox().drain()) {
            if (const auto* done = std::get_if<Finished>(&event); done && done->job == job)
                end = done->outcome;
            if (const auto* failed = std::get_if<Failed>(&event); failed && failed->job == job)
                end = failed->error;
        }
    }
    engine.mailbox().disconnect();
    return *end;
}

}  // namespace engine
