# shellcheck shell=bash
# How the scripts speak. Sourced by them, from the root of the project.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then
    bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' faint=$'\e[2m' plain=$'\e[0m'
else
    bold='' green='' red='' faint='' plain=''
fi

say() { printf '%s\n' "$*"; }

# step TEXT…: the next thing that takes time.
step() { printf '%s==>%s %s%s%s\n' "$green" "$plain" "$bold" "$*" "$plain"; }

# fail TEXT…: ends the script; each argument is a line.
fail() {
    printf '%serror:%s %s\n' "$red" "$plain" "$1" >&2
    shift
    (($# == 0)) || printf '       %s\n' "$@" >&2
    exit 1
}

# wrong_use TEXT: the command line was not understood.
wrong_use() {
    printf '%s: %s (see --help)\n' "$0" "$1" >&2
    exit 2
}

# usage: the comment at the top of the script that calls it, without the comment signs.
usage() { sed -n '2,/^[^#]/{/^#/!d;s/^# \{0,1\}//;p}' "$0"; }

# quietly LOG COMMAND…: writes the command's output to LOG and prints its progress now and then; shows the end of LOG
# where it fails, and returns its status.
quietly() {
    local log=$1 began=$SECONDS said=$SECONDS pause=15 status=0 traps runner
    shift
    mkdir -p "$(dirname "$log")"
    set -m # a process group of its own, so that it can be ended with all that it started
    "$@" > "$log" 2>&1 < /dev/null &
    runner=$!
    set +m
    traps=$(trap -p INT TERM)
    trap 'kill -- -"$runner" 2> /dev/null; exit 130' INT TERM
    [[ -t 1 ]] && pause=1
    while kill -0 "$runner" 2> /dev/null; do
        sleep 0.2
        if [[ -z ${in_background:-} ]] && ((SECONDS - said >= pause)); then
            said=$SECONDS
            show_progress "$log" "$((SECONDS - began))"
        fi
    done
    [[ -t 1 ]] && printf '\r\e[K'
    wait "$runner" || status=$?
    trap - INT TERM
    eval "$traps"
    if ((status != 0)); then
        printf '%s... the end of %s:%s\n' "$faint" "$log" "$plain" >&2
        tail -n 40 "$log" >&2
    fi
    return "$status"
}

# compilers MEGABYTES: as many as there are cores, or as the memory has room for where each takes that much.
compilers() {
    local cores room
    cores=$(nproc)
    room=$(awk -v each="$1" '/^MemAvailable/ { print int($2 / 1000 / each) }' /proc/meminfo)
    ((room < 1)) && room=1
    echo $((room < cores ? room : cores))
}

show_progress() {
    local last
    last=$(tr '\r' '\n' < "$1" | grep -v '^[[:space:]]*$' | tail -n 1 | cut -c 1-90) || true
    if [[ -t 1 ]]; then
        printf '\r\e[K    %s%ss  %s%s' "$faint" "$2" "$last" "$plain"
    else
        printf '    %ss  %s\n' "$2" "$last"
    fi
}

# as_root COMMAND…: as it is for root, through sudo for others.
as_root() {
    if ((EUID == 0)); then
        "$@"
    elif command -v sudo > /dev/null; then
        sudo "$@"
    else
        fail "this needs root: $*" "Run the script as root, or install sudo."
    fi
}
