#pragma once

#include <ATen/core/Tensor.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "engine/files/checkpoint.h"
#include "engine/nn/compute.h"
#include "engine/nn/layers/packed.h"
#include "engine/nn/layers/quantised.h"

namespace engine {

/// Where a network's numbers lie while it works.
enum class Residence {
    Ready,   ///< in memory, in the precision and layout that computing wants
    Eighth,  ///< in memory as eight-bit numbers: four times smaller and faster, not exact
    Mapped,  ///< in the file, converted layer by layer in each step: half the memory, a little slower
    Absent,  ///< nowhere: only names and shapes are compared
};

/// An addition of low rank to one layer's weight, W + scale · up · down (Hu et al. 2021, arXiv 2106.09685).
/// Linear: down [r, in], up [out, r]. Convolution: down [r, in, k, k], up [out, r, 1, 1].
struct Adapter {
    at::Tensor down, up;
    double scale = 1;
};

/// Where a layer's weight lies while it stays in its file; empty where it does not.
struct MappedPart {
    std::shared_ptr<const MappedFile> file;
    std::span<const std::byte> bytes;
    /// What has been read of it need not be in memory until it is used again.
    void release() const {
        if (file) file->release(bytes);
    }
};

/// The numbers of one linear or convolution layer. Shared by the layer and its network's directory, so that
/// adapters can be put on a network that is loaded.
struct LayerWeights {
    at::Tensor weight, bias;               ///< bias may be undefined
    MappedPart mapped;                     ///< of `weight`
    bool packs = false;                    ///< `weight` is to lie in oneDNN's own order, see packed.h
    HalvedWeight halved;                   ///< in place of `weight`, where 16 bits hold all of it
    std::shared_ptr<at::Tensor> room;      ///< where `halved` is widened, the network's
    QuantisedWeight eighth;                ///< in place of `weight`, where eight bits are enough
    std::vector<std::int64_t> packed_for;  ///< convolutions: the input that its order is best for
    std::vector<Adapter> adapters;
};
using LayerDirectory = std::map<std::string, std::shared_ptr<LayerWeights>, std::less<>>;

/// Gives the tensor `name` of a network that is made from nothing, in the shape that it wants.
using FreshWeights =
    std::function<at::Tensor(const std::string& name, const std::vector<std::int64_t>& shape)>;

/// Walks a network's structure while it is built: each layer takes its tensors by name. What is missing or of
/// another shape is remembered, and everything is said in one sentence at the end.
class WeightReader {
public:
    /// `checkpoint` must outlive this and all readers made from it.
    WeightReader(const Checkpoint& checkpoint, const Compute& compute, Residence residence);
    /// Layers compute with the very tensors that `fresh` gives, so that these may be parameters that learn.
    explicit WeightReader(FreshWeights fresh);

    /// A reader for the part below `name`.
    WeightReader operator/(const std::string& name) const;

    /// Tensor `name` in the wanted shape, as a matrix of a layer: float tensors only. Zeros where it does not
    /// fit. Large convolutions that are stored in 16 bits stay so where they can be halved.
    at::Tensor take(const std::string& name, const std::vector<std::int64_t>& shape);
    /// The same for tables and vectors that are small or looked up, and therefore always ready to compute.
    at::Tensor takeReady(const std::string& name, const std::vector<std::int64_t>& shape);
    /// Where what take() gives lies, if it stays in the file.
    MappedPart mapped(const std::string& name) const;
    /// Whether layers should bring their weights into oneDNN's own order.
    bool packs() const;
    /// Where the network's halved weights are widened, one after the other.
    std::shared_ptr<at::Tensor> room() const { return walk_->room; }
    /// Whether a layer of `fan_in` inputs for each of `outputs` outputs should keep eight bits of its
    /// weights.
    bool quantises(std::int64_t fan_in, std::int64_t outputs) const;
    /// The same reader for a part that must be exact, whatever the rest is.
    WeightReader exact() const;
    /// Of the part that this reader stands at: "mid_block.attentions.0".
    const std::string& name() const { return prefix_; }

    /// Enters a layer under this reader's own name.
    void enter(const std::shared_ptr<LayerWeights>& layer);

    /// What the walk found.
    struct Report {
        std::vector<std::string> missing, misshaped, unexpected;
        bool fits() const { return missing.empty() && misshaped.empty() && unexpected.empty(); }
    };
    Report report() const;
    /// The report as an error that names the network, or nothing. Names that networks of this kind may carry
    /// without using them are not unexpected: `ignored` are endings.
    Result<Done> complete(const std::string& network) const;
    LayerDirectory layers() const { return walk_->layers; }
    /// Names that end so are neither wanted nor unexpected.
    void ignore(std::vector<std::string> endings) { walk_->ignored = std::move(endings); }

private:
    struct Walk {
        std::set<std::string, std::less<>> taken;
        std::vector<std::string> missing, misshaped, ignored;
        LayerDirectory layers;
        std::shared_ptr<at::Tensor> room = std::make_shared<at::Tensor>();
    };
    std::string fullName(const std::string& name) const;
    at::Tensor taken(const std::string& name, const std::vector<std::int64_t>& shape, Residence residence);

    const Checkpoint& checkpoint_;
    FreshWeights fresh_;  ///< in place of the checkpoint; empty: none
    Compute compute_;
    Residence residence_;
    std::string prefix_;
    std::shared_ptr<Walk> walk_;
};

/// LibTorch's word for a kind of number; nothing for kinds that no network stores.
std::optional<c10::ScalarType> scalarTypeOf(DType dtype);

/// The numbers of a stored tensor in their stored precision: a view of the mapped file where it is aligned.
/// Undefined for kinds without scalarTypeOf().
at::Tensor tensorOf(const StoredTensor& stored);

}  // namespace engine
