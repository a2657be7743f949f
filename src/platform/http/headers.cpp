#include "platform/http/headers.h"

#include <algorithm>
#include <cstring>

#include "platform/text/ascii.h"
#include "platform/text/trim.h"

namespace till::http {

namespace {

constexpr std::string_view between = ": ";
constexpr std::string_view line_end = "\r\n";

void keep_on_one_line(char* begin, const char* end) {
    for (const char ends_a_line : {'\r', '\n', '\0'}) {
        const auto next = [&](char* from) {
            return static_cast<char*>(std::memchr(from, ends_a_line, static_cast<std::size_t>(end - from)));
        };
        for (char* found = next(begin); found != nullptr; found = next(found)) *found = ' ';
    }
}

}  // namespace

bool same_name(std::string_view left, std::string_view right) {
    return left.size() == right.size() && std::equal(left.begin(), left.end(), right.begin(), [](char one, char other) {
               return one == other || ascii::lower(one) == ascii::lower(other);
           });
}

Headers Headers::of_wire(std::string_view wire) {
    Headers headers;
    while (!wire.empty()) {
        const std::string_view line = wire.substr(0, wire.find(line_end));
        const std::size_t name_size = line.find(between);
        headers.add(line.substr(0, name_size), line.substr(name_size + between.size()));
        wire.remove_prefix(line.size() + line_end.size());
    }
    return headers;
}

void Headers::add(std::string_view name, std::string_view value) {
    const std::size_t begin = wire_.size();
    add_checked(name, value);
    if (!ascii::has_control(name) && !ascii::has_control(value)) return;
    keep_on_one_line(wire_.data() + begin, wire_.data() + wire_.size() - line_end.size());
}

void Headers::add_checked(std::string_view name, std::string_view value) {
    lines_.push_back({static_cast<std::uint32_t>(wire_.size()), static_cast<std::uint32_t>(name.size()),
                      static_cast<std::uint32_t>(value.size())});
    wire_.append(name).append(between).append(value).append(line_end);
}

void Headers::add_line(std::string_view line, std::size_t name_size) {
    const std::size_t value_size = line.size() - name_size - between.size() - line_end.size();
    lines_.push_back({static_cast<std::uint32_t>(wire_.size()), static_cast<std::uint32_t>(name_size),
                      static_cast<std::uint32_t>(value_size)});
    wire_.append(line);
}

void Headers::set(std::string_view name, std::string_view value) {
    const std::string kept(value);  // it may be a part of the bytes that are removed
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
    if (name.empty()) return std::nullopt;
    const char first = ascii::lower(name.front());  // most lines differ in it
    for (const Line& line : lines_) {
        if (line.name_size == name.size() && ascii::lower(wire_[line.begin]) == first &&
            same_name(at(line).name, name)) {
            return at(line).value;
        }
    }
    return std::nullopt;
}

std::optional<std::string_view> header_in(std::string_view received, std::string_view name) {
    for (auto end = received.find(line_end); end != std::string_view::npos; end = received.find(line_end)) {
        std::string_view line = received.substr(0, end);
        received.remove_prefix(end + line_end.size());
        if (line.size() <= name.size() || line[name.size()] != ':' || !same_name(line.substr(0, name.size()), name)) {
            continue;
        }
        line.remove_prefix(name.size() + 1);
        return trimmed(line, spaces_and_tabs);
    }
    return std::nullopt;
}

Header Headers::at(const Line& line) const {
    const char* const name = wire_.data() + line.begin;
    return {{name, line.name_size}, {name + line.name_size + between.size(), line.value_size}};
}

}  // namespace till::http
