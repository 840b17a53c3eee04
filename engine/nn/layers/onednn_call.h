#pragma once

#include <ATen/core/Tensor.h>
#include <ATen/core/dispatch/Dispatcher.h>

#include <optional>

namespace engine {

// What calls of LibTorch's registered oneDNN operators are written with.

using OptionalTensor = const std::optional<at::Tensor>&;
using Scalars = c10::List<std::optional<at::Scalar>>;
using Text = std::optional<std::string_view>;

inline bool isRegistered(const char* name, const char* overload = "") {
    return c10::Dispatcher::singleton().findSchema({name, overload}).has_value();
}

/// Precondition: isRegistered().
template <typename Function>
auto registered(const char* name, const char* overload = "") {
    return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).typed<Function>();
}

inline std::optional<at::Tensor> ifDefined(const at::Tensor& tensor) {
    return tensor.defined() ? std::optional(tensor) : std::nullopt;
}

}  // namespace engine
