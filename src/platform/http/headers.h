#pragma once
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace till::http {

/// RFC 9110: names are compared without regard to case.
bool same_name(std::string_view left, std::string_view right);

struct Header {
    std::string_view name;
    std::string_view value;
};

/// The headers of one message, in the order in which they were added. They are stored as the bytes that go over the
/// wire, so that sending, copying and keeping them is copying one text.
class Headers {
 public:
    /// Its Header is good until the headers are changed or gone.
    class Iterator;
    using value_type = Header;
    using const_iterator = Iterator;

    Headers() = default;
    Headers(std::initializer_list<Header> headers) {
        for (const Header& header : headers) add(header.name, header.value);
    }

    /// Of what wire() gave.
    static Headers of_wire(std::string_view wire);

    /// Line ends and NULs inside become spaces, so that a header stays one header. All headers together may have at
    /// most 4 GiB.
    void add(std::string_view name, std::string_view value);
    /// The same of a name and a value that hold no such characters.
    void add_checked(std::string_view name, std::string_view value);
    /// The same of `Name: value` and CRLF, as wire() has them.
    void add_line(std::string_view line, std::size_t name_size);
    /// All of that name go, and this one comes last.
    void set(std::string_view name, std::string_view value);
    void remove(std::string_view name);

    /// The value of the first of that name; good until the headers are changed or gone.
    std::optional<std::string_view> find(std::string_view name) const;

    Iterator begin() const;
    Iterator end() const;
    std::size_t size() const { return lines_.size(); }
    bool empty() const { return lines_.empty(); }

    /// `Name: value` and CRLF for each.
    std::string_view wire() const { return wire_; }

    /// What it takes beside itself.
    std::size_t memory_bytes() const { return wire_.capacity() + lines_.capacity() * sizeof(Line); }

    /// Makes room for as much in one go.
    void reserve(std::size_t lines, std::size_t bytes) {
        lines_.reserve(lines);
        wire_.reserve(bytes);
    }

 private:
    struct Line {
        std::uint32_t begin;
        std::uint32_t name_size;
        std::uint32_t value_size;
    };

    Header at(const Line& line) const;

    std::string wire_;
    std::vector<Line> lines_;
};

/// The value of the first line `NAME: value` in what was received of a header, whether or not the rest of it is well
/// formed; nothing for a line that is not there to its end.
std::optional<std::string_view> header_in(std::string_view received, std::string_view name);

class Headers::Iterator {
 public:
    using iterator_category = std::input_iterator_tag;
    using value_type = Header;
    using difference_type = std::ptrdiff_t;
    using pointer = const Header*;
    using reference = Header;

    Iterator() = default;
    Iterator(const Headers& headers, std::size_t line) : headers_(&headers), line_(line) {}

    Header operator*() const { return headers_->at(headers_->lines_[line_]); }
    Iterator& operator++() {
        ++line_;
        return *this;
    }
    Iterator operator++(int) { return {*headers_, line_++}; }
    bool operator==(const Iterator& other) const = default;

 private:
    const Headers* headers_ = nullptr;
    std::size_t line_ = 0;
};

inline Headers::Iterator Headers::begin() const { return {*this, 0}; }
inline Headers::Iterator Headers::end() const { return {*this, lines_.size()}; }

}  // namespace till::http
