# How a room declares what it builds.
#
#     rasp_stitch_library(compressor
#         SOURCES search.cpp
#         HEADERS search.hpp
#         DEPENDS lambda TBB::tbb           # used by its headers
#         PRIVATE_DEPENDS fmt::fmt)         # used by its sources only
#     rasp_stitch_program(rasp-compress
#         SOURCES rasp_compress.cpp
#         DEPENDS compressor cli)
#     rasp_stitch_test(compressor           # in tests/compressor; makes test_compressor
#         SOURCES search_test.cpp
#         DEPENDS compressor)
#
# With NO_CLANG, after the name of a library, only g++ reads its sources.
#
# With NOT_INSTALLED, after the name, a library or a program is only for work on the project itself.
#
# Headers are included by their path from the root of the repository, "compressor/search.hpp", in the
# repository and in an installation alike.

include(GNUInstallDirs)
include(rasp_stitch_warnings)
include(rasp_stitch_clang_checks)

# Without this a misspelt name, or a room that comes later, would be a -l option that fails at link time.
function(_rasp_stitch_require_targets user)
    foreach(dependency IN LISTS ARGN)
        if(NOT TARGET ${dependency})
            message(FATAL_ERROR "${user} depends on ${dependency}, which is not a target. "
                "A room can use what the root CMakeLists.txt finds or adds before it.")
        endif()
    endforeach()
endfunction()

function(rasp_stitch_library room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "NOT_INSTALLED;NO_CLANG" ""
        "SOURCES;HEADERS;DEPENDS;PRIVATE_DEPENDS")
    _rasp_stitch_require_targets(${room} ${arg_DEPENDS} ${arg_PRIVATE_DEPENDS} ${arg_UNPARSED_ARGUMENTS})

    add_library(${room} STATIC ${arg_SOURCES})
    add_library(rasp_stitch::${room} ALIAS ${room})
    set_target_properties(${room} PROPERTIES OUTPUT_NAME rasp_stitch_${room})
    target_sources(${room} PUBLIC
        FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
    target_compile_features(${room} PUBLIC cxx_std_20)
    target_link_libraries(${room} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_PRIVATE_DEPENDS})
    rasp_stitch_warnings(${room})
    if(NOT arg_NO_CLANG)
        rasp_stitch_clang_syntax(${room} rooms ${arg_SOURCES} ${arg_HEADERS})
        rasp_stitch_clang_tidy(${room} ${arg_SOURCES})
    endif()

    if(arg_NOT_INSTALLED)
        return()
    endif()
    install(TARGETS ${room}
        EXPORT rasp_stitch_targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/rasp_stitch)
endfunction()

function(rasp_stitch_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "NOT_INSTALLED" "" "SOURCES;DEPENDS")
    _rasp_stitch_require_targets(${name} ${arg_DEPENDS} ${arg_UNPARSED_ARGUMENTS})

    add_executable(${name} ${arg_SOURCES})
    # All programs in one folder: `run` finds its program without knowing the room.
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${name} PRIVATE RASP_STITCH_VERSION="${PROJECT_VERSION}")
    target_link_libraries(${name} PRIVATE ${arg_DEPENDS})
    rasp_stitch_warnings(${name})
    rasp_stitch_clang_syntax(${name} rooms ${arg_SOURCES})
    rasp_stitch_clang_tidy(${name} ${arg_SOURCES})

    if(NOT arg_NOT_INSTALLED)
        install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    endif()
endfunction()

# The sources of a test see
#     RASP_STITCH_SOURCE_DIR    the repository, for the corpora
#     RASP_STITCH_STITCH_DATA   the folder of Stitch's data, "" where there is none
#     RASP_COMPRESS_PATH        the program, for each program named in PROGRAMS, here rasp-compress
#     RASP_STITCH_PROGRAM_PATH  the first of them
# TIMEOUT is in seconds, for each test case (default 300); slow builds multiply it by
# RASP_STITCH_TIMEOUT_FACTOR.
function(rasp_stitch_test room)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "TIMEOUT" "SOURCES;DEPENDS;PROGRAMS")
    _rasp_stitch_require_targets(test_${room}
        ${arg_DEPENDS} ${arg_PROGRAMS} ${arg_UNPARSED_ARGUMENTS})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    math(EXPR timeout "${arg_TIMEOUT} * ${RASP_STITCH_TIMEOUT_FACTOR}")
    set(stitch_data "${RASP_STITCH_STITCH_DATA}")
    if(NOT stitch_data AND IS_DIRECTORY ${PROJECT_SOURCE_DIR}/../shared/stitch)
        cmake_path(SET stitch_data NORMALIZE ${PROJECT_SOURCE_DIR}/../shared/stitch)
    endif()

    add_executable(test_${room} ${arg_SOURCES})
    target_include_directories(test_${room} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(test_${room} PRIVATE
        RASP_STITCH_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        RASP_STITCH_STITCH_DATA="${stitch_data}")
    if(arg_PROGRAMS)
        list(GET arg_PROGRAMS 0 program)
        target_compile_definitions(test_${room} PRIVATE
            RASP_STITCH_PROGRAM_PATH="$<TARGET_FILE:${program}>")
    endif()
    foreach(program IN LISTS arg_PROGRAMS)
        string(TOUPPER ${program} macro)
        string(REPLACE "-" "_" macro ${macro})
        target_compile_definitions(test_${room} PRIVATE ${macro}_PATH="$<TARGET_FILE:${program}>")
        add_dependencies(test_${room} ${program})
    endforeach()
    target_link_libraries(test_${room} PRIVATE
        ${arg_DEPENDS} tests_main Catch2::Catch2 rapidcheck)
    rasp_stitch_warnings(test_${room})
    rasp_stitch_clang_syntax(test_${room} tests ${arg_SOURCES})

    # Catch2 2.13 has no DISCOVERY_MODE: the tests are listed right after linking.
    catch_discover_tests(test_${room}
        TEST_PREFIX "${room}: "
        PROPERTIES TIMEOUT ${timeout})
endfunction()
