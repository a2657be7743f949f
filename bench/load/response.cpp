#include "load/response.h"

#include <charconv>
#include <stdexcept>

#include <boost/algorithm/string/find.hpp>

namespace till::load {

namespace {

constexpr std::string_view version = "HTTP/1.1 ";
constexpr std::string_view head_end = "\r\n\r\n";

template <class Number>
Number number_in(std::string_view text, const char* what) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw std::runtime_error("an answer without " + std::string(what));
    }
    return number;
}

bool has_no_body(int status) { return status == 204 || status == 304; }

}  // namespace

std::string_view Response::field(std::string_view name) const {
    std::size_t at = head.find(name);
    if (at == std::string_view::npos) {  // a proxy may have written the name in small letters
        const auto found = boost::algorithm::ifind_first(head, name);
        if (found.empty()) return {};
        at = static_cast<std::size_t>(found.begin() - head.begin());
    }
    const std::size_t begin = at + name.size();
    return head.substr(begin, head.find('\r', begin) - begin);
}

bool ResponseReader::add(std::string_view bytes) {
    if (complete_) kept_.clear();
    complete_ = false;
    if (kept_.empty() && take(bytes)) return complete_ = true;
    kept_.append(bytes);
    return complete_ = take(kept_);
}

bool ResponseReader::take(std::string_view bytes) {
    const std::size_t end = bytes.find(head_end);
    if (end == std::string_view::npos) return false;
    if (!bytes.starts_with(version)) throw std::runtime_error("an answer that is no HTTP/1.1");
    response_.status = number_in<int>(bytes.substr(version.size(), 3), "a status");
    response_.head = bytes.substr(0, end + 2);
    const std::size_t length =
        has_no_body(response_.status) ? 0 : number_in<std::size_t>(response_.field("\r\nContent-Length: "), "a length");
    response_.body = bytes.substr(end + head_end.size());
    if (response_.body.size() > length) throw std::runtime_error("an answer that is longer than it says");
    return response_.body.size() == length;
}

}  // namespace till::load
