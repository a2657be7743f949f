#pragma once
#include <cerrno>

#include <semaphore.h>

namespace till {

/// Wakes one thread once. Unlike std::binary_semaphore it may be destroyed as soon as wait() returns, also while
/// give() is on its way out.
class Signal {
 public:
    Signal() { sem_init(&semaphore_, 0, 0); }
    ~Signal() { sem_destroy(&semaphore_); }

    Signal(const Signal&) = delete;
    Signal& operator=(const Signal&) = delete;

    void give() { sem_post(&semaphore_); }
    void wait() {
        while (sem_wait(&semaphore_) != 0 && errno == EINTR) {
        }
    }

 private:
    sem_t semaphore_;
};

}  // namespace till
