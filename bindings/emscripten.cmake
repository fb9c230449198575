# What every object file of a WebAssembly build shares. Included by the root
# before its first target.

# -fno-rtti must be the same everywhere, at the link as well: Embind compares
# type ids across object files, and a disagreement shows only at run time, as
# an unbound type. The definition tells Embind's headers that there are no
# names to look up.
add_compile_options(-fno-exceptions -fno-rtti)
add_compile_definitions(EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
add_link_options(-fno-exceptions -fno-rtti)

# The name of the stack's size changed with 3.1.25. 128 KB is twice what newer
# compilers give and a fortieth of what older ones do; the reader bounds its
# recursion (64 levels), and the tests run on the same stack.
if(EMSCRIPTEN_VERSION VERSION_LESS 3.1.25)
  set(career_quiz_stack -sTOTAL_STACK=131072)
else()
  set(career_quiz_stack -sSTACK_SIZE=131072)
endif()

# nlohmann/json lives among the system's headers, which are for another
# processor: Emscripten is shown a folder that holds nlohmann/ alone.
find_path(
  NLOHMANN_JSON_INCLUDE_DIR nlohmann/json.hpp
  PATHS /usr/include /usr/local/include /opt/homebrew/include REQUIRED
  NO_CMAKE_FIND_ROOT_PATH)
file(COPY "${NLOHMANN_JSON_INCLUDE_DIR}/nlohmann"
     DESTINATION "${CMAKE_BINARY_DIR}/include")
add_library(nlohmann_json INTERFACE)
add_library(nlohmann_json::nlohmann_json ALIAS nlohmann_json)
target_include_directories(nlohmann_json SYSTEM
                           INTERFACE "${CMAKE_BINARY_DIR}/include")

# Makes `target` a program for Node that sees the machine's files and the
# environment, reports its exit code and runs on the stack of the shipped module.
function(career_quiz_node_program target)
  target_link_options(
    ${target}
    PRIVATE
    ${career_quiz_stack}
    -O1 # wasm-opt -Oz over GoogleTest costs a minute and saves nothing
    -sENVIRONMENT=node
    -sNODERAWFS=1
    -sEXIT_RUNTIME=1
    -sALLOW_MEMORY_GROWTH=1
    -sSTACK_OVERFLOW_CHECK=1
    # The glue of 3.1.6 takes Node's fetch for a browser's and asks it for a
    # file; read at start, the module needs neither.
    -sWASM_ASYNC_COMPILATION=0
    "--pre-js=${PROJECT_SOURCE_DIR}/bindings/node-environment.js")
  find_program(CAREER_QUIZ_NODE NAMES node nodejs REQUIRED
               NO_CMAKE_FIND_ROOT_PATH)
  # The toolchain's own emulator carries a flag that Node 20 refuses.
  set_target_properties(${target} PROPERTIES CROSSCOMPILING_EMULATOR
                                             "${CAREER_QUIZ_NODE}")
  # Without this, Node reads the program as an ES module, as the repository's
  # package.json tells it to.
  file(WRITE "${CMAKE_CURRENT_BINARY_DIR}/package.json"
       "{ \"type\": \"commonjs\" }\n")
endfunction()
