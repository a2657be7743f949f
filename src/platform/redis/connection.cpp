#include "platform/redis/connection.h"

#include <hiredis/hiredis.h>

namespace till::redis {
namespace {

Reply copy_of(const redisReply& reply) {
    Reply copy{.integer = reply.integer, .text = {}, .list = {}};
    if (reply.str != nullptr) copy.text.assign(reply.str, reply.len);
    for (std::size_t i = 0; i < reply.elements; ++i) copy.list.push_back(copy_of(*reply.element[i]));
    return copy;
}

Reply taken(const redisReply& reply) {
    if (reply.type == REDIS_REPLY_ERROR) throw Unavailable("Redis: " + std::string(reply.str, reply.len));
    return copy_of(reply);
}

}  // namespace

void Connection::FreeReader::operator()(redisReader* reader) const { redisReaderFree(reader); }

void Connection::FreeReply::operator()(redisReply* reply) const { freeReplyObject(reply); }

Connection::Connection(const Address& address, std::chrono::milliseconds timeout_ms)
    : timeout_ms_(timeout_ms), stream_(address, timeout_ms), reader_(redisReaderCreate()) {
    if (!reader_) throw Unavailable("Redis: out of memory");
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

/// RESP2: an array of bulk strings.
void Connection::send(Command command) {
    unsent_ += "*" + std::to_string(command.size()) + "\r\n";
    for (const std::string_view word : command) {
        unsent_ += "$" + std::to_string(word.size()) + "\r\n";
        unsent_.append(word).append("\r\n");
    }
}

Reply Connection::receive() { return taken(*required_reply()); }

std::optional<Reply> Connection::receive_unless(std::string_view error) {
    const OwnedReply reply = required_reply();
    const bool is_it = reply->type == REDIS_REPLY_ERROR && std::string_view(reply->str, reply->len).starts_with(error);
    if (is_it) return std::nullopt;
    return taken(*reply);
}

std::optional<Reply> Connection::receive_within(std::chrono::milliseconds wait_ms) {
    const OwnedReply reply = next_reply(std::chrono::steady_clock::now() + wait_ms);
    if (!reply) return std::nullopt;
    return taken(*reply);
}

Connection::OwnedReply Connection::required_reply() {
    OwnedReply reply = next_reply(std::chrono::steady_clock::now() + timeout_ms_);
    if (!reply) throw Unavailable("Redis: no answer in time");
    return reply;
}

/// Nothing where none has come until then.
Connection::OwnedReply Connection::next_reply(Stream::Time until) {
    if (!unsent_.empty()) {
        stream_.write(unsent_);
        unsent_.clear();
    }
    while (true) {
        void* reply = nullptr;
        if (redisReaderGetReply(reader_.get(), &reply) != REDIS_OK) {
            throw Unavailable("Redis: " + std::string(reader_->errstr));
        }
        if (reply != nullptr) return OwnedReply(static_cast<redisReply*>(reply));
        const std::string_view bytes = stream_.read(until);
        if (bytes.empty()) return nullptr;
        redisReaderFeed(reader_.get(), bytes.data(), bytes.size());
    }
}

}  // namespace till::redis
