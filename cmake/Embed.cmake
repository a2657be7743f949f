# till_embed(TARGET NAME DIR [OPTIONAL] PATTERNS…): puts files into the program, also from the folders below DIR; with
# OPTIONAL it is no error if there are none. The generated header embedded/NAME.h declares
#   std::span<const till::embedded::File> till::embedded::NAME();
# with the files' paths relative to DIR, in alphabetical order.
function(till_embed target name directory)
  cmake_parse_arguments(embed "OPTIONAL" "" "" ${ARGN})
  list(TRANSFORM embed_UNPARSED_ARGUMENTS PREPEND "${directory}/" OUTPUT_VARIABLE patterns)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS LIST_DIRECTORIES false ${patterns})
  if(NOT files AND NOT embed_OPTIONAL)
    message(FATAL_ERROR "There is nothing to embed in ${directory}: run script/setup, which makes what is missing.")
  endif()
  list(SORT files)
  set(out "${CMAKE_BINARY_DIR}/embedded")
  set(assembly ".section .note.GNU-stack,\"\",@progbits\n.section .rodata\n")
  set(table "")
  set(externs "")
  set(index 0)
  foreach(file IN LISTS files)
    file(RELATIVE_PATH path "${directory}" "${file}")
    string(APPEND assembly ".global ${target}_${index}\n.global ${target}_${index}_end\n.balign 16\n"
                           "${target}_${index}:\n.incbin \"${file}\"\n${target}_${index}_end:\n.byte 0\n")
    string(APPEND externs "extern \"C\" const char ${target}_${index}[];\nextern \"C\" const char ${target}_${index}_end[];\n")
    string(APPEND table "    {\"${path}\", {${target}_${index}, ${target}_${index}_end}},\n")
    math(EXPR index "${index} + 1")
  endforeach()
  file(CONFIGURE OUTPUT "${out}/${name}.S" CONTENT "${assembly}" @ONLY)
  file(CONFIGURE OUTPUT "${out}/file.h" CONTENT [[#pragma once
#include <string_view>
namespace till::embedded {
/// A file that was built into the program; both views live as long as it.
struct File {
    std::string_view path;
    std::string_view bytes;
};
}  // namespace till::embedded
]] @ONLY)
  file(CONFIGURE OUTPUT "${out}/${name}.h" CONTENT "#pragma once
#include <span>
#include \"embedded/file.h\"
namespace till::embedded {
std::span<const File> ${name}();
}
" @ONLY)
  set(body "    static const File files[] = {\n${table}    };\n    return files;\n")
  if(NOT files)
    set(body "    return {};\n")
  endif()
  file(CONFIGURE OUTPUT "${out}/${name}.cpp" CONTENT "#include \"embedded/${name}.h\"
${externs}
namespace till::embedded {
std::span<const File> ${name}() {
${body}}
}
" @ONLY)
  add_library(${target} STATIC "${out}/${name}.S" "${out}/${name}.cpp")
  set_source_files_properties("${out}/${name}.S" PROPERTIES OBJECT_DEPENDS "${files}")
  target_include_directories(${target} PUBLIC "${CMAKE_BINARY_DIR}")
endfunction()
