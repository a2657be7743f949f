#pragma once
#include <string_view>

#include "platform/images/points.h"

namespace till::imaging {

/// Decodes a WebP picture (libwebp). Throws BadPicture for one that is damaged or cut off. It cannot be given up in the
/// midst, but takes a time by its points: it has one frame, and goes over it once.
Points decode_webp(std::string_view bytes);

}  // namespace till::imaging
