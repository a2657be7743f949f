#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace till {

/// Files by their path in the address, such as `assets/shop-4f2a.js`; a folder's page is its `index.html`. Each may
/// have compressed twins, `NAME.br` and `NAME.gz`. Names below `assets/` change with what is in them.
using WebPageFiles = std::map<std::string, std::string_view, std::less<>>;

/// All pages, from inside the program: those of the documentation below `api/docs/`, and the shop's own, which are not
/// there where web/dist was not built before the program. The demonstration's images are below `demo/`.
WebPageFiles web_page_files();

}  // namespace till
