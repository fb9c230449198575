# Hands over to the toolchain file of the Emscripten that is on PATH, Debian's
# or a newer one, so that one preset serves both.
execute_process(
  COMMAND em-config EMSCRIPTEN_ROOT
  OUTPUT_VARIABLE career_quiz_emscripten_root
  OUTPUT_STRIP_TRAILING_WHITESPACE
  RESULT_VARIABLE career_quiz_em_config_failed)
if(career_quiz_em_config_failed)
  message(FATAL_ERROR "em-config was not found: install Emscripten 3.1.6 or "
                      "newer (Debian: apt-get install emscripten), or put it "
                      "on PATH")
endif()
include(
  "${career_quiz_emscripten_root}/cmake/Modules/Platform/Emscripten.cmake")
