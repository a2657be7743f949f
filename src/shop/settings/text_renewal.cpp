#include "shop/settings/text_renewal.h"

#include <chrono>
#include <stdexcept>

#include <spdlog/spdlog.h>

#include "platform/database/errors.h"
#include "platform/text/folding.h"
#include "platform/text/numbers.h"
#include "platform/text/split.h"

namespace till {
namespace {

using database::SqlSession;
using database::Transaction;

constexpr const char* setting_name = "text_rules";
constexpr std::int64_t rows_in_a_write = 1000;
constexpr std::chrono::seconds between_lines_s{5};

}  // namespace

/// `2` once all is done; until then `2 TABLE ID`. Anything else is the work of older rules, and all is to do.
TextRenewal::Place TextRenewal::parse(const std::string& setting) const {
    std::string_view words = setting;
    if (parse_integer<std::int64_t>(take_part(words, ' ')) != text_rules_version) return {};
    const std::string_view table = take_part(words, ' ');
    const auto last = parse_integer<std::int64_t>(words);
    if (!last) return {tables_.size(), 0};
    Place place{0, *last};
    while (!is_end(place) && tables_[place.table].name != table) ++place.table;
    return place;
}

std::string TextRenewal::text_of(const Place& place) const {
    const std::string version = std::to_string(text_rules_version);
    return is_end(place) ? version : version + " " + tables_[place.table].name + " " + std::to_string(place.last);
}

bool TextRenewal::is_done() {
    const auto setting = database_.read([&](SqlSession& session) { return settings_.find(session, setting_name); });
    if (!setting) return false;
    std::string_view rest = *setting;
    if (take_integer<std::int64_t>(rest).value_or(0) > text_rules_version) {
        throw std::runtime_error("the store's texts were prepared for searches by a newer program than this one");
    }
    return is_end(parse(*setting));
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
            if (!settings_.find(transaction, setting_name)) {
                settings_.add(transaction, setting_name, "0");
            }
        });
    } catch (const database::UniqueViolation&) {  // another program that begins was faster
    }
}

RenewedTexts TextRenewal::step(Transaction& transaction, bool& done) {
    Place place = parse(settings_.find_to_change(transaction, setting_name).value_or(""));
    RenewedTexts all;
    while (!is_end(place) && all.rows < rows_in_a_write) {
        const std::int64_t wanted = rows_in_a_write - all.rows;
        const RenewedTexts renewed = tables_[place.table].texts.renew_texts(transaction, place.last, wanted);
        all.rows += renewed.rows;
        all.clashes.insert(all.clashes.end(), renewed.clashes.begin(), renewed.clashes.end());
        place = renewed.rows < wanted ? Place{place.table + 1, 0} : Place{place.table, renewed.last};
    }
    settings_.set(transaction, setting_name, text_of(place));
    done = is_end(place);
    return all;
}

}  // namespace till
