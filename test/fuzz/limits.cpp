// The notation of limits: a parsed limit can be written, and is parsed to the same.
#include <stdexcept>
#include <string>

#include "fuzz/fuzz.h"
#include "platform/limits/limit.h"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace till;
    using fuzz::check;
    std::vector<limits::Limit> read;
    try {
        read = limits::parse_limits(fuzz::text_of(data, size));
    } catch (const std::invalid_argument&) {
        return 0;
    }
    std::string text;
    for (const limits::Limit& limit : read) {
        check(limit.amount > 0 && limit.window.count() > 0, "a limit is a number in a time");
        text += (text.empty() ? "" : "; ") + limits::to_text(limit);
    }
    check(limits::parse_limits(text) == read, "what is written is understood as the same");
    return 0;
}
