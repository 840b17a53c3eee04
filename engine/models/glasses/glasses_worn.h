#pragma once

#include <ATen/core/Tensor.h>

namespace engine {

/// How much of each band is hidden (cover [B, 1, H, W], 0…1): [B], 0…1.
at::Tensor hiddenShare(const at::Tensor& cover);

/// Of the band: where more is hidden, glasses are worn. A thin metal frame hides twice as much.
inline constexpr double kWornShare = 0.007;

/// How much of each place is painted, from how surely it is hidden: what probably is, fully, with its edge.
at::Tensor paintedShare(const at::Tensor& cover);

/// The change of light that shows the band as bare skin would where it is only lit differently: under a
/// frame's shadow and behind tinted lenses, in logarithms [1, 3, H, W] (see GainField); 0 elsewhere. What is
/// hidden has no gain of its own, and takes that around it.
/// band, bare [1, 3, H, W] in 0…1; cover, touched [1, 1, H, W].
at::Tensor unshadedGain(const at::Tensor& band, const at::Tensor& bare, const at::Tensor& cover,
                        const at::Tensor& touched);

/// Whether what lies before the eyes is so dark, and shows so little, that nobody could tell what they look
/// like: sunglasses. band: [1, 3, H, W] in 0…1; to be asked where glasses are worn.
bool hidesEyes(const at::Tensor& band);

}  // namespace engine
