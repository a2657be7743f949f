#include "support/places.h"

namespace till::test {

std::string source_path(const std::string& file) { return file.empty() ? TILL_SOURCE_DIR : TILL_SOURCE_DIR "/" + file; }

std::string till_program() { return TILL_PROGRAM; }

std::string test_vfs() { return TILL_TEST_VFS; }

}  // namespace till::test
