#pragma once
#include <semaphore.h>

namespace till {

/// Counts up and down, and waits rather than fall below nothing. It may be destroyed as soon as acquire() returns, also
/// while release() is on its way out.
///
/// POSIX's, and not a condition variable, of which glibc 2.36 can lose a notify_one() (its bug 25847), nor
/// std::counting_semaphore, of which libstdc++ 12 can (its bug 104928).
class Semaphore {
 public:
    Semaphore() { sem_init(&semaphore_, 0, 0); }
    ~Semaphore() { sem_destroy(&semaphore_); }

    Semaphore(const Semaphore&) = delete;
    Semaphore& operator=(const Semaphore&) = delete;

    void release() { sem_post(&semaphore_); }
    void acquire() {
        while (sem_wait(&semaphore_) != 0) {  // a signal came
        }
    }

 private:
    sem_t semaphore_{};
};

}  // namespace till
