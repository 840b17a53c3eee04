#include "engine/nn/layers/resnet_block.h"

#include <ATen/ATen.h>

namespace engine {

ResnetBlock::ResnetBlock(const WeightReader& reader, const Shape& shape)
    : norm1_(reader / "norm1", shape.groups, shape.in, shape.eps),
      conv1_(reader / "conv1", shape.in, shape.out, 3),
      norm2_(reader / "norm2", shape.groups, shape.out, shape.eps),
      conv2_(reader / "conv2", shape.out, shape.out, 3) {
    if (shape.time_width > 0)
        time_emb_proj_.emplace(reader.exact() / "time_emb_proj", shape.time_width, shape.out);
    if (shape.in != shape.out) conv_shortcut_.emplace(reader / "conv_shortcut", shape.in, shape.out, 1);
}

at::Tensor ResnetBlock::operator()(const at::Tensor& x, const at::Tensor& time) const {
    // What a norm returns is ours alone, so SiLU may work in place.
    at::Tensor hidden = norm1_(x);
    hidden = conv1_(at::silu_(hidden));
    if (time_emb_proj_) hidden.add_((*time_emb_proj_)(time).unsqueeze(2).unsqueeze(3));
    hidden = norm2_(hidden);
    hidden = conv2_(at::silu_(hidden));
    return hidden.add_(conv_shortcut_ ? (*conv_shortcut_)(x) : x);
}

at::Tensor ResnetBlock::inBands(const Rows& x) const {
    const bool grows = !conv_shortcut_ && x.whole.defined();
    at::Tensor hidden, sum = grows ? x.whole : at::Tensor();
    convolveInBands(x, norm1_, conv1_, [&](const Band& band, const at::Tensor& rows, const at::Tensor& made) {
        put(hidden, x.height, band, made);
        if (!grows) put(sum, x.height, band, conv_shortcut_ ? (*conv_shortcut_)(rows) : rows);
    });
    convolveInBands(rowsOf(hidden), norm2_, conv2_,
                    [&](const Band& band, const at::Tensor&, const at::Tensor& made) {
                        sum.narrow(2, band.top, band.bottom - band.top).add_(made);
                    });
    return sum;
}

}  // namespace engine
