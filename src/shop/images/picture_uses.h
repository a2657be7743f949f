#pragma once
#include <span>
#include <string_view>

#include "platform/database/session.h"
#include "shop/catalogue/product.h"

namespace till {

/// Which product shows which of the shop's own pictures. It follows from the products' image_url, and is kept by
/// whoever writes that, in the same transaction; with its last product, a picture goes. Whoever gives a product a
/// picture has to hold it before (PictureRepository::hold), or it may be gone.

/// Of products that have just been added.
void add_picture_uses(database::Transaction& transaction, std::span<const ProductId> ids,
                      std::span<const Product> products);
/// `after` may show another picture than `before`, or none.
void change_picture_use(database::Transaction& transaction, const Product& before, const Product& after);
/// Of a product whose row is gone.
void end_picture_use(database::Transaction& transaction, const Product& product);

/// Whether there is the picture; if so, it stays until the transaction ends.
bool hold_picture(database::Transaction& transaction, std::string_view name);

}  // namespace till
