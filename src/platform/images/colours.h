#pragma once
#include "platform/images/pixels.h"

namespace till::images {

/// Turns colours as the image's profile means them into those of sRGB (IEC 61966-2-1), which is what browsers take
/// an image without a profile for. A profile that is broken, or for images of another kind, is ignored. Inks
/// without a profile are mixed by the plain formula. Throws BadImage when it is too late.
void convert_to_srgb(Pixels& pixels, const Deadline& deadline);

}  // namespace till::images
