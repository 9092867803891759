#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# completion.sh BENCH CASE - what shells offer for the word under the cursor: the programs' answers to --complete, and
# what bash, zsh and fish make of them. The other programs lie beside BENCH.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/harness.sh"
scripts=$(cd "$(dirname "$0")/../data" && pwd)

# offers PROGRAM 'WORD WORD...' WORDS: exactly these are offered after the words, the last of which is unfinished.
offers() {
    local of=$1 want=$2 got
    shift 2
    got=$("${program%/*}/$of" --complete "$@" 2>"$work/err" | cut -f 1 | tr '\n' ' ')
    [ "$got" = "${want:+$want }" ] || fail "$of $*: expected '$want', got '$got'"
    [ ! -s "$work/err" ] || fail "$of $*: $(cat "$work/err")"
}

answers() {
    offers bench 'iris' --model ir
    offers bench '--model=iris,dot' --model=iris,d
    offers bench 'rmsprop' run --optimizer r
    offers bench 'sgd,adagrad sgd,adam sgd,all' --optimizer sgd,a
    offers bench '--format=json --format=junit' list --format=j
    offers bench 'html=' --out h
    offers bench ':files' --out html=x
    offers bench ':files' --plot ''
    offers bench ':files' report ''
    offers bench 'smoke ci full' compare --tag ''
    offers bench 'activation' list --kind act
    offers bench 'sleef' --against sl
    offers bench 'assignment accuracy' a
    offers bench '' assignment a
    offers bench '' --lr ''
    offers bench '' --nonsense=x
    offers bench '--help=all' --help=
    offers bench '--kind' list --k
    offers bench '' run --k
    offers bench '' wrkr
    offers verify 'hard,golden hard,gradient hard,guards' --check hard,g
    offers verify 'softmax_mse' --op softmax_m
    offers verify 'v4 v3' --isa v
    offers verify ':files' --resume ''
    offers lesson 'p38_rmsprop' p38
    offers lesson '' p38 p
    offers lesson 'on off' p38 --flush-denormals ''
    offers lesson '' p22 --lr
    offers lesson '--lr --lr-base --lr-decay --lr-step' --lr
}

