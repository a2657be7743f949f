#pragma once
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <boost/container/small_vector.hpp>

#include "api/route.h"

namespace till {

/// Finds the row for a request. Paths are matched segment by segment, with and without a slash at the end; a fixed
/// segment takes precedence over a parameter. `{name...}` at a path's end stands for all that is left, also nothing:
/// such a row takes what no other has, for its own method only. Closed routes are not there.
class Router {
 public:
    /// The routes must outlive the router. Throws std::logic_error for two rows with the same method and path.
    explicit Router(const std::vector<Route>& routes);
    ~Router();

    struct Match {
        const Route* route = nullptr;  ///< nullptr: the path is not known, or not with this method
        bool path_is_known = false;
        std::string allow;  ///< for 405: `GET, HEAD, POST`
        schemas::NamedTexts path_parameters;
    };
    using Segments = std::span<const std::string_view>;
    Match match(http::Method method, Segments segments) const;

 private:
    struct Node;
    using Values = boost::container::small_vector<std::string_view, 4>;
    static const Node* find(const Node& node, Segments segments, Values& values);
    Match match_rest(http::Method method, Segments segments) const;

    std::unique_ptr<Node> root_;
};

}  // namespace till
