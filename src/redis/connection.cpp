#include "redis/connection.h"

#include <algorithm>
#include <cerrno>

#include <hiredis/hiredis.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>

namespace till::redis {
namespace {

timeval to_timeval(std::chrono::milliseconds time_ms) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time_ms);
    return {.tv_sec = seconds.count(),
            .tv_usec = std::chrono::duration_cast<std::chrono::microseconds>(time_ms - seconds).count()};
}

Reply copy_of(const redisReply& reply) {
    Reply copy{.integer = reply.integer, .text = {}, .list = {}};
    if (reply.str != nullptr) copy.text.assign(reply.str, reply.len);
    for (std::size_t i = 0; i < reply.elements; ++i) copy.list.push_back(copy_of(*reply.element[i]));
    return copy;
}

/// For the thread: hiredis writes without MSG_NOSIGNAL.
void block_sigpipe() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

void Connection::Close::operator()(redisContext* context) const { redisFree(context); }

Connection::Connection(const Address& address, std::chrono::milliseconds timeout_ms)
    : context_(redisConnectWithTimeout(address.host.c_str(), address.port, to_timeval(timeout_ms))) {
    block_sigpipe();
    if (!context_ || context_->err != 0 || redisSetTimeout(context_.get(), to_timeval(timeout_ms)) != REDIS_OK) fail();
    if (!address.password.empty()) {
        std::vector<std::string_view> sign_in{"AUTH"};
        if (!address.user.empty()) sign_in.emplace_back(address.user);
        sign_in.emplace_back(address.password);
        ask(sign_in);
    }
    if (address.database != "0") ask(std::vector<std::string_view>{"SELECT", address.database});
}

Reply Connection::ask(Command command) {
    send(command);
    return receive();
}

void Connection::send(Command command) {
    std::vector<const char*> texts;
    std::vector<std::size_t> sizes;
    for (const std::string_view word : command) {
        texts.push_back(word.data());
        sizes.push_back(word.size());
    }
    if (redisAppendCommandArgv(context_.get(), static_cast<int>(texts.size()), texts.data(), sizes.data()) !=
        REDIS_OK) {
        fail();
    }
}

Reply Connection::receive() {
    void* reply = nullptr;
    if (redisGetReply(context_.get(), &reply) != REDIS_OK || reply == nullptr) fail();
    return taken(static_cast<redisReply*>(reply));
}

std::optional<Reply> Connection::receive_within(std::chrono::milliseconds wait_ms) {
    const auto until = std::chrono::steady_clock::now() + wait_ms;
    while (true) {
        void* reply = nullptr;
        if (redisReaderGetReply(context_->reader, &reply) != REDIS_OK) fail();
        if (reply != nullptr) return taken(static_cast<redisReply*>(reply));
        const auto left_ms = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        pollfd waiting{.fd = context_->fd, .events = POLLIN, .revents = 0};
        const int ready = poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(0, left_ms.count())));
        if (ready == 0) return std::nullopt;
        if (ready > 0 && redisBufferRead(context_.get()) != REDIS_OK) fail();
    }
}

void Connection::fail() const {
    if (!context_) throw Unavailable("Redis: out of memory");
    if (context_->err == REDIS_ERR_IO && errno == EAGAIN) throw Unavailable("Redis: no answer in time");
    throw Unavailable("Redis: " + std::string(context_->errstr));
}

Reply Connection::taken(redisReply* reply) {
    const std::unique_ptr<redisReply, decltype(&freeReplyObject)> owned(reply, &freeReplyObject);
    if (owned->type == REDIS_REPLY_ERROR) throw Unavailable("Redis: " + std::string(owned->str, owned->len));
    return copy_of(*owned);
}

}  // namespace till::redis
