#include "shop/catalogue/product_picture_service.h"

#include "shop/images/picture_service.h"
#include "shop/kernel/found.h"

namespace till {

Product ProductPictureService::set(ProductId id, const ExpectedVersion& expected, std::string_view bytes) {
    // Before the transaction: it takes long, and nobody else has to wait for it.
    const Picture picture = make_picture(bytes);
    return database_.write([&](database::Transaction& transaction) {
        const Product before = found(products_.find_to_change(transaction, id), "product", id);
        expected.require(before.version);
        pictures_.put(transaction, picture);
        return set_url(transaction, before, picture_path(picture.name, PictureSize::medium));
    });
}

void ProductPictureService::remove(ProductId id, const ExpectedVersion& expected) {
    database_.write([&](database::Transaction& transaction) {
        const Product before = found(products_.find_to_change(transaction, id), "product", id);
        expected.require(before.version);
        set_url(transaction, before, std::nullopt);
    });
}

Product ProductPictureService::set_url(database::Transaction& transaction, const Product& before,
                                       std::optional<std::string> url) {
    if (before.image_url == url) return before;
    Product after = before;
    after.image_url = std::move(url);
    after.version += 1;
    after.updated_at = clock_.now();
    products_.update(transaction, before, after);
    return after;
}

}  // namespace till
