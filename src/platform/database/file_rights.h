#pragma once
#include <string>

namespace till::database {

/// Makes the SQLite file, empty and for its owner alone, whatever the umask, where it is not there yet; SQLite gives
/// the files beside it (-wal, -shm) the same rights. Throws Unavailable.
void make_private_file(const std::string& path);

/// A warning in the log where others than its owner have rights on the SQLite file or one of those that hold its data.
void warn_of_open_files(const std::string& path);

}  // namespace till::database
