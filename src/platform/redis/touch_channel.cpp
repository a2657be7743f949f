#include "platform/redis/touch_channel.h"

#include <algorithm>
#include <utility>

#include <pthread.h>
#include <spdlog/spdlog.h>

#include "platform/hashing/sip_hash.h"

namespace till::redis {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds answer_timeout_ms{500};
constexpr milliseconds beat_ms{200};       ///< without news, a node says nothing but that it is there
constexpr milliseconds silence_ms{1'000};  ///< after that it is alone
constexpr milliseconds between_attempts_ms{250};
constexpr std::size_t tags_max = 8'192;  ///< that wait; more are everything

// A message is the eight bytes of whoever speaks, then one of these, then eight bytes for each tag.
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

TouchChannel::~TouchChannel() { stop(); }

void TouchChannel::start(Options options) {
    options_ = std::move(options);
    id_ = bytes_of(sip_hash(random_hash_key(), ""));
    {
        const std::scoped_lock lock(mutex_);
        started_ = true;
        news_.everything = true;  // whatever was done before
    }
    speaker_ = std::thread([this] { speak(); });
    listener_ = std::thread([this] { listen(); });
}

void TouchChannel::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    if (speaker_.joinable()) speaker_.join();
    if (listener_.joinable()) listener_.join();
}

void TouchChannel::tell(std::span<const caching::Tag> tags) {
    {
        const std::scoped_lock lock(mutex_);
        if (!started_ || news_.everything) return;
        if (news_.tags.size() + tags.size() > tags_max) {
            news_ = {.everything = true, .tags = {}};
        } else {
            news_.tags.insert(news_.tags.end(), tags.begin(), tags.end());
        }
    }
    changed_.notify_all();
}

void TouchChannel::speak() {
    pthread_setname_np(pthread_self(), "touches-out");
    News news;
    while (take_news(news)) {
        try {
            publish(news);
        } catch (const Unavailable&) {
            speaking_.reset();
            keep_for_mark(news);
        }
        if (undelivered_) leave_mark();
    }
}

/// Waits for some, at most until it is time for a beat. False at the end, when all has been told.
bool TouchChannel::take_news(News& news) {
    std::unique_lock lock(mutex_);
    const auto any = [this] { return stopping_ || news_.everything || !news_.tags.empty(); };
    changed_.wait_for(lock, beat_ms, any);
    news = std::exchange(news_, {});
    return !stopping_ || news.everything || !news.tags.empty();
}

void TouchChannel::publish(const News& news) {
    if (!speaking_) speaking_ = std::make_unique<Connection>(options_.address, answer_timeout_ms);
    const bool everything = news.everything || undelivered_;
    const Kind kind = everything ? Kind::everything : news.tags.empty() ? Kind::beat : Kind::tags;
    std::string message = id_ + static_cast<char>(kind);
    if (kind == Kind::tags) {
        for (const caching::Tag tag : news.tags) message += bytes_of(tag);
    }
    speaking_->ask(std::vector<std::string_view>{"PUBLISH", options_.name, message});
    undelivered_ = false;
    if (kind != Kind::beat) ++told_;
}

void TouchChannel::keep_for_mark(const News& news) {
    const auto is_news = [this](caching::Tag tag) { return tag != options_.mark_tag; };
    if (news.everything || std::any_of(news.tags.begin(), news.tags.end(), is_news)) undelivered_ = true;
}

void TouchChannel::leave_mark() {
    try {
        options_.mark();
        undelivered_ = false;
    } catch (const std::exception& error) {
        spdlog::warn("other nodes cannot be told of changes: {}", error.what());
    }
    std::this_thread::sleep_for(between_attempts_ms);
}

void TouchChannel::listen() {
    pthread_setname_np(pthread_self(), "touches-in");
    bool said_alone = false;
    while (true) {
        try {
            listen_while_connected();
            return;
        } catch (const Unavailable& error) {
            const bool was_connected = connected_.exchange(false);
            if (was_connected || !said_alone) spdlog::warn("other nodes are not heard: {}", error.what());
            said_alone = true;
            touches_.touch_all();
        }
        if (!pause(between_attempts_ms)) return;
    }
}

/// Returns at the end.
void TouchChannel::listen_while_connected() {
    Connection connection(options_.address, answer_timeout_ms);
    connection.ask(std::vector<std::string_view>{"SUBSCRIBE", options_.name});
    heard_myself_ = steady_clock::now();
    while (pause({})) {
        const auto message = connection.receive_within(beat_ms);
        if (message && message->list.size() == 3) take_message(message->list[2].text);
        if (steady_clock::now() - heard_myself_ > silence_ms) throw Unavailable("Redis: it passes on nothing");
    }
}

void TouchChannel::take_message(std::string_view message) {
    if (message.size() <= id_size) return;
    const std::string_view id = message.substr(0, id_size);
    const Kind kind{message[id_size]};
    message.remove_prefix(id_size + 1);
    if (id == id_) {
        heard_myself_ = steady_clock::now();
        if (connected_) return;
        touches_.touch_all();  // what others said meanwhile
        connected_ = true;
        spdlog::info("other nodes are heard");
        return;
    }
    if (kind == Kind::beat) return;
    ++heard_;
    if (kind != Kind::tags) return touches_.touch_all();
    std::vector<caching::Tag> tags;
    for (; message.size() >= sizeof(caching::Tag); message.remove_prefix(sizeof(caching::Tag))) {
        tags.push_back(number_of(message.substr(0, sizeof(caching::Tag))));
    }
    touches_.touch(tags);
}

/// False at the end.
bool TouchChannel::pause(milliseconds time_ms) {
    std::unique_lock lock(mutex_);
    if (time_ms.count() == 0) return !stopping_;
    const auto until = steady_clock::now() + time_ms;
    while (!stopping_ && changed_.wait_until(lock, until) != std::cv_status::timeout) {
    }
    return !stopping_;
}

}  // namespace till::redis
