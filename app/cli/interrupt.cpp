#include "app/cli/interrupt.h"

#include <pthread.h>

namespace cli {

Interrupt::Interrupt() {
    sigemptyset(&signals_);
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals_, number);
    pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);  // whoever stops reading our news must not cost the picture
    thread_ = std::jthread([this](std::stop_token over) { wait(std::move(over)); });
}

Interrupt::~Interrupt() {
    thread_.request_stop();
    pthread_kill(thread_.native_handle(), SIGTERM);  // wakes sigwait()
}

void Interrupt::wait(std::stop_token over) {
    int number = 0;
    while (sigwait(&signals_, &number) == 0 && !over.stop_requested()) stop_.request_stop();
}

}  // namespace cli
