#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/database/session.h"
#include "shop/kernel/ids.h"

namespace till {

/// Which product shows which of the shop's own pictures. It follows from the products' image_url, and is kept by
/// whoever writes that, in the same transaction; with its last product, a picture goes. Whoever gives a product a
/// picture has to hold it before (PictureStore::hold), or it may be gone.

struct PictureUse {
    ProductId product_id = 0;
    std::string name;  ///< of the picture: see picture_name()
};

/// Of products that have just been added.
void add_picture_uses(database::Transaction& transaction, std::span<const PictureUse> uses);
/// The image_url `after` may lead to another picture than `before`, or to none.
void change_picture_use(database::Transaction& transaction, ProductId product, const std::optional<std::string>& before,
                        const std::optional<std::string>& after);
/// Of a product that had this image_url and whose row is gone.
void end_picture_use(database::Transaction& transaction, const std::optional<std::string>& image_url);

/// Whether there is the picture; if so, it stays until the transaction ends.
bool hold_picture(database::Transaction& transaction, std::string_view name);

}  // namespace till
