# A second opinion: clang++'s warnings on every file (target clang_syntax), and clang-tidy's on every
# source of a room (target clang_tidy; not on tests, where Catch2's macros double its time and trip it).
#
# Each file that passes leaves a stamp. clang++ writes down what the file includes, so the build tool
# knows when to look again; clang-tidy looks again whenever clang++ did.
#
# Each header is known to include what it uses. A source includes its own header first (rooms_test sees
# to it), so g++ meets that header alone; a header without a source is compiled alone here. clang-tidy
# sees headers through the sources.
#
# Most of the time for a source went into the same few headers of libraries, so clang++ reads them once
# (rasp_stitch_clang_precompiled). It follows that clang++ does not miss a forgotten #include of one of
# them in a source; g++ does, for it gets none of this.

if(RASP_STITCH_CLANG_CHECKS)
    find_program(RASP_STITCH_CLANG clang++ REQUIRED)
    find_program(RASP_STITCH_CLANG_TIDY clang-tidy REQUIRED)
    mark_as_advanced(RASP_STITCH_CLANG RASP_STITCH_CLANG_TIDY)
    add_custom_target(clang_syntax)
    add_custom_target(clang_tidy)
endif()

# rasp_stitch_clang_precompiled(kind header...): headers of libraries, "<vector>", that clang++ reads only
# once for all sources of a kind: `rooms`, or `tests`.
function(rasp_stitch_clang_precompiled kind)
    if(NOT RASP_STITCH_CLANG_CHECKS)
        return()
    endif()
    set(stem ${PROJECT_BINARY_DIR}/clang_precompiled/${kind})
    list(TRANSFORM ARGN PREPEND "#include ")
    list(JOIN ARGN "\n" lines)
    file(CONFIGURE OUTPUT ${stem}.hpp CONTENT "${lines}\n" @ONLY) # leaves an equal file as it is
    add_custom_command(
        OUTPUT ${stem}.pch
        COMMAND ${RASP_STITCH_CLANG} -x c++-header -std=c++20
            -fpch-instantiate-templates # what they use of templates too only once
            -MD -MF ${stem}.d -MT ${stem}.pch -o ${stem}.pch ${stem}.hpp
        DEPENDS ${stem}.hpp
        DEPFILE ${stem}.d
        COMMENT "clang++ often included: ${kind}"
        VERBATIM)
    # Two targets that used the rule without this could make the file at the same time.
    add_custom_target(clang_precompiled_${kind} DEPENDS ${stem}.pch)
endfunction()

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

# rasp_stitch_clang_syntax(target kind file...), the kind as for rasp_stitch_clang_precompiled
function(rasp_stitch_clang_syntax target kind)
    if(NOT RASP_STITCH_CLANG_CHECKS)
        return()
    endif()
    set(precompiled ${PROJECT_BINARY_DIR}/clang_precompiled/${kind}.pch)
    _rasp_stitch_clang_flags(${target})
    set(stamps)
    foreach(file IN LISTS ARGN)
        if(file MATCHES "\\.hpp$")
            string(REGEX REPLACE "\\.hpp$" ".cpp" source ${file})
            if(source IN_LIST ARGN)
                continue()
            endif()
            # alone, none of these warnings means anything
            set(options -Wno-pragma-once-outside-header -Wno-unused-const-variable)
            set(needed)
        else()
            set(options -include-pch ${precompiled})
            set(needed ${precompiled})
        endif()
        _rasp_stitch_stamp(${target} ${file})
        cmake_path(GET stamp PARENT_PATH folder)
        file(MAKE_DIRECTORY ${folder})
        list(APPEND stamps ${stamp}.syntax)
        add_custom_command(
            OUTPUT ${stamp}.syntax
            COMMAND ${PROJECT_SOURCE_DIR}/cmake/stamped ${stamp}.syntax
                ${RASP_STITCH_CLANG} ${flags} ${RASP_STITCH_WARNINGS} -Werror ${options}
                -fsyntax-only -MD -MF ${stamp}.d -MT ${stamp}.syntax
                ${CMAKE_CURRENT_SOURCE_DIR}/${file}
            DEPENDS ${file} ${needed} ${PROJECT_SOURCE_DIR}/cmake/stamped
            DEPFILE ${stamp}.d
            COMMENT "clang++ ${target}: ${file}"
            COMMAND_EXPAND_LISTS VERBATIM)
    endforeach()
    add_custom_target(clang_syntax_${target} DEPENDS ${stamps})
    add_dependencies(clang_syntax_${target} clang_precompiled_${kind})
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
