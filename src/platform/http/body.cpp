#include "platform/http/body.h"

#include <algorithm>

#include "platform/text/byte_size.h"

namespace till::http {

namespace {

constexpr std::size_t first_step_bytes = 16 * 1024;  // a length that is only announced buys no more

Refusal too_many_bodies() { return overloaded("Too many request bodies are being received. Try again in a moment."); }

}  // namespace

IncomingBody::IncomingBody(BodyPlan plan, BodyStores stores)
    : plan_(plan), stores_(std::move(stores)), memory_(stores_.memory) {}

std::optional<Refusal> IncomingBody::append(std::string_view bytes, std::size_t expected) {
    if (bytes.empty()) return std::nullopt;
    std::optional<Refusal> refusal;
    if (plan_.to == BodyPlan::To::memory) refusal = append_to_memory(bytes, expected);
    if (plan_.to == BodyPlan::To::file) refusal = append_to_file(bytes);
    if (!refusal) size_ += bytes.size();
    return refusal;
}

std::optional<Refusal> IncomingBody::append_to_memory(std::string_view bytes, std::size_t expected) {
    const std::size_t needed = bytes_.size() + bytes.size();
    if (needed > memory_.bytes()) {
        const std::size_t step = std::max(first_step_bytes, bytes_.size());
        const std::size_t whole = expected > 0 ? bytes_.size() + expected : plan_.bytes_max;
        const std::size_t wanted = std::max(needed, std::min(bytes_.size() + step, whole));
        if (!memory_.resize(wanted)) return too_many_bodies();
        bytes_.reserve(wanted);
    }
    bytes_.append(bytes);
    return std::nullopt;
}

std::optional<Refusal> IncomingBody::append_to_file(std::string_view bytes) {
    try {
        if (!file_) file_ = std::make_shared<BodyFile>(stores_.folder, Holding(stores_.disk));
        switch (file_->append(bytes)) {
            case BodyFile::Written::all:
                return std::nullopt;
            case BodyFile::Written::over_budget:
                return too_many_bodies();
            case BodyFile::Written::disk_full:
                break;
        }
    } catch (const std::system_error&) {
        // The same response: the client can do nothing about either.
    }
    return Refusal(problems::insufficient_storage, "The server has no space to store the body. Nothing was changed.");
}

ReceivedBody IncomingBody::take() {
    return {.bytes = std::move(bytes_),
            .file = std::move(file_),
            .memory = std::make_shared<const Holding>(std::move(memory_)),
            .refusal = std::nullopt};
}

Refusal body_too_large(std::size_t bytes_max) {
    return {problems::content_too_large, "The body may have at most " + byte_size_text(bytes_max) + "."};
}

}  // namespace till::http
