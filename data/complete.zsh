#compdef bench verify lesson
# SPDX-License-Identifier: MIT
# complete.zsh - completion of bench, verify and lesson in zsh: the program itself knows its words (complete.h).
# Installed as _gradus in a folder of $fpath.

local line word before
local -a described plain
for line in "${(@f)$("${(Q)words[1]}" --complete "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}"; do
    word=${line%%$'\t'*}
    if [[ $word == :files ]]; then
        before=${line#*$'\t'}
        compset -P "${(b)before}"
        _files
    elif [[ $word == *= ]]; then
        plain+=("$word")
    elif [[ -n $word ]]; then
        described+=("${word//:/\\:}:${line#*$'\t'}")
    fi
done
(($#plain)) && compadd -S '' -a plain
(($#described)) && _describe -V 'word' described
