# Debian packages, which `cpack -G DEB` makes in the build folder:
#
#     rasp-stitch           the programs, their manual pages and completion, the corpora, the Python
#     rasp-stitch-network   rasp-dream, rasp-near and rasp-recognize, which need libtorch (where that was
#                           found)
#     rasp-stitch-dev       the C++ library
#
# What a package depends on, dpkg-shlibdeps finds in its programs.
set(CPACK_PACKAGE_NAME rasp-stitch)
set(CPACK_PACKAGE_VENDOR rasp-stitch)
set(CPACK_PACKAGE_CONTACT "The rasp-stitch authors <authors@rasp-stitch.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "library-learning engine for RASP programs")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL programs network development)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)

set(CPACK_DEBIAN_PROGRAMS_PACKAGE_NAME rasp-stitch)
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_DEPENDS "python3 (>= 3.9)")
set(CPACK_DEBIAN_PROGRAMS_PACKAGE_SUGGESTS rasp-stitch-network)
set(CPACK_DEBIAN_PROGRAMS_DESCRIPTION "library-learning engine for RASP programs
 Finds the abstractions that shrink a corpus of programs most, and proves it;
 runs programs of RASP, and finds them from examples; serves the phases of
 DreamCoder.")

set(CPACK_DEBIAN_NETWORK_PACKAGE_NAME rasp-stitch-network)
set(CPACK_DEBIAN_NETWORK_PACKAGE_DEPENDS "rasp-stitch (= ${PROJECT_VERSION})")
set(CPACK_DEBIAN_NETWORK_DESCRIPTION "learning to write RASP programs from examples
 The programs rasp-dream, a loop of search, abstraction and training,
 rasp-recognize, the network that it trains, and rasp-near, a search that is
 guided by gradients.")

set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME rasp-stitch-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_DESCRIPTION "library-learning engine for RASP programs, C++ library
 Headers, static libraries and the CMake package of rasp-stitch.")
file(STRINGS ${PROJECT_SOURCE_DIR}/cmake/packages.txt packages REGEX "^run +lib.*-dev|^run +nlohmann")
list(TRANSFORM packages REPLACE "^run +([^ ]+).*" "\\1")
list(JOIN packages ", " CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS)

# What Debian asks for in every package: the licence, the changes, and manual pages that are packed.
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/finish_packages.cmake)
set(CPACK_RASP_STITCH_SOURCE_DIR ${PROJECT_SOURCE_DIR})
include(CPack)
