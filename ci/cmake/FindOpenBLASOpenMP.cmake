# SPDX-License-Identifier: MIT
# The OpenMP build of OpenBLAS, by path: the plain name and pkg-config's openblas are the pthread build, whose own
# threads fight with ours. Defines OpenBLAS::openmp and OPENBLAS_OPENMP_DIR.
find_library(OPENBLAS_OPENMP_LIBRARY openblas PATH_SUFFIXES ${CMAKE_LIBRARY_ARCHITECTURE}/openblas-openmp openblas-openmp
             PATHS /usr/lib /usr/lib64 NO_DEFAULT_PATH)
find_path(OPENBLAS_OPENMP_INCLUDE cblas.h PATH_SUFFIXES ${CMAKE_LIBRARY_ARCHITECTURE}/openblas-openmp openblas-openmp
          PATHS /usr/include NO_DEFAULT_PATH)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(OpenBLASOpenMP REQUIRED_VARS OPENBLAS_OPENMP_LIBRARY OPENBLAS_OPENMP_INCLUDE
                                  REASON_FAILURE_MESSAGE "install libopenblas-openmp-dev")
if(OpenBLASOpenMP_FOUND AND NOT TARGET OpenBLAS::openmp)
    cmake_path(GET OPENBLAS_OPENMP_LIBRARY PARENT_PATH OPENBLAS_OPENMP_DIR)
    add_library(OpenBLAS::openmp INTERFACE IMPORTED)
    set_target_properties(OpenBLAS::openmp PROPERTIES INTERFACE_LINK_LIBRARIES ${OPENBLAS_OPENMP_LIBRARY}
                          INTERFACE_INCLUDE_DIRECTORIES ${OPENBLAS_OPENMP_INCLUDE})
endif()
mark_as_advanced(OPENBLAS_OPENMP_LIBRARY OPENBLAS_OPENMP_INCLUDE)
