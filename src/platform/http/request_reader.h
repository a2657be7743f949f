#pragma once
#include <cstddef>
#include <memory>
#include <string_view>

#include "platform/http/body.h"
#include "platform/http/chunked_body.h"
#include "platform/http/message.h"
#include "platform/http/request_header.h"
#include "platform/http/server_options.h"

namespace till::http {

/// Makes one request after the other out of bytes, however they are cut; knows nothing of sockets or time. The verdict
/// does not depend on the cuts.
class RequestReader {
 public:
    /// `announced`: the header is there and says that a body follows, which begin_body() is to take.
    enum class State { header, announced, body, complete, refused };

    /// `options` must outlive the reader.
    explicit RequestReader(const ServerOptions& options) : options_(&options) {}

    /// Takes what it can from the front of `bytes` and returns how many it is done with. The rest has to be passed
    /// again with more behind it; it never exceeds header_bytes_max unless the state is complete or refused.
    std::size_t take(std::string_view bytes);

    /// In state announced: the next bytes go to `body`, which must outlive the request. Refuses a length above its
    /// plan.
    void begin_body(IncomingBody& body);

    State state() const { return state_; }
    /// Of the last header that was read; also after the request has been moved away.
    const Framing& framing() const { return framing_; }
    bool is_head() const { return is_head_; }
    /// Bytes of the body that are known to be still on their way; 0 where it comes in chunks.
    std::size_t body_missing() const { return body_missing_; }

    /// To be moved from when the state is announced or complete. Without its body.
    Request& request() { return request_; }
    /// When the state is refused.
    const Refusal& refusal() const { return *refusal_; }

    /// Begins the next request.
    void restart();

 private:
    std::size_t take_header(std::string_view bytes);
    std::size_t take_body(std::string_view bytes);
    void finish_header(std::string_view header);
    void header_is_read();
    bool too_large(std::size_t bytes);
    void refuse(Refusal refusal);

    const ServerOptions* options_;
    State state_ = State::header;
    bool skipped_line_ = false;
    bool is_head_ = false;
    std::size_t line_start_ = 0;  ///< of the first line that is not yet complete
    std::size_t searched_ = 0;    ///< up to here there is no further LF
    Request request_;
    Framing framing_;
    IncomingBody* body_ = nullptr;
    std::size_t body_missing_ = 0;
    // Elsewhere, because few requests have them and thousands of idle connections have a reader.
    std::unique_ptr<ChunkedBody> chunked_body_;
    std::unique_ptr<const Refusal> refusal_;
};

}  // namespace till::http
