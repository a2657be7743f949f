#include "shop/catalogue/product_renewal.h"

#include <map>
#include <optional>
#include <utility>

#include <spdlog/fmt/fmt.h>

#include "platform/database/mapping.h"
#include "platform/text/unicode.h"
#include "shop/catalogue/word_index.h"
#include "shop/kernel/list_counts.h"
#include "shop/kernel/topics.h"

namespace till {
namespace {

using database::Cell;
using database::cell_of;
using database::Mapping;
using database::Transaction;

/// What of a product is compared and searched.
struct Texts : ProductDetails {
    ProductId id = 0;
    std::string name_key;
};

const Mapping<Texts>& mapping() {
    static const auto mapping = Mapping<Texts>("products")
                                    .generated("id", &Texts::id)
                                    .column("sku", &Texts::sku)
                                    .column("name", &Texts::name)
                                    .column("name_key", &Texts::name_key)
                                    .column("description", &Texts::description)
                                    .column("category", &Texts::category);
    return mapping;
}

class Renewal {
 public:
    explicit Renewal(Transaction& transaction) : transaction_(transaction), counts_("products") {}

    RenewedTexts run(ProductId after, std::int64_t at_most) {
        const auto rows =
            transaction_.select(mapping(), "WHERE id > :after ORDER BY id LIMIT :at_most", after, at_most);
        if (rows.empty()) return {};
        read_words(after, rows.back().id);
        for (const Texts& present : rows) renew(present);
        words_.write(transaction_);
        counts_.write(transaction_);
        transaction_.run_each(
            "UPDATE products SET sku = :sku, name_key = :name_key, category = :category WHERE id = :id", changed_);
        if (!changed_.empty()) transaction_.invalidate(tag(Topic::catalogue));
        result_.rows = std::ssize(rows);
        result_.last = rows.back().id;
        return std::move(result_);
    }

 private:
    void read_words(ProductId after, ProductId last) {
        for (auto& [id, word, weight] : transaction_.rows<ProductId, std::string, std::int64_t>(
                 "SELECT product_id, word, weight FROM product_words WHERE product_id > :after AND product_id <= :last",
                 after, last)) {
            had_[id].emplace(std::move(word), weight);
        }
    }

    void renew(const Texts& present) {
        Texts renewed = present;
        renewed.name_key = name_key_of(present.name);
        renewed.sku = code_for(present);
        if (present.category) renewed.category = label_of(*present.category);
        if (renewed.category == "") renewed.category = present.category;

        words_.replace(present.id, had_[present.id], words_of(renewed));
        if (renewed.sku == present.sku && renewed.name_key == present.name_key &&
            renewed.category == present.category) {
            return;
        }
        changed_.push_back(
            {cell_of(renewed.sku), cell_of(renewed.name_key), cell_of(renewed.category), cell_of(present.id)});
        counts_.add(-1, present.category);
        counts_.add(1, renewed.category);
        transaction_.invalidate(tag(Topic::product, present.id));
    }

    /// The SKU as it would be read today. Where another product has that, a number is appended.
    std::optional<std::string> code_for(const Texts& present) {
        if (!present.sku) return present.sku;
        const std::string code = readable(*present.sku);
        if (code == *present.sku || code.empty()) return present.sku;
        std::string free = code;
        for (int number = 2; owner_of(free).value_or(present.id) != present.id; ++number) {
            free = fmt::format("{}-{}", code, number);
        }
        if (free != code) {
            result_.clashes.push_back(
                fmt::format("product {} has the SKU \"{}\" now, because \"{}\" looks like the SKU of product {}",
                            present.id, free, *present.sku, owner_of(code).value_or(0)));
        }
        codes_.emplace(free, present.id);
        return free;
    }

    std::optional<ProductId> owner_of(const std::string& code) const {
        const auto given = codes_.find(code);
        if (given != codes_.end()) return given->second;
        return transaction_.value<ProductId>("SELECT id FROM products WHERE sku = :sku", code);
    }

    Transaction& transaction_;
    std::map<ProductId, ProductWords> had_;
    std::map<std::string, ProductId> codes_;  ///< given in this run
    WordChanges words_;
    ListChanges counts_;
    std::vector<std::vector<Cell>> changed_;
    RenewedTexts result_;
};

}  // namespace

RenewedTexts renew_products(Transaction& transaction, ProductId after, std::int64_t at_most) {
    return Renewal(transaction).run(after, at_most);
}

}  // namespace till
