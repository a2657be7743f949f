#include "platform/http/read_buffer.h"

#include <gtest/gtest.h>

namespace till::http {

TEST(AReadBuffer, GrowsInLargeSteps) {
    ReadBuffer buffer;
    int reads = 0;
    for (std::size_t held = 0; held < 1'000'000; ++reads) {
        buffer.make_room(0);
        const std::size_t room = buffer.room_size();
        ASSERT_GT(room, 0U);
        buffer.commit(room);
        held += room;
        ASSERT_EQ(buffer.unread().size(), held);
    }
    EXPECT_LT(reads, 25);
}

}  // namespace till::http
