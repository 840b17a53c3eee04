#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/photo/new_file.h"
#include "engine/photo/patched_file.h"

namespace engine {

// A photo's XMP packet (ISO 16684-1 and its part 3, storage in files) goes from file to file as the bytes it
// is. OpenImageIO 2.4 only flattens it into attributes and writes none, so what a retoucher's other programs
// keep there (ratings, develop settings, rights, anything with structure) would be lost.

/// The packet of a file; empty when it has none. Of JPEG's extended packets the main one, of PNG's only what
/// is not compressed.
std::string jpegXmp(PatchedFile& file);
std::string pngXmp(PatchedFile& file);
std::string tiffXmp(PatchedFile& file);

/// The packet as it is right for upright pixels: tiff:Orientation becomes 1, nothing else changes.
std::string uprightXmp(std::string packet);

/// Lets `file` put the packet where readers expect it, while the encoder writes the rest. A packet that is
/// too long for a JPEG segment (64 KiB), padding aside, is left out.
void insertJpegXmp(NewFile& file, const std::string& packet);
void insertPngXmp(NewFile& file, const std::string& packet);

/// Adds the packet to a TIFF file that is complete at file.hiddenPath().
void addTiffXmp(NewFile& file, const std::string& packet);

}  // namespace engine
