#include "shop/transfer/csv_kinds.h"

#include <stdexcept>

namespace till {

const AnyCsvKind& CsvKinds::find(ImportKind kind) const {
    for (const AnyCsvKind* one : all()) {
        if (one->texts().kind == kind) return *one;
    }
    throw std::logic_error("there are no files of this kind");
}

}  // namespace till
