// Cursors. The first line is a filter's value, the second a position, the rest what a client makes of the cursor: edits
// of it, or one of its own. Only an unchanged cursor opens, and only for its own list.
#include <string>

#include "api/paging.h"
#include "fuzz/fuzz.h"

namespace till {
namespace {

using fuzz::check;

Request list(std::string path, std::string_view search) {
    Request request;
    request.path = std::move(path);
    request.query.emplace_back("search", std::string(search));
    return request;
}

/// The same each time.
const CursorSealer& cursors() {
    static const CursorSealer sealer("a secret of the shop that is long enough");
    return sealer;
}

std::optional<std::string> opened(const Request& request, std::string cursor) {
    ListPageRequest page;
    page.after = std::move(cursor);
    FieldErrors errors;
    cursors().open(request, page, errors);
    check(page.after.has_value() == errors.empty(), "what does not open is an error at its field");
    return page.after;
}

/// Pairs of a place and a byte.
std::string spoiled(std::string cursor, std::string_view edits) {
    for (std::size_t i = 0; i + 1 < edits.size(); i += 2) {
        cursor[static_cast<unsigned char>(edits[i]) % cursor.size()] = edits[i + 1];
    }
    return cursor;
}

}  // namespace
}  // namespace till

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    std::string_view rest = fuzz::text_of(data, size);
    const std::string_view search = fuzz::take_line(rest);
    const std::string position(fuzz::take_line(rest));

    const Request products = list("/api/v1/products", search);
    const std::string cursor = cursors().cursor_of(products, position);
    check(opened(products, cursor) == position, "a cursor opens as what it was made of");
    check(opened(list("/api/v1/products/", search), cursor) == position, "also with a slash at the end");
    check(!opened(list("/api/v1/orders", search), cursor), "a cursor opens no other list");
    check(!opened(list("/api/v1/products", std::string(search) + "x"), cursor), "nor another search");
    for (const std::string& other : {spoiled(cursor, rest), cursor + std::string(rest), std::string(rest) + cursor,
                                     cursor.substr(0, rest.size() % cursor.size()), std::string(rest)}) {
        // The fuzzer remembers cursors that it has seen, and uses a true one of another position.
        const std::optional<std::string> found = opened(products, other);
        check(!found || cursors().cursor_of(products, *found) == other,
              "what opens is letter by letter what was given");
    }
    return 0;
}
