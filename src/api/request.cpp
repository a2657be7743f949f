#include "api/request.h"

#include <stdexcept>

#include "api/rules.h"
#include "platform/errors/refusal.h"

namespace till {

std::int64_t Request::id_in_path(std::string_view name) const {
    for (const auto& [parameter, text] : path_parameters) {
        if (parameter != name) continue;
        const auto read = schemas::id{}.read(schemas::detail::value_of_text(text, schemas::detail::TextKind::number));
        if (read.value) return *read.value;
        throw Refusal(problems::not_found,
                      "There is nothing at this path: " + std::string(name) + " " + read.complaint + ".");
    }
    throw std::logic_error("the route has no path parameter " + std::string(name));
}

}  // namespace till
