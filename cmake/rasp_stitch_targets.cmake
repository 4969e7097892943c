# How a room declares what it builds.
#
#     rasp_stitch_library(compressor_search     # in compressor/search
#         UNITS bounds search                   # bounds.hpp and bounds.cpp, search.hpp and search.cpp
#         DOOR search                           # the headers that its users include: search.hpp
#         DEPENDS lambda_terms                  # used by its headers
#         PRIVATE_DEPENDS fmt::fmt TBB::tbb)    # used by its sources only
#     rasp_stitch_room(compressor               # a name for all sub-rooms of a room together
#         compressor_corpus compressor_search)
#     rasp_stitch_program(rasp-compress         # in compressor/program
#         UNITS rasp_compress
#         DEPENDS compressor support_cli)
#     rasp_stitch_test(compressor               # in tests/compressor; makes test_compressor
#         SOURCES search/search_test.cpp
#         DEPENDS compressor)
#
# A unit is a header, a source, or both, of that name. Doors, and the headers that they include, are
# what is installed.
#
# With NO_CLANG, after the name of a library or a test, only g++ reads its sources.
#
# With NOT_INSTALLED, after the name, a library or a program is only for work on the project itself.
#
# An installed program prints its manual page and its completion scripts, with --manual and
# --completion. A step of the build keeps these in share/ of the build folder, and installs them:
# `man -M build/check/share/man rasp-compress` shows the page. SUBCOMMANDS of a program have manual
# pages of their own. COMPONENT is the package that a program comes in (cmake/rasp_stitch_package.cmake).
#
# Headers are included by their path from the root of the repository, "compressor/search/search.hpp",
# in the repository and in an installation alike.

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

# Sets `sources` and `headers` to the files of the units.
macro(_rasp_stitch_files user)
    set(sources)
    set(headers)
    foreach(unit IN ITEMS ${ARGN})
        set(found OFF)
        if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${unit}.cpp)
            list(APPEND sources ${unit}.cpp)
            set(found ON)
        endif()
        if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${unit}.hpp)
            list(APPEND headers ${unit}.hpp)
            set(found ON)
            # For tests/docs, which compiles the examples in them.
            set_property(GLOBAL APPEND PROPERTY RASP_STITCH_HEADERS
                ${CMAKE_CURRENT_SOURCE_DIR}/${unit}.hpp)
        endif()
        if(NOT found)
            message(FATAL_ERROR "${user}: ${CMAKE_CURRENT_SOURCE_DIR} has no ${unit}.hpp or ${unit}.cpp")
        endif()
    endforeach()
endmacro()

function(rasp_stitch_library name)
    cmake_parse_arguments(PARSE_ARGV 1 arg
        "NOT_INSTALLED;NO_CLANG" "" "DOOR;UNITS;DEPENDS;PRIVATE_DEPENDS")
    _rasp_stitch_require_targets(${name} ${arg_DEPENDS} ${arg_PRIVATE_DEPENDS} ${arg_UNPARSED_ARGUMENTS})
    _rasp_stitch_files(${name} ${arg_UNITS})

    if(sources)
        add_library(${name} STATIC ${sources})
        target_link_libraries(${name} PUBLIC ${arg_DEPENDS} PRIVATE ${arg_PRIVATE_DEPENDS})
        set_target_properties(${name} PROPERTIES OUTPUT_NAME rasp_stitch_${name})
        rasp_stitch_warnings(${name})
        if(RASP_STITCH_PYTHON)
            # The extension module is a shared library that holds the rooms. Calls within it need no
            # detour for somebody who would replace a function of ours.
            set_target_properties(${name} PROPERTIES POSITION_INDEPENDENT_CODE ON)
            target_compile_options(${name} PRIVATE -fno-semantic-interposition)
        endif()
        set(scope PUBLIC)
    else()
        add_library(${name} INTERFACE)
        target_link_libraries(${name} INTERFACE ${arg_DEPENDS})
        set(scope INTERFACE)
    endif()
    target_compile_features(${name} ${scope} cxx_std_20)
    target_include_directories(${name} ${scope}
        $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>
        $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/rasp_stitch>)
    add_library(rasp_stitch::${name} ALIAS ${name})
    if(NOT arg_NO_CLANG)
        rasp_stitch_clang_syntax(${name} rooms ${sources} ${headers})
        rasp_stitch_clang_tidy(${name} ${sources})
    endif()

    if(arg_NOT_INSTALLED)
        return()
    endif()
    install(TARGETS ${name}
        EXPORT rasp_stitch_targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
    cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR
        BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE folder)
    foreach(door IN LISTS arg_DOOR)
        set_property(GLOBAL APPEND PROPERTY RASP_STITCH_DOORS ${folder}/${door}.hpp)
    endforeach()
