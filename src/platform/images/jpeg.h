#pragma once
#include <string_view>

#include "platform/images/pixels.h"

namespace till::images {

/// How often a JPEG goes over its pixels (its SOS markers, ITU-T T.81, B.2.3). Programs write about ten; each costs a
/// reader as much as the whole image.
int count_scans(std::string_view jpeg);

/// Decodes a JPEG (libjpeg), smaller than it is by a whole factor where its longer side stays at least `longer_side`.
/// Throws BadImage for one that is damaged or cut off, and when it is too late.
Pixels decode_jpeg(std::string_view bytes, int longer_side, const Deadline& deadline);

}  // namespace till::images
