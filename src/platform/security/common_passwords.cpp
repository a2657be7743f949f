#include "platform/security/common_passwords.h"

#include <algorithm>
#include <vector>

#include "embedded/password_list.h"

namespace till {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

}  // namespace

bool is_common_password(std::string_view small_letters) {
    static const std::vector<std::string_view> all = lines_of(embedded::password_list().front().bytes);
    return std::ranges::binary_search(all, small_letters);
}

}  // namespace till
