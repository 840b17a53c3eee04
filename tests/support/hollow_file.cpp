#include "tests/support/hollow_file.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <numeric>

#include "tests/support/table.h"

namespace test {

std::vector<KeyMapRow> keyMap(const std::string& name) {
    std::vector<KeyMapRow> rows;
    for (const auto& cells : goldenTable("keymaps/" + name + ".tsv.gz")) {
        rows.push_back(
            {cells.at(0), cells.at(2), cells.at(3), cells.at(5), sidesIn(cells.at(1)), sidesIn(cells.at(4))});
    }
    return rows;
}

HollowFile::Shapes originalsOf(const std::vector<KeyMapRow>& rows) {
    HollowFile::Shapes shapes;
    for (const KeyMapRow& row : rows) shapes[row.original] = row.original_shape;
    return shapes;
}

std::int64_t countOf(const std::vector<std::int64_t>& sides) {
    return std::accumulate(sides.begin(), sides.end(), std::int64_t{1}, std::multiplies<>());
}

HollowFile::HollowFile(const std::string& path, const Shapes& tensors) {
    nlohmann::json header = nlohmann::json::object();
    std::uint64_t end = 0;
    for (const auto& [name, shape] : tensors) {
        const std::uint64_t begin = end;
        end += 2 * static_cast<std::uint64_t>(countOf(shape));
        places_[name] = begin;
        header[name] = {{"dtype", "F16"}, {"shape", shape}, {"data_offsets", {begin, end}}};
    }
    const std::string text = header.dump();
    const std::uint64_t length = text.size(), data = sizeof length + length;
    {
        std::ofstream file(path, std::ios::binary);
        file.write(reinterpret_cast<const char*>(&length), sizeof length);  // little-endian, as we are
        file << text;
    }
    std::filesystem::resize_file(path, data + end);
    for (auto& [name, place] : places_) place += data;
}

}  // namespace test
