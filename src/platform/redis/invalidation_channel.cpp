#include "platform/redis/invalidation_channel.h"

#include <algorithm>
#include <utility>

#include <pthread.h>
#include <spdlog/spdlog.h>

#include "platform/hashing/sip_hash.h"

namespace till::redis {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds response_timeout_ms{500};
constexpr milliseconds beat_ms{200};       ///< without news, a node says nothing but that it is there
constexpr milliseconds silence_ms{1'000};  ///< after that it is alone
constexpr milliseconds between_attempts_ms{250};
constexpr std::size_t tags_max = 8'192;  ///< that wait; more are everything

// A message is the eight bytes of the sender, then one of these, then eight bytes for each tag.
constexpr std::size_t id_size = 8;
enum class Kind : char { beat = 'b', tags = 't', everything = 'e' };

std::string bytes_of(std::uint64_t number) {
    std::string bytes(sizeof number, '\0');
    for (char& byte : bytes) {
        byte = static_cast<char>(number & 0xFFU);
        number >>= 8U;
    }
    return bytes;
}

std::uint64_t number_of(std::string_view bytes) {
    std::uint64_t number = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) number = number << 8U | static_cast<unsigned char>(bytes[i]);
    return number;
}

}  // namespace

InvalidationChannel::~InvalidationChannel() { stop(); }

void InvalidationChannel::start(Options options) {
    options_ = std::move(options);
    id_ = bytes_of(sip_hash(random_hash_key(), ""));
    {
        const std::scoped_lock lock(mutex_);
        started_ = true;
        pending_.everything = true;  // whatever was done before
    }
    publisher_ = std::thread([this] { run_publisher(); });
    subscriber_ = std::thread([this] { run_subscriber(); });
}

void InvalidationChannel::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (publisher_.joinable()) publisher_.join();
    if (subscriber_.joinable()) subscriber_.join();
}

void InvalidationChannel::announce(std::span<const caching::Tag> tags) {
    {
        const std::scoped_lock lock(mutex_);
        if (!started_ || pending_.everything) return;
        if (pending_.tags.size() + tags.size() > tags_max) {
            pending_ = {.everything = true, .tags = {}};
        } else {
            pending_.tags.insert(pending_.tags.end(), tags.begin(), tags.end());
        }
    }
    changed_.notify_all();
}

void InvalidationChannel::run_publisher() {
    pthread_setname_np(pthread_self(), "touches-out");
    Pending pending;
    while (take_pending(pending)) {
        try {
            publish(pending);
        } catch (const Unavailable&) {
            publisher_connection_.reset();
            keep_undelivered(pending);
        }
        if (undelivered_) report_undelivered();
    }
}

/// Waits for some, at most until it is time for a beat. False at the end, when all has been published.
bool InvalidationChannel::take_pending(Pending& pending) {
    std::unique_lock lock(mutex_);
    const auto any = [this] { return stopping_ || pending_.everything || !pending_.tags.empty(); };
    changed_.wait_for(lock, beat_ms, any);
    pending = std::exchange(pending_, {});
    return !stopping_ || pending.everything || !pending.tags.empty();
}

void InvalidationChannel::publish(const Pending& pending) {
    if (!publisher_connection_)
        publisher_connection_ = std::make_unique<Connection>(options_.address, response_timeout_ms);
    const bool everything = pending.everything || undelivered_;
    const Kind kind = everything ? Kind::everything : pending.tags.empty() ? Kind::beat : Kind::tags;
    std::string message = id_ + static_cast<char>(kind);
    if (kind == Kind::tags) {
        for (const caching::Tag tag : pending.tags) message += bytes_of(tag);
    }
    publisher_connection_->ask(std::vector<std::string_view>{"PUBLISH", options_.name, message});
    undelivered_ = false;
    if (kind != Kind::beat) ++published_;
}

void InvalidationChannel::keep_undelivered(const Pending& pending) {
    const auto is_pending = [this](caching::Tag tag) { return tag != options_.marker_tag; };
    if (pending.everything || std::any_of(pending.tags.begin(), pending.tags.end(), is_pending)) undelivered_ = true;
}

void InvalidationChannel::report_undelivered() {
    try {
        options_.on_undelivered();
        undelivered_ = false;
    } catch (const std::exception& error) {
        spdlog::warn("other nodes cannot be notified of changes: {}", error.what());
    }
    std::this_thread::sleep_for(between_attempts_ms);
}

void InvalidationChannel::run_subscriber() {
    pthread_setname_np(pthread_self(), "touches-in");
    bool said_alone = false;
    while (true) {
        try {
            receive_while_connected();
            return;
        } catch (const Unavailable& error) {
            const bool was_connected = connected_.exchange(false);
            if (was_connected || !said_alone) spdlog::warn("messages of other nodes do not arrive: {}", error.what());
            said_alone = true;
            invalidations_.invalidate_all();
        }
        if (!pause(between_attempts_ms)) return;
    }
}

/// Returns at the end.
void InvalidationChannel::receive_while_connected() {
    Connection connection(options_.address, response_timeout_ms);
    connection.ask(std::vector<std::string_view>{"SUBSCRIBE", options_.name});
    last_echo_ = steady_clock::now();
    while (pause({})) {
        const auto message = connection.receive_within(beat_ms);
        if (message && message->list.size() == 3) take_message(message->list[2].text);
        if (steady_clock::now() - last_echo_ > silence_ms) throw Unavailable("Redis: it passes on nothing");
    }
}

void InvalidationChannel::take_message(std::string_view message) {
    if (message.size() <= id_size) return;
    const std::string_view id = message.substr(0, id_size);
    const Kind kind{message[id_size]};
    message.remove_prefix(id_size + 1);
    if (id == id_) {
        last_echo_ = steady_clock::now();
        if (connected_) return;
        invalidations_.invalidate_all();  // messages of others were missed meanwhile
        connected_ = true;
        spdlog::info("messages of other nodes arrive");
        return;
    }
    if (kind == Kind::beat) return;
    ++received_;
    if (kind != Kind::tags) return invalidations_.invalidate_all();
    std::vector<caching::Tag> tags;
    for (; message.size() >= sizeof(caching::Tag); message.remove_prefix(sizeof(caching::Tag))) {
        tags.push_back(number_of(message.substr(0, sizeof(caching::Tag))));
    }
    invalidations_.invalidate(tags);
}

/// False at the end.
bool InvalidationChannel::pause(milliseconds time_ms) {
    std::unique_lock lock(mutex_);
    if (time_ms.count() == 0) return !stopping_;
    const auto until = steady_clock::now() + time_ms;
    while (!stopping_ && changed_.wait_until(lock, until) != std::cv_status::timeout) {
    }
    return !stopping_;
}

}  // namespace till::redis
