#include "load/get_shape.h"

#include <array>
#include <charconv>
#include <stdexcept>

#include <spdlog/fmt/fmt.h>

#include "load/clients.h"
#include "load/gunzip.h"

namespace till::load {

namespace {

constexpr std::uint64_t compare_one_in = 32;

std::size_t digest_of(std::string_view body) { return std::hash<std::string_view>()(body) | 1U; }

void append_number(std::string& text, std::int64_t number) {
    std::array<char, 20> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    text.append(digits.data(), end);
}

std::string numbered(const std::string& pattern, std::int64_t number) {
    const std::size_t at = pattern.find("{}");
    return at == std::string::npos ? pattern : std::string(pattern).replace(at, 2, std::to_string(number));
}

}  // namespace

GetShape::GetShape(GetOptions options, Callers callers, std::size_t connections)
    : options_(std::move(options)), asked_(connections), known_(static_cast<std::size_t>(options_.numbers.count())) {
    const std::size_t at = options_.path.find("{}");
    before_ = "GET " + options_.path.substr(0, at);
    behind_ = (at == std::string::npos ? std::string() : options_.path.substr(at + 2)) + " HTTP/1.1\r\n";
    numbered_ = at != std::string::npos;
    if (!numbered_ && options_.numbers.count() > 1) {
        throw std::runtime_error("the path has no {} for the number");
    }
    if (options_.gzip && options_.plain) throw std::runtime_error("--gzip and --plain exclude each other");
    for (std::size_t i = 0; i < connections; ++i) {
        fields_.push_back(Clients::fields(callers, i, options_.plain ? Codings::none : Codings::as_usual));
    }
}

void GetShape::in_order() { upcoming_ = 0; }

void GetShape::at_random() { upcoming_.reset(); }

bool GetShape::next(std::size_t connection, std::string& request) {
    const bench::Numbers& numbers = options_.numbers;
    if (upcoming_ && *upcoming_ == numbers.count()) return false;
    const std::int64_t number = upcoming_ ? numbers.at((*upcoming_)++) : numbers.draw(random_);
    asked_[connection] = number;
    request.assign(before_);
    if (numbered_) append_number(request, number);
    request.append(behind_).append(fields_[connection]);
    if (options_.conditional && !upcoming_) {
        const Known& known = known_[options_.numbers.index_of(number)];
        request.append(Clients::condition(connection)).append(known.etag).append("\r\n");
    }
    request.append("\r\n");
    return true;
}

void GetShape::require_coding(const Response& response) const {
    const std::string_view coding = response.field("\r\nContent-Encoding: ");
    if (coding != (options_.gzip ? "gzip" : "")) {
        throw std::runtime_error(fmt::format("an answer in the coding '{}'", coding));
    }
}

void GetShape::learn(std::int64_t number, const Response& response) {
    const std::string text = options_.gzip ? gunzipped(response.body) : std::string(response.body);
    if (text.find(numbered(options_.expect, number)) == std::string::npos) {
        throw std::runtime_error(
            fmt::format("{} is not in the answer: {}", numbered(options_.expect, number), text.substr(0, 500)));
    }
    Known& known = known_[options_.numbers.index_of(number)];
    known = {response.body.size(), digest_of(response.body), std::string(response.field("\r\nETag: "))};
    if (options_.conditional && known.etag.empty()) throw std::runtime_error("an answer without an ETag");
}

void GetShape::check(std::size_t connection, const Response& response) {
    const std::int64_t number = asked_[connection];
    const Known& known = known_[options_.numbers.index_of(number)];
    const int status = options_.conditional && !upcoming_ ? 304 : 200;
    if (response.status != status) {
        throw std::runtime_error(
            fmt::format("{}: {} {}", numbered(options_.path, number), response.status, response.body.substr(0, 500)));
    }
    if (status == 304) {
        if (response.field("\r\nETag: ") != known.etag) throw std::runtime_error("a 304 with another ETag");
        return;
    }
    if (known.digest == 0 || options_.changing) {
        require_coding(response);
        return learn(number, response);
    }
    const bool compare = ++checked_ % compare_one_in == 0;
    if (options_.gzip || compare) require_coding(response);
    if (response.body.size() != known.length || (compare && digest_of(response.body) != known.digest)) {
        throw std::runtime_error(fmt::format("{} answers something else than before: {}",
                                             numbered(options_.path, number), response.body.substr(0, 500)));
    }
}

}  // namespace till::load
