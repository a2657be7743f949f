#include "support/places.h"

#include <cstdlib>

namespace till::test {

std::string source_path(const std::string& file) { return file.empty() ? TILL_SOURCE_DIR : TILL_SOURCE_DIR "/" + file; }

std::string till_program() {
    const char* const named = std::getenv("TILL_TEST_PROGRAM");
    return named == nullptr ? TILL_PROGRAM : named;
}

std::string test_vfs() { return TILL_TEST_VFS; }

}  // namespace till::test
