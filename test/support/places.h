#pragma once
#include <string>

namespace till::test {

/// The path of a file of the project, or of its root where none is named, as it was when the tests were built.
std::string source_path(const std::string& file = {});

/// The path of the program that the API tests start: of the same build as they, or what TILL_TEST_PROGRAM names.
std::string till_program();

/// The path of the SQLite VFS of test/test_vfs, to be preloaded.
std::string test_vfs();

}  // namespace till::test
