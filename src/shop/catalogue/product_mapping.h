#pragma once
#include "platform/database/mapping.h"
#include "shop/catalogue/product.h"
#include "shop/kernel/stored.h"

namespace till {

/// A product as it lies in its table: the model, the text that names are sorted by, and whether there are any, which is
/// stored here so that lists find it in their indexes and written by the stock.
struct ProductRow : Product {
    std::string name_key;
    bool in_stock = false;
};

inline const database::Mapping<ProductRow>& product_mapping() {
    static const auto mapping = database::Mapping<ProductRow>("products")
                                    .joined("JOIN stock ON stock.product_id = products.id")
                                    .generated("id", &ProductRow::id)
                                    .column("sku", &ProductRow::sku)
                                    .column("name", &ProductRow::name)
                                    .column("name_key", &ProductRow::name_key)
                                    .column("description", &ProductRow::description)
                                    .column("category", &ProductRow::category)
                                    .column("price", &ProductRow::price)
                                    .column("image_url", &ProductRow::image_url)
                                    .column("barcode", &ProductRow::barcode)
                                    .column("version", &ProductRow::version)
                                    .fixed("created_at", &ProductRow::created_at)
                                    .column("updated_at", &ProductRow::updated_at)
                                    .fixed("in_stock", &ProductRow::in_stock)
                                    .looked_up("stock.on_hand", &ProductRow::stock);
    return mapping;
}

inline const database::Mapping<Offer>& offer_mapping() {
    static const auto mapping = database::Mapping<Offer>("products")
                                    .generated("id", &Offer::id)
                                    .column("sku", &Offer::sku)
                                    .column("name", &Offer::name)
                                    .column("price", &Offer::price);
    return mapping;
}

}  // namespace till
