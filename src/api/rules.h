#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/json.h"
#include "platform/time/clock.h"
#include "platform/time/time_zone.h"
#include "shop/kernel/ids.h"
#include "shop/kernel/money.h"
#include "shop/kernel/named.h"
#include "shop/kernel/role.h"

/// Rules: what a field may hold. Each says how its value is read (with every complaint), written and documented. A rule
/// has `Type`, the C++ type that it reads and writes.
namespace till::schemas {

/// A value, or what is wrong with it.
template <class T>
struct Read {
    std::optional<T> value;
    std::string complaint;  ///< where there is no value

    Read(T good) : value(std::move(good)) {}  // NOLINT: a value reads as one
    static Read wrong(std::string why) {
        Read read;
        read.complaint = std::move(why);
        return read;
    }

 private:
    Read() = default;
};

/// One line, or several where `lines` allows it, as UTF-8 in Normalization Form C. White space and invisible characters
/// are taken off the ends, and characters that change the direction of writing anywhere, so that what is read is what
/// is there; control characters are refused; lengths count code points. `label`: runs of white space inside are one
/// space, and invisible characters are removed, because it is compared with others (platform/text/unicode.h,
/// one_spaced()).
struct text {
    std::size_t min = 0;
    std::size_t max = 200;
    bool lines = false;
    bool label = false;

    using Type = std::string;
    Read<std::string> read(const json::Value& value) const;
    static void write(const std::string& value, json::Writer& writer) { writer.text(value); }
    json::Value document() const;
};

/// Bytes as they are; only their number is checked (8 to 256 for a new password).
struct password {
    std::size_t min = 8;
    std::size_t max = 256;

    using Type = std::string;
    Read<std::string> read(const json::Value& value) const;
    static void write(const std::string& value, json::Writer& writer) { writer.text(value); }
    json::Value document() const;
};

/// A text that is typed and compared as it is: without white space and invisible characters.
struct code {
    std::size_t max = 100;

    using Type = std::string;
    Read<std::string> read(const json::Value& value) const;
    static void write(const std::string& value, json::Writer& writer) { writer.text(value); }
    json::Value document() const;
};

/// A GTIN, the number of a barcode: 8, 12, 13 or 14 digits, of which the last is GS1's check digit.
struct gtin {
    using Type = std::string;
    static Read<std::string> read(const json::Value& value);
    static void write(const std::string& value, json::Writer& writer) { writer.text(value); }
    static json::Value document();
};

/// A username: 1 to 64 code points without white space and invisible characters, in Normalization Form KC, of one
/// script as "Highly Restrictive" in UTS 39 has it.
struct username {
    using Type = std::string;
    Read<std::string> read(const json::Value& value) const;
    static void write(const std::string& value, json::Writer& writer) { writer.text(value); }
    json::Value document() const;
};

/// An address `mailbox@domain` (RFC 5321, 6531): a mailbox of at most 64 bytes that needs no quotes, the domain a name
/// with a dot (IDNA 2008), together at most 254 bytes as they are sent. A domain with letters beyond ASCII is read in
/// small letters.
struct email {
    using Type = std::string;
    Read<std::string> read(const json::Value& value) const;
    static void write(const std::string& value, json::Writer& writer) { writer.text(value); }
    json::Value document() const;
};

/// An absolute http or https URL, or a path on this host; see shop/kernel/image_address.h.
struct image_url {
    using Type = std::string;
    Read<std::string> read(const json::Value& value) const;
    static void write(const std::string& value, json::Writer& writer) { writer.text(value); }
    json::Value document() const;
};

struct integer {
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    bool zero = true;  ///< false: anything but 0