endfunction()

function(rasp_stitch_room room)
    _rasp_stitch_require_targets(${room} ${ARGN})
    add_library(${room} INTERFACE)
    add_library(rasp_stitch::${room} ALIAS ${room})
    target_link_libraries(${room} INTERFACE ${ARGN})
    install(TARGETS ${room} EXPORT rasp_stitch_targets)
endfunction()

# Lets the build write what the program says about itself, and installs it.
function(_rasp_stitch_program_pages name component)
    set(share ${PROJECT_BINARY_DIR}/share)
    set(man ${share}/man/man1)
    set(bash ${share}/bash-completion/completions)
    set(zsh ${share}/zsh/site-functions)
    set(fish ${share}/fish/vendor_completions.d)
    file(MAKE_DIRECTORY ${man} ${bash} ${zsh} ${fish})
    set(pages ${man}/${name}.1 ${bash}/${name} ${zsh}/_${name} ${fish}/${name}.fish)
    set(commands
        COMMAND ${name} --manual > ${man}/${name}.1
        COMMAND ${name} --completion bash > ${bash}/${name}
        COMMAND ${name} --completion zsh > ${zsh}/_${name}
        COMMAND ${name} --completion fish > ${fish}/${name}.fish)
    foreach(subcommand IN LISTS ARGN)
        list(APPEND pages ${man}/${name}-${subcommand}.1)
        list(APPEND commands COMMAND ${name} ${subcommand} --manual > ${man}/${name}-${subcommand}.1)
    endforeach()
    add_custom_command(OUTPUT ${pages} ${commands} DEPENDS ${name}
        COMMENT "The manual page and the completion of ${name}")
    add_custom_target(pages_of_${name} ALL DEPENDS ${pages})
    set_property(GLOBAL APPEND PROPERTY RASP_STITCH_PROGRAMS ${name})
    foreach(page IN LISTS pages)
        cmake_path(GET page PARENT_PATH folder)
        cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${share})
        install(FILES ${page} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} COMPONENT ${component})
    endforeach()
endfunction()

function(rasp_stitch_program name)
    cmake_parse_arguments(PARSE_ARGV 1 arg "NOT_INSTALLED" "COMPONENT" "UNITS;DEPENDS;SUBCOMMANDS")
    _rasp_stitch_require_targets(${name} ${arg_DEPENDS} ${arg_UNPARSED_ARGUMENTS})
    _rasp_stitch_files(${name} ${arg_UNITS})

    add_executable(${name} ${sources})
    # All programs in one folder: `run` finds its program without knowing the room.
    set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
    target_compile_definitions(${name} PRIVATE RASP_STITCH_VERSION="${PROJECT_VERSION}")
    target_link_libraries(${name} PRIVATE ${arg_DEPENDS})
    rasp_stitch_warnings(${name})
    rasp_stitch_clang_syntax(${name} rooms ${sources})
    rasp_stitch_clang_tidy(${name} ${sources})

    if(NOT arg_NOT_INSTALLED)
        if(NOT arg_COMPONENT)
            set(arg_COMPONENT programs)
        endif()
        target_link_libraries(${name} PRIVATE support_version)
        install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT ${arg_COMPONENT})
        _rasp_stitch_program_pages(${name} ${arg_COMPONENT} ${arg_SUBCOMMANDS})
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
    cmake_parse_arguments(PARSE_ARGV 1 arg "NO_CLANG" "TIMEOUT" "SOURCES;DEPENDS;PROGRAMS")
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
    target_compile_options(test_${room} PRIVATE ${RASP_STITCH_TEST_FLAGS})
    if(RASP_STITCH_TEST_PRECOMPILED AND NOT arg_NO_CLANG)
        target_compile_options(test_${room} PRIVATE -fpch-preprocess) # for ccache
        target_precompile_headers(test_${room} REUSE_FROM tests_precompiled)
    endif()
    list(FILTER arg_SOURCES EXCLUDE REGEX "^/") # what is generated
    if(NOT arg_NO_CLANG)
        rasp_stitch_clang_syntax(test_${room} tests ${arg_SOURCES})
    endif()

    # Catch2 2.13 has no DISCOVERY_MODE: the tests are listed right after linking.
    catch_discover_tests(test_${room}
        TEST_PREFIX "${room}: "
        PROPERTIES TIMEOUT ${timeout})
endfunction()
