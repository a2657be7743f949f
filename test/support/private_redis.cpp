#include "support/private_redis.h"

#include <csignal>
#include <filesystem>
#include <stdexcept>

#include "support/ports.h"

namespace till::test {
namespace {

/// Debian's redis-tools has the server, as it is the same program as the one that looks its files over; redis-server
/// adds its name, and a service that starts by itself.
std::string program_in(const TemporaryFolder& folder) {
    if (std::filesystem::exists("/usr/bin/redis-server")) return "/usr/bin/redis-server";
    if (!std::filesystem::exists("/usr/bin/redis-check-rdb")) {
        throw std::runtime_error("Redis is not installed; the tests need Debian's package redis-tools");
    }
    const std::string name = folder.file("redis-server");
    if (!std::filesystem::exists(name)) std::filesystem::create_symlink("/usr/bin/redis-check-rdb", name);
    return name;
}

}  // namespace

PrivateRedis::PrivateRedis(std::vector<std::string> more, std::string scheme)
    : more_(std::move(more)), scheme_(std::move(scheme)), port_(free_port()) {
    start();
}

void PrivateRedis::start() {
    const bool tls = scheme_ == "rediss";
    std::vector<std::string> arguments{
        "--bind", "127.0.0.1", tls ? "--tls-port" : "--port", std::to_string(port_), "--save", "", "--appendonly",
        "no",     "--dir",     folder_.path().string()};
    if (tls) arguments.insert(arguments.end(), {"--port", "0", "--tls-auth-clients", "no"});
    arguments.insert(arguments.end(), more_.begin(), more_.end());
    server_ = std::make_unique<Child>(program_in(folder_), arguments, Settings{}, "");
    server_->wait_for_port(port_);
}

void PrivateRedis::freeze() const { server_->signal(SIGSTOP); }

void PrivateRedis::thaw() const { server_->signal(SIGCONT); }

}  // namespace till::test
