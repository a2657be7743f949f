#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

namespace till::replay {

struct Call {
    std::string method = "GET";
    std::string path;  ///< below /api/v1
    std::string body;  ///< JSON; empty for none
};

struct Response {
    int status = 0;  ///< 0: the connection was lost; `body` says how
    std::string body;
    double seconds = 0;
};

/// Calls the API over many connections from one thread. Signs in when it has to; repeats nothing else.
class Client {
 public:
    /// `url` is http://HOST:PORT. Throws std::runtime_error where that leads nowhere.
    Client(const std::string& url, std::size_t connections, std::string username, std::string password);
    ~Client();

    /// Makes `count` calls, as many at a time as there are connections, in any order. `answered` gets the number of the
    /// call with its response; what it throws ends all. Returns when every call has its response.
    void each(std::size_t count, const std::function<Call(std::size_t)>& call,
              const std::function<void(std::size_t, Response)>& answered);

    Response one(const Call& call);

 private:
    class Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace till::replay
