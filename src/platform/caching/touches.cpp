#include "platform/caching/touches.h"

#include <algorithm>
#include <numeric>

namespace till::caching {

Touches::Touches() : touched_(places) {}

void Touches::touch(std::span<const Tag> tags) {
    const Moment moment = ++sequence_;
    for (const Tag tag : tags) {
        std::atomic<Moment>& last = touched_[place_of(tag)];
        Moment before = last;
        while (before < moment && !last.compare_exchange_weak(before, moment)) {
        }
    }
}

void Touches::touch_all() {
    std::vector<Tag> one_for_each_place(places);
    std::iota(one_for_each_place.begin(), one_for_each_place.end(), Tag{0});
    touch(one_for_each_place);
}

bool Touches::untouched_since(Moment began, std::span<const Tag> tags) const {
    return std::all_of(tags.begin(), tags.end(), [&](Tag tag) { return touched_[place_of(tag)] <= began; });
}

}  // namespace till::caching
