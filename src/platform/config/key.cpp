#include "platform/config/key.h"

#include <spdlog/fmt/fmt.h>

#include "platform/text/ascii.h"

namespace till::config {

std::string Key::path() const { return fmt::format("{}.{}", section, name); }

std::string Key::variable() const { return fmt::format("TILL_{}_{}", ascii::upper(section), ascii::upper(name)); }

std::vector<KeyProblem> problems_with(const Key& key, const Value& value) {
    std::vector<KeyProblem> problems;
    const auto check = [&problems](const std::string& name, const std::string& text, Check look) {
        if (text.find('\0') != std::string::npos) {
            problems.push_back({name, "must not hold a NUL"});
        } else if (const auto problem = look == nullptr ? std::nullopt : look(text)) {
            problems.push_back({name, *problem});
        }
    };
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        if (*number < key.bounds.min || *number > key.bounds.max) {
            problems.push_back(
                {"", fmt::format("has to be {} to {}, not {}", key.bounds.min, key.bounds.max, *number)});
        }
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        check("", *text, key.check);
    } else if (const auto* texts = std::get_if<Texts>(&value)) {
        for (const std::string& one : *texts) check("", one, key.check);
    } else if (const auto* table = std::get_if<TextTable>(&value)) {
        for (const auto& [name, one] : *table) {
            check(name, name, key.name_check);
            check(name, one, key.check);
        }
    }
    return problems;
}

}  // namespace till::config
