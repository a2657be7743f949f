#pragma once
#include "platform/images/points.h"

namespace till::imaging {

/// Turns colours as the picture's profile means them into those of sRGB (IEC 61966-2-1), which is what browsers take
/// a picture without a profile for. A profile that is broken, or for pictures of another kind, is ignored. Inks
/// without a profile are mixed by the plain formula. Throws BadPicture when it is too late.
void convert_to_srgb(Points& points, const Deadline& deadline);

}  // namespace till::imaging
