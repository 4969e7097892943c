# libtorch, for the recognition network only: makes RASP_STITCH_TORCH ON or OFF, and says which.

if(RASP_STITCH_TORCH STREQUAL "AUTO")
    find_package(Torch QUIET)
    set(RASP_STITCH_TORCH ${Torch_FOUND})
elseif(RASP_STITCH_TORCH)
    find_package(Torch REQUIRED)
endif()

if(RASP_STITCH_TORCH)
    set(RASP_STITCH_TORCH ON)
    message(STATUS "rasp_stitch: with the recognition network (libtorch ${Torch_VERSION})")
else()
    set(RASP_STITCH_TORCH OFF)
    message(STATUS "rasp_stitch: without the recognition network; it needs libtorch (RASP_STITCH_TORCH)")
endif()
