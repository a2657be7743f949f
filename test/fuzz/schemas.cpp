// The readers of everything that clients send. The first line says what, as `NewProduct` or `NewProduct?` for a query
// or a row of a file; then comes JSON, or a line `name=value` for each text. What is read obeys its rules: written, it
// is read as the same. What is not is refused with the fields that are bad.
#include <map>
#include <string>

#include "api/list_page_schema.h"
#include "fuzz/fuzz.h"
#include "shop/accounts/account_schema.h"
#include "shop/carts/cart_schema.h"
#include "shop/catalogue/product_schema.h"
#include "shop/customers/customer_schema.h"
#include "shop/inventory/stock_schema.h"
#include "shop/orders/order_schema.h"
#include "shop/reports/report_schema.h"
#include "shop/sessions/sign_in_schema.h"
#include "shop/transfer/import.h"
#include "shop/transfer/import_schema.h"
#include "support/shop_schemas.h"

namespace till {
namespace {

using fuzz::check;

template <class T>
void check_written(const schemas::Schema<T>& schema, const T& model) {
    const std::string written = schema.write(model);
    check(schema.write(schema.read(json::parse(written))) == written, "what was read is read again as the same");
}

void check_refused(const FieldErrors& errors) {
    for (const auto& [field, complaints] : errors) check(!complaints.empty(), "each bad field says why");
}

template <class T>
void read_json(const schemas::Schema<T>& schema, std::string_view text) {
    const json::Value value = json::parse(text);
    try {
        check_written(schema, schema.read(value));
    } catch (const Refusal& refusal) {
        check(&refusal.problem() == &problems::validation_failed && !refusal.errors().empty(),
              "a refusal names fields");
        check_refused(refusal.errors());
    }
    try {
        T model{};
        schema.read_patch(value).apply_to(model);
    } catch (const Refusal& refusal) {
        check(!refusal.errors().empty(), "so does that of a part");
    }
}

template <class T>
void read_texts(const schemas::Schema<T>& schema, std::string_view text) {
    schemas::NamedTexts texts;
    while (!text.empty()) {
        const std::string_view line = fuzz::take_line(text);
        const std::size_t name_end = std::min(line.find('='), line.size());
        texts.emplace_back(line.substr(0, name_end), line.substr(std::min(name_end + 1, line.size())));
    }
    FieldErrors errors;
    const T model = schema.read_texts(texts, errors);
    if (errors.empty()) {
        check_written(schema, model);
    } else {
        check_refused(errors);
    }
}

struct Reader {
    std::function<void(std::string_view)> json;
    std::function<void(std::string_view)> texts;
};
using Readers = std::map<std::string, Reader, std::less<>>;

template <class... T>
Readers readers_of(const schemas::Schema<T>&... all) {
    Readers readers;
    (readers.emplace(all.name(), Reader{[&all](std::string_view text) { read_json(all, text); },
                                        [&all](std::string_view text) { read_texts(all, text); }}),
     ...);
    return readers;
}

const Readers& all_readers() {
    using namespace schemas;
    const test::ShopSchemas& all = test::shop_schemas();
    static const Readers readers = readers_of(
        credentials(), refresh_request(), password_change(), new_customer(), customer_details(), all.customer_query,
        registration(), all.new_account, all.account_details, all.account_query, all.new_product, all.product_details,
        all.product_query, stock_change(), all.low_stock_query, all.own_orders_query, all.add_to_cart,
        all.set_cart_quantity, all.checkout, all.place_order, transition_order(), cancel_order(), all.order_query,
        all.export_query, all.order_export_query, import_request(), sales_query(), all.imported_line);
    return readers;
}

}  // namespace
}  // namespace till

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    std::string_view text = fuzz::text_of(data, size);
    std::string_view name = fuzz::take_line(text);
    const bool as_texts = name.ends_with('?');
    if (as_texts) name.remove_suffix(1);
    const auto found = all_readers().find(name);
    if (found == all_readers().end()) return -1;  // not stored in the corpus
    try {
        (as_texts ? found->second.texts : found->second.json)(text);
    } catch (const Refusal& refusal) {
        fuzz::check(&refusal.problem() == &problems::malformed_json, "texts that are no JSON are refused as such");
    }
    return 0;
}
