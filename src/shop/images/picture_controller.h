#pragma once
#include "api/request.h"
#include "shop/images/guessed_keys.h"
#include "shop/images/picture_service.h"

namespace till {

class PictureController {
 public:
    /// `names`: of pictures that strangers ask for.
    PictureController(PictureService& pictures, GuessedKeys& names) : pictures_(pictures), names_(names) {}

    /// A file: `/images/NAME-SIZE.webp`.
    http::Response show(const Request& request);

 private:
    PictureService& pictures_;
    GuessedKeys& names_;
};

}  // namespace till
