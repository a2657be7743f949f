#pragma once
#include <memory>
#include <string>

#include <netdb.h>

namespace till::bench {

/// A file descriptor that is closed with its owner.
class Descriptor {
 public:
    explicit Descriptor(int number = -1) : number_(number) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : number_(other.number_) { other.number_ = -1; }
    Descriptor& operator=(Descriptor&& other) noexcept;
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return number_; }

 private:
    int number_;
};

/// Where a server listens, found once.
class Server {
 public:
    explicit Server(const std::string& url);

    /// A connection to it that never blocks once it is there, without Nagle's delay.
    Descriptor connect() const;

 private:
    std::string url_;
    std::unique_ptr<addrinfo, void (*)(addrinfo*)> address_;
};

[[noreturn]] void throw_errno(const std::string& what);

}  // namespace till::bench
