# Install rules, chora.pc, the CMake package and the Debian package.
include(CMakePackageConfigHelpers)

install(TARGETS chora EXPORT chora-targets LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY include/chora DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
if(TARGET chora_command)
  install(TARGETS chora_command RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  set_target_properties(chora_command PROPERTIES INSTALL_RPATH "$ORIGIN/../${CMAKE_INSTALL_LIBDIR}")
endif()
if(TARGET chora-exchange)
  install(TARGETS chora-exchange RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/chora)
endif()

# The data folder: styles, gazetteer, presets, fonts, sample incidents, and the base made of the layers.
set(data ${CMAKE_INSTALL_DATADIR}/chora)
install(DIRECTORY styles data/gazetteer data/presets data/fonts data/incidents DESTINATION ${data}
  PATTERN "*.py" EXCLUDE)
install(FILES LICENSE NOTICE DESTINATION ${data})
if(TARGET world)
  install(FILES ${CMAKE_BINARY_DIR}/data/world.chora ${CMAKE_BINARY_DIR}/data/empty.template
    ${CMAKE_BINARY_DIR}/data/world.template DESTINATION ${data})
endif()

configure_file(cmake/chora.pc.in ${CMAKE_BINARY_DIR}/chora.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/chora.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/chora)
install(EXPORT chora-targets NAMESPACE chora:: DESTINATION ${package})
configure_package_config_file(cmake/chora-config.cmake.in ${CMAKE_BINARY_DIR}/chora-config.cmake
  INSTALL_DESTINATION ${package})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/chora-config-version.cmake
  COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/chora-config.cmake ${CMAKE_BINARY_DIR}/chora-config-version.cmake
  DESTINATION ${package})

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The Chora authors")
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "${CHORA_LATE_PACKAGES}")
include(CPack)
