# Installs the build BUILD below SCRATCH, builds the project that docs/cpp-library.md shows against it,
# and runs it. Sanitized libraries need their FLAGS again, and the same oneTBB (TBB_DIR).
cmake_minimum_required(VERSION 3.25)

function(run)
    execute_process(COMMAND ${ARGN}
        RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${command}\nended with ${result}:\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

cmake_path(SET repository NORMALIZE ${CMAKE_CURRENT_LIST_DIR}/../..)
find_program(python python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(python python3 REQUIRED)

file(REMOVE_RECURSE ${SCRATCH})
run(${python} -B ${repository}/tests/docs/extract_examples.py project
    ${repository}/docs/cpp-library.md ${SCRATCH}/project)
set(ENV{DESTDIR}) # of a packager's environment; it would redirect the installation
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${SCRATCH}/prefix)
run(${CMAKE_COMMAND} -S ${SCRATCH}/project -B ${SCRATCH}/build -G ${GENERATOR}
    -DCMAKE_PREFIX_PATH=${SCRATCH}/prefix
    -DCMAKE_CXX_COMPILER=${COMPILER}
    -DCMAKE_CXX_FLAGS=${FLAGS}
    -DTBB_DIR=${TBB_DIR})
run(${CMAKE_COMMAND} --build ${SCRATCH}/build)
run(${SCRATCH}/build/consumer)

file(READ ${SCRATCH}/project/output.txt expected)
if(NOT output STREQUAL expected)
    message(FATAL_ERROR "expected \"${expected}\", got \"${output}\"")
endif()

# The Python package is there, and finds the programs and the corpora.
set(ENV{PYTHONPATH} ${SCRATCH}/prefix/share/rasp_stitch/python)
set(ENV{PYTHONDONTWRITEBYTECODE} 1)
unset(ENV{RASP_STITCH_BIN})
run(${python} -m rasp_stitch.dreamcoder --help)
run(${python} -c
    "from rasp_stitch.programs import *\nprint(find_program('rasp-eval'), find_corpus(), end='')")
set(expected
    "${SCRATCH}/prefix/bin/rasp-eval ${SCRATCH}/prefix/share/rasp_stitch/corpora/rasp.json")
if(NOT output STREQUAL expected)
    message(FATAL_ERROR "expected \"${expected}\", got \"${output}\"")
endif()

# What is installed must not lead back to where it came from.
file(GLOB_RECURSE package ${SCRATCH}/prefix/*.cmake)
foreach(file IN LISTS package)
    file(READ ${file} text)
    foreach(folder IN ITEMS ${BUILD} ${repository})
        string(FIND "${text}" "${folder}" place)
        if(NOT place EQUAL -1)
            message(FATAL_ERROR "${file} names ${folder}")
        endif()
    endforeach()
endforeach()
