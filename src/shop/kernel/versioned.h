#pragma once
#include <cstdint>
#include <string>
#include <utility>

#include "platform/database/sql_session.h"
#include "platform/time/clock.h"
#include "shop/kernel/require_found.h"
#include "shop/kernel/version.h"

namespace till {

/// Makes the model the next version, changed at `now`.
template <class Model>
void renew(Model& model, Timestamp now) {
    model.version += 1;
    model.updated_at = now;
}

/// Changes of models that have a version: a member of the service that makes them. Call both in one transaction.
template <class Repository>
class Versioned {
 public:
    /// `thing` is what a refusal calls the model.
    Versioned(Repository& repository, std::string thing, const Clock& clock)
        : repository_(repository), thing_(std::move(thing)), clock_(clock) {}

    /// The model, which no other transaction changes until this one ends. Refuses an id that does not exist, then what
    /// `check` refuses, then another version than the expected one.
    template <class Check>
    auto find_to_change(database::Transaction& transaction, std::int64_t id, const ExpectedVersion& expected,
                        const Check& check) const {
        auto model = require_found(repository_.find_to_change(transaction, id), thing_, id);
        check(std::as_const(model));
        expected.require(model.version);
        return model;
    }
    auto find_to_change(database::Transaction& transaction, std::int64_t id, const ExpectedVersion& expected) const {
        return find_to_change(transaction, id, expected, [](const auto& /*model*/) {});
    }

    /// The model as `edit` leaves it. Where that is another, it is the next version, and `write` stores it.
    template <class Model, class Edit, class Write>
    Model change(const Model& before, const Edit& edit, const Write& write) const {
        Model after = before;
        edit(after);
        if (after == before) return after;
        renew(after, clock_.now());
        write(std::as_const(after));
        return after;
    }

 private:
    Repository& repository_;
    std::string thing_;
    const Clock& clock_;
};

}  // namespace till
