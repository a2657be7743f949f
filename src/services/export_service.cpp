#include "services/export_service.h"

#include <map>
#include <vector>

#include "services/order_number.h"

namespace till {
namespace {

using database::Session;

constexpr std::int64_t at_once = 1000;

// Reads page after page behind `after` until `count` are read.
template <class Query, class ReadPage>
ExportService::Mark read_pages(Query query, std::int64_t count, ReadPage read_page) {
    query.per_page = std::min(count, at_once);
    std::int64_t seen = 0;
    do {
        auto page = read_page(query);
        seen += static_cast<std::int64_t>(page.items.size());
        query.after = page.next;
    } while (query.after && seen < count);
    return query.after;
}

}  // namespace

ExportService::Mark ExportService::products(const Mark& after, std::int64_t count, const Use<Product>& use) {
    ProductQuery query;
    query.after = after;
    return read_pages(query, count, [&](const ProductQuery& asked) {
        auto page = database_.read([&](Session& session) { return products_.list(session, asked); });
        for (const Product& product : page.items) use(product);
        return page;
    });
}

ExportService::Mark ExportService::customers(const Mark& after, std::int64_t count, const Use<Customer>& use) {
    SearchRequest request;
    request.after = after;
    return read_pages(request, count, [&](const SearchRequest& asked) {
        auto page = database_.read([&](Session& session) { return customers_.list(session, asked); });
        for (const Customer& customer : page.items) use(customer);
        return page;
    });
}

ExportService::Mark ExportService::orders(const OrderQuery& query, std::int64_t count, const Use<ExportedOrder>& use) {
    return read_pages(query, count, [&](const OrderQuery& asked) {
        std::string shop;
        std::map<CustomerId, std::string> emails;
        auto page = database_.read([&](Session& session) {
            auto found = orders_.list(session, asked);
            std::vector<CustomerId> ids;
            for (const Order& order : found.items) {
                if (order.customer_id) ids.push_back(*order.customer_id);
            }
            emails.clear();
            for (Customer& customer : customers_.find_all(session, ids))
                emails[customer.id] = std::move(customer.email);
            shop = settings_.find(session, shop_setting).value_or("");
            return found;
        });
        for (const Order& order : page.items) {
            use({order, number_of(shop, order), order.customer_id ? emails[*order.customer_id] : ""});
        }
        return page;
    });
}

}  // namespace till
