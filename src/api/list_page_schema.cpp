#include "api/list_page_schema.h"

namespace till::schemas {

Schema<ListPageRequest> page_query(const ListPageBounds& bounds) {
    return with_pages(Schema<ListPageRequest>("PageQuery", "Part of a list"), bounds);
}

}  // namespace till::schemas
