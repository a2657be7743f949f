#include "shop/orders/order_drafting.h"

#include <map>

#include "platform/errors/refusal.h"
#include "shop/pricing/basket.h"

namespace till {
namespace {

void require_within_bounds(const std::vector<OrderLine>& lines, const OrderBounds& bounds, FieldErrors& errors) {
    std::int64_t units = 0;
    for (const OrderLine& line : lines) units += line.quantity;
    if (static_cast<std::int64_t>(lines.size()) > bounds.lines_max) {
        errors["items"].push_back("must have at most " + std::to_string(bounds.lines_max) + " products");
    }
    if (units > bounds.units_max) {
        errors["items"].push_back("must have at most " + std::to_string(bounds.units_max) + " units in total");
    }
}

}  // namespace

std::vector<OrderLine> draft_lines(const std::vector<OrderItem>& items, const Offers& offers,
                                   const OrderBounds& bounds) {
    std::vector<OrderLine> lines;
    std::map<ProductId, std::size_t> line_of_product;
    FieldErrors errors;
    for (std::size_t i = 0; i < items.size(); ++i) {
        const OrderItem& item = items[i];
        const auto offer = offers.find(item.product_id);
        if (offer == offers.end()) {
            errors["items." + std::to_string(i) + ".product_id"].emplace_back("is not a product");
            continue;
        }
        const auto [line, is_new] = line_of_product.emplace(item.product_id, lines.size());
        if (is_new) {
            lines.push_back({.line = static_cast<std::int64_t>(lines.size()) + 1,
                             .product_id = item.product_id,
                             .sku = offer->second.sku,
                             .name = offer->second.name,
                             .unit_price = offer->second.price});
        }
        OrderLine& drafted = lines[line->second];
        drafted.quantity += item.quantity;
        if (drafted.quantity > bounds.line_units_max) {
            errors["items." + std::to_string(i) + ".quantity"].push_back(
                "results in more than " + std::to_string(bounds.line_units_max) + " units of one product");
        }
    }
    require_within_bounds(lines, bounds, errors);
    if (!errors.empty()) throw Refusal::invalid(std::move(errors));
    return lines;
}

Money total_of(const std::vector<OrderLine>& lines) {
    std::vector<BasketLine> basket;
    basket.reserve(lines.size());
    for (const OrderLine& line : lines) basket.push_back({line.unit_price, line.quantity});
    try {
        return totals_of(basket).total;
    } catch (const MoneyOverflow&) {
        throw Refusal::invalid("items", "have a total that is too large");
    }
}

}  // namespace till
