#pragma once
#include <string>
#include <vector>

#include "unit/structure/source.h"

/// The layers inside of a feature, which are the names of its files.
namespace till::structure {

/// What the file may not include, or hold: routes lead to controllers, these to services, these to the interfaces of
/// repositories, these to models; schemas know no SQL, services neither HTTP nor JSON nor SQL, and no feature knows
/// another's repositories. Only the module, which builds all of them, knows how a repository is implemented.
std::vector<std::string> wrong_layers(const Source& source);

}  // namespace till::structure
