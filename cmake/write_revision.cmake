# Makes OUTPUT from the file TEMPLATE, with VERSION, and the revision and date of the sources in
# SOURCE_DIR:
#
#     cmake -D SOURCE_DIR=. -D VERSION=0.1.0 -D TEMPLATE=a.cpp.in -D OUTPUT=a.cpp -P write_revision.cmake
#
# They come from REVISION ("148794b3d9 2026-11-27", for whoever packages sources without git), else
# from git, else from archive_revision.txt, which git archive fills in.
cmake_minimum_required(VERSION 3.25)

set(found "${REVISION}")

# A folder within another project's repository is not ours.
find_program(git git)
if(NOT found AND git)
    execute_process(COMMAND ${git} rev-parse --show-toplevel
        WORKING_DIRECTORY ${SOURCE_DIR} OUTPUT_VARIABLE top ERROR_QUIET
        OUTPUT_STRIP_TRAILING_WHITESPACE)
    file(REAL_PATH ${SOURCE_DIR} source)
    if(top)
        file(REAL_PATH ${top} top)
    endif()
    if(top STREQUAL source)
        execute_process(COMMAND ${git} log -1 --abbrev=10 --format=%h\ %cs
            WORKING_DIRECTORY ${SOURCE_DIR} OUTPUT_VARIABLE found ERROR_QUIET
            OUTPUT_STRIP_TRAILING_WHITESPACE)
    endif()
endif()

if(NOT found AND EXISTS ${SOURCE_DIR}/cmake/archive_revision.txt)
    file(STRINGS ${SOURCE_DIR}/cmake/archive_revision.txt found LIMIT_COUNT 1)
endif()

if(found MATCHES "^([0-9a-f]+) ([0-9]+-[0-9]+-[0-9]+)$")
    set(revision ${CMAKE_MATCH_1})
    set(date ${CMAKE_MATCH_2})
else()
    set(revision "")
    string(TIMESTAMP date "%Y-%m-%d" UTC) # of SOURCE_DATE_EPOCH, if that is set
endif()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
