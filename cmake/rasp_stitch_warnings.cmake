# The warnings for our own targets. They are options of each target and of nobody who links to it.

# What both g++ and clang++ know.
set(RASP_STITCH_WARNINGS
    -Wall
    -Wextra
    -Wpedantic
    -Wshadow
    -Wconversion
    -Wsign-conversion
    -Wdouble-promotion
    -Wnon-virtual-dtor
    -Woverloaded-virtual
    -Wold-style-cast
    -Wcast-align
    -Wformat=2
    -Wimplicit-fallthrough
    -Wunused)

set(RASP_STITCH_GCC_WARNINGS
    -Wduplicated-cond
    -Wduplicated-branches
    -Wlogical-op)
# g++ 12 sees an overlap in "(" + std::to_string(i) that is not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    list(APPEND RASP_STITCH_GCC_WARNINGS -Wno-restrict)
endif()

function(rasp_stitch_warnings target)
    target_compile_options(${target} PRIVATE
        ${RASP_STITCH_WARNINGS}
        "$<$<CXX_COMPILER_ID:GNU>:${RASP_STITCH_GCC_WARNINGS}>")
    if(RASP_STITCH_WERROR)
        target_compile_options(${target} PRIVATE -Werror)
    endif()
endfunction()
