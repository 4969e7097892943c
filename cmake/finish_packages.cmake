# Adds to the staged Debian packages what the installation does not have, and packs what Debian has
# packed. cpack runs it before it makes the packages.
cmake_policy(VERSION 3.25)

function(pack file)
    execute_process(COMMAND gzip -9n -f ${file} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

foreach(component IN LISTS CPACK_COMPONENTS_ALL)
    string(TOUPPER ${component} upper)
    set(name ${CPACK_DEBIAN_${upper}_PACKAGE_NAME})
    set(share ${CPACK_TEMPORARY_DIRECTORY}/${component}/usr/share)
    # Others are not our packages, or have no files in this build.
    if(NOT name OR NOT IS_DIRECTORY ${CPACK_TEMPORARY_DIRECTORY}/${component}/usr)
        continue()
    endif()
    set(doc ${share}/doc/${name})
    file(MAKE_DIRECTORY ${doc})
    file(COPY_FILE ${CPACK_RASP_STITCH_SOURCE_DIR}/LICENSE ${doc}/copyright)
    file(COPY_FILE ${CPACK_RASP_STITCH_SOURCE_DIR}/CHANGELOG.md ${doc}/changelog)
    pack(${doc}/changelog)
    file(REMOVE_RECURSE ${share}/doc/rasp_stitch) # where other installations have the licence
    file(GLOB pages ${share}/man/man1/*.1)
    foreach(page IN LISTS pages)
        pack(${page})
    endforeach()
endforeach()
