#include "engine/files/sha256.h"

#include <gtest/gtest.h>

#include <string_view>

namespace engine {
namespace {

std::string hashOf(std::initializer_list<std::string_view> pieces) {
    Sha256 hash;
    for (const std::string_view piece : pieces) hash.add(std::as_bytes(std::span(piece)));
    return hash.digits();
}

// Examples of FIPS 180-2, appendix B, and of nothing at all.
TEST(Sha256, EqualsThePublishedExamples) {
    EXPECT_EQ(hashOf({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hashOf({"a", "", "bc"}), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hashOf({"abcdbcdecdefdefgefghfghighijhijk", "ijkljklmklmnlmnomnopnopq"}),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

}  // namespace
}  // namespace engine
