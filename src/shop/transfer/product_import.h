#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "platform/database/session.h"
#include "platform/time/clock.h"
#include "shop/catalogue/product_register.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/images/picture_store.h"
#include "shop/settings/stored_settings.h"
#include "shop/transfer/file_key_repository.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_tally.h"

namespace till {

/// Rows of a file of products. A product is known by its SKU. A row without one is known by its id: what an export of
/// this shop calls the product, or what another shop's called it when it was imported here. Bare numbers are no ids, so
/// that no other program's file hits a product by chance. An image_url that a product does not have already has to fit
/// (shop/images/image_urls.h).
class ProductImport {
 public:
    using Row = ImportedProduct;
    using Item = ImportRow<ImportedProduct>;

    ProductImport(FileKeyRepository& keys, ProductRegister& products, StockOpening& stock, StoredSettings& settings,
                  PictureStore& pictures, const Clock& clock)
        : keys_(keys), products_(products), stock_(stock), settings_(settings), pictures_(pictures), clock_(clock) {}

    static std::string_view key_column(const Item& row) { return row.value->sku ? "sku" : "id"; }
    /// Empty where there is none, which is a fault.
    static std::string key_of(const Item& row) { return row.value->sku ? *row.value->sku : row.value->id.value_or(""); }
    static std::string comparable_key_of(const Item& row) { return std::string(key_column(row)) + key_of(row); }
    static constexpr std::string_view no_key = "sku is missing";

    /// What each row is to become, by what is stored now.
    std::vector<ImportDecision> look(database::Session& session, const ImportColumns<Row>& columns,
                                     std::span<const Item> rows);
    /// Looks again, and writes what is new and what changes.
    std::vector<ImportDecision> store(database::Transaction& transaction, const ImportColumns<Row>& columns,
                                      std::span<const Item> rows);

 private:
    struct Present {
        std::map<std::string, Product> by_sku;
        std::map<std::string, Product> by_id;
        const Product* of(const Item& row) const;
    };
    Present find(database::Session& session, std::span<const Item> rows);
    using Ids = std::map<std::string, ProductId>;
    Ids ids_in(database::Session& session, const std::vector<std::string>& references);
    std::map<std::string, Product> read(database::Session& session, const Ids& ids);
    void add(database::Transaction& transaction, std::vector<const Item*>& rows);
    ImportDecision change(database::Transaction& transaction, const ImportColumns<Row>& columns, const Item& row,
                          const Product& seen);

    FileKeyRepository& keys_;
    ProductRegister& products_;
    StockOpening& stock_;
    StoredSettings& settings_;
    PictureStore& pictures_;
    const Clock& clock_;
};

}  // namespace till
