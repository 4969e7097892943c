# Installs the headers that `headers` names, and all of ours that they include, below `include_dir`.
# Paths are relative to `source_dir`. A part of the install step.
cmake_minimum_required(VERSION 3.25) # an install script has no policies of its own: IN_LIST needs one
set(done)
while(headers)
    list(POP_FRONT headers header)
    if(header IN_LIST done)
        continue()
    endif()
    list(APPEND done ${header})
    cmake_path(GET header PARENT_PATH folder)
    file(INSTALL ${source_dir}/${header} DESTINATION ${include_dir}/${folder})
    file(STRINGS ${source_dir}/${header} includes REGEX "^#include \"")
    foreach(line IN LISTS includes)
        string(REGEX REPLACE "^#include \"([^\"]+)\".*" "\\1" included "${line}")
        list(APPEND headers ${included})
    endforeach()
endwhile()
