#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace till::test {

/// Pieces of each product.
using Basket = std::map<std::int64_t, std::int64_t>;
/// `12x1,13x2`: products and quantities.
std::string text_of(const Basket& basket);

/// What is known of a request from its responses alone.
enum class Outcome : std::uint8_t { done, not_done, unknown };

/// A shopper's request, with all its attempts and their results.
struct Asked {
    enum class Kind : std::uint8_t { order, move, receipt };

    std::int64_t number = 0;
    Kind kind = Kind::order;
    std::int64_t customer = 0;  ///< of an order
    bool has_key = false;       ///< an Idempotency-Key, the request's own
    Basket basket;              ///< of an order; of a receipt, its one product
    std::int64_t order = 0;     ///< the order whose status is to be changed
    std::string status;         ///< where to
    int attempts = 0;
    int refusals = 0;                ///< attempts whose response says that nothing was done
    std::set<std::int64_t> results;  ///< the ids in its successful responses

    Outcome outcome() const;
};

struct Offered {
    std::int64_t stock = 0;
    std::int64_t price = 0;  ///< in minor units
};

/// All that was recorded, read back from the file.
struct History {
    std::map<std::int64_t, Offered> products;
    std::map<std::int64_t, Asked> asked;  ///< by number
};

/// The shoppers' record of requests and responses: outside of the program, each line on the disk before anything else
/// happens. Safe from any thread.
class Record {
 public:
    explicit Record(const std::string& path);
    ~Record();
    Record(const Record&) = delete;
    Record& operator=(const Record&) = delete;

    /// Records, for each response, a position of something else by then: see read().
    void position_responses_by(std::function<std::int64_t()> position) { position_ = std::move(position); }

    void offers(std::int64_t product, const Offered& offered);
    /// A request that is about to be sent, and gets its number.
    std::int64_t asks(Asked asked);
    /// The same once more.
    void asks_again(std::int64_t number);
    /// `result` is the id of what was made. An attempt of which nothing is said has an unknown outcome.
    void was_done(std::int64_t number, std::int64_t result);
    void was_refused(std::int64_t number);

    /// What the file says. Responses after the position do not count: their requests are unknown.
    History read(std::int64_t until_position = INT64_MAX) const;

 private:
    void write(const std::string& line);

    std::string path_;
    int file_;
    std::function<std::int64_t()> position_ = [] { return std::int64_t{0}; };
    std::mutex mutex_;
    std::int64_t last_number_ = 0;
};

/// The note of a request in the database, and its number; 0 where the note is none.
std::string note_of(std::int64_t number);
std::int64_t number_in(const std::string& note);

}  // namespace till::test
