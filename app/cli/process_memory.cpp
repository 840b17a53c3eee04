#include "app/cli/process_memory.h"

#include <malloc.h>

#include <fstream>
#include <string>

namespace cli {
namespace {

double statusLine(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word != name) continue;
        double kibibytes = 0;
        status >> kibibytes;
        return kibibytes / 1024;
    }
    return 0;
}

}  // namespace

double residentMemory() {
    malloc_trim(0);
    return statusLine("VmRSS:");
}

double peakMemory() {
    return statusLine("VmHWM:");
}

void forgetPeak() {
    std::ofstream("/proc/self/clear_refs") << 5;
}

}  // namespace cli
