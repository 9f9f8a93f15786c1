# The embedded boundary layers become one ready project file when building, so that a map from a
# CSV needs no outside reader, and an empty project and one of the world become bytes to copy.
function(chora_world)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/intake/tools/*.c)
  if(NOT sources OR NOT TARGET chora-exchange OR NOT TARGET room_intake)
    return()
  endif()
  add_executable(chora-make-world ${sources})
  chora_compile_settings(chora-make-world)
  target_include_directories(chora-make-world PRIVATE ${CMAKE_BINARY_DIR}/view/intake ${CMAKE_SOURCE_DIR}/include)
  target_link_libraries(chora-make-world PRIVATE chora_inside)
  file(GLOB layers CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/shapefiles/*)
  set(world ${CMAKE_BINARY_DIR}/data/world.chora)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/data)
  set(templates ${CMAKE_BINARY_DIR}/data/empty.template ${CMAKE_BINARY_DIR}/data/world.template)
  file(GLOB towns CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/data/gazetteer/places/*.tsv)
  add_custom_command(OUTPUT ${world} ${templates}
    COMMAND ${CMAKE_COMMAND} -E rm -f ${world} ${templates}
    COMMAND chora-make-world ${CMAKE_SOURCE_DIR}/data/shapefiles ${world} ${templates}
    DEPENDS chora-make-world chora-exchange ${layers} ${CMAKE_SOURCE_DIR}/data/gazetteer/countries.tsv
      ${CMAKE_SOURCE_DIR}/data/gazetteer/within.tsv ${towns}
    COMMENT "Turning the embedded layers into world.chora"
    VERBATIM)
  add_custom_target(world ALL DEPENDS ${world} ${templates})
endfunction()
