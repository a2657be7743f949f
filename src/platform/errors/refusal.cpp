#include "platform/errors/refusal.h"

namespace till {

Refusal Refusal::invalid(FieldErrors errors) {
    Refusal refusal(problems::validation_failed, "One or more fields are invalid.");
    refusal.errors_ = std::move(errors);
    return refusal;
}

Refusal Refusal::invalid(std::string field, std::string message) {
    FieldErrors errors;
    errors[std::move(field)].push_back(std::move(message));
    return invalid(std::move(errors));
}

Refusal&& Refusal::with(std::string name, ProblemValue value) && {
    members_.push_back({std::move(name), std::move(value)});
    return std::move(*this);
}

Refusal&& Refusal::retry_after(int seconds) && {
    retry_after_s_ = seconds;
    return std::move(*this);
}

}  // namespace till
