#include "platform/redis/shared_windows.h"

#include <utility>

#include <pthread.h>
#include <spdlog/spdlog.h>

#include "platform/limits/tightest.h"

namespace till::redis {
namespace {

constexpr std::chrono::seconds between_attempts_s{1};

/// KEYS are windows, ARGV the amount and the milliseconds of each. Answers whether the hit was counted, what time it
/// is, and for each window its hits and its end (in milliseconds since 1970). Redis runs it as a whole.
constexpr std::string_view script = R"(
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local windows = {}
local counted = 1
for i, key in ipairs(KEYS) do
    local hits = tonumber(redis.call('GET', key) or 0)
    if hits >= tonumber(ARGV[2 * i - 1]) then counted = 0 end
    windows[i] = hits
end
local answer = {counted, now}
for i, key in ipairs(KEYS) do
    if counted == 1 and windows[i] == 0 then
        redis.call('SET', key, 1, 'PX', ARGV[2 * i])
    elseif counted == 1 then
        redis.call('INCR', key)
    end
    local ends = redis.call('PEXPIRETIME', key)
    if ends < 0 then ends = now + ARGV[2 * i] end
    answer[2 * i + 1] = windows[i] + counted
    answer[2 * i + 2] = ends
end
return answer
)";

std::string milliseconds_text(std::chrono::seconds time) {
    return std::to_string(std::chrono::milliseconds(time).count());
}

Timestamp time_of(const Reply& reply) { return Timestamp(std::chrono::milliseconds(reply.integer)); }

limits::Verdict verdict_of(const Reply& response, std::span<const limits::Limit> limits) {
    if (response.list.size() != 2 + 2 * limits.size()) throw Unavailable("Redis: the script answered something else");
    const bool counted = response.list[0].integer == 1;
    const Timestamp now = time_of(response.list[1]);
    limits::Tightest tightest;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const limits::Count count{.hits = static_cast<std::uint32_t>(response.list[2 * i + 2].integer),
                                  .ends = time_of(response.list[2 * i + 3])};
        if (counted) {
            tightest.allowed(limits[i], count);
        } else if (count.hits >= limits[i].amount) {
            tightest.refused(limits[i], count, now);
        }
    }
    return tightest.verdict();
}

}  // namespace

SharedWindows::SharedWindows(Options options, limits::FixedWindows& own)
    : options_(std::move(options)), own_(own), thread_([this] { work(); }) {}

SharedWindows::~SharedWindows() { stop(); }

void SharedWindows::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
    count_all_alone(std::exchange(waiting_, {}));
}

std::optional<limits::Verdict> SharedWindows::hit(std::string_view key, std::span<const limits::Limit> limits,
                                                  Timestamp now, const limits::MakeDone& make_done) {
    {
        const std::scoped_lock lock(mutex_);
        if (connected_ && !stopping_) {
            waiting_.push_back({std::string(key), limits, now, make_done()});
            if (waiting_.size() == 1) changed_.notify_one();
            return std::nullopt;
        }
    }
    return count_alone(key, limits, now);
}

void SharedWindows::work() {
    pthread_setname_np(pthread_self(), "limits");
    while (wait()) {
        try {
            if (!connection_) connect();
            count_together();
            if (together_.empty()) continue;
            load_script();  // Redis has forgotten it: SCRIPT FLUSH, or a restart at the same address
            count_together();
            if (!together_.empty()) throw Unavailable("Redis: it does not keep the script");
        } catch (const Unavailable& error) {
            lose(error.what());
        }
    }
}

/// Until there is something to count, or it is time for another attempt to connect. False at the end.
bool SharedWindows::wait() {
    std::unique_lock lock(mutex_);
    const auto has_work = [this] { return stopping_ || !waiting_.empty(); };
    if (connection_) {
        changed_.wait(lock, has_work);
    } else if (said_away_) {
        changed_.wait_for(lock, between_attempts_s, has_work);
    }
    if (stopping_) return false;
    together_ = std::exchange(waiting_, {});
    return true;
}

void SharedWindows::connect() {
    connection_ = std::make_unique<Connection>(options_.address, options_.timeout_ms);
    load_script();
    const std::string probe = options_.prefix + "probe";  // a Redis that only reads would take the script as well
    connection_->ask(std::vector<std::string_view>{"SET", probe, "1", "PX", "1000"});
    connected_ = true;
    if (std::exchange(said_away_, false)) spdlog::info("limits are counted together with the other nodes again");
}

void SharedWindows::load_script() {
    script_ = connection_->ask(std::vector<std::string_view>{"SCRIPT", "LOAD", script}).text;
}

/// What Redis does not know the script for is left.
void SharedWindows::count_together() {
    for (const Hit& hit : together_) send(hit);
    std::vector<Hit> left;
    std::size_t counted = 0;
    try {
        for (Hit& hit : together_) {
            const auto response = connection_->receive_unless("NOSCRIPT");
            const auto verdict = response ? std::optional(verdict_of(*response, hit.limits)) : std::nullopt;
            ++counted;
            if (verdict) {
                hit.done(*verdict);
            } else {
                left.push_back(std::move(hit));
            }
        }
    } catch (const Unavailable&) {
        together_.erase(together_.begin(), together_.begin() + static_cast<std::ptrdiff_t>(counted));
        together_.insert(together_.end(), std::make_move_iterator(left.begin()), std::make_move_iterator(left.end()));
        throw;
    }
    together_ = std::move(left);
}

void SharedWindows::send(const Hit& hit) {
    std::vector<std::string> texts{std::to_string(hit.limits.size())};
    for (const limits::Limit& limit : hit.limits) texts.push_back(options_.prefix + hit.key + ":" + to_text(limit));
    for (const limits::Limit& limit : hit.limits) {
        texts.push_back(std::to_string(limit.amount));
        texts.push_back(milliseconds_text(limit.window));
    }
    std::vector<std::string_view> command{"EVALSHA", script_};
    command.insert(command.end(), texts.begin(), texts.end());
    connection_->send(command);
}

limits::Verdict SharedWindows::count_alone(std::string_view key, std::span<const limits::Limit> limits, Timestamp now) {
    ++counted_alone_;
    return own_.hit(key, limits, now);
}

void SharedWindows::count_all_alone(const std::vector<Hit>& hits) {
    for (const Hit& hit : hits) hit.done(count_alone(hit.key, hit.limits, hit.now));
}

void SharedWindows::lose(const std::string& reason) {
    connection_.reset();
    if (!std::exchange(said_away_, true)) spdlog::warn("limits are counted by this node alone: {}", reason);
    {
        const std::scoped_lock lock(mutex_);
        connected_ = false;
        together_.insert(together_.end(), std::make_move_iterator(waiting_.begin()),
                         std::make_move_iterator(waiting_.end()));
        waiting_.clear();
    }
    count_all_alone(together_);
    together_.clear();
}

}  // namespace till::redis
