# Warnings are errors; ccache, a fast linker and sanitizers where requested or available.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
                    -Woverloaded-virtual -Wnull-dereference -Werror)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 reports these inside its own headers at -O2.
  add_compile_options(-Wno-null-dereference -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread
                      -Wno-array-bounds)
endif()
add_compile_options(-Wno-missing-field-initializers)
if(CMAKE_UNITY_BUILD)
  # A name of one file may be a local one in the next. What is private to a file looks as if it were in a header.
  add_compile_options(-Wno-shadow)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-subobject-linkage)
  endif()
endif()

find_program(TILL_CCACHE ccache)
if(TILL_CCACHE)
  # Without these, ccache passes on whatever includes a precompiled header. Paths are hashed relative to this folder, so
  # that one clone finds what another has compiled.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=true
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${TILL_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-fpch-preprocess)
  endif()
endif()

find_program(TILL_MOLD mold)
if(TILL_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# Against what a fault in memory could be used for, in what runs in a shop: canaries on the stack, targets of jumps that
# are marked, tables that are read-only once the program is linked, and checks of bounds where the sizes are known and in
# the library's containers. Unpredictable addresses (PIE) are what Debian's compilers make anyway. 1 to 3 % of a
# request's processor time is the price that was expected, the containers' checks most of it. The sanitizers check the
# same, and more, by means that fortified functions get around.
option(TILL_HARDENING "Hardened flags in release builds; OFF only measures what they cost" ON)
set(TILL_HARDENED "$<AND:$<BOOL:${TILL_HARDENING}>,$<CONFIG:Release,RelWithDebInfo>>")
add_compile_options("$<${TILL_HARDENED}:-fstack-protector-strong;-fcf-protection=full>")
add_compile_definitions("$<${TILL_HARDENED}:_GLIBCXX_ASSERTIONS>")
add_link_options("$<${TILL_HARDENED}:LINKER:-z,relro,-z,now,-z,noexecstack>")
if(NOT TILL_SANITIZE)
  add_compile_options("$<${TILL_HARDENED}:-U_FORTIFY_SOURCE;-D_FORTIFY_SOURCE=2>")
endif()

if(TILL_SANITIZE)
  add_compile_options(-fsanitize=${TILL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${TILL_SANITIZE})
  if(TILL_SANITIZE MATCHES "thread")
    add_compile_options(-Wno-tsan)  # Asio's memory fences, which the thread sanitizer does not see; nothing rests on them
  endif()
endif()
