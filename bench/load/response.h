#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace till::load {

/// A response in the buffer of its connection; gone when the next one is read.
struct Response {
    int status = 0;
    std::string_view head;
    std::string_view body;

    /// The value of a header field, "" where it is not there. `name` as the server writes it, with ": " behind.
    std::string_view field(std::string_view name) const;
};

/// Splits the bytes of one connection into responses whose length is given by Content-Length, one at a time.
class ResponseReader {
 public:
    /// Adds what was received. True when a response is complete, which `response` then gives: its views are good until
    /// the next call, and as long as `bytes` are. Throws std::runtime_error where it is no such response, or where more
    /// comes than was requested.
    bool add(std::string_view bytes);
    const Response& response() const { return response_; }

 private:
    bool take(std::string_view bytes);

    std::string kept_;  ///< the beginning of a response that came in parts
    bool complete_ = false;
    Response response_;
};

}  // namespace till::load
