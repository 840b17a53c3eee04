#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace engine {

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void add(std::span<const std::byte> bytes);
    /// 64 lower-case hexadecimal digits; begins anew.
    std::string digits();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace engine
