# Boost.MPI, for runs on many machines only (docs/many-machines.md): makes RASP_STITCH_MPI ON or OFF,
# and says which. Its headers are those of a system library: our warnings are not theirs.

if(RASP_STITCH_MPI STREQUAL "AUTO")
    find_package(MPI QUIET COMPONENTS CXX)
    find_package(Boost 1.74 QUIET COMPONENTS mpi serialization)
    if(MPI_CXX_FOUND AND TARGET Boost::mpi AND TARGET Boost::serialization)
        set(RASP_STITCH_MPI ON)
    else()
        set(RASP_STITCH_MPI OFF)
    endif()
elseif(RASP_STITCH_MPI)
    find_package(MPI REQUIRED COMPONENTS CXX)
    find_package(Boost 1.74 REQUIRED COMPONENTS mpi serialization)
endif()

if(RASP_STITCH_MPI)
    set(RASP_STITCH_MPI ON)
    message(STATUS "rasp_stitch: runs on many machines (MPI ${MPI_CXX_VERSION})")
else()
    set(RASP_STITCH_MPI OFF)
    message(STATUS "rasp_stitch: runs on this machine only; mpirun needs Boost.MPI (RASP_STITCH_MPI)")
endif()