# Each option that a command's help has is offered, and each value that is offered is taken.
options() {
    local command option value
    for command in $("$program" --complete '' | cut -f 1); do
        "$program" "$command" --help | grep -oE '^ +(-., )?--[a-z0-9-]+' | grep -oE -- '--.*' | sort >"$work/help"
        "$program" --complete "$command" -- | cut -f 1 | sort >"$work/offered"
        cmp -s "$work/help" "$work/offered" || fail "$command: $(diff "$work/help" "$work/offered")"
        [ "$(wc -l <"$work/help")" -gt 5 ] || fail "$command: no options"
    done
    for option in isa:list progress:list color:list what:list format:list kind:list impl:list; do
        command=${option#*:} option=${option%:*}
        for value in $("$program" --complete "$command" "--$option" '' | cut -f 1); do
            [ "$option:$value" = isa:v4 ] || [ "$option:$value" = isa:v3 ] && continue # not every machine has it
            "$program" "$command" "--$option" "$value" >"$work/out" 2>"$work/err" ||
                fail "$command --$option $value: $(cat "$work/err")"
        done
    done
}

# What the function of complete.bash makes of a line with the cursor at its end.
bash_offers() {
    local want=$1 got
    got=$(PATH=${program%/*}:$PATH bash --norc -c '
        compopt() { echo "$*"; }
        source "$1"
        COMP_LINE=$2 COMP_POINT=${#2}
        _gradus bench
        echo "${COMPREPLY[*]}"' - "$scripts/complete.bash" "$2" | tr '\n' ' ')
    [ "$got" = "$want " ] || fail "bash, '$2': expected '$want', got '$got'"
}

in_bash() {
    bash_offers iris 'bench --model ir'
    bash_offers 'iris,dot' 'bench --model=iris,d'
    bash_offers '784-128-10' 'bench --model mlp:'
    bash_offers 'json junit' 'bench list --format=j'
    bash_offers '-o nospace html=' 'bench --out h'
    bash_offers '-o default ' 'bench --out html=x'
    bash_offers p38_rmsprop 'lesson p38'
    bash_offers 'hard,golden hard,gradient hard,guards' 'verify --check hard,g'
    # As a person has it: a terminal, and Tab.
    printf 'PS1=; source %s\nbench list --wha\tkin\t\nexit\n' "$scripts/complete.bash" |
        PATH=${program%/*}:$PATH TERM=dumb script -qec 'bash --norc --noprofile -i' /dev/null >"$work/out" 2>&1
    grep -q 'what they are' "$work/out" || fail "bash on a terminal: $(cat "$work/out")"
}

# What stands in single quotes is for the other shell.
# shellcheck disable=SC2016
in_fish() {
    need fish
    local line want got
    while IFS=: read -r line want; do
        got=$(HOME=$work PATH=${program%/*}:$PATH fish --no-config -c '
            source $argv[1]; complete -C $argv[2]' "$scripts/complete.fish" "$line" </dev/null | cut -f 1 | sort | tr '\n' ' ')
        [ "$got" = "$want " ] || fail "fish, '$line': expected '$want', got '$got'"
    done <<'END'
bench --model ir:iris
bench --model=iris,d:--model=iris,dot
bench list --format=j:--format=json --format=junit
bench a:accuracy assignment
lesson p38:p38_rmsprop
verify --check hard,g:hard,golden hard,gradient hard,guards
END
    touch "$work/run.json"
    got=$(cd "$work" && PATH=${program%/*}:$PATH fish --no-config -c '
        source $argv[1]; complete -C "bench report ru"; complete -C "bench --out=json=ru"' "$scripts/complete.fish" |
        cut -f 1 | tr '\n' ' ')
    [ "$got" = 'run.json --out=json=run.json ' ] || fail "fish, files: $got"
}

in_zsh() {
    need zsh
    local line want
    mkdir "$work/functions"
    cp "$scripts/complete.zsh" "$work/functions/_gradus"
    : >"$work/lines"
    touch "$work/run.json"
    # A shell on a pseudo-terminal: Tab, then the line is printed as it stands.
    cat >"$work/try.zsh" <<'END'
zmodload zsh/zpty
zpty shell "TERM=dumb zsh -f -i"
send() { zpty -w shell "$1" }
send "PS1= PS2=; unsetopt zle_bracketed_paste 2>/dev/null; fpath=($1/functions \$fpath); autoload -Uz compinit; compinit -u -d $1/dump"
send "zstyle ':completion:*' insert-tab false; show() { print -r -- \"<<\$BUFFER>>\" >>$1/lines; BUFFER=; }; zle -N show; bindkey '^T' show; cd $1"
send "print ready >$1/ready"
for i in {1..100}; do [[ -e $1/ready ]] && break; sleep 0.05; done
while IFS= read -r line; do
    zpty -w -n shell "$line"$'\t\x14'
    n=$((n + 1))
    for i in {1..100}; do [[ $(wc -l <$1/lines) -ge n ]] && break; sleep 0.05; done
done
zpty -d shell
END
    while IFS=: read -r line want; do
        printf '%s\n' "$line" >>"$work/typed"
        printf '<<%s>>\n' "$want" >>"$work/wanted"
    done <<'END'
bench --model ir:bench --model iris 
bench --model=iris,d:bench --model=iris,dot 
bench list --format=js:bench list --format=json 
bench --out ht:bench --out html=
bench report ru:bench report run.json 
bench --out=json=ru:bench --out=json=run.json 
lesson p38:lesson p38_rmsprop 
verify --check hard,go:verify --check hard,golden 
END
    PATH=${program%/*}:$PATH timeout 60 zsh -f "$work/try.zsh" "$work" <"$work/typed" >"$work/out" 2>&1
    cmp -s "$work/wanted" "$work/lines" || fail "zsh: $(diff "$work/wanted" "$work/lines") $(cat "$work/out")"
}

cases='answers options in_bash in_fish in_zsh'
harness "$cases" "$@"
