#pragma once
#include "middleware/request.h"
#include "services/picture_service.h"

namespace till {

class PictureController {
 public:
    explicit PictureController(PictureService& pictures) : pictures_(pictures) {}

    http::Response set(const Request& request);
    http::Response remove(const Request& request);
    /// A file: `/images/NAME-SIZE.webp`.
    http::Response show(const Request& request);

 private:
    PictureService& pictures_;
};

}  // namespace till
