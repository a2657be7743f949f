#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/database/sql_session.h"
#include "shop/kernel/ids.h"

namespace till {

/// Which product uses which of the shop's own images. It follows from the products' image_url, and is written together
/// with that, in the same transaction; an image is removed with its last product. A caller that gives a product an
/// image has to hold it before (ImageStore::hold), or it may be gone.

struct ImageUse {
    ProductId product_id = 0;
    std::string name;  ///< of the image: see image_name()
};

/// Of products that have just been added.
void add_image_uses(database::Transaction& transaction, std::span<const ImageUse> uses);
/// The image_url `after` may lead to another image than `before`, or to none.
void change_image_use(database::Transaction& transaction, ProductId product, const std::optional<std::string>& before,
                      const std::optional<std::string>& after);
/// Of a product that had this image_url and whose row is gone.
void end_image_use(database::Transaction& transaction, const std::optional<std::string>& image_url);

/// Whether there is the image; if so, it stays until the transaction ends.
bool hold_image(database::Transaction& transaction, std::string_view name);

}  // namespace till
