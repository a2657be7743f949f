# The structure of src/, one static library for each component. A component may include its own headers and those of the
# components that it stands on; test/unit/structure checks the same from the #include lines.
#
#   till_platform(NAME [ON parts…] …)                       src/platform/NAME: knows no shop
#   till_layer(NAME FOLDER folder [ON layers…] [PLATFORM parts…] …)  src/FOLDER
#   till_feature(NAME [ON features…] [PLATFORM parts…] …)   src/shop/NAME: stands on the API and on what that stands on
#
# ON names components of the same kind (a layer may name any layer or feature), PLATFORM parts of the platform. Everybody
# reaches what those stand on, too. LINKS names libraries that only the component's own files include; PUBLIC_LINKS those
# that its headers include, or that a user of it has to see.

# One precompiled header for all of them.
file(CONFIGURE OUTPUT "${CMAKE_BINARY_DIR}/precompiled.cpp" CONTENT "// Only its precompiled header counts.\n")
add_library(till_precompiled OBJECT "${CMAKE_BINARY_DIR}/precompiled.cpp")
target_precompile_headers(till_precompiled PRIVATE
  <algorithm> <chrono> <functional> <map> <memory> <optional> <span> <string> <string_view> <utility> <variant> <vector>)

# till_component(TARGET FOLDER ON targets… LINKS libraries… PUBLIC_LINKS libraries…)
function(till_component target folder)
  cmake_parse_arguments(component "" "" "ON;LINKS;PUBLIC_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cpp")
  if(sources)
    add_library(${target} STATIC ${sources})
    target_include_directories(${target} PUBLIC "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(${target} PUBLIC ${component_ON} ${component_PUBLIC_LINKS} PRIVATE ${component_LINKS})
    target_precompile_headers(${target} REUSE_FROM till_precompiled)
  else()
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${CMAKE_SOURCE_DIR}/src")
    target_link_libraries(${target} INTERFACE ${component_ON} ${component_PUBLIC_LINKS} ${component_LINKS})
  endif()
endfunction()

function(till_platform name)
  cmake_parse_arguments(part "" "" "ON;LINKS;PUBLIC_LINKS" ${ARGN})
  list(TRANSFORM part_ON PREPEND till_platform_)
  till_component(till_platform_${name} platform/${name} ON ${part_ON} LINKS ${part_LINKS} PUBLIC_LINKS ${part_PUBLIC_LINKS})
endfunction()

function(till_layer name)
  cmake_parse_arguments(layer "" "FOLDER" "ON;PLATFORM;LINKS;PUBLIC_LINKS" ${ARGN})
  list(TRANSFORM layer_ON PREPEND till_)
  list(TRANSFORM layer_PLATFORM PREPEND till_platform_)
  till_component(till_${name} ${layer_FOLDER} ON ${layer_ON} ${layer_PLATFORM}
    LINKS ${layer_LINKS} PUBLIC_LINKS ${layer_PUBLIC_LINKS})
endfunction()

# TILL_FEATURES has the names of all of them.
function(till_feature name)
  till_layer(${name} FOLDER shop/${name} ${ARGN})
  target_link_libraries(till_${name} PUBLIC till_api)
  set(TILL_FEATURES ${TILL_FEATURES} ${name} PARENT_SCOPE)
endfunction()
