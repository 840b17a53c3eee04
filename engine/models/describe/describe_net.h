#pragma once

#include <ATen/core/Tensor.h>

#include <memory>
#include <string>

#include "engine/api/error.h"
#include "engine/files/lexicon.h"
#include "engine/nn/compute.h"

namespace engine {

struct DescribeModuleImpl;

/// A trained denoiser of the log-gain field that a text asks for, with the lexicon of the words it knows. A
/// latent diffusion model after iEdit (Bodur et al. 2023, arXiv 2305.05947) whose latent is the field between
/// the picture as it is and as it is described; x0 prediction.
class DescribeNet {
public:
    /// Reads a component folder onto a device. Errors: ModelMissing, ModelCorrupt.
    static Result<DescribeNet> load(const std::string& folder, const Compute& compute);

    const Lexicon& lexicon() const { return *lexicon_; }

    /// A text's ids as guess() wants them: [1, N] int64; what is too long is cut off at the end.
    static at::Tensor idsOf(const std::vector<int>& concepts);

    struct Guess {
        at::Tensor field;  ///< [1, 3, H/2, W/2], in units of fieldScale()
        at::Tensor where;  ///< [1, 1, H/2, W/2]: how surely the text speaks of a place, 0…1
    };
    /// The guess of the clean field behind a noisy one. noisy: [1, 3, H/2, W/2], in units of fieldScale();
    /// level: 0 (clean) … 1 (pure noise); picture: [1, 3, H, W], sRGB 0…1, H and W multiples of 32. All
    /// float32 on the CPU, as is the answer.
    Guess guess(const at::Tensor& noisy, double level, const at::Tensor& picture,
                const at::Tensor& ids) const;

    /// Log gains are this times the numbers of guess().
    double fieldScale() const;

private:
    DescribeNet(std::shared_ptr<DescribeModuleImpl> module, Lexicon lexicon, const Compute& compute)
        : module_(std::move(module)),
          lexicon_(std::make_shared<const Lexicon>(std::move(lexicon))),
          compute_(compute) {}

    std::shared_ptr<DescribeModuleImpl> module_;
    std::shared_ptr<const Lexicon> lexicon_;
    Compute compute_;
};

}  // namespace engine
