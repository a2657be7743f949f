#pragma once
#include <stdexcept>
#include <string>
#include <type_traits>

#include "platform/database/sql_session.h"
#include "platform/time/clock.h"
#include "shop/kernel/money.h"
#include "shop/kernel/named.h"
#include "shop/kernel/role.h"

namespace till::database {

/// Money is its minor units.
template <>
struct Stored<Money> {
    static constexpr Cell::Kind kind = Cell::Kind::integer;
    static void store(Money value, Cell& cell) { cell.integer = value.minor(); }
    static Money load(const Cell& cell) { return Money::from_minor(cell.integer); }
};

/// Times are milliseconds since 1970.
template <>
struct Stored<Timestamp> {
    static constexpr Cell::Kind kind = Cell::Kind::integer;
    static void store(Timestamp value, Cell& cell) { cell.integer = value.time_since_epoch().count(); }
    static Timestamp load(const Cell& cell) { return Timestamp(Timestamp::duration(cell.integer)); }
};

/// Roles are their names, also those that the configuration does not have any more.
template <>
struct Stored<Role> {
    static constexpr Cell::Kind kind = Cell::Kind::text;
    static void store(const Role& value, Cell& cell) { cell.text = value.name(); }
    static Role load(const Cell& cell) { return Role(cell.text); }
};

/// Enums are their names.
template <class Enum>
requires std::is_enum_v<Enum>
struct Stored<Enum> {
    static constexpr Cell::Kind kind = Cell::Kind::text;
    static void store(Enum value, Cell& cell) { cell.text = name_of(value); }
    static Enum load(const Cell& cell) {
        const auto value = from_name<Enum>(cell.text);
        if (!value) throw std::runtime_error("the database holds an unknown name: " + cell.text);
        return *value;
    }
};

}  // namespace till::database
