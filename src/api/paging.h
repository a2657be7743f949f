#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/request.h"
#include "platform/errors/refusal.h"
#include "platform/security/seal.h"
#include "shop/kernel/list_page.h"

/// How clients go through lists: links from page to page, and cursors.
namespace till {

/// Where the shop's endpoints begin.
inline constexpr std::string_view api_base = "/api/v1";

/// Makes cursors of the positions in lists (ListPage::next), and opens them. Safe from any thread.
class CursorSealer {
 public:
    /// The key is made from the secret, so that cursors hold across restarts and on every node that has it.
    explicit CursorSealer(std::string_view secret) : seal_(secret) {}

    /// A position as a client gets it: sealed for this list (path, filters and sort), and for this account where the
    /// list is the caller's own.
    std::string cursor_of(const Request& request, std::string_view position) const;
    /// Turns the cursor in `page.after`, if there is one, back into its position. One that cursor_of() did not make for
    /// this list, and one that comes together with `page`, is an error at `after`.
    void open(const Request& request, ListPageRequest& page, FieldErrors& errors) const;

 private:
    Seal seal_;
};

/// RFC 8288 links to the first, previous, next and last page of this list, as far as they can be requested by number:
/// the next one by its cursor otherwise. `page.next` is sealed.
std::string page_links(const Request& request, const ListPage<std::int64_t>& page);
/// The same for a page behind a cursor: to the first, and to the one behind this, if there is one.
std::string cursor_links(const Request& request, const std::optional<std::string>& next);

}  // namespace till
