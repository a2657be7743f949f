#pragma once
#include <map>
#include <span>
#include <string>
#include <vector>

#include "platform/database/sql_session.h"
#include "platform/time/clock.h"
#include "shop/catalogue/product_register.h"
#include "shop/catalogue/stock_opening.h"
#include "shop/images/image_store.h"
#include "shop/kernel/shop_settings.h"
#include "shop/settings/stored_settings.h"
#include "shop/transfer/csv_kind.h"
#include "shop/transfer/file_key_repository.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_tally.h"
#include "shop/transfer/imported_rows.h"

namespace till {

/// Products in files; see CsvKind. A product is known by its SKU. A row without one is known by its id: what an export
/// of this shop calls the product, or what another shop's called it when it was imported here. Bare numbers are no ids,
/// so that no other program's file hits a product by chance. An image_url that a product does not have already has to
/// fit (shop/images/image_urls.h).
class ProductCsv {
 public:
    using Row = ImportedProduct;
    using Item = ImportRow<ImportedProduct>;

    using Source = ImportedRows<ProductCsv>;

    /// All of it must outlive this.
    ProductCsv(FileKeyRepository& keys, ProductRegister& products, StockOpening& stock, StoredSettings& settings,
               ImageStore& images, const ShopSettings& shop, const Clock& clock)
        : keys_(keys),
          products_(products),
          stock_(stock),
          settings_(settings),
          images_(images),
          shop_(shop),
          clock_(clock) {}

    static CsvKindTexts texts();
    static schemas::CsvLayout layout();
    schemas::Schema<Row> schema() const;
    static schemas::Schema<ExportQuery> export_query();
    static std::function<Source(const ImportFile<Row>&)> source_of(const OpenImport<Row>& open);

    static std::string_view key_column(const Item& row) { return row.value->sku ? "sku" : "id"; }
    /// Empty where there is none, which is a fault.
    static std::string key_of(const Item& row) { return row.value->sku ? *row.value->sku : row.value->id.value_or(""); }
    static std::string comparable_key_of(const Item& row) { return std::string(key_column(row)) + key_of(row); }
    static constexpr std::string_view no_key = "sku is missing";

    /// What each row is to become, by what is stored now.
    std::vector<ImportDecision> look(database::SqlSession& session, const ImportColumns<Row>& columns,
                                     std::span<const Item> rows) const;
    /// Checks again, and writes new and changed records.
    std::vector<ImportDecision> store(database::Transaction& transaction, const ImportColumns<Row>& columns,
                                      std::span<const Item> rows) const;

    static constexpr std::int64_t exported_at_once = 1000;
    ListPage<std::vector<Row>> page(database::SqlSession& session, const ExportQuery& query) const;

 private:
    struct Present {
        std::map<std::string, Product> by_sku;
        std::map<std::string, Product> by_id;
        const Product* of(const Item& row) const;
    };
    Present find(database::SqlSession& session, std::span<const Item> rows) const;
    using Ids = std::map<std::string, ProductId>;
    Ids ids_in(database::SqlSession& session, const std::vector<std::string>& references) const;
    std::map<std::string, Product> read(database::SqlSession& session, const Ids& ids) const;
    std::map<ProductId, std::string> file_ids(database::SqlSession& session,
                                              const std::vector<Product>& products) const;
    void add(database::Transaction& transaction, std::vector<const Item*>& rows) const;
    ImportDecision change(database::Transaction& transaction, const ImportColumns<Row>& columns, const Item& row,
                          const Product& seen) const;

    FileKeyRepository& keys_;
    ProductRegister& products_;
    StockOpening& stock_;
    StoredSettings& settings_;
    ImageStore& images_;
    const ShopSettings& shop_;
    const Clock& clock_;
};

}  // namespace till
