#pragma once
#include <string_view>

#include "platform/images/pixels.h"

namespace till::images {

/// Decodes a PNG (libpng), with 8 bits a channel whatever it has. Nothing of its texts is looked at. Throws BadImage
/// for one that is damaged or cut off, an animation, and when it is too late.
Pixels decode_png(std::string_view bytes, const Deadline& deadline);

}  // namespace till::images
