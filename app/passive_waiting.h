#pragma once

#include <unistd.h>

#include <cstdlib>

/// Lets OpenMP's threads sleep instead of spin while they wait for each other: with anything else running on
/// the same cores (the window, another program) spinning made a step several times slower. The library reads
/// this from the environment before main() runs, so the program starts itself once more; call it first in
/// main(). Where that fails the program goes on as it is.
inline void waitPassively(char** argv) {
    if (std::getenv("OMP_WAIT_POLICY")) return;
    setenv("OMP_WAIT_POLICY", "passive", 1);
    execv("/proc/self/exe", argv);
}
