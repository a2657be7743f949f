#pragma once
#include <functional>
#include <optional>

#include <gtest/gtest.h>

#include "platform/errors/refusal.h"

namespace till::test {

/// What `work` is refused with; a failure of the test where it is not.
inline Refusal refusal_of(const std::function<void()>& work) {
    try {
        work();
    } catch (const Refusal& refusal) {
        return refusal;
    }
    ADD_FAILURE() << "was not refused";
    static constexpr Problem none{0, "none", ""};
    return Refusal(none, "");
}

/// The code of it.
inline std::string_view code_of(const std::function<void()>& work) { return refusal_of(work).problem().code; }

/// The bad fields of it, each with what is wrong.
inline FieldErrors errors_of(const std::function<void()>& work) { return refusal_of(work).errors(); }

}  // namespace till::test
