#pragma once
#include <algorithm>
#include <cstddef>
#include <vector>

namespace till::bench {

/// What `part` of all values are below or equal to; 0 where there is none. Leaves the values in another order.
template <class Value>
Value percentile(std::vector<Value>& values, double part) {
    if (values.empty()) return Value();
    const auto place = std::min(static_cast<std::size_t>(part * static_cast<double>(values.size())), values.size() - 1);
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), at, values.end());
    return *at;
}

}  // namespace till::bench
