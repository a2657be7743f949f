#include "http/headers.h"

#include <algorithm>

namespace till::http {

namespace {

constexpr std::string_view between = ": ";
constexpr std::string_view line_end = "\r\n";

constexpr char lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool ends_a_line(char character) { return character == '\r' || character == '\n' || character == '\0'; }

void append_on_one_line(std::string& out, std::string_view text) {
    const auto begin = static_cast<std::ptrdiff_t>(out.size());
    out.append(text);
    std::replace_if(out.begin() + begin, out.end(), ends_a_line, ' ');
}

}  // namespace

bool same_name(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(),
                      [](char one, char other) { return one == other || lower(one) == lower(other); });
}

void Headers::add(std::string_view name, std::string_view value) {
    lines_.push_back({static_cast<std::uint32_t>(wire_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
    append_on_one_line(wire_, name);
    wire_.append(between);
    append_on_one_line(wire_, value);
    wire_.append(line_end);
}

void Headers::set(std::string_view name, std::string_view value) {
    const std::string kept(value);  // which may be a part of what goes
    remove(name);
    add(name, kept);
}

void Headers::remove(std::string_view name) {
    for (std::size_t index = lines_.size(); index-- > 0;) {
        if (!same_name(at(lines_[index]).name, name)) continue;
        const Line gone = lines_[index];
        const auto bytes =
            static_cast<std::uint32_t>(gone.name_size + between.size() + gone.value_size + line_end.size());
        wire_.erase(gone.begin, bytes);
        lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(index));
        for (std::size_t later = index; later < lines_.size(); ++later) lines_[later].begin -= bytes;
    }
}

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (const Line& line : lines_) {
        if (line.name_size != name.size()) continue;
        const Header header = at(line);
        if (same_name(header.name, name)) return header.value;
    }
    return std::nullopt;
}

Header Headers::at(const Line& line) const {
    const std::string_view wire = wire_;
    return {wire.substr(line.begin, line.name_size),
            wire.substr(line.begin + line.name_size + between.size(), line.value_size)};
}

}  // namespace till::http
