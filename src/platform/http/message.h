#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "platform/http/body.h"
#include "platform/http/headers.h"

namespace till::http {

enum class Method : std::uint8_t { get, head, post, put, patch, del, options, other };

std::string_view name_of(Method method);

/// A request whose header has been read and checked against the grammar of RFC 9112 and the server's bounds.
struct Request {
    Method method = Method::get;
    std::string target;  ///< origin form as sent: path and query, not decoded; `*` for OPTIONS of the whole server
    Headers headers;
    std::string body;  ///< once it has been read, in memory
    std::string peer;  ///< the address of the other end, without its port
    /// A body has been announced and is still to be read: Respond::read_body. It may turn out to be empty.
    bool body_follows = false;
    std::uint64_t content_length = 0;       ///< of that body; 0 where it comes in chunks
    std::shared_ptr<const BodyFile> file;   ///< the body, where the plan was to store it on disk and it is not empty
    std::shared_ptr<const Holding> memory;  ///< what `body` takes of the bound of all bodies

    /// The first header of that name.
    std::optional<std::string_view> header(std::string_view name) const { return headers.find(name); }

    /// Takes over what has come. Its fault is not looked at.
    void receive(ReceivedBody received);
    /// The body, wherever it is.
    std::string read_body() const { return file ? file->read_all() : body; }
};

/// Bytes that are valid for as long as `owner` lives; with nullptr, forever.
struct SharedBytes {
    std::shared_ptr<const void> owner;
    std::string_view bytes;
};

/// Bytes to send: owned, a part of a shared object, or of memory that outlives the program's last response.
class Body {
 public:
    Body() = default;
    Body(std::string owned) : bytes_(std::move(owned)) {}  // NOLINT: converts on purpose
    Body(std::shared_ptr<const std::string> shared) {      // NOLINT
        if (shared) bytes_ = SharedBytes{shared, *shared};
    }
    Body(SharedBytes shared) : bytes_(std::move(shared)) {}  // NOLINT
    static Body of_static(std::string_view bytes) { return SharedBytes{nullptr, bytes}; }

    std::string_view view() const;
    /// Memory that is this body's alone.
    std::size_t owned_bytes() const {
        const auto* owned = std::get_if<std::string>(&bytes_);
        return owned != nullptr ? owned->capacity() : 0;
    }

    /// Makes owned bytes shared, so that copies of this body are cheap.
    void share() {
        if (auto* owned = std::get_if<std::string>(&bytes_)) {
            *this = Body(std::make_shared<const std::string>(std::move(*owned)));
        }
    }

 private:
    std::variant<std::string, SharedBytes> bytes_;
};

/// A response. The server adds Date, Content-Length and Connection, in place of any that are among the headers, and
/// sends no body to HEAD and with 204 and 304.
struct Response {
    int status = 200;
    Headers headers;
    Body body;
    /// Lines as in Headers::wire() that go before `headers`, of a response that many get; without what the server adds.
    SharedBytes shared_headers{};

    /// The first header of that name, here or there.
    std::optional<std::string_view> header(std::string_view name) const;

    Response& add(std::string_view name, std::string_view value) {
        headers.add(name, value);
        return *this;
    }
};

}  // namespace till::http
