# A second opinion: clang++'s warnings on every file (target clang_syntax), and clang-tidy's on every
# source of a room (target clang_tidy; not on tests, where Catch2's macros double its time and trip it).
#
# Each file that passes leaves a stamp. clang++ writes down what the file includes, so the build tool
# knows when to look again; clang-tidy looks again whenever clang++ did. Headers are compiled alone as
# well, so each is known to include what it uses; clang-tidy sees them through the sources.

if(RASP_STITCH_CLANG_CHECKS)
    find_program(RASP_STITCH_CLANG clang++ REQUIRED)
    find_program(RASP_STITCH_CLANG_TIDY clang-tidy REQUIRED)
    mark_as_advanced(RASP_STITCH_CLANG RASP_STITCH_CLANG_TIDY)
    add_custom_target(clang_syntax)
    add_custom_target(clang_tidy)
endif()

# Sets `flags` to what the target's sources are compiled with, apart from warnings and optimisation.
macro(_rasp_stitch_clang_flags target)
    set(definitions "$<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},COMPILE_DEFINITIONS>>")
    set(includes "$<REMOVE_DUPLICATES:$<TARGET_PROPERTY:${target},INCLUDE_DIRECTORIES>>")
    set(flags
        -x c++ -std=c++20
        "$<$<BOOL:${definitions}>:-D$<JOIN:${definitions},$<SEMICOLON>-D>>"
        "$<$<BOOL:${includes}>:-I$<JOIN:${includes},$<SEMICOLON>-I>>")
endmacro()

# Sets `stamp` to a name of the target's own, also for a file that lies outside of its folder.
macro(_rasp_stitch_stamp target file)
    string(REPLACE "../" "up/" stamp ${file})
    set(stamp ${CMAKE_CURRENT_BINARY_DIR}/clang_${target}/${stamp})
endmacro()

# rasp_stitch_clang_syntax(target file...)
function(rasp_stitch_clang_syntax target)
    if(NOT RASP_STITCH_CLANG_CHECKS)
        return()
    endif()
    _rasp_stitch_clang_flags(${target})
    set(stamps)
    foreach(file IN LISTS ARGN)
        _rasp_stitch_stamp(${target} ${file})
        cmake_path(GET stamp PARENT_PATH folder)
        file(MAKE_DIRECTORY ${folder})
        set(warnings ${RASP_STITCH_WARNINGS} -Werror)
        if(file MATCHES "\\.hpp$") # alone, none of these means anything
            list(APPEND warnings -Wno-pragma-once-outside-header -Wno-unused-const-variable)
        endif()
        list(APPEND stamps ${stamp}.syntax)
        add_custom_command(
            OUTPUT ${stamp}.syntax
            COMMAND ${PROJECT_SOURCE_DIR}/cmake/stamped ${stamp}.syntax
                ${RASP_STITCH_CLANG} ${flags} ${warnings}
                -fsyntax-only -MD -MF ${stamp}.d -MT ${stamp}.syntax
                ${CMAKE_CURRENT_SOURCE_DIR}/${file}
            DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/stamped
            DEPFILE ${stamp}.d
            COMMENT "clang++ ${target}: ${file}"
            COMMAND_EXPAND_LISTS VERBATIM)
    endforeach()
    add_custom_target(clang_syntax_${target} DEPENDS ${stamps})
    add_dependencies(clang_syntax clang_syntax_${target})
endfunction()

# rasp_stitch_clang_tidy(target source...), after rasp_stitch_clang_syntax for the same files
function(rasp_stitch_clang_tidy target)
    if(NOT RASP_STITCH_CLANG_CHECKS)
        return()
    endif()
    _rasp_stitch_clang_flags(${target})
    set(stamps)
    foreach(file IN LISTS ARGN)
        _rasp_stitch_stamp(${target} ${file})
        list(APPEND stamps ${stamp}.tidy)
        add_custom_command(
            OUTPUT ${stamp}.tidy
            COMMAND ${PROJECT_SOURCE_DIR}/cmake/stamped ${stamp}.tidy
                ${RASP_STITCH_CLANG_TIDY} --quiet --warnings-as-errors=*
                ${CMAKE_CURRENT_SOURCE_DIR}/${file} -- ${flags}
            DEPENDS ${stamp}.syntax ${PROJECT_SOURCE_DIR}/.clang-tidy
            COMMENT "clang-tidy ${target}: ${file}"
            COMMAND_EXPAND_LISTS VERBATIM)
    endforeach()
    add_custom_target(clang_tidy_${target} DEPENDS ${stamps})
    add_dependencies(clang_tidy clang_tidy_${target})
endfunction()
