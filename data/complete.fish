# SPDX-License-Identifier: MIT
# complete.fish - completion of bench, verify and lesson in fish: the program itself knows its words (complete.h).
# Installed where fish looks for a command's completions; without it: source complete.fish.

function __gradus_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    test -n "$last"; or set last ''
    for line in (command $words[1] --complete $words[2..-1] $last 2>/dev/null)
        set -l parts (string split -m 1 \t -- $line)
        if test "$parts[1]" = :files
            set -l rest (string sub -s (math 1 + (string length -- "$parts[2]")) -- $last)
            for path in (__fish_complete_path $rest)
                echo $parts[2]$path
            end
        else
            echo $line
        end
    end
end

for program in bench verify lesson
    complete -c $program -f -a '(__gradus_complete)'
end
