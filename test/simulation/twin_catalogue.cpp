#include <algorithm>

#include "platform/text/folding.h"
#include "shop/kernel/problems.h"
#include "shop/kernel/require_found.h"
#include "simulation/twin.h"

namespace till::simulation {
namespace {

/// The weight of the best place where the product has the word, or one that begins so; twice for the whole word; 0 for
/// none.
std::int64_t score_of(const Product& product, const std::string& wanted, bool may_be_beginning) {
    std::map<std::string, std::int64_t> weights;
    const auto look_into = [&](const std::string& text, std::int64_t weight) {
        for (const std::string& word : document_words(text)) weights[word] = std::max(weights[word], weight);
    };
    look_into(product.name, 8);
    look_into(product.sku.value_or(""), 8);
    look_into(product.category.value_or(""), 3);
    look_into(product.description.value_or(""), 1);
    std::int64_t best = 0;
    for (const auto& [word, weight] : weights) {
        if (word == wanted) best = std::max(best, 2 * weight);
        if (may_be_beginning && word.starts_with(wanted)) best = std::max(best, weight);
    }
    return best;
}

/// The sum over the first eight different words of the search, of which the last may be a beginning; nothing where one
/// of them is not found.
std::optional<std::int64_t> relevance(const Product& product, const std::string& search) {
    std::vector<QueryWord> words;
    std::string may_be_beginning;
    for (const QueryWord& word : query_words(search)) {
        const bool is_new =
            std::none_of(words.begin(), words.end(), [&](const QueryWord& other) { return other.text == word.text; });
        if (is_new && words.size() == 8) {
            may_be_beginning = words.back().text;
            break;
        }
        if (is_new) words.push_back(word);
        may_be_beginning = word.text;
    }
    std::int64_t sum = 0;
    for (const QueryWord& word : words) {
        const bool is_beginning = word.kind == QueryWord::Kind::character ||
                                  (word.text == words.back().text && word.text == may_be_beginning);
        const auto begins_so = [&](const QueryWord& other) {
            return other.text != word.text && other.text.starts_with(word.text);
        };
        if (is_beginning && std::any_of(words.begin(), words.end(), begins_so)) continue;
        const std::int64_t score = score_of(product, word.text, is_beginning);
        if (score == 0) return std::nullopt;
        sum += score;
    }
    return sum;
}

bool passes(const Product& product, const ProductQuery& query) {
    return (!query.category || product.category == query.category) &&
           (!query.min_price || product.price >= *query.min_price) &&
           (!query.max_price || product.price <= *query.max_price) &&
           (!query.in_stock || (product.stock > 0) == *query.in_stock);
}

SortKey key_of(const Product& product, ProductSort sort, std::int64_t score) {
    switch (sort) {
        case ProductSort::relevance:
            return {{}, -score, product.id};
        case ProductSort::name:
        case ProductSort::name_descending:
            return {fold(product.name), 0, product.id};
        case ProductSort::price:
        case ProductSort::price_descending:
            return {{}, product.price.minor(), product.id};
        case ProductSort::created_at:
        case ProductSort::created_at_descending:
            return {{}, product.created_at.time_since_epoch().count(), product.id};
    }
    return {};
}

bool is_descending(ProductSort sort) {
    return sort == ProductSort::name_descending || sort == ProductSort::price_descending ||
           sort == ProductSort::created_at_descending;
}

}  // namespace

ListPage<Product> Twin::list_products(const ProductQuery& query) {
    const ProductSort sort = query.sort.value_or(ProductSort::relevance);
    std::vector<Row<Product>> rows;
    for (const auto& [id, product] : products_) {
        if (!passes(product, query)) continue;
        const auto score = query.search ? relevance(product, *query.search) : 0;
        if (score) rows.emplace_back(key_of(product, sort, *score), product);
    }
    return page_of(std::move(rows), query, is_descending(sort));
}

Product Twin::find_product(ProductId id) const {
    const auto product = products_.find(id);
    if (product == products_.end()) throw not_found("product", id);
    return product->second;
}

std::vector<Category> Twin::categories() const {
    std::map<std::string, std::int64_t> counts;
    for (const auto& [id, product] : products_) {
        if (product.category) ++counts[*product.category];
    }
    std::vector<Category> categories;
    for (const auto& [name, count] : counts) categories.push_back({name, count});
    return categories;
}

Product Twin::add_product(AccountId by, const NewProduct& product) {
    require_free_sku(product, 0);
    Product added{product};
    added.id = ++last_product_;
    added.created_at = added.updated_at = now();
    products_.emplace(added.id, added);
    write_ledger(
        {.product_id = added.id, .change = product.stock, .reason = MovementReason::initial, .account_id = by});
    return products_.at(added.id);
}

Product Twin::change_product(ProductId id, const ExpectedVersion& expected,
                             const std::function<void(ProductDetails&)>& change) {
    Product after = find_product(id);
    expected.require(after.version);
    change(after);
    if (static_cast<const ProductDetails&>(after) == products_.at(id)) return after;
    require_free_sku(after, id);
    ++after.version;
    after.updated_at = now();
    return products_.at(id) = after;
}

void Twin::remove_product(ProductId id, const ExpectedVersion& expected) {
    expected.require(find_product(id).version);
    products_.erase(id);
    for (auto& [customer, items] : carts_) {
        std::erase_if(items, [id](const OrderItem& item) { return item.product_id == id; });
    }
}

ListPage<StockMovement> Twin::movements(ProductId id, const ListPageRequest& page) {
    find_product(id);
    std::vector<Row<StockMovement>> rows;
    for (const auto& [movement_id, movement] : ledger_) {
        if (movement.product_id == id) rows.emplace_back(SortKey{{}, 0, movement_id}, movement);
    }
    return page_of(std::move(rows), page, true);
}

ListPage<Product> Twin::low_on_stock(const LowStockQuery& query) {
    std::vector<Row<Product>> rows;
    for (const auto& [id, product] : products_) {
        if (product.stock < query.below) rows.emplace_back(SortKey{{}, product.stock, id}, product);
    }
    return page_of(std::move(rows), query);
}

StockMovement Twin::move_stock(AccountId by, ProductId id, const StockChange& change) {
    const bool comes = change.reason == MovementReason::received || change.reason == MovementReason::returned;
    const bool goes = change.reason == MovementReason::damaged;
    if ((comes && change.change < 0) || (goes && change.change > 0)) throw Refusal::invalid("change", "");
    if (find_product(id).stock + change.change < 0) throw Refusal(problems::insufficient_stock, "");
    write_ledger(
        {.product_id = id, .change = change.change, .reason = change.reason, .account_id = by, .note = change.note});
    return ledger_.at(last_movement_);
}

/// What is on hand is the sum of the ledger, so it is changed nowhere else.
void Twin::write_ledger(StockMovement movement) {
    movement.id = ++last_movement_;
    movement.at = now();
    ledger_.emplace(movement.id, movement);
    std::int64_t sum = 0;
    for (const auto& [id, other] : ledger_) {
        if (other.product_id == movement.product_id) sum += other.change;
    }
    products_.at(movement.product_id).stock = sum;
}

void Twin::require_free_sku(const ProductDetails& details, ProductId except) const {
    for (const auto& [id, product] : products_) {
        if (details.sku && product.sku == details.sku && id != except) throw Refusal(problems::sku_taken, "");
    }
}

}  // namespace till::simulation
