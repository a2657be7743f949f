#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/http/body.h"
#include "platform/http/refusals.h"

namespace till::http {

/// Takes a chunked body apart (RFC 9112, 7.1), in whatever parts it arrives. Stricter than Beast's parser, which takes
/// white space around extensions, anything at all inside a quoted one, and folded trailers. Extensions and trailers are
/// checked and dropped.
class ChunkedBody {
 public:
    /// `body` must outlive this object; its plan bounds it.
    ChunkedBody(IncomingBody& body, std::size_t trailer_bytes_max)
        : body_(&body), trailer_bytes_max_(trailer_bytes_max) {}

    /// Takes what it can from the front of `bytes`, appends data to the body, and returns how many bytes it is done
    /// with. The rest has to be passed again with more behind it.
    std::size_t take(std::string_view bytes);

    bool complete() const { return state_ == State::complete; }
    const std::optional<Refusal>& refusal() const { return refusal_; }

 private:
    enum class State { size, data, end_of_data, trailer, complete };

    /// Each takes one element from the front and returns its length; nothing where it is not all there or not
    /// acceptable.
    std::size_t take_size(std::string_view bytes);
    std::size_t take_data(std::string_view bytes);
    std::size_t take_end_of_data(std::string_view bytes);
    std::size_t take_trailer(std::string_view bytes);
    void refuse(Refusal refusal) { refusal_ = std::move(refusal); }

    IncomingBody* body_;
    std::size_t trailer_bytes_max_;
    std::size_t trailer_bytes_ = 0;
    std::uint64_t missing_ = 0;  ///< of the chunk at hand
    State state_ = State::size;
    std::optional<Refusal> refusal_;
};

}  // namespace till::http
