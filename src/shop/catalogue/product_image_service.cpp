#include "shop/catalogue/product_image_service.h"

#include "shop/images/image_service.h"

namespace till {

Product ProductImageService::set(ProductId id, const ExpectedVersion& expected, std::string_view bytes) {
    // Before the transaction: it takes long, and no other write has to wait for it.
    const Image image = make_image(bytes);
    return database_.write([&](database::Transaction& transaction) {
        const Product before = versioned_.find_to_change(transaction, id, expected);
        images_.put(transaction, image);
        return set_url(transaction, before, image_path(image.name, ImageSize::medium));
    });
}

void ProductImageService::remove(ProductId id, const ExpectedVersion& expected) {
    database_.write([&](database::Transaction& transaction) {
        set_url(transaction, versioned_.find_to_change(transaction, id, expected), std::nullopt);
    });
}

Product ProductImageService::set_url(database::Transaction& transaction, const Product& before,
                                     const std::optional<std::string>& url) {
    return versioned_.change(
        before, [&](Product& product) { product.image_url = url; },
        [&](const Product& after) { products_.update(transaction, before, after); });
}

}  // namespace till
