#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/database.h"
#include "shop/images/image.h"
#include "shop/images/image_repository.h"

namespace till {

/// All sizes of a JPEG, PNG or WebP image. Takes long. Refuses what is no image or too large a one.
Image make_image(std::string_view bytes);

/// The files of the shop's own images.
class ImageService {
 public:
    ImageService(database::Database& database, ImageRepository& images) : database_(database), images_(images) {}

    /// A WebP file.
    std::optional<std::string> find(std::string_view name, ImageSize size);

 private:
    database::Database& database_;
    ImageRepository& images_;
};

}  // namespace till
