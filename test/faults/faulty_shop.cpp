#include "faults/faulty_shop.h"

#include <csignal>

#include "faults/effort.h"

namespace till::test {

namespace {

std::string seed_text() { return "TILL_FAULTS_SEED=" + std::to_string(run_seed()) + " throws the same dice"; }

}  // namespace

FaultyShop::FaultyShop(std::string database_url, const Settings& more)
    : RecordedShop(std::move(database_url)), settings_(settings_for(this->database_url())) {
    for (const auto& [name, value] : more) settings_[name] = value;
    make_admin(settings_);
    start();
    sign_in_admin();
}

void FaultyShop::start() {
    process_ = std::make_unique<TillProcess>(settings_);
    set_door(detour_ != 0 ? detour_ : process_->port());
}

void FaultyShop::kill() {
    process_->signal(SIGKILL);
    set_door(0);
    process_->stop();
    process_.reset();
}

int FaultyShop::stop() {
    set_door(0);
    const int status = process_->stop();
    process_.reset();
    return status;
}

void FaultyShop::lead_through(std::uint16_t port) {
    detour_ = port;
    if (process_) set_door(port);
}

Fault::Fault() : seed_(__FILE__, __LINE__, seed_text()) {}

FaultOnBoth::FaultOnBoth() : seed_(__FILE__, __LINE__, seed_text()) {}

}  // namespace till::test
