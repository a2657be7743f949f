#pragma once
#include <cstdint>

namespace till {

/// Whose turn it is where several threads want the same processor.
enum class Priority : std::uint8_t {
    normal,
    yielding,    ///< a third of what a normal thread gets of a processor that both want
    background,  ///< a thirtieth: for work of which a client can request any amount
};

/// Lowers the calling thread's priority, on top of what the process has been given.
void set_priority(Priority priority);

}  // namespace till
