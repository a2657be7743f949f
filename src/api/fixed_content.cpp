#include "api/fixed_content.h"

#include "api/response_headers.h"

namespace till {

FixedContent::FixedContent(const Compression& compression, std::string_view content_type, http::Body body,
                           const Forms& forms)
    : compression_(compression), plain_{.status = 200, .headers = {}, .body = std::move(body)} {
    plain_.body.share();
    plain_.add("Content-Type", content_type);
    add_etag(plain_);
    for (const auto& [coding, bytes] : forms) {
        http::Response& form = compressed_[coding];
        form = {.status = 200, .headers = plain_.headers, .body = http::Body::of_static(bytes)};
        mark_coding(form, coding);
    }
}

http::Response FixedContent::respond(const http::Request& request) const {
    return in(compression_.coding_for(request.headers, plain_));
}

const http::Response& FixedContent::in(http::Coding coding) const {
    if (coding == http::Coding::identity) return plain_;
    const std::lock_guard lock(mutex_);
    const auto found = compressed_.find(coding);
    if (found != compressed_.end()) return found->second;
    http::Response made = compression_.compressed(plain_, coding, Compression::Effort::cached);
    made.body.share();
    return compressed_.emplace(coding, std::move(made)).first->second;
}

}  // namespace till
