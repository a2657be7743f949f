#include "faults/tally.h"

#include <cstdlib>

namespace till::test {

namespace {

std::vector<DatabaseKind> only(database::Dialect dialect) {
    std::vector<DatabaseKind> kinds = databases_to_test();
    std::erase_if(kinds, [&](const DatabaseKind& kind) { return kind.dialect != dialect; });
    return kinds;
}

}  // namespace

void Tally::add(const Findings& findings) {
    acknowledged_ += findings.acknowledged;
    unknown_ += findings.unknown;
    unknown_done_ += findings.unknown_done;
    moves_ += findings.moves;
    faults_ += findings.faults.size();
}

std::string Tally::text() const {
    return spelled(acknowledged_) + " orders answered, " + spelled(unknown_) + " without an answer (" +
           spelled(unknown_done_) + " of them there), " + spelled(moves_) + " moves; " +
           spelled(static_cast<std::int64_t>(faults_)) + " faults";
}

std::string spelled(std::int64_t number) {
    std::string text = std::to_string(std::llabs(number));
    for (auto place = static_cast<std::ptrdiff_t>(text.size()) - 3; place > 0; place -= 3) {
        text.insert(static_cast<std::size_t>(place), ",");
    }
    return number < 0 ? "-" + text : text;
}

std::vector<Guest> new_guests(RecordedShop& shop, int count) {
    std::vector<Guest> guests;
    for (int i = 0; i < count; ++i) guests.push_back(shop.new_guest());
    return guests;
}

std::vector<DatabaseKind> only_mariadb() { return only(database::Dialect::mysql); }

std::vector<DatabaseKind> only_sqlite() { return only(database::Dialect::sqlite); }

}  // namespace till::test
