#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "load/request_text.h"

namespace till::load {

/// Which codings the clients accept: all of them accept gzip where they accept any, each in its own way.
enum class Codings { as_usual, none };

/// The programs that shops are read with: browsers, apps, and libraries of many languages. Each writes its headers in
/// its own order and case. Connection i is client i % 16, with a token of its own if there are as many.
class Clients {
 public:
    static constexpr std::size_t count = 16;

    /// The header of a GET behind its first line, without the empty line at the end.
    static std::string fields(const Callers& callers, std::size_t connection, Codings codings);

    /// How this client writes If-None-Match, with ": ".
    static std::string_view condition(std::size_t connection);
};

}  // namespace till::load
