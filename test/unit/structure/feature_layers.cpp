#include "unit/structure/feature_layers.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include <spdlog/fmt/fmt.h>

namespace till::structure {
namespace {

/// The layer that a name stands for; "" where it stands for none, as that of a model.
std::string layer_of(std::string_view path) {
    static constexpr std::array layers{"module", "routes", "controller", "schema", "service", "repository"};
    const std::string name = std::filesystem::path(path).stem().string();
    if (name.starts_with("sql_")) return "sql";
    for (const std::string layer : layers) {
        if (name.ends_with("_" + layer)) return layer;
    }
    return "";
}

/// What a layer may not know of its feature and others.
struct Rules {
    std::set<std::string> layers;
    std::vector<std::string_view> components;
    bool sql = false;  ///< may hold it
};

const Rules& rules_for(const std::string& layer) {
    static const std::map<std::string, Rules> all{
        {"module", {{}, {}, false}},
        {"routes", {{"module", "service", "repository", "sql"}, {"platform/database/"}, false}},
        {"controller", {{"module", "routes", "repository", "sql"}, {"platform/database/"}, false}},
        {"schema", {{"module", "routes", "controller", "service", "repository", "sql"}, {"platform/database/"}, false}},
        {"service",
         {{"module", "routes", "controller", "schema", "sql"}, {"api/", "platform/http/", "platform/json/"}, false}},
        {"repository",
         {{"module", "routes", "controller", "schema", "service", "sql"},
          {"api/", "platform/http/", "platform/json/"},
          false}},
        {"sql", {{"module", "routes", "controller", "schema", "service"}, {"api/", "platform/http/"}, true}},
        {"", {{"module", "routes", "controller", "sql"}, {}, true}}};
    return all.at(layer);
}

/// The feature whose file it is; "" for what all of them share, and outside of features.
std::string feature_of(std::string_view path) {
    static const std::regex below_shop("shop/([^/]+)/.*");
    std::cmatch match;
    if (!std::regex_match(path.data(), path.data() + path.size(), match, below_shop) || match[1] == "kernel") return "";
    return match[1];
}

bool is_hidden(const std::string& layer) { return layer == "repository" || layer == "sql"; }

bool holds_sql(const std::string& text) {
    static const std::regex statement(R"("\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM) )");
    return std::regex_search(text, statement);
}

}  // namespace

std::vector<std::string> wrong_layers(const Source& source) {
    std::vector<std::string> wrong;
    const std::string feature = feature_of(source.path);
    if (feature.empty()) return wrong;
    const Rules& rules = rules_for(layer_of(source.path));
    for (const auto& [header, quoted] : includes_of(source.text)) {
        const std::string other_feature = feature_of(header);
        const std::string other = layer_of(header);
        const bool is_below = std::any_of(rules.components.begin(), rules.components.end(),
                                          [&](std::string_view component) { return header.starts_with(component); });
        if (is_below || (!other_feature.empty() && rules.layers.contains(other))) {
            wrong.push_back(fmt::format("{} includes {}, which its layer must not know", source.path, header));
        } else if (!other_feature.empty() && other_feature != feature && is_hidden(other)) {
            wrong.push_back(fmt::format("{} includes {}, a repository of another feature", source.path, header));
        }
    }
    if (!rules.sql && holds_sql(source.text)) wrong.push_back(fmt::format("{} holds SQL", source.path));
    return wrong;
}

}  // namespace till::structure
