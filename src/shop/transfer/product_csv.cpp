#include "shop/transfer/product_csv.h"

#include "shop/catalogue/product_fields.h"
#include "shop/images/image_urls.h"
#include "shop/kernel/versioned.h"
#include "shop/settings/shop_reference.h"
#include "shop/transfer/import_schema.h"
#include "shop/transfer/stored_text.h"

namespace till {

using database::SqlSession;
using database::Transaction;

namespace {

/// The product as a file would have it in which it is known by what it is known by in this row.
ImportedProduct row_of(const Product& product, const ImportedProduct& row) {
    ImportedProduct stored;
    static_cast<ProductDetails&>(stored) = product;
    stored.stock = product.stock;
    stored.id = row.id;
    return stored;
}

constexpr schemas::stored_text<schemas::code> sku_rule{.max = 100};

/// Why the row cannot become a new product.
std::optional<std::string> complaint_of_new(const ImportColumns<ImportedProduct>& columns, const ImportedProduct& row) {
    if (!columns.missing.empty()) return columns.missing.front() + " is missing: the product is new";
    const auto complaint = row.sku ? sku_rule.complaint(*row.sku) : std::nullopt;
    return complaint ? std::optional("sku " + *complaint) : std::nullopt;
}

using HasImage = std::function<bool(std::string_view name)>;

ImportDecision decided(const Product* present, const ImportColumns<ImportedProduct>& columns,
                       const ImportedProduct& row, const ImageHosts& hosts, const HasImage& has_image) {
    if (present == nullptr) {
        if (auto complaint = complaint_of_new(columns, row)) return ImportDecision::bad(std::move(*complaint));
    }
    const ImportedProduct before = present == nullptr ? ImportedProduct() : row_of(*present, row);
    ImportedProduct after = present == nullptr ? row : before;
    if (present != nullptr) columns.write(after, row);
    if (const auto complaint = image_url_complaint(hosts, before.image_url, after.image_url, has_image)) {
        return ImportDecision::bad("image_url " + *complaint);
    }
    if (present == nullptr) return {.outcome = ImportOutcome::added};
    auto changes = columns.differences(before, after);
    const ImportOutcome outcome = changes.empty() ? ImportOutcome::unchanged : ImportOutcome::changed;
    return {.outcome = outcome, .changes = std::move(changes)};
}

}  // namespace

CsvKindTexts ProductCsv::texts() {
    return {.kind = ImportKind::products,
            .operation = "Products",
            .one = "a product",
            .import_permission = Permission::products_import,
            .export_permission = Permission::products_export,
            .import_text =
                ". A product is identified by its `sku`; without a SKU, only by the `id` that an export gives it. "
                "Fields without a column stay unchanged, and an empty value clears the field. `stock` is used for new "
                "products only",
            .import_example = "sku,name,category,price,stock\nCUP-042,Espresso cup,Kitchen,12.50,120\n",
            .export_text =
                "At most 10,000 rows, with the columns of an import. An import of the file changes nothing. The `Link` "
                "header leads to the next part",
            .export_example =
                "sku,name,description,category,price,stock,image_url,id,barcode\n"
                "CUP-042,Espresso cup,,Kitchen,12.50,120,,,4006381333931\n",
            .import_help =
                "Products by SKU. The stock is used for new products only. A product without an SKU is identified by "
                "the id that an "
                "export gives it; plain numbers of other programs are not ids",
            .export_help = "All products"};
}

schemas::CsvLayout ProductCsv::layout() {
    return {.keys = {"sku", "id"},
            .needed = {},
            .new_only = {"stock"},
            .first = {"sku", "name", "description", "category", "price", "stock", "image_url", "id"}};
}

schemas::Schema<ImportedProduct> ProductCsv::schema() const {
    return schemas::product_fields<ImportedProduct>("ImportedProduct", "A row of a product file", shop_.currency,
                                                    sku_rule)
        .field("stock", &ImportedProduct::stock, schemas::integer{.min = 0, .max = 1'000'000'000},
               "Initial quantity in stock; ignored for an existing product", 0)
        .field("id", &ImportedProduct::id, schemas::text{.min = 1, .max = 100},
               "Key that an export gives a product without a SKU");
}

schemas::Schema<ExportQuery> ProductCsv::export_query() { return schemas::plain_export_query(); }

std::function<ImportedRows<ProductCsv>(const ImportFile<ImportedProduct>&)> ProductCsv::source_of(
    const OpenImport<Row>& /*open*/) {
    return [](const ImportFile<Row>& file) { return Source(file); };
}

const Product* ProductCsv::Present::of(const Item& row) const {
    const auto& products = row.value->sku ? by_sku : by_id;
    const auto found = products.find(key_of(row));
    return found == products.end() ? nullptr : &found->second;
}

ProductCsv::Present ProductCsv::find(SqlSession& session, std::span<const Item> rows) const {
    std::vector<std::string> skus;
    std::vector<std::string> ids;
    for (const Item& row : rows) (row.value->sku ? skus : ids).push_back(key_of(row));
    return {.by_sku = read(session, keys_.products_by_sku(session, skus)),
            .by_id = read(session, ids_in(session, ids))};
}

std::map<std::string, Product> ProductCsv::read(SqlSession& session, const Ids& ids) const {
    std::vector<ProductId> wanted;
    for (const auto& [key, id] : ids) wanted.push_back(id);
    std::map<ProductId, Product> products;
    for (Product& product : products_.find_all(session, wanted)) products.emplace(product.id, std::move(product));
    std::map<std::string, Product> by_key;
    for (const auto& [key, id] : ids) {
        if (const auto product = products.find(id); product != products.end()) by_key.emplace(key, product->second);
    }
    return by_key;
}

// One that has got an SKU since is still the product that was called so.
ProductCsv::Ids ProductCsv::ids_in(SqlSession& session, const std::vector<std::string>& references) const {
    if (references.empty()) return {};
    Ids ids = keys_.products_by_origin(session, references);
    const std::string shop = settings_.find(session, shop_setting).value_or("");
    for (const std::string& reference : references) {
        if (const auto own = id_of_reference(shop, reference)) ids.emplace(reference, *own);
    }
    return ids;
}

std::vector<ImportDecision> ProductCsv::look(SqlSession& session, const ImportColumns<ImportedProduct>& columns,
                                             std::span<const Item> rows) const {
    const Present present = find(session, rows);
    std::vector<ImportDecision> decisions;
    const auto has_image = [&](std::string_view name) { return images_.has(session, name); };
    for (const Item& row : rows)
        decisions.push_back(decided(present.of(row), columns, *row.value, shop_.image_hosts, has_image));
    return decisions;
}

std::vector<ImportDecision> ProductCsv::store(Transaction& transaction, const ImportColumns<ImportedProduct>& columns,
                                              std::span<const Item> rows) const {
    const Present present = find(transaction, rows);
    std::vector<ImportDecision> decisions;
    const auto has_image = [&](std::string_view name) { return images_.hold(transaction, name); };
    std::vector<const Item*> added;
    for (const Item& row : rows) {
        const Product* product = present.of(row);
        ImportDecision decision = decided(product, columns, *row.value, shop_.image_hosts, has_image);
        if (decision.outcome == ImportOutcome::added) added.push_back(&row);
        if (decision.outcome == ImportOutcome::changed) {
            // The image that it no longer uses may be that of a product which is still to be added.
            if (product->image_url != row.value->image_url) add(transaction, added);
            decision = change(transaction, columns, row, *product);
        }
        decisions.push_back(std::move(decision));
    }
    add(transaction, added);
    return decisions;
}

// And leaves none to be added.
void ProductCsv::add(Transaction& transaction, std::vector<const Item*>& rows) const {
    if (rows.empty()) return;
    const Timestamp now = clock_.now();
    std::vector<Product> products;
    for (const Item* row : rows) {
        Product product{static_cast<const ProductDetails&>(*row->value)};
        product.stock = row->value->stock;
        product.created_at = product.updated_at = now;
        products.push_back(std::move(product));
    }
    const std::vector<ProductId> ids = products_.add(transaction, products);
    std::vector<OpeningStock> initial;
    std::vector<ProductOrigin> origins;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        initial.push_back({.product_id = ids[i], .quantity = products[i].stock, .account_id = {}, .at = now});
        if (!products[i].sku) origins.push_back({key_of(*rows[i]), ids[i]});
    }
    stock_.open(transaction, initial);
    if (!origins.empty()) keys_.add_origins(transaction, origins);
    rows.clear();
}

/// By the stored values once no other transaction can change them.
ImportDecision ProductCsv::change(Transaction& transaction, const ImportColumns<ImportedProduct>& columns,
                                  const Item& row, const Product& seen) const {
    const auto before = products_.find_to_change(transaction, seen.id);
    if (!before || before->sku != seen.sku) {  // another server was faster
        return ImportDecision::bad("was changed by somebody else at the same time; send the file again");
    }
    const auto has_image = [&](std::string_view name) { return images_.hold(transaction, name); };
    ImportDecision decision = decided(&*before, columns, *row.value, shop_.image_hosts, has_image);
    if (!decision.writes()) return decision;
    ImportedProduct changed = row_of(*before, *row.value);
    columns.write(changed, *row.value);
    Product after = *before;
    static_cast<ProductDetails&>(after) = changed;
    renew(after, clock_.now());
    products_.update(transaction, *before, after);
    return decision;
}

/// What a file calls those without an SKU: what the shop calls them that they came from, or a reference to them.
std::map<ProductId, std::string> ProductCsv::file_ids(SqlSession& session, const std::vector<Product>& products) const {
    std::vector<ProductId> without_sku;
    for (const Product& product : products) {
        if (!product.sku) without_sku.push_back(product.id);
    }
    std::map<ProductId, std::string> ids;
    const std::string shop = without_sku.empty() ? "" : settings_.find(session, shop_setting).value_or("");
    for (const ProductId id : without_sku) ids[id] = reference_to(shop, id);
    for (auto& [id, origin] : keys_.origins(session, without_sku)) ids[id] = std::move(origin);
    return ids;
}

ListPage<std::vector<ImportedProduct>> ProductCsv::page(SqlSession& session, const ExportQuery& query) const {
    ProductQuery asked;
    static_cast<ListPageRequest&>(asked) = query;
    const ListPage<Product> found = products_.list(session, asked);
    const std::map<ProductId, std::string> ids = file_ids(session, found.items);
    ListPage<std::vector<ImportedProduct>> page;
    page.next = found.next;
    for (const Product& product : found.items) {
        ImportedProduct& row = page.items.emplace_back(1).front();
        static_cast<ProductDetails&>(row) = product;
        row.stock = product.stock;
        if (const auto id = ids.find(product.id); id != ids.end()) row.id = id->second;
    }
    return page;
}

}  // namespace till
