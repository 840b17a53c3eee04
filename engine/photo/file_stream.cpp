#include "engine/photo/file_stream.h"

namespace engine {
namespace {

ssize_t writeTo(void* file, const char* bytes, std::size_t count) {
    return static_cast<ssize_t>(static_cast<NewFile*>(file)->write(bytes, count));
}

/// Of a new file, writing from its beginning to its end alone.
std::FILE* streamInto(NewFile& file) {
    cookie_io_functions_t functions{};
    functions.write = writeTo;
    return ::fopencookie(&file, "w", functions);
}

}  // namespace

FileStream::FileStream(NewFile& file) : IOFile(streamInto(file), Write) {}

FileStream::~FileStream() {
    if (m_file) std::fclose(m_file);
    m_file = nullptr;
}

}  // namespace engine
