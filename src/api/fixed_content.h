#pragma once
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "api/compression.h"

namespace till {

/// A text or a file that is the same for as long as the program runs, for every client in the coding that it takes.
/// Each compressed form is made once, when it is first requested, and cached. Safe from any thread.
class FixedContent {
 public:
    /// Compressed forms that are there already; they must outlive the content.
    using Forms = std::map<http::Coding, std::string_view>;

    /// `compression` must outlive it.
    FixedContent(const Compression& compression, std::string_view content_type, http::Body body,
                 const Forms& forms = {});
    FixedContent(const FixedContent&) = delete;
    FixedContent& operator=(const FixedContent&) = delete;

    /// 200 with Content-Type, ETag and Content-Encoding.
    http::Response respond(const http::Request& request) const;

 private:
    const http::Response& in(http::Coding coding) const;

    const Compression& compression_;
    http::Response plain_;
    mutable std::mutex mutex_;
    mutable std::map<http::Coding, http::Response> compressed_;  ///< never changed once it is there
};

}  // namespace till
