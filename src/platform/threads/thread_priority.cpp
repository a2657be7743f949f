#include "platform/threads/thread_priority.h"

#include <sys/resource.h>

namespace till {

namespace {

int niceness(Priority priority) {
    switch (priority) {
        case Priority::normal:
            return 0;
        case Priority::yielding:
            return 5;
        case Priority::background:
            return 15;
    }
    return 0;
}

}  // namespace

// On Linux, a thread has a niceness of its own.
void set_priority(Priority priority) {
    setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + niceness(priority));
}

}  // namespace till
