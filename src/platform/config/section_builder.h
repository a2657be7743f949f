#pragma once
#include <type_traits>

#include <spdlog/fmt/fmt.h>

#include "platform/config/key.h"

namespace till::config {

/// What a Value holds as it is.
template <class Member>
constexpr bool is_value = std::is_same_v<Member, bool> || std::is_same_v<Member, std::string> ||
                          std::is_same_v<Member, Texts> || std::is_same_v<Member, TextTable>;

template <class Member>
Value to_value(const Member& member) {
    if constexpr (is_value<Member>) {
        return member;
    } else if constexpr (std::is_integral_v<Member>) {
        return static_cast<std::int64_t>(member);
    } else {
        return static_cast<std::int64_t>(member.count());
    }
}

template <class Member>
Member from_value(const Value& value) {
    if constexpr (is_value<Member>) {
        return std::get<Member>(value);
    } else {
        return Member(std::get<std::int64_t>(value));
    }
}

/// Makes the keys of one section, whose settings are one member of Configuration.
template <class Settings>
class SectionBuilder {
 public:
    SectionBuilder(std::string_view name, Settings Configuration::*settings, std::string_view text)
        : section_{name, text, {}}, settings_(settings) {}

    template <class Number>
    SectionBuilder& number(std::string_view name, Number Settings::*member, Bounds bounds, std::string_view text) {
        add(name, member, text).bounds = bounds;
        return *this;
    }

    SectionBuilder& text(std::string_view name, std::string Settings::*member, Check check, std::string_view text) {
        add(name, member, text).check = check;
        return *this;
    }

    SectionBuilder& secret(std::string_view name, std::string Settings::*member, std::string_view text) {
        add(name, member, text).secret = true;
        return *this;
    }

    SectionBuilder& flag(std::string_view name, bool Settings::*member, std::string_view text) {
        add(name, member, text);
        return *this;
    }

    SectionBuilder& texts(std::string_view name, Texts Settings::*member, Check check, std::string_view text) {
        add(name, member, text).check = check;
        return *this;
    }

    /// Tables have to come last in their section: in TOML, what stands behind one belongs to it.
    SectionBuilder& table(std::string_view name, TextTable Settings::*member, Check name_check, std::string_view text) {
        add(name, member, text).name_check = name_check;
        return *this;
    }

    operator Section() const { return section_; }  // NOLINT(google-explicit-constructor): how a builder ends

 private:
    template <class Member>
    Key& add(std::string_view name, Member Settings::*member, std::string_view text) {
        const auto get = [settings = settings_, member](const Configuration& configuration) {
            return to_value(configuration.*settings.*member);
        };
        const auto set = [settings = settings_, member](Configuration& configuration, const Value& value) {
            configuration.*settings.*member = from_value<Member>(value);
        };
        return section_.keys.emplace_back(Key{section_.name, name, text, get, set, {}, nullptr, nullptr, false});
    }

    Section section_;
    Settings Configuration::*settings_;
};

}  // namespace till::config
