# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# complete.bash - completion of bench, verify and lesson in bash: the program itself knows its words (complete.h).
# Installed where bash-completion looks; without it: source complete.bash.

_gradus() {
    local line=${COMP_LINE:0:COMP_POINT} words last word before
    read -ra words <<<"$line"
    [[ $line == *[[:blank:]] ]] && words+=("")
    last=${words[-1]}
    # Readline replaces only what follows the last of these two.
    before=${last%"${last##*[=:]}"}
    COMPREPLY=()
    while IFS=$'\t' read -r word _; do
        if [[ $word == :files ]]; then
            compopt -o default
        else
            COMPREPLY+=("${word#"$before"}")
        fi
    done < <("${words[0]}" --complete "${words[@]:1}" 2>/dev/null)
    # A format's name is followed by the file's.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
    return 0
}
complete -F _gradus bench verify lesson
