#include "api/compression.h"

#include <algorithm>

#include "platform/compression/compress.h"
#include "platform/http/entity_tags.h"
#include "platform/text/trim.h"

namespace till {
namespace {

/// What is behind `application/` and is a text all the same.
constexpr std::string_view text_applications[] = {"json", "yaml", "javascript", "xml"};
constexpr std::string_view text_suffixes[] = {"+json", "+yaml", "+xml"};  // RFC 6839, so also image/svg+xml

bool is_text(std::string_view content_type) {
    const std::string_view type = trimmed(content_type.substr(0, content_type.find(';')));
    constexpr std::string_view application = "application/";
    return type.starts_with("text/") ||
           std::any_of(std::begin(text_suffixes), std::end(text_suffixes),
                       [type](std::string_view suffix) { return type.ends_with(suffix); }) ||
           (type.starts_with(application) && std::find(std::begin(text_applications), std::end(text_applications),
                                                       type.substr(application.size())) != std::end(text_applications));
}

std::string compressed_text(std::string_view text, http::Coding coding, Compression::Effort effort) {
    constexpr int cheap = 2;
    constexpr int cached_gzip_level = 6;
    constexpr int cached_brotli_quality = 5;
    constexpr std::size_t worth_more_bytes = 512UL * 1024;  // a longer text would take a thread for too long
    const bool cached = effort == Compression::Effort::cached && text.size() <= worth_more_bytes;
    return coding == http::Coding::br ? compression::brotli(text, cached ? cached_brotli_quality : cheap)
                                      : compression::gzip(text, cached ? cached_gzip_level : cheap);
}

}  // namespace

bool Compression::varies(const http::Response& response) const {
    const auto type = response.headers.find("Content-Type");
    return rules_.enabled && type && is_text(*type);
}

bool Compression::may_code(const http::Response& response) const {
    const std::size_t bytes = response.body.view().size();
    return bytes > 0 && bytes <= rules_.bytes_max && varies(response) && !response.headers.find("Content-Encoding");
}

http::Coding Compression::coding_for(const http::Headers& request, const http::Response& response) const {
    if (!request.find("Accept-Encoding") || !may_code(response)) return http::Coding::identity;
    return coding_for(request, response.body.view().size());
}

http::Coding Compression::coding_for(const http::Headers& request, std::size_t bytes) const {
    const auto header = request.find("Accept-Encoding");
    // Only a weight can refuse identity.
    if (!header || (bytes < rules_.bytes_min && header->find('=') == std::string_view::npos)) {
        return http::Coding::identity;
    }
    const http::AcceptedCoding accepted = http::accepted_coding(request);
    return bytes >= rules_.bytes_min || !accepted.identity ? accepted.best : http::Coding::identity;
}

http::Response Compression::compressed(const http::Response& response, http::Coding coding, Effort effort) const {
    const std::string_view text = response.body.view();
    http::Response result{
        .status = response.status, .headers = response.headers, .body = compressed_text(text, coding, effort)};
    mark_coding(result, coding);
    ++responses_;
    bytes_in_ += text.size();
    bytes_out_ += result.body.view().size();
    return result;
}

void mark_coding(http::Response& response, http::Coding coding) {
    if (coding == http::Coding::identity) return;
    response.add("Content-Encoding", http::name_of(coding));
    if (const auto tag = response.headers.find("ETag")) response.headers.set("ETag", http::tag_in(*tag, coding));
}

}  // namespace till
