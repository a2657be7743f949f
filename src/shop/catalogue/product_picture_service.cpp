#include "shop/catalogue/product_picture_service.h"

#include "shop/images/picture_service.h"

namespace till {

Product ProductPictureService::set(ProductId id, const ExpectedVersion& expected, std::string_view bytes) {
    // Before the transaction: it takes long, and nobody else has to wait for it.
    const Picture picture = make_picture(bytes);
    return database_.write([&](database::Transaction& transaction) {
        const Product before = versioned_.find_to_change(transaction, id, expected);
        pictures_.put(transaction, picture);
        return set_url(transaction, before, picture_path(picture.name, PictureSize::medium));
    });
}

void ProductPictureService::remove(ProductId id, const ExpectedVersion& expected) {
    database_.write([&](database::Transaction& transaction) {
        set_url(transaction, versioned_.find_to_change(transaction, id, expected), std::nullopt);
    });
}

Product ProductPictureService::set_url(database::Transaction& transaction, const Product& before,
                                       const std::optional<std::string>& url) {
    return versioned_.change(
        before, [&](Product& product) { product.image_url = url; },
        [&](const Product& after) { products_.update(transaction, before, after); });
}

}  // namespace till
