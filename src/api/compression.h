#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "platform/http/content_coding.h"
#include "platform/http/message.h"

namespace till {

/// Sends texts compressed to clients that accept it. Safe from any thread.
///
/// A text that holds a secret and a part that another party can choose must not be compressed: the size would reveal
/// whether the two are alike (BREACH). See Route::holds_secrets.
class Compression {
 public:
    struct Rules {
        bool enabled = true;
        std::size_t bytes_min = 1024;             ///< below it a header and a packet cost as much as is saved
        std::size_t bytes_max = 8 * 1024 * 1024;  ///< of what is compressed; above it a thread would be busy too long
    };
    explicit Compression(Rules rules) : rules_(rules) {}

    /// How much work is worth it.
    enum class Effort : std::uint8_t {
        once,    ///< for one client, while it waits
        cached,  ///< for all later clients; texts longer than 512 KiB as for one
    };

    /// Counts since the start.
    struct Metrics {
        std::uint64_t responses = 0;
        std::uint64_t bytes_in = 0;
        std::uint64_t bytes_out = 0;
    };

    /// Whether a response depends on Accept-Encoding: by its Content-Type, whatever its size.
    bool varies(const http::Response& response) const;

    /// Whether a response can be sent in another coding: not where it varies by nothing, has a coding already, or is
    /// too large or empty.
    bool may_code(const http::Response& response) const;

    /// In which coding this client gets a response. Identity where it cannot be coded, and where it is too small,
    /// unless the client refuses identity.
    http::Coding coding_for(const http::Headers& request, const http::Response& response) const;
    /// The same for that many bytes of a response that can be coded.
    http::Coding coding_for(const http::Headers& request, std::size_t bytes) const;

    /// The response with its body in that coding, its Content-Encoding and its ETag, if it has one. Takes a millisecond
    /// for 100 kB, so not on an I/O thread.
    http::Response compressed(const http::Response& response, http::Coding coding, Effort effort) const;

    Metrics metrics() const { return {.responses = responses_, .bytes_in = bytes_in_, .bytes_out = bytes_out_}; }

 private:
    Rules rules_;
    mutable std::atomic<std::uint64_t> responses_{0};
    mutable std::atomic<std::uint64_t> bytes_in_{0};
    mutable std::atomic<std::uint64_t> bytes_out_{0};
};

/// Marks a response, which is not coded yet, as being in that coding: Content-Encoding, and the ETag if there is one.
void mark_coding(http::Response& response, http::Coding coding);

}  // namespace till
