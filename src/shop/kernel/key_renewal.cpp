#include "shop/kernel/key_renewal.h"

#include <spdlog/fmt/fmt.h>

namespace till {

void KeyRenewal::add(std::int64_t id, const std::string& text, const std::string& key, const std::string& renewed) {
    if (renewed == key) return;
    const auto other = transaction_.value<std::int64_t>(
        "SELECT id FROM " + names_.table + " WHERE " + names_.column + " = :key", renewed);
    if (other) {
        result_.clashes.push_back(
            fmt::format("{} {} has the {} \"{}\", which is the same as that of {} {} by now: both "
                        "stay, and one of them should get another",
                        names_.row, id, names_.text, text, names_.row, *other));
        return;
    }
    transaction_.execute("UPDATE " + names_.table + " SET " + names_.column + " = :key WHERE id = :id", renewed, id);
    changed_ = true;
}

RenewedTexts KeyRenewal::result(std::int64_t rows, std::int64_t last) {
    result_.rows = rows;
    result_.last = last;
    return std::move(result_);
}

}  // namespace till
