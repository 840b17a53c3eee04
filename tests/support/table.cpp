#include "tests/support/table.h"

#include <zlib.h>

#include <array>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace test {
namespace {

std::string unpacked(const std::string& path) {
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), &gzclose);
    if (!file) throw std::runtime_error("cannot open " + path);
    std::string text;
    std::array<char, 1 << 16> part;
    int count = 0;
    while ((count = gzread(file.get(), part.data(), part.size())) > 0)
        text.append(part.data(), static_cast<std::size_t>(count));
    if (count < 0 || text.empty()) throw std::runtime_error("cannot read " + path);
    return text;
}

}  // namespace

std::vector<std::vector<std::string>> goldenTable(const std::string& path) {
    std::istringstream text(unpacked(std::string(PENUMBRA_SOURCE_DIR "/tests/fixtures/golden/") + path));
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(text, line);  // the heading
    while (std::getline(text, line)) {
        std::istringstream cells(line);
        std::vector<std::string>& row = rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, '\t');) row.push_back(cell);
    }
    return rows;
}

std::vector<std::int64_t> sidesIn(const std::string& text) {
    std::vector<std::int64_t> sides;
    std::istringstream numbers(text);
    for (std::string number; std::getline(numbers, number, 'x');) sides.push_back(std::stoll(number));
    return sides;
}

}  // namespace test
