#pragma once
#include <cstdint>
#include <memory>
#include <string>

#include "platform/config/configuration.h"

namespace till {

/// The whole program behind `till serve`: a shop, its endpoints, and the servers for clients and operators.
class Application {
 public:
    /// Opens the database and binds both addresses. Throws std::runtime_error or ConfigurationError with the reason.
    explicit Application(const Configuration& configuration);
    ~Application();  // stops

    void start();
    /// ADDRESS:PORT of the API, with the port that was picked.
    std::string address() const;
    /// The same of the listener for operators; empty where there is none.
    std::string management_address() const;

    /// Takes no new connections, completes requests in flight and the writes that wait.
    void stop();

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till
