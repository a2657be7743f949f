#include "api/page_schema.h"

namespace till::schemas {
namespace {

PageBounds& bounds_in_force() {
    static PageBounds bounds;
    return bounds;
}

}  // namespace

void set_page_bounds(const PageBounds& bounds) { bounds_in_force() = bounds; }

const PageBounds& page_bounds() { return bounds_in_force(); }

const Schema<PageRequest>& page_query() {
    static const auto schema = with_pages(Schema<PageRequest>("PageQuery", "Which page of a list"));
    return schema;
}

}  // namespace till::schemas
