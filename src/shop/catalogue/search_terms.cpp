#include "shop/catalogue/search_terms.h"

#include <algorithm>

#include "platform/text/folding.h"

namespace till {

std::vector<SearchTerm> search_terms(std::string_view search) {
    std::vector<SearchTerm> terms;
    std::string last;
    for (QueryWord& word : query_words(search)) {
        const bool is_new = std::ranges::find(terms, word.text, &SearchTerm::text) == terms.end();
        if (is_new && terms.size() == search_words_max) {
            last = terms.back().text;  // the last that counts, whatever duplicates follow it
            break;
        }
        last = word.text;
        if (is_new) terms.push_back({std::move(word.text), word.kind != QueryWord::Kind::character});
    }
    if (!terms.empty() && terms.back().text == last) terms.back().is_whole = false;
    const std::vector<SearchTerm> all = terms;
    std::erase_if(terms, [&](const SearchTerm& term) {
        return !term.is_whole && std::ranges::any_of(all, [&](const SearchTerm& other) {
            return other.text != term.text && other.text.starts_with(term.text);
        });
    });
    return terms;
}

}  // namespace till
