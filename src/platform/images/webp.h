#pragma once
#include <string_view>

#include "platform/images/pixels.h"

namespace till::images {

/// Decodes a WebP image (libwebp). Throws BadImage for one that is damaged or cut off. It cannot be given up in the
/// midst, but takes a time by its pixels: it has one frame, and is decoded in one pass.
Pixels decode_webp(std::string_view bytes);

}  // namespace till::images
