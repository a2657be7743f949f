#include "shop/transfer/export_service.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "shop/transfer/order_number.h"

namespace till {
namespace {

using database::Session;

constexpr std::int64_t rows_at_once = 1000;
constexpr std::int64_t orders_at_once = 200;  // each may have hundreds of lines

// Reads page after page behind the query's mark until it is enough.
template <class Query, class ReadPage, class Item>
ExportService::Mark read_pages(Query query, const ExportService::Until& until, std::int64_t at_once,
                               const ReadPage& read_page, const ExportService::Use<Item>& use) {
    query.per_page = std::min(until.count, at_once);
    std::int64_t seen = 0;
    do {
        const auto page = read_page(query);
        for (const Item& item : page.items) use(item);
        seen += static_cast<std::int64_t>(page.items.size());
        query.after = page.next;
    } while (query.after && seen < until.count && !(until.enough && until.enough()));
    return query.after;
}

}  // namespace

ExportService::Mark ExportService::products(const Mark& after, const Until& until, const Use<ExportedProduct>& use) {
    ProductQuery query;
    query.after = after;
    const auto read_page = [this](const ProductQuery& asked) {
        return database_.read([&](Session& session) { return product_page(session, asked); });
    };
    return read_pages(query, until, rows_at_once, read_page, use);
}

// In the order in which they were added, which is that in which a file adds them.
ExportService::Mark ExportService::customers(const Mark& after, const Until& until, const Use<Customer>& use) {
    SearchRequest request;
    request.after = after;
    const auto read_page = [this](const SearchRequest& asked) {
        return database_.read([&](Session& session) { return customer_page(session, asked); });
    };
    return read_pages(request, until, rows_at_once, read_page, use);
}

ExportService::Mark ExportService::orders(const OrderQuery& query, const Until& until, const Use<ExportedOrder>& use) {
    const auto read_page = [this](const OrderQuery& asked) {
        return database_.read([&](Session& session) { return order_page(session, asked); });
    };
    return read_pages(query, until, orders_at_once, read_page, use);
}

std::string ExportService::shop_word(Session& session) const {
    return settings_.find(session, shop_setting).value_or("");
}

Page<ExportedProduct> ExportService::product_page(Session& session, const ProductQuery& query) {
    Page<Product> found = products_.list(session, query);
    std::vector<ProductId> without_sku;
    for (const Product& product : found.items) {
        if (!product.sku) without_sku.push_back(product.id);
    }
    std::map<ProductId, std::string> ids;
    const std::string shop = without_sku.empty() ? "" : shop_word(session);
    for (const ProductId id : without_sku) ids[id] = reference_to(shop, id);
    for (auto& [id, origin] : keys_.origins(session, without_sku)) ids[id] = std::move(origin);
    Page<ExportedProduct> page;
    page.next = found.next;
    for (Product& product : found.items) {
        ExportedProduct& exported = page.items.emplace_back();
        if (const auto id = ids.find(product.id); id != ids.end()) exported.id = id->second;
        exported.product = std::move(product);
    }
    return page;
}

Page<Customer> ExportService::customer_page(Session& session, const SearchRequest& request) {
    const std::int64_t after = request.after ? std::stoll(*request.after) : 0;
    const std::vector<CustomerId> ids = keys_.customers_after(session, after, request.per_page);
    Page<Customer> page;
    page.items = customers_.find_all(session, ids);
    std::ranges::sort(page.items, {}, &Customer::id);
    if (std::ssize(ids) == request.per_page) page.next = std::to_string(ids.back());
    return page;
}

Page<ExportedOrder> ExportService::order_page(Session& session, const OrderQuery& query) {
    Page<Order> found = orders_.list(session, query);
    std::vector<OrderId> ids;
    std::vector<CustomerId> customers;
    for (const Order& order : found.items) {
        ids.push_back(order.id);
        if (order.customer_id) customers.push_back(*order.customer_id);
    }
    std::map<CustomerId, std::string> emails;
    for (Customer& customer : customers_.find_all(session, customers)) emails[customer.id] = std::move(customer.email);
    auto histories = keys_.histories(session, ids);
    const std::string shop = shop_word(session);
    Page<ExportedOrder> page;
    page.next = found.next;
    for (Order& order : found.items) {
        ExportedOrder& exported = page.items.emplace_back();
        exported.number = number_of(shop, order);
        if (order.customer_id) exported.customer_email = emails[*order.customer_id];
        exported.history = std::move(histories[order.id]);
        exported.order = std::move(order);
    }
    return page;
}

}  // namespace till
