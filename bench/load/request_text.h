#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace till::load {

/// Who calls: the host, and the tokens that the connections share out among them (none: not signed in).
struct Callers {
    std::string host;
    std::vector<std::string> tokens;

    /// What every request of a connection has in its header, with the line break behind it.
    std::string fields(std::size_t connection) const;
};

/// A POST with a JSON body.
void write_post(std::string& request, std::string_view path, std::string_view fields, std::string_view body);

}  // namespace till::load
