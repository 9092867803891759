# SPDX-License-Identifier: MIT
# What ctest runs. Labels: unit (Criterion, one entry per file), numeric (verify, one entry per check), golden (printed
# text of the lecture), cli, browser (the page; needs chromium, node and npm's registry), bits (the same from every
# compiler), install, docs; exhaustive and nightly, which have to be
# asked for.
enable_testing()

# gradus_test(name label command...): 77 is "skipped" everywhere.
function(gradus_test name label)
    add_test(NAME ${name} COMMAND ${ARGN})
    set_tests_properties(${name} PROPERTIES LABELS ${label} SKIP_RETURN_CODE 77 TIMEOUT 600)
endfunction()

# gradus_script_tests(script target label): an entry for each case that `SCRIPT --list` names, `SCRIPT PROGRAM CASE`.
function(gradus_script_tests script target label)
    set_property(DIRECTORY ${CMAKE_SOURCE_DIR} APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${script})
    execute_process(COMMAND ${CMAKE_SOURCE_DIR}/${script} --list OUTPUT_VARIABLE cases COMMAND_ERROR_IS_FATAL ANY)
    separate_arguments(cases UNIX_COMMAND "${cases}")
    cmake_path(GET script STEM stem)
    foreach(case IN LISTS cases)
        gradus_test(${target}.${stem}.${case} ${label} ${CMAKE_SOURCE_DIR}/${script} $<TARGET_FILE:${target}> ${case})
    endforeach()
endfunction()

# Criterion's processes cannot start under ThreadSanitizer, and races are all it is there for.
if(GRADUS_SANITIZE MATCHES thread)
    gradus_test(verify.quick numeric verify --quick)
    return()
endif()

# ---- numeric --------------------------------------------------------------------------------------------------
file(GLOB GRADUS_CHECK_FILES CONFIGURE_DEPENDS verify/check_*.c)
foreach(file IN LISTS GRADUS_CHECK_FILES)
    string(REGEX REPLACE ".*/check_(.*)\\.c" "\\1" check ${file})
    if(NOT check STREQUAL exhaustive)
        gradus_test(verify.${check} numeric verify --check ${check})
    endif()
endforeach()
gradus_test(polynomial numeric ${CMAKE_SOURCE_DIR}/verify/polynomial.sh)
# All 2^32 floats, minutes: only with ctest -C exhaustive.
add_test(NAME verify.exhaustive COMMAND verify --check exhaustive CONFIGURATIONS exhaustive)
set_tests_properties(verify.exhaustive PROPERTIES LABELS exhaustive TIMEOUT 7200)

# ---- unit -----------------------------------------------------------------------------------------------------
file(GLOB GRADUS_UNIT_FILES CONFIGURE_DEPENDS verify/unit/test_*.c)
if(CRITERION_FOUND)
    foreach(file IN LISTS GRADUS_UNIT_FILES)
        cmake_path(GET file STEM unit)
        string(REPLACE test_ unit_ target ${unit})
        add_executable(${target} ${file})
        target_link_libraries(${target} PRIVATE benchmark verification reference data gradus gradus_flags PkgConfig::CRITERION m)
        set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/unit)
        string(REPLACE unit_ unit. name ${target})
        gradus_test(${name} unit ${target})
    endforeach()
    if(TARGET unit_expression)
        target_sources(unit_expression PRIVATE kernels/expression.c) # the library does not export it
    endif()
    if(TARGET unit_lesson_print)
        target_sources(unit_lesson_print PRIVATE reference/lesson/numpy_print.c reference/lesson/decimal.c)
        target_include_directories(unit_lesson_print PRIVATE reference/lesson)
    endif()
else()
    message(STATUS "No Criterion (libcriterion-dev): no unit tests")
endif()

# ---- programs -------------------------------------------------------------------------------------------------
gradus_script_tests(verify/lesson/golden.sh lesson golden)
gradus_script_tests(verify/lesson/usage.sh lesson cli)
gradus_script_tests(verify/usage.sh verify cli)
gradus_script_tests(verify/exhaustive.sh verify cli)
if(NOT GRADUS_SANITIZE) # a sanitizer wants to be loaded first
    gradus_script_tests(verify/start.sh verify cli)
endif()
foreach(program bench verify lesson)
    gradus_script_tests(verify/endings.sh ${program} cli)
endforeach()
gradus_script_tests(verify/completion.sh bench cli)
gradus_script_tests(verify/bench/usage.sh bench cli)
gradus_script_tests(verify/bench/run.sh bench cli)
gradus_script_tests(verify/bench/against.sh bench cli)
gradus_script_tests(verify/bench/launches.sh bench cli)
gradus_script_tests(verify/bench/resume.sh bench cli)
gradus_script_tests(verify/bench/config.sh bench cli)
gradus_script_tests(verify/bench/roof.sh bench cli)
gradus_script_tests(verify/bench/doctor.sh bench cli)
gradus_script_tests(verify/bench/list.sh bench cli)
gradus_script_tests(verify/bench/scale.sh bench cli)
gradus_script_tests(verify/bench/compare.sh bench cli)
gradus_script_tests(verify/bench/report.sh bench cli)
gradus_script_tests(verify/bench/formats.sh bench cli)
if(NOT GRADUS_SANITIZE) # valgrind cannot run what a sanitizer has changed
    gradus_script_tests(verify/bench/instructions.sh bench cli)
