# SPDX-License-Identifier: MIT
# Man pages, part of every build that can make them: bench(1), verify(1) and lesson(1) by help2man of what the programs
# say of themselves, gradus-formats(5) and gradus-method(7) by scdoc.
find_program(GRADUS_HELP2MAN help2man)
find_program(GRADUS_SCDOC scdoc)

set(GRADUS_MAN ${CMAKE_BINARY_DIR}/man)
set(GRADUS_MAN_PAGES)
if(CMAKE_CROSSCOMPILING OR GRADUS_SANITIZE)
    message(STATUS "No man pages of a build with a sanitizer, or for another processor")
    return()
endif()
file(MAKE_DIRECTORY ${GRADUS_MAN})

# gradus_program_page(program what-it-does)
function(gradus_program_page program what)
    set(page ${GRADUS_MAN}/${program}.1)
    set(notes ${CMAKE_SOURCE_DIR}/ci/man/program.h2m)
    add_custom_command(OUTPUT ${page} DEPENDS ${program} ${notes} VERBATIM
                       COMMAND ${CMAKE_COMMAND} -E env --unset=ARGP_HELP_FMT --unset=COLUMNS LC_ALL=C.UTF-8
                               ${GRADUS_HELP2MAN} --no-info --help-option=--help=all --name=${what} --include=${notes}
                               --source=Gradus --output=${page} $<TARGET_FILE:${program}>)
    set(GRADUS_MAN_PAGES ${GRADUS_MAN_PAGES} ${page} PARENT_SCOPE)
    install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
endfunction()

if(GRADUS_HELP2MAN)
    gradus_program_page(bench "verifies, trains and times the networks of one lecture")
    gradus_program_page(verify "holds every operation of Gradus against its reference")
    gradus_program_page(lesson "runs a script of the lecture and prints what TensorFlow prints")
else()
    message(STATUS "No help2man: no man pages of the programs")
endif()

if(GRADUS_SCDOC)
    set(page ${GRADUS_MAN}/gradus-formats)
    set(text ${CMAKE_SOURCE_DIR}/ci/man/gradus-formats.5.scd)
    add_custom_command(OUTPUT ${page}.5 DEPENDS report_schema ${text} VERBATIM
                       COMMAND report_schema --page > ${page}.tables
                       COMMAND ${CMAKE_COMMAND} -E cat ${text} ${page}.tables > ${page}.scd
                       COMMAND ${GRADUS_SCDOC} < ${page}.scd > ${page}.5)
    set(method ${GRADUS_MAN}/gradus-method.7)
    set(text ${CMAKE_SOURCE_DIR}/ci/man/gradus-method.7.scd)
    add_custom_command(OUTPUT ${method} DEPENDS ${text} VERBATIM COMMAND ${GRADUS_SCDOC} < ${text} > ${method})
    list(APPEND GRADUS_MAN_PAGES ${page}.5 ${method})
    install(FILES ${page}.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
    install(FILES ${method} DESTINATION ${CMAKE_INSTALL_MANDIR}/man7)
else()
    message(STATUS "No scdoc: no man pages of formats and method")
endif()
add_custom_target(man ALL DEPENDS ${GRADUS_MAN_PAGES})
