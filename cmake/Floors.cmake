# till_floor(NAME [ON modules…] [LINKS libraries…]): one folder of src/ as one library with its own precompiled header. It
# may include headers of the modules that it names; test/unit/house checks the same from the #include lines.
function(till_floor name)
  cmake_parse_arguments(floor "" "" "ON;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${name}/*.cpp")
  list(TRANSFORM floor_ON PREPEND till_ REGEX "^[a-z]+$")
  if(sources)
    add_library(till_${name} STATIC ${sources})
    target_include_directories(till_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(till_${name} PUBLIC ${floor_ON} ${floor_LINKS})
    target_precompile_headers(till_${name} PRIVATE
      <algorithm> <chrono> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility> <variant>
      <vector>)
  else()
    add_library(till_${name} INTERFACE)
    target_include_directories(till_${name} INTERFACE "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(till_${name} INTERFACE ${floor_ON} ${floor_LINKS})
  endif()
endfunction()
