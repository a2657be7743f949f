#pragma once
#include "api/request.h"
#include "shop/images/existence_cache.h"
#include "shop/images/image_service.h"

namespace till {

class ImageController {
 public:
    /// `names`: of images that clients without a token request.
    ImageController(ImageService& images, ExistenceCache& names) : images_(images), names_(names) {}

    /// A file: `/images/NAME-SIZE.webp`.
    http::Response show(const Request& request);

 private:
    ImageService& images_;
    ExistenceCache& names_;
};

}  // namespace till