    using Type = std::int64_t;
    Read<std::int64_t> read(const json::Value& value) const;
    static void write(std::int64_t value, json::Writer& writer) { writer.integer(value); }
    json::Value document() const;
};

/// An id: 1 to 2^53-1.
struct id {
    using Type = std::int64_t;
    Read<std::int64_t> read(const json::Value& value) const { return integer{1, id_max}.read(value); }
    static void write(std::int64_t value, json::Writer& writer) { writer.integer(value); }
    json::Value document() const { return integer{1, id_max}.document(); }
};

struct boolean {
    using Type = bool;
    static Read<bool> read(const json::Value& value);
    static void write(bool value, json::Writer& writer) { writer.boolean(value); }
    static json::Value document();
};

/// The name of a role. The document does not list them: they are the configuration's.
struct role {
    const Roles* known = nullptr;  ///< what is read has to be one of them; without them, it is only written

    using Type = Role;
    /// Throws std::logic_error where no roles are known.
    Read<Role> read(const json::Value& value) const;
    static void write(const Role& value, json::Writer& writer) { writer.text(value.name()); }
    static json::Value document();
};

/// What a role may do, as a list of names; only written.
struct permissions {
    using Type = Permissions;
    static void write(const Permissions& value, json::Writer& writer);
    static json::Value document();
};

/// A list of names, such as those of hosts; only written.
struct names {
    using Type = std::vector<std::string>;
    static void write(const std::vector<std::string>& value, json::Writer& writer);
    static json::Value document();
};

/// A decimal string, or a number with an exact decimal on input. From 0 to `max` minor units; sums may be larger and
/// are only written.
struct money {
    Currency currency;
    std::int64_t max = 100'000'000'000'000;

    using Type = Money;
    Read<Money> read(const json::Value& value) const;
    void write(Money value, json::Writer& writer) const { writer.text(value.text(currency)); }
    json::Value document() const;
};

/// A sum of amounts, as a decimal string; only written. It may pass what one amount can be.
struct money_sum {
    Currency currency;

    using Type = MoneySum;
    void write(MoneySum value, json::Writer& writer) const { writer.text(value.text(currency)); }
    json::Value document() const;
};

/// RFC 3339; written in UTC.
struct timestamp {
    std::optional<TimeZone> zone;  ///< whose time it is where what is read has no offset; without it, only written

    using Type = Timestamp;
    /// Throws std::logic_error where there is no zone.
    Read<Timestamp> read(const json::Value& value) const;
    static void write(Timestamp value, json::Writer& writer) { writer.text(format_rfc3339(value)); }
    static json::Value document();
};

struct date {
    using Type = Day;
    static Read<Day> read(const json::Value& value);
    static void write(Day value, json::Writer& writer) { writer.text(format_day(value)); }
    static json::Value document();
};

/// Where a range of time begins or ends, as a query says it: a time, or a day of the shop. The end of a range is the
/// first moment behind it, so a day that ends one lies within it.
struct range_end {
    TimeZone zone;
    bool is_last = false;

    using Type = Timestamp;
    Read<Timestamp> read(const json::Value& value) const;
    static void write(Timestamp value, json::Writer& writer) { timestamp::write(value, writer); }
    static json::Value document();
};

namespace detail {
Read<std::string_view> read_choice(const json::Value& value, const std::vector<std::string_view>& names);
json::Value document_choice(const std::vector<std::string_view>& names);
}  // namespace detail

/// One of an enum's names; `allowed` narrows it on input.
template <class Enum>
struct choice {
    std::vector<Enum> allowed;

    using Type = Enum;
    Read<Enum> read(const json::Value& value) const {
        const auto name = detail::read_choice(value, names());
        if (!name.value) return Read<Enum>::wrong(name.complaint);
        return *from_name<Enum>(*name.value);
    }
    static void write(Enum value, json::Writer& writer) { writer.text(name_of(value)); }
    json::Value document() const { return detail::document_choice(names()); }

 private:
    std::vector<std::string_view> names() const {
        std::vector<std::string_view> result;
        for (const Enum value : allowed) result.push_back(name_of(value));
        if (allowed.empty()) result.assign(std::begin(Names<Enum>::names), std::end(Names<Enum>::names));
        return result;
    }
};

}  // namespace till::schemas
