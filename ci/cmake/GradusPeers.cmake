# SPDX-License-Identifier: MIT
# The workers of bench --against, one program per foreign library that is found here (Debian's packages stand beside
# each), in libexec/gradus beside bin, in the build tree as in the installed one. None is needed by anything else.
set(GRADUS_PEER_DIR ${CMAKE_BINARY_DIR}/libexec/gradus)
file(MAKE_DIRECTORY ${GRADUS_PEER_DIR}) # configure_file would otherwise write a file of that name
set(GRADUS_PEER_INSTALL_DIR ${CMAKE_INSTALL_LIBEXECDIR}/gradus)

add_library(gradus_peer OBJECT bench/peers/peer.c bench/peers/worker.c bench/peers/request.c bench/peers/elementwise.c
            bench/peers/product.c)
target_link_libraries(gradus_peer PRIVATE gradus_flags OpenMP::OpenMP_C)
target_compile_options(gradus_peer PRIVATE ${GRADUS_KERNEL_FLAGS})

# gradus_peer(NAME LIBRARY...): the program of bench/peers/NAME.c.
function(gradus_peer name)
    add_executable(peer-${name} bench/peers/${name}.c)
    gradus_peer_program(${name} ${ARGN})
endfunction()

# gradus_vector_peer(NAME LIBRARY...): the same, compiled for each instruction set.
function(gradus_vector_peer name)
    add_executable(peer-${name} bench/peers/vector_main.c)
    foreach(isa IN LISTS GRADUS_ISAS)
        add_library(gradus_peer_${name}_${isa} OBJECT bench/peers/${name}.c bench/peers/elementwise.c)
        target_compile_definitions(gradus_peer_${name}_${isa} PRIVATE GRADUS_ISA=${isa})
        target_compile_options(gradus_peer_${name}_${isa} PRIVATE ${GRADUS_KERNEL_FLAGS} ${GRADUS_FLAGS_${isa}})
        target_link_libraries(gradus_peer_${name}_${isa} PRIVATE gradus_flags OpenMP::OpenMP_C)
        target_link_libraries(peer-${name} PRIVATE gradus_peer_${name}_${isa})
    endforeach()
    gradus_peer_program(${name} ${ARGN})
endfunction()

function(gradus_peer_program name)
    target_compile_options(peer-${name} PRIVATE ${GRADUS_KERNEL_FLAGS})
    target_link_libraries(peer-${name} PRIVATE gradus_peer gradus_flags OpenMP::OpenMP_C ${ARGN} m)
    set_target_properties(peer-${name} PROPERTIES OUTPUT_NAME ${name} RUNTIME_OUTPUT_DIRECTORY ${GRADUS_PEER_DIR}
                          BUILD_WITH_INSTALL_RPATH ON)
    install(TARGETS peer-${name} RUNTIME DESTINATION ${GRADUS_PEER_INSTALL_DIR})
    message(STATUS "Peer: ${name}")
endfunction()

gradus_peer(glibc)
if("v4" IN_LIST GRADUS_ISAS)
    find_library(GRADUS_MVEC mvec) # libc6-dev
    if(GRADUS_MVEC)
        gradus_vector_peer(libmvec ${GRADUS_MVEC})
    endif()
    find_library(GRADUS_SLEEF sleef) # libsleef-dev
    find_path(GRADUS_SLEEF_INCLUDE sleef.h)
    if(GRADUS_SLEEF AND GRADUS_SLEEF_INCLUDE)
        gradus_vector_peer(sleef ${GRADUS_SLEEF})
    endif()
endif()

# gradus_library_peer(NAME HEADER LIBRARY...): where the header and all libraries are found; SUFFIX: the folder of both.
function(gradus_library_peer name header)
    cmake_parse_arguments(PARSE_ARGV 2 peer "" "SUFFIX" "")
    find_path(GRADUS_${name}_INCLUDE ${header} PATH_SUFFIXES ${CMAKE_LIBRARY_ARCHITECTURE}/${peer_SUFFIX} ${peer_SUFFIX})
    set(found ${GRADUS_${name}_INCLUDE})
    set(libraries "")
    set(folders "")
    foreach(library IN LISTS peer_UNPARSED_ARGUMENTS)
        find_library(GRADUS_${name}_${library} ${library} PATH_SUFFIXES ${CMAKE_LIBRARY_ARCHITECTURE}/${peer_SUFFIX} ${peer_SUFFIX})
        if(NOT GRADUS_${name}_${library})
            set(found "")
        endif()
        list(APPEND libraries ${GRADUS_${name}_${library}})
        cmake_path(GET GRADUS_${name}_${library} PARENT_PATH folder)
        list(APPEND folders ${folder})
    endforeach()
    mark_as_advanced(GRADUS_${name}_INCLUDE)
    if(found)
        gradus_peer(${name} ${libraries})
        target_include_directories(peer-${name} SYSTEM PRIVATE ${GRADUS_${name}_INCLUDE})
        if(peer_SUFFIX) # another build of the library has the same name in the loader's folder
            set_target_properties(peer-${name} PROPERTIES INSTALL_RPATH "${folders}")
        endif()
    endif()
endfunction()

# What a training step has beside its matrix products, for each instruction set.
foreach(isa IN LISTS GRADUS_ISAS)
    add_library(gradus_peer_step_${isa} OBJECT bench/peers/step_loops.c)
    target_compile_definitions(gradus_peer_step_${isa} PRIVATE GRADUS_ISA=${isa})
    target_compile_options(gradus_peer_step_${isa} PRIVATE ${GRADUS_KERNEL_FLAGS} ${GRADUS_FLAGS_${isa}})
    target_link_libraries(gradus_peer_step_${isa} PRIVATE gradus_flags OpenMP::OpenMP_C)
    list(APPEND GRADUS_PEER_STEP $<TARGET_OBJECTS:gradus_peer_step_${isa}>)
endforeach()

gradus_library_peer(onednn oneapi/dnnl/dnnl.h dnnl) # libdnnl-dev
if(TARGET peer-onednn)
    target_sources(peer-onednn PRIVATE bench/peers/onednn_step.c bench/peers/step.c ${GRADUS_PEER_STEP})
    target_compile_definitions(peer-onednn PRIVATE ${GRADUS_ISA_DEFINITIONS})
endif()
gradus_library_peer(xnnpack xnnpack.h XNNPACK pthreadpool) # libxnnpack-dev, libpthreadpool-dev
gradus_library_peer(blis cblas.h blis SUFFIX blis-openmp) # libblis-openmp-dev
gradus_library_peer(xsmm libxsmm.h xsmmext xsmm xsmmnoblas) # libxsmm-dev
gradus_peer(openblas OpenBLAS::openmp)
set_target_properties(peer-openblas PROPERTIES INSTALL_RPATH ${OPENBLAS_OPENMP_DIR})

# torch and numpy: where Python has the module, which their workers find out.
file(GLOB GRADUS_PEER_SCRIPTS CONFIGURE_DEPENDS bench/peers/*.py)
foreach(script IN LISTS GRADUS_PEER_SCRIPTS)
    configure_file(${script} ${GRADUS_PEER_DIR} COPYONLY)
endforeach()
install(FILES ${GRADUS_PEER_SCRIPTS} DESTINATION ${GRADUS_PEER_INSTALL_DIR})
