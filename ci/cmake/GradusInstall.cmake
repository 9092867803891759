# SPDX-License-Identifier: MIT
# `cmake --install`: programs, library, header, data, and how others find them. The tree may be moved afterwards: what is
# written holds only paths relative to itself, OpenBLAS' folder aside, which is the system's.
include(CMakePackageConfigHelpers)

# The plain name libopenblas.so.0 may be the pthread build: whoever needs OpenBLAS looks in the OpenMP build's folder.
# The build tree is laid out as the installed one, so that one search path serves both. CMake would otherwise reserve
# space for a second one with a colon at its end, which makes the loader look in the current folder.
file(RELATIVE_PATH GRADUS_BIN_TO_LIB /${CMAKE_INSTALL_BINDIR} /${CMAKE_INSTALL_LIBDIR})
set_target_properties(gradus PROPERTIES INSTALL_RPATH ${OPENBLAS_OPENMP_DIR}
                      LIBRARY_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/${CMAKE_INSTALL_LIBDIR})
set_target_properties(lesson verify bench PROPERTIES INSTALL_RPATH
                      "$ORIGIN/${GRADUS_BIN_TO_LIB};${OPENBLAS_OPENMP_DIR};${CMAKE_BUILD_RPATH}")
set_target_properties(gradus lesson verify bench PROPERTIES BUILD_WITH_INSTALL_RPATH ON)

install(TARGETS lesson verify bench)
install(TARGETS gradus EXPORT gradus)
install(FILES kernels/gradus.h TYPE INCLUDE)
install(FILES data/iris.csv data/dot.csv DESTINATION ${CMAKE_INSTALL_DATADIR}/gradus)
install(DIRECTORY data/golden data/hard DESTINATION ${CMAKE_INSTALL_DATADIR}/gradus FILES_MATCHING PATTERN *.csv)
install(FILES LICENSE README.md TYPE DOC)

# Completion, where each shell looks for it: bash and fish by a command's name.
foreach(program bench verify lesson)
    install(FILES data/complete.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME ${program})
    install(FILES data/complete.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d RENAME ${program}.fish)
endforeach()
install(FILES data/complete.zsh DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions RENAME _gradus)

# find_package(gradus) and gradus::gradus. The library asks nothing of those who link it, so the targets are the config.
set(GRADUS_PACKAGE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/gradus)
install(EXPORT gradus NAMESPACE gradus:: FILE gradus-config.cmake DESTINATION ${GRADUS_PACKAGE_DIR})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/gradus-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/gradus-config-version.cmake DESTINATION ${GRADUS_PACKAGE_DIR})

file(RELATIVE_PATH GRADUS_PC_TO_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
configure_file(ci/cmake/gradus.pc.in gradus.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/gradus.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
