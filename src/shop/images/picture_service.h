#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "platform/database/database.h"
#include "shop/images/picture.h"
#include "shop/images/picture_repository.h"

namespace till {

/// All sizes of a JPEG, PNG or WebP picture. Takes long. Refuses what is no picture or too large a one.
Picture make_picture(std::string_view bytes);

/// The files of the shop's own pictures.
class PictureService {
 public:
    PictureService(database::Database& database, PictureRepository& pictures)
        : database_(database), pictures_(pictures) {}

    /// A WebP file.
    std::optional<std::string> find(std::string_view name, PictureSize size);

 private:
    database::Database& database_;
    PictureRepository& pictures_;
};

}  // namespace till
