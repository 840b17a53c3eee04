#include "engine/files/safetensors_header.h"

#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "engine/files/in_quotes.h"

namespace engine {
namespace {

constexpr std::size_t kMostDimensions = 32;
constexpr auto kLargestDimension = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

/// Hears the header token by token. Every function returns false to stop, after objecting.
class HeaderReader : public nlohmann::json::json_sax_t {
public:
    SafetensorsHeader header;
    std::string objection;

    bool null() override { return unexpected("null"); }
    bool boolean(bool) override { return unexpected("true or false"); }
    bool number_float(double, const std::string& digits) override {
        return unexpected("the number " + digits);
    }
    bool number_integer(std::int64_t value) override {
        return unexpected("the number " + std::to_string(value));
    }
    bool binary(nlohmann::json::binary_t&) override { return unexpected("binary data"); }

    bool number_unsigned(std::uint64_t value) override {
        if (place_ == Place::Shape && value <= kLargestDimension && entry_.shape.size() < kMostDimensions) {
            entry_.shape.push_back(static_cast<std::int64_t>(value));
            return true;
        }
        if (place_ == Place::Offsets && offsets_ < 2) {
            (offsets_++ == 0 ? entry_.begin : entry_.end) = value;
            return true;
        }
        return unexpected(place_ == Place::Shape && value <= kLargestDimension
                              ? "one more"
                              : "the number " + std::to_string(value));
    }

    bool string(std::string& text) override {
        if (place_ == Place::Metadata) {
            header.metadata[key_] = std::move(text);
            return true;
        }
        if (place_ != Place::Tensor || key_ != "dtype") return unexpected("the text " + inQuotes(text));
        const std::optional<DType> dtype = dtypeNamed(text);
        if (!dtype) return unexpected("the text " + inQuotes(text));
        entry_.dtype = *dtype;
        return true;
    }

    bool start_object(std::size_t) override {
        if (place_ == Place::File) return enter(Place::Table);
        if (place_ != Place::Table) return unexpected("an object");
        if (key_ == "__metadata__") return enter(Place::Metadata);
        entry_ = HeaderEntry{};
        entry_.name = key_;
        has_dtype_ = has_shape_ = has_offsets_ = false;
        return enter(Place::Tensor);
    }

    bool end_object() override {
        if (place_ == Place::Tensor) {
            if (!has_dtype_) return missing("dtype");
            if (!has_shape_) return missing("shape");
            if (!has_offsets_) return missing("data_offsets");
            header.entries.push_back(std::move(entry_));
        }
        return enter(place_ == Place::Table ? Place::File : Place::Table);
    }

    bool start_array(std::size_t) override {
        if (place_ == Place::Tensor && key_ == "shape") return enter(Place::Shape);
        if (place_ == Place::Tensor && key_ == "data_offsets") {
            offsets_ = 0;
            return enter(Place::Offsets);
        }
        return unexpected("a list");
    }

    bool end_array() override {
        if (place_ == Place::Offsets && offsets_ != 2) return unexpected("a shorter list");
        return enter(Place::Tensor);
    }

    bool key(std::string& name) override {
        key_ = std::move(name);
        if (place_ == Place::Tensor) return field();
        if (place_ == Place::Metadata && header.metadata.contains(key_)) return twice();
        if (place_ == Place::Table && key_ == "__metadata__" && std::exchange(has_metadata_, true))
            return twice();
        return true;
    }

    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::json::exception& error) override {
        const bool encoding = std::string_view(error.what()).find("UTF-8") != std::string_view::npos;
        objection = std::string("its header was expected to be ") + (encoding ? "UTF-8 text" : "JSON") +
                    ", but byte " + std::to_string(position) + " of it is not";
        return false;
    }

private:
    enum class Place { File, Table, Metadata, Tensor, Shape, Offsets };

    bool enter(Place place) {
        place_ = place;
        return true;
    }

    /// A key inside a tensor's entry.
    bool field() {
        bool* seen = key_ == "dtype"          ? &has_dtype_
                     : key_ == "shape"        ? &has_shape_
                     : key_ == "data_offsets" ? &has_offsets_
                                              : nullptr;
        if (!seen) {
            objection = "tensor " + inQuotes(entry_.name) +
                        " was expected to have dtype, shape and data_offsets, but it has " + inQuotes(key_);
            return false;
        }
        return !std::exchange(*seen, true) || twice();
    }

    bool twice() {
        objection = "every name was expected once, but " + inQuotes(key_) + " stands there twice";
        return false;
    }

    bool missing(const char* name) {
        objection =
            "tensor " + inQuotes(entry_.name) + " was expected to have a " + name + ", but it has none";
        return false;
    }

    bool unexpected(const std::string& found) {
        objection = subject() + " was expected to be " + expected() + ", but " + found + " was found";
        return false;
    }

    std::string subject() const {
        switch (place_) {
            case Place::File:
                return "its header";
            case Place::Table:
                return "the entry " + inQuotes(key_);
            case Place::Metadata:
                return "the metadata " + inQuotes(key_);
            case Place::Tensor:
            case Place::Shape:
            case Place::Offsets:
                break;
        }
        return "the " + key_ + " of tensor " + inQuotes(entry_.name);
    }

    std::string expected() const {
        if (place_ == Place::File) return "one JSON object";
        if (place_ == Place::Table) return "an object";
        if (place_ == Place::Metadata) return "text";
        if (key_ == "shape") return "a list of at most 32 whole numbers below 2^63";
        if (key_ == "data_offsets") return "a list of two whole numbers below 2^64";
        return "a type of number such as F32 or BF16";
    }

    Place place_ = Place::File;
    std::string key_;
    HeaderEntry entry_;
    int offsets_ = 0;
    bool has_metadata_ = false;
    bool has_dtype_ = false;
    bool has_shape_ = false;
    bool has_offsets_ = false;
};

}  // namespace

std::variant<SafetensorsHeader, Objection> parseSafetensorsHeader(std::string_view json) {
    // The reader of the JSON library would skip a byte order mark and spaces; the format does not have them.
    if (!json.starts_with('{'))
        return Objection{"its header was expected to be a JSON object, but it does not begin with '{'"};
    // Nor would it look behind a zero byte.
    if (const auto zero = json.find('\0'); zero != json.npos) {
        return Objection{"its header was expected to be JSON, but byte " + std::to_string(zero + 1) +
                         " of it is not"};
    }
    HeaderReader reader;
    if (!nlohmann::json::sax_parse(json.begin(), json.end(), &reader))
        return Objection{std::move(reader.objection)};
    return std::move(reader.header);
}

}  // namespace engine