endif()
# It looks at how well the timings of the parts add up, which neighbours disturb.
set_tests_properties(bench.run.default PROPERTIES RUN_SERIAL ON)

# ---- the page, in a browser ------------------------------------------------------------------------------------
if(NOT GRADUS_SANITIZE)
    gradus_test(browser.install browser ${CMAKE_SOURCE_DIR}/verify/browser/install.sh ${CMAKE_BINARY_DIR}/browser)
    gradus_test(browser.pages browser ${CMAKE_SOURCE_DIR}/verify/browser/pages.sh $<TARGET_FILE:bench> ${CMAKE_BINARY_DIR}/browser)
    set_tests_properties(browser.install PROPERTIES FIXTURES_SETUP browser)
    set_tests_properties(browser.pages PROPERTIES FIXTURES_REQUIRED browser)
endif()

# ---- peers: driven from Python; 77 where their module, or NumPy, is missing -------------------------------------
if(GRADUS_PYTHON AND NOT GRADUS_SANITIZE)
    foreach(peer torch numpy)
        foreach(case protocol operations optimizers steps)
            gradus_test(peers.${peer}.${case} numeric ${GRADUS_PYTHON} ${CMAKE_SOURCE_DIR}/verify/peers/check.py
                        ${GRADUS_PEER_DIR}/${peer}_peer.py ${case})
        endforeach()
    endforeach()
    if(TARGET peer-onednn)
        gradus_test(peers.onednn.steps numeric ${GRADUS_PYTHON} ${CMAKE_SOURCE_DIR}/verify/peers/check.py
                    $<TARGET_FILE:peer-onednn> steps)
    endif()
endif()

# ---- install, docs --------------------------------------------------------------------------------------------
# These build with the plain compiler, or run what the README's reader runs.
if(NOT GRADUS_SANITIZE)
    set(env ${CMAKE_COMMAND} -E env CMAKE=${CMAKE_COMMAND} CC=${CMAKE_C_COMPILER} BUILD=${CMAKE_BINARY_DIR})
    gradus_test(install install ${env} OPENBLAS=${OPENBLAS_OPENMP_DIR} ${CMAKE_SOURCE_DIR}/verify/install/test.sh)
    gradus_test(example docs ${env} ${CMAKE_SOURCE_DIR}/verify/example/test.sh $<TARGET_FILE:verify>)
    gradus_test(readme.generated docs ${CMAKE_SOURCE_DIR}/verify/docs/generated.sh $<TARGET_FILE:bench>
                $<TARGET_FILE:report_schema>)
    if(GRADUS_MAN_PAGES)
        gradus_test(man docs ${CMAKE_SOURCE_DIR}/verify/docs/man.sh $<TARGET_FILE_DIR:bench> ${GRADUS_MAN_PAGES})
    endif()
endif()
# The README's commands name this folder's programs.
if(CMAKE_BINARY_DIR STREQUAL ${CMAKE_SOURCE_DIR}/build/release)
    gradus_test(readme.commands docs ${CMAKE_SOURCE_DIR}/verify/docs/commands.sh)
endif()

# ---- bits, aarch64 --------------------------------------------------------------------------------------------
if(CMAKE_BINARY_DIR STREQUAL ${CMAKE_SOURCE_DIR}/build/release)
    # Each compiler at two levels; with ctest -C exhaustive at the other two as well.
    foreach(build gcc-O0 gcc-O2 clang-O1 clang-O3 gcc-O1 gcc-O3 clang-O0 clang-O2)
        string(REGEX MATCH "(.*)(-O.)" build ${build})
        set(command ${env} ${CMAKE_SOURCE_DIR}/verify/bits.sh $<TARGET_FILE:verify> ${CMAKE_MATCH_1} ${CMAKE_MATCH_2})
        if(build MATCHES "gcc-O[02]|clang-O[13]")
            gradus_test(bits.${build} bits ${command})
        else()
            gradus_test(bits.${build} exhaustive ${command} CONFIGURATIONS exhaustive)
        endif()
    endforeach()
    # Fetches libraries, builds for another processor: only with ctest -C nightly.
    gradus_test(aarch64 nightly ${CMAKE_SOURCE_DIR}/ci/aarch64 CONFIGURATIONS nightly)
endif()
add_custom_target(docs COMMAND ${CMAKE_SOURCE_DIR}/verify/docs/generated.sh --write $<TARGET_FILE:bench>
                  $<TARGET_FILE:report_schema> VERBATIM
                  COMMENT "Writing the generated parts of README.md, and the JSON Schema")
