#include "api/page_schema.h"

namespace till::schemas {

Schema<PageRequest> page_query(const PageBounds& bounds) {
    return with_pages(Schema<PageRequest>("PageQuery", "Part of a list"), bounds);
}

}  // namespace till::schemas
