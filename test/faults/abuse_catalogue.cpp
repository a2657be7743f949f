#include "faults/abuse_catalogue.h"

#include <array>

namespace till::test {
namespace {

constexpr std::int64_t letters = 26;
constexpr std::int64_t words_a_description = 12;
constexpr std::int64_t categories = 121;
constexpr std::int64_t in_stock_one_in = 200;

std::string padded(std::int64_t number) {
    std::string digits = std::to_string(number);
    return std::string(7 - digits.size(), '0') + digits;
}

char letter(std::int64_t number) { return static_cast<char>('a' + number % letters); }

std::string two_letters(std::int64_t number) { return {letter(number / letters), letter(number)}; }

// A little more than one in 26 products begins with each letter, in the order of the numbers.
std::string name_of(std::int64_t number, std::int64_t products) {
    const auto rank = static_cast<char>('a' + number * letters / products);
    return std::string(1, rank) + "amp of the " + letter(number * 7) + " " + two_letters(number * 31) + " lot" +
           padded(number);
}

std::string description_of(std::int64_t number) {
    std::string text = "the best of b c d";
    for (std::int64_t i = 0; i < words_a_description; ++i) text += " " + common_word(number * 17 + i * 53);
    return text;
}

std::string price_of(std::int64_t number, std::int64_t products) {
    const std::string cents = std::to_string(100 + products - number);
    return cents.substr(0, cents.size() - 2) + "." + cents.substr(cents.size() - 2);
}

}  // namespace

std::string common_word(std::int64_t number) { return two_letters(number % (letters * letters)); }

std::string abusive_category(std::int64_t number) { return "Category " + std::to_string(number % categories); }

std::string abusive_catalogue(std::int64_t products) {
    std::string csv = "sku,name,description,category,price,stock\n";
    for (std::int64_t i = 0; i < products; ++i) {
        const bool is_in_stock = i >= products - products / in_stock_one_in;
        csv += "ABUSE-" + padded(i) + "," + name_of(i, products) + "," + description_of(i) + "," + abusive_category(i) +
               "," + price_of(i, products) + "," + (is_in_stock ? "5" : "0") + "\n";
    }
    return csv;
}

}  // namespace till::test
