#include "platform/caching/invalidations.h"

#include <algorithm>
#include <numeric>

namespace till::caching {

Invalidations::Invalidations() : invalidated_(places) {}

void Invalidations::invalidate(std::span<const Tag> tags) {
    const SequenceNumber number = ++sequence_;
    for (const Tag tag : tags) {
        std::atomic<SequenceNumber>& last = invalidated_[place_of(tag)];
        SequenceNumber before = last;
        while (before < number && !last.compare_exchange_weak(before, number)) {
        }
    }
}

void Invalidations::invalidate_all() {
    std::vector<Tag> one_for_each_place(places);
    std::iota(one_for_each_place.begin(), one_for_each_place.end(), Tag{0});
    invalidate(one_for_each_place);
}

bool Invalidations::valid_since(SequenceNumber began, std::span<const Tag> tags) const {
    return std::all_of(tags.begin(), tags.end(), [&](Tag tag) { return invalidated_[place_of(tag)] <= began; });
}

}  // namespace till::caching
