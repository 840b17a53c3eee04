#include "engine/nn/compute.h"

#include <ATen/Context.h>
#include <ATen/cpu/Utils.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <atomic>
#include <exception>
#include <fstream>
#include <map>

namespace engine {
namespace {

std::atomic<int> living = 0;  ///< LargeBlocksApart, which may be nested

const std::map<std::string, c10::ScalarType> kPrecisions = {
    {"f32", c10::kFloat}, {"bf16", c10::kBFloat16}, {"f16", c10::kHalf}};

c10::ScalarType fastest(const c10::Device& device) {
    if (device.is_cuda()) return c10::kHalf;
    return at::cpu::init_amx() ? c10::kBFloat16 : c10::kFloat;
}

}  // namespace

std::string Compute::text() const {
    std::string name =
        device.is_cuda() ? "CUDA:" + std::to_string(device.has_index() ? device.index() : 0) : "CPU";
    for (const auto& [precision, scalar] : kPrecisions) {
        if (scalar == type && !eight_bits) name += ", " + precision;
    }
    return eight_bits ? name + ", int8" : name;
}

std::size_t freeMemory() {
    std::ifstream info("/proc/meminfo");
    for (std::string word; info >> word;) {
        std::size_t kibibytes = 0;
        if (word == "MemAvailable:" && info >> kibibytes) return kibibytes * 1024;
    }
    return std::size_t{1} << 30;  // not Linux: little, so that nothing fails for too much
}

void returnFreedMemory() {
#ifdef __GLIBC__
    malloc_trim(0);
#endif
}

LargeBlocksApart::LargeBlocksApart() {
#ifdef __GLIBC__
    if (living++ == 0) mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}

LargeBlocksApart::~LargeBlocksApart() {
#ifdef __GLIBC__
    if (--living > 0) return;
    // What the library would have come to by itself.
    mallopt(M_MMAP_THRESHOLD, 1 << 25);
    mallopt(M_TRIM_THRESHOLD, 1 << 26);
#endif
}

Result<Compute> chooseCompute(const std::string& device, const std::string& precision) {
    Compute compute;
    try {
        compute.device = c10::Device(device == "auto" ? (at::hasCUDA() ? "cuda" : "cpu") : device);
    } catch (const std::exception&) {
        return Error{ErrorCode::InvalidRequest,
                     "The device was expected to be auto, cpu, cuda or cuda:N, found \"" + device + "\"."};
    }
    if (!compute.device.is_cpu() && !compute.device.is_cuda()) {
        return Error{ErrorCode::InvalidRequest,
                     "The device was expected to be auto, cpu, cuda or cuda:N, found \"" + device + "\"."};
    }
    if (compute.device.is_cuda() && !at::hasCUDA()) {
        return Error{ErrorCode::InvalidRequest,
                     "A CUDA device was asked for, but none can be used here; choose auto or cpu."};
    }
    if (precision == "auto") {
        compute.type = fastest(compute.device);
    } else if (precision == "int8" && compute.device.is_cpu()) {
        compute.eight_bits = true;
    } else if (const auto found = kPrecisions.find(precision); found != kPrecisions.end()) {
        compute.type = found->second;
    } else {
        return Error{ErrorCode::InvalidRequest,
                     "The precision was expected to be auto, f32, bf16, f16 or int8 (CPU), found \"" +
                         precision + "\"."};
    }
    if (compute.device.is_cpu() && compute.type == c10::kHalf) {
        return Error{ErrorCode::InvalidRequest,
                     "f16 is for CUDA devices; choose auto, f32 or bf16 for the CPU."};
    }
    return compute;
}

}  // namespace engine
