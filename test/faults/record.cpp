#include "faults/record.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace till::test {

namespace {

constexpr std::string_view note_begin = "request ";

Basket basket_in(const std::string& text) {
    Basket basket;
    std::istringstream items(text);
    for (std::string item; std::getline(items, item, ',');) {
        const auto cross = item.find('x');
        basket[std::stoll(item)] += std::stoll(item.substr(cross + 1));
    }
    return basket;
}

std::string line_of(const Asked& asked) {
    const std::string number = std::to_string(asked.number);
    switch (asked.kind) {
        case Asked::Kind::order:
            return "order " + number + " " + std::to_string(asked.customer) + (asked.has_key ? " 1 " : " 0 ") +
                   text_of(asked.basket);
        case Asked::Kind::move:
            return "move " + number + " " + std::to_string(asked.order) + " " + asked.status;
        default:
            return "receipt " + number + " " + text_of(asked.basket);
    }
}

void read_request(const std::string& word, std::istringstream& line, History& history) {
    Asked asked;
    std::string basket;
    line >> asked.number;
    asked.attempts = 1;
    if (word == "order") {
        line >> asked.customer >> asked.has_key >> basket;
    } else if (word == "move") {
        asked.kind = Asked::Kind::move;
        line >> asked.order >> asked.status;
    } else {
        asked.kind = Asked::Kind::receipt;
        line >> basket;
    }
    asked.basket = basket_in(basket);
    history.asked[asked.number] = asked;
}

void read_response(const std::string& word, std::istringstream& line, std::int64_t until_position, History& history) {
    std::int64_t number = 0;
    std::int64_t position = 0;
    std::int64_t result = 0;
    line >> number >> position >> result;
    Asked& asked = history.asked.at(number);
    if (position > until_position) return;
    if (word == "done") {
        asked.results.insert(result);
    } else {
        ++asked.refusals;
    }
}

}  // namespace

std::string text_of(const Basket& basket) {
    std::string text;
    for (const auto& [product, quantity] : basket) {
        text += (text.empty() ? "" : ",") + std::to_string(product) + "x" + std::to_string(quantity);
    }
    return text;
}

Outcome Asked::outcome() const {
    if (!results.empty()) return Outcome::done;
    return refusals == attempts ? Outcome::not_done : Outcome::unknown;
}

Record::Record(const std::string& path)
    : path_(path), file_(open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600)) {
    if (file_ < 0) throw std::runtime_error("cannot write " + path);
}

Record::~Record() { close(file_); }

void Record::offers(std::int64_t product, const Offered& offered) {
    write("product " + std::to_string(product) + " " + std::to_string(offered.stock) + " " +
          std::to_string(offered.price));
}

std::int64_t Record::asks(Asked asked) {
    {
        const std::lock_guard lock(mutex_);
        asked.number = ++last_number_;
    }
    write(line_of(asked));
    return asked.number;
}

void Record::asks_again(std::int64_t number) { write("again " + std::to_string(number)); }

void Record::was_done(std::int64_t number, std::int64_t result) {
    write("done " + std::to_string(number) + " " + std::to_string(position_()) + " " + std::to_string(result));
}

void Record::was_refused(std::int64_t number) {
    write("refused " + std::to_string(number) + " " + std::to_string(position_()));
}

void Record::write(const std::string& line) {
    const std::string whole = line + "\n";
    if (::write(file_, whole.data(), whole.size()) != static_cast<ssize_t>(whole.size()) || fdatasync(file_) != 0) {
        throw std::runtime_error("the record cannot be written");
    }
}

History Record::read(std::int64_t until_position) const {
    History history;
    std::ifstream file(path_);
    for (std::string text; std::getline(file, text);) {
        std::istringstream line(text);
        std::string word;
        line >> word;
        if (word == "product") {
            std::int64_t id = 0;
            Offered offered;
            line >> id >> offered.stock >> offered.price;
            history.products[id] = offered;
        } else if (word == "again") {
            std::int64_t number = 0;
            line >> number;
            ++history.asked.at(number).attempts;
        } else if (word == "done" || word == "refused") {
            read_response(word, line, until_position, history);
        } else {
            read_request(word, line, history);
        }
    }
    return history;
}

std::string note_of(std::int64_t number) { return std::string(note_begin) + std::to_string(number); }

std::int64_t number_in(const std::string& note) {
    if (!note.starts_with(note_begin)) return 0;
    return std::strtoll(note.c_str() + note_begin.size(), nullptr, 10);
}

}  // namespace till::test
