#include <chrono>
#include <fstream>
#include <string>

#include "faults/effort.h"
#include "faults/flood.h"
#include "faults/shoppers.h"
#include "faults/tally.h"

namespace till::test {
namespace {

using namespace std::chrono_literals;

// What the shop takes at a time here, and ten times that.
constexpr int workers = 16;
constexpr int queue = 48;
constexpr int what_it_takes = workers + queue;
constexpr int too_many = 10 * what_it_takes;
constexpr std::int64_t memory_max_kilobytes = 256 * 1024;
constexpr std::int64_t plenty = 1'000'000'000;

std::string order_request(const std::string& token, std::int64_t product) {
    const std::string body = json::serialize(json::Object{{"items", json::Array{item_of(product, 1)}}});
    return "POST /api/v1/orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::int64_t most_memory_kilobytes(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) return std::stoll(line.substr(6));
    }
    return -1;
}

class Overload : public FaultOnBoth {};

TEST_P(Overload, EndsIn503AndNotInAFall) {
    const int rounds = by_effort(2, 3, 60);
    const auto turn = std::chrono::milliseconds(by_effort(1'500, 20'000, 60'000));
    const FreshDatabase database(GetParam());
    FaultyShop shop(database.options().url,
                    {{"TILL_SERVER_WORKERS", std::to_string(workers)}, {"TILL_SERVER_QUEUE", std::to_string(queue)}});
    const std::int64_t product = shop.new_product(plenty);
    const Guest guest = shop.new_guest();
    const std::string request = order_request(guest.token, product);
    flood(shop.process().port(), what_it_takes, turn / 2, request);  // warms up
    Flooded best;
    Flooded over;
    for (int i = 0; i < rounds; ++i) {
        best.add(flood(shop.process().port(), what_it_takes, turn / 2, request));
        over.add(flood(shop.process().port(), too_many, turn, request));
    }
    EXPECT_GT(over.busy, 0) << "it was never too much";
    EXPECT_EQ(best.busy_without_retry_after + over.busy_without_retry_after, 0);
    EXPECT_EQ(best.others + over.others, 0);
    EXPECT_EQ(best.broken + over.broken, 0);
    const double kept = over.done_a_second() / best.done_a_second();
    // A short run on a busy machine says little about speed, but does reveal a drop.
    EXPECT_GE(kept, by_effort(10, 80, 80) / 100.0);
    const std::int64_t memory = most_memory_kilobytes(shop.process().id());
    EXPECT_LE(memory, memory_max_kilobytes);
    EXPECT_GT(memory, 0);
    Response afterwards;
    do {  // what the flood has left waiting comes first
        afterwards = shop.with_token(guest.token).get("/products/" + std::to_string(product));
    } while (afterwards.status == 503);
    EXPECT_THAT(afterwards, HasStatus(200));
    EXPECT_GE(plenty - afterwards.number("stock"), best.done + over.done) << "each order has taken one unit";
    note_figures("at ten times what it takes (" + std::to_string(too_many) + " clients that come back at once), " +
                 spelled(static_cast<std::int64_t>(over.done_a_second())) + " orders a second of " +
                 spelled(static_cast<std::int64_t>(best.done_a_second())) + " at best (" +
                 std::to_string(kept).substr(0, 4) + "), " + spelled(over.busy) +
                 " answers 503, all with Retry-After, " + spelled(memory / 1024) + " MB at most");
}

TILL_ON_BOTH_DATABASES(Overload);

}  // namespace
}  // namespace till::test
