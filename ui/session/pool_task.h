#pragma once

#include <QFuture>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <memory>
#include <type_traits>
#include <utility>

namespace ui {

/// Runs `work` in the pool and hands its value to `done` on the thread of `context`; nothing is delivered
/// once the context is gone. Both must not throw.
template <typename Work, typename Done>
void runInPool(QThreadPool& pool, QObject* context, Work work, Done done) {
    using Value = std::invoke_result_t<Work>;
    auto promise = std::make_shared<QPromise<Value>>();
    promise->future().then(context, std::move(done));
    pool.start([promise, work = std::move(work)]() mutable {
        promise->start();
        promise->addResult(work());
        promise->finish();
    });
}

}  // namespace ui
