# The package that find_package(rasp_stitch) finds in an installation.
include(CMakePackageConfigHelpers)

get_property(doors GLOBAL PROPERTY RASP_STITCH_DOORS)
install(CODE "
    set(source_dir \"${PROJECT_SOURCE_DIR}\")
    set(include_dir \"\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_INCLUDEDIR}/rasp_stitch\")
    set(headers ${doors})
    include(\"${PROJECT_SOURCE_DIR}/cmake/install_headers.cmake\")"
    COMPONENT development)

set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/rasp_stitch)
configure_package_config_file(
    ${PROJECT_SOURCE_DIR}/cmake/rasp_stitch_config.cmake.in
    ${PROJECT_BINARY_DIR}/rasp_stitch-config.cmake
    INSTALL_DESTINATION ${package_folder})
write_basic_package_version_file(
    ${PROJECT_BINARY_DIR}/rasp_stitch-config-version.cmake
    COMPATIBILITY SameMinorVersion)
install(FILES
    ${PROJECT_BINARY_DIR}/rasp_stitch-config.cmake
    ${PROJECT_BINARY_DIR}/rasp_stitch-config-version.cmake
    DESTINATION ${package_folder}
    COMPONENT development)
install(EXPORT rasp_stitch_targets
    FILE rasp_stitch-targets.cmake
    NAMESPACE rasp_stitch::
    DESTINATION ${package_folder}
    COMPONENT development)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
