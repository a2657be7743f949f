#include "api/route.h"

#include <algorithm>

namespace till {

std::size_t Route::body_bytes_max(const BodyBounds& bounds) const {
    switch (body_size) {
        case BodySize::image:
            return bounds.image;
        case BodySize::import:
            return bounds.import;
        case BodySize::usual:
            break;
    }
    return access == Access::open || !takes_body() ? std::min(bounds.open, bounds.usual) : bounds.usual;
}

}  // namespace till
