#include "engine/nn/layers/weight_reader.h"

#include <ATen/ATen.h>

#include <algorithm>
#include <cstring>

#include "engine/nn/layers/packed.h"

namespace engine {
namespace {

constexpr std::size_t kMostNamesSaid = 12;
/// Convolutions of as many numbers are halved: below there is little to win, above the room for one is large.
constexpr std::int64_t kLeastHalved = 1 << 20, kMostHalved = 1 << 24;

const Checkpoint kNoCheckpoint;

bool isFloat(DType dtype) {
    const auto type = scalarTypeOf(dtype);
    return type && c10::isFloatingType(*type);
}

std::string listed(const std::vector<std::string>& names) {
    if (names.empty()) return "none";
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamesSaid); ++i)
        list += (i ? ", " : "") + names[i];
    if (names.size() > kMostNamesSaid)
        list += " and " + std::to_string(names.size() - kMostNamesSaid) + " more";
    return list;
}

}  // namespace

std::optional<c10::ScalarType> scalarTypeOf(DType dtype) {
    switch (dtype) {
        case DType::F64:
            return c10::kDouble;
        case DType::F32:
            return c10::kFloat;
        case DType::F16:
            return c10::kHalf;
        case DType::BF16:
            return c10::kBFloat16;
        case DType::F8E4M3:
            return c10::kFloat8_e4m3fn;
        case DType::F8E5M2:
            return c10::kFloat8_e5m2;
        case DType::I64:
            return c10::kLong;
        case DType::I32:
            return c10::kInt;
        case DType::U8:
            return c10::kByte;
        default:
            return std::nullopt;
    }
}

at::Tensor tensorOf(const StoredTensor& stored) {
    const auto type = scalarTypeOf(stored.dtype);
    if (!type) return {};
    std::vector<std::int64_t> shape = stored.shape;
    if (stored.transposed) std::swap(shape[0], shape[1]);
    const auto options = at::TensorOptions(*type);
    const bool aligned = reinterpret_cast<std::uintptr_t>(stored.bytes.data()) % c10::elementSize(*type) == 0;
    at::Tensor tensor;
    if (aligned && !stored.bytes.empty()) {
        // ATen wants to write where it could; nobody does: the pages are mapped read-only.
        auto* bytes = const_cast<std::byte*>(stored.bytes.data());
        tensor = at::from_blob(
            bytes, shape, [file = stored.file](void*) {}, options);
    } else {
        tensor = at::empty(shape, options);
        if (!stored.bytes.empty()) std::memcpy(tensor.data_ptr(), stored.bytes.data(), stored.bytes.size());
    }
    return stored.transposed ? tensor.t() : tensor;
}

WeightReader::WeightReader(const Checkpoint& checkpoint, const Compute& compute, Residence residence)
    : checkpoint_(checkpoint), compute_(compute), residence_(residence), walk_(std::make_shared<Walk>()) {}

WeightReader::WeightReader(FreshWeights fresh)
    : checkpoint_(kNoCheckpoint),
      fresh_(std::move(fresh)),
      residence_(Residence::Mapped),  // as they are: neither packed nor converted
      walk_(std::make_shared<Walk>()) {}

WeightReader WeightReader::operator/(const std::string& name) const {
    WeightReader below = *this;
    below.prefix_ = fullName(name);
    return below;
}

std::string WeightReader::fullName(const std::string& name) const {
    return prefix_.empty() ? name : prefix_ + "." + name;
}

bool WeightReader::quantises(std::int64_t fan_in, std::int64_t outputs) const {
    // Small layers cost nothing, and the first and the last one are where errors are seen.
    constexpr std::int64_t kLeast = 64;
    return residence_ == Residence::Eighth && fan_in >= kLeast && outputs >= kLeast;
}

WeightReader WeightReader::exact() const {
    WeightReader same = *this;
    if (residence_ == Residence::Eighth) same.residence_ = Residence::Ready;
    return same;
}

bool WeightReader::packs() const {
    return (residence_ == Residence::Ready || residence_ == Residence::Eighth) && compute_.device.is_cpu() &&
           compute_.type == c10::kFloat && canPack();
}

void WeightReader::enter(const std::shared_ptr<LayerWeights>& layer) {
    walk_->layers[prefix_] = layer;
}

at::Tensor WeightReader::take(const std::string& name, const std::vector<std::int64_t>& shape) {
    return taken(name, shape, residence_);
}

MappedPart WeightReader::mapped(const std::string& name) const {
    const StoredTensor* stored = checkpoint_.find(fullName(name));
    if (!stored || residence_ != Residence::Mapped || !compute_.device.is_cpu()) return {};
    return {stored->file, stored->bytes};
}

at::Tensor WeightReader::takeReady(const std::string& name, const std::vector<std::int64_t>& shape) {
    return taken(name, shape, residence_ == Residence::Absent ? Residence::Absent : Residence::Ready);
}

at::Tensor WeightReader::taken(const std::string& name, const std::vector<std::int64_t>& shape,
                               Residence residence) {
    const std::string full = fullName(name);
    if (fresh_) return fresh_(full, shape);
    walk_->taken.insert(full);
    const StoredTensor* stored = checkpoint_.find(full);
    const auto options = at::TensorOptions(compute_.type).device(compute_.device);
    if (!stored) {
        walk_->missing.push_back(full);
    } else if (stored->shape != shape || !isFloat(stored->dtype)) {
        walk_->misshaped.push_back(full);
        stored = nullptr;
    }
    if (!stored || residence == Residence::Absent) return at::empty(shape, options.device(c10::kMeta));
    const at::Tensor tensor = tensorOf(*stored);
    if (residence == Residence::Mapped && compute_.device.is_cpu()) return tensor;
    const bool picture = shape.size() == 4;
    const bool halved = picture && residence == Residence::Ready && packs() && canHalve() &&
                        tensor.element_size() == 2 && tensor.numel() >= kLeastHalved &&
                        tensor.numel() <= kMostHalved;
    const LargeBlocksApart apart;
    const at::Tensor ready =
        tensor.to(halved ? options.dtype(tensor.scalar_type()) : options, false, true,
                  picture ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous);
    stored->file->release(stored->bytes);  // the file and its converted copy need not be in memory at once
    return ready;
}

WeightReader::Report WeightReader::report() const {
    Report report{walk_->missing, walk_->misshaped, {}};
    for (const auto& [name, stored] : checkpoint_.tensors()) {
        const bool ignored = std::any_of(walk_->ignored.begin(), walk_->ignored.end(),
                                         [&](const std::string& ending) { return name.ends_with(ending); });
        if (!ignored && !walk_->taken.contains(name)) report.unexpected.push_back(name);
    }
    return report;
}

Result<Done> WeightReader::complete(const std::string& network) const {
    const Report found = report();
    if (found.fits()) return checkpoint_.stillWhole();
    return Error{ErrorCode::ModelCorrupt,
                 "The weights in " + checkpoint_.path() + " do not fit the " + network +
                     " that its settings describe (missing: " + listed(found.missing) +
                     "; of another shape or type: " + listed(found.misshaped) +
                     "; unexpected: " + listed(found.unexpected) +
                     "); check that the file belongs to this model and is complete."};
}

}  // namespace engine
