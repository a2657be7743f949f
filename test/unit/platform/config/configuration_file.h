#pragma once
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "platform/config/configuration.h"
#include "support/temporary_folder.h"

namespace till {

using Environment = std::map<std::string, std::string>;

/// What reading a configuration is refused with; empty where it is not.
template <class Read>
std::string complaint_of(const Read& read) {
    try {
        read();
    } catch (const ConfigurationError& error) {
        return error.what();
    }
    return "";
}

/// The same for variables without a file.
inline std::string refused(const Environment& environment) {
    return complaint_of([&] { load_configuration(std::nullopt, environment); });
}

class ConfigurationFile : public testing::Test {
 protected:
    Configuration load(const std::string& toml, const Environment& environment = {}) {
        std::ofstream(file_, std::ios::binary) << toml;
        return load_configuration(file_, environment);
    }

    std::string refusal(const std::string& toml, const Environment& environment = {}) {
        return complaint_of([&] { load(toml, environment); });
    }

    std::string at(int line) const { return file_.string() + ":" + std::to_string(line); }

    test::TemporaryFolder folder_;
    std::filesystem::path file_ = folder_.path() / "till.toml";
};

}  // namespace till
