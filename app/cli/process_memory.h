#pragma once

namespace cli {

// Of this process, in MiB (Linux's /proc/self).

/// What it holds now, after giving freed memory back to the system.
double residentMemory();
/// The most it held since the last call of forgetPeak().
double peakMemory();
void forgetPeak();

}  // namespace cli
