#pragma once

#include <torch/torch.h>

#include <array>
#include <string>
#include <vector>

#include "engine/models/portrait_reader/portrait_reader_module.h"
#include "engine/models/structure_style/structure_style.h"

namespace engine {

/// What can be seen in a portrait by networks that have no part in making it.
struct SeenPortrait {
    std::string hair, clothes, background;  ///< colour words; empty where there is too little of it
    double mouth_width = 0;  ///< between its corners, in distances of the outer corners of the eyes
    double face = 0;         ///< how sure the reader is that there is one, 0…1
    torch::Tensor features;  ///< [D], the reader's, averaged over the picture
};

/// Measures portraits with the starter's networks.
class PortraitMeasure {
public:
    /// `folder` holds portrait_reader/ and structure_style/. Errors: those of the networks.
    static Result<PortraitMeasure> open(const std::string& folder);

    /// picture: [3, S, S], sRGB 0…1.
    SeenPortrait look(const torch::Tensor& picture) const;

private:
    PortraitMeasure(PortraitReaderModule reader, StructureStyle parts)
        : reader_(std::move(reader)), parts_(std::move(parts)) {}

    mutable PortraitReaderModule reader_;
    StructureStyle parts_;
};

}  // namespace engine
