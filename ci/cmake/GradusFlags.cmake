# SPDX-License-Identifier: MIT
# What everything is compiled with, and the instruction sets the kernels are built for.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
    set(CMAKE_BUILD_TYPE Release)
endif()

add_library(gradus_flags INTERFACE)
target_compile_definitions(gradus_flags INTERFACE _GNU_SOURCE)
target_compile_options(gradus_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wvla -Wmissing-prototypes
                       -Wno-missing-field-initializers -ffp-contract=off $<$<BOOL:${GRADUS_WERROR}>:-Werror>)
if(GRADUS_SANITIZE)
    # GCC 12's object-size check mistakes the element of a chosen array, (c ? a : b)[i], for one outside of it.
    target_compile_options(gradus_flags INTERFACE -fsanitize=${GRADUS_SANITIZE} -fno-sanitize=object-size
                           -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(gradus_flags INTERFACE -fsanitize=${GRADUS_SANITIZE})
endif()
if(GRADUS_SANITIZE MATCHES thread)
    # libomp explains its barriers to ThreadSanitizer through libarcher.so, which it loads by name from a folder where the
    # loader does not look.
    string(REGEX MATCH "^[0-9]+" major ${CMAKE_C_COMPILER_VERSION})
    find_library(GRADUS_ARCHER archer PATHS /usr/lib/llvm-${major}/lib REQUIRED)
    cmake_path(GET GRADUS_ARCHER PARENT_PATH CMAKE_BUILD_RPATH)
endif()

# -fno-math-errno: a vectorised sqrt must not set errno. -fno-trapping-math: selects may be vectorised.
# -Wno-pass-failed: under a sanitizer Clang cannot vectorise what `omp simd` asks for, and would warn of it.
set(GRADUS_OPTIMIZE -O3 CACHE STRING "How the kernels are optimised: their speed depends on it, their results do not")
mark_as_advanced(GRADUS_OPTIMIZE)
set(GRADUS_KERNEL_FLAGS ${GRADUS_OPTIMIZE} -fno-math-errno -fno-trapping-math -fopenmp-simd $<$<C_COMPILER_ID:Clang>:-Wno-pass-failed>)
option(GRADUS_PORTABLE "Build the kernels for one instruction set only, the one that runs anywhere" OFF)
set(GRADUS_ISAS plain)
if(NOT GRADUS_PORTABLE AND CMAKE_SYSTEM_PROCESSOR MATCHES "x86_64|AMD64")
    list(APPEND GRADUS_ISAS v3 v4)
    set(GRADUS_FLAGS_v3 -march=x86-64-v3)
    set(GRADUS_FLAGS_v4 -march=x86-64-v4 -mprefer-vector-width=512)
    set(GRADUS_ISA_DEFINITIONS GRADUS_X86)
endif()
set(GRADUS_BUILD_FACTS GRADUS_COMPILER="${CMAKE_C_COMPILER_ID} ${CMAKE_C_COMPILER_VERSION}" GRADUS_BUILD_TYPE="${CMAKE_BUILD_TYPE}"
    GRADUS_OPTIMIZED="${GRADUS_OPTIMIZE}" GRADUS_SANITIZERS="${GRADUS_SANITIZE}" GRADUS_C_COMPILER="${CMAKE_C_COMPILER}"
    GRADUS_C_FLAGS="${CMAKE_C_FLAGS}")
