#include "shop/settings/text_renewal.h"

#include <chrono>
#include <iterator>
#include <stdexcept>

#include <spdlog/spdlog.h>

#include "platform/database/errors.h"
#include "platform/text/folding.h"
#include "platform/text/numbers.h"
#include "platform/text/split.h"

namespace till {
namespace {

using database::Session;
using database::Transaction;

constexpr const char* setting_name = "text_rules";
constexpr std::int64_t rows_in_a_write = 1000;
constexpr std::chrono::seconds between_lines_s{5};

// In the order in which they are renewed.
constexpr std::string_view tables[] = {"customers", "accounts", "products"};
constexpr std::size_t table_count = std::size(tables);

}  // namespace

/// `2` once all is done; until then `2 TABLE ID`. Anything else is the work of older rules, and all is to do.
TextRenewal::Place TextRenewal::Place::parse(const std::string& setting) {
    std::string_view words = setting;
    if (parse_integer<std::int64_t>(take_part(words, ' ')) != text_rules_version) return {};
    const std::string_view table = take_part(words, ' ');
    const auto last = parse_integer<std::int64_t>(words);
    if (!last) return {table_count, 0};
    Place place{0, *last};
    while (place.table < table_count && tables[place.table] != table) ++place.table;
    return place;
}

std::string TextRenewal::Place::text() const {
    const std::string version = std::to_string(text_rules_version);
    return is_end() ? version : version + " " + std::string(tables[table]) + " " + std::to_string(last);
}

bool TextRenewal::Place::is_end() const { return table == table_count; }

bool TextRenewal::is_done() {
    const auto setting =
        database_.read([&](Session& session) { return repositories_.settings.find(session, setting_name); });
    if (!setting) return false;
    std::string_view rest = *setting;
    if (take_integer<std::int64_t>(rest).value_or(0) > text_rules_version) {
        throw std::runtime_error("the store's texts were prepared for searches by a newer program than this one");
    }
    return Place::parse(*setting).is_end();
}

std::int64_t TextRenewal::run(const std::function<void(std::int64_t rows)>& progress) {
    if (is_done()) return 0;
    begin();
    std::int64_t rows = 0;
    auto said = std::chrono::steady_clock::now();
    for (bool done = false; !done;) {
        const RenewedTexts renewed = database_.write([&](Transaction& transaction) { return step(transaction, done); });
        rows += renewed.rows;
        for (const std::string& clash : renewed.clashes) spdlog::warn("renewing texts: {}", clash);
        if (progress) progress(rows);
        if (std::chrono::steady_clock::now() - said < between_lines_s) continue;
        said = std::chrono::steady_clock::now();
        spdlog::info("renewing texts for searches and comparisons: {} rows so far", rows);
    }
    return rows;
}

/// What is to be locked has to be there.
void TextRenewal::begin() {
    try {
        database_.write([&](Transaction& transaction) {
            if (!repositories_.settings.find(transaction, setting_name)) {
                repositories_.settings.add(transaction, setting_name, "0");
            }
        });
    } catch (const database::UniqueViolation&) {  // another program that begins was faster
    }
}

RenewedTexts TextRenewal::step(Transaction& transaction, bool& done) {
    Place place = Place::parse(repositories_.settings.find_to_change(transaction, setting_name).value_or(""));
    RenewedTexts all;
    while (!place.is_end() && all.rows < rows_in_a_write) {
        const std::int64_t wanted = rows_in_a_write - all.rows;
        const RenewedTexts renewed = renew(transaction, place, wanted);
        all.rows += renewed.rows;
        all.clashes.insert(all.clashes.end(), renewed.clashes.begin(), renewed.clashes.end());
        place = renewed.rows < wanted ? Place{place.table + 1, 0} : Place{place.table, renewed.last};
    }
    repositories_.settings.set(transaction, setting_name, place.text());
    done = place.is_end();
    return all;
}

RenewedTexts TextRenewal::renew(Transaction& transaction, const Place& place, std::int64_t at_most) {
    switch (place.table) {
        case 0:
            return repositories_.customers.renew_texts(transaction, place.last, at_most);
        case 1:
            return repositories_.accounts.renew_texts(transaction, place.last, at_most);
        default:
            return repositories_.products.renew_texts(transaction, place.last, at_most);
    }
}

}  // namespace till
