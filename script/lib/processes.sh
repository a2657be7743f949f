# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what is set here or in the script that sources it, the other uses
# Programs that go on running after the script has ended. Each has a name, a session and process group of its own, its
# words in $store/log/NAME.log and its process in $store/run/NAME. Sourced after console.sh by scripts that set `store`.

# process_start NAME COMMAND…
process_start() {
    local name=$1
    shift
    mkdir -p "$store/log" "$store/run"
    setsid "$@" >> "$store/log/$name.log" 2>&1 < /dev/null 9>&- &
    echo "$! $(process_birth "$!")" > "$store/run/$name"
    disown "$!"
}

# When a process began, in the system's ticks: with its id, this names it for good.
process_birth() {
    local fields
    fields=$(cat "/proc/$1/stat" 2> /dev/null) || return 0
    cut -d ' ' -f 20 <<< "${fields##*) }"
}

# process_id NAME: of the process that was started under this name, where it still lives; else nothing, and fails.
process_id() {
    local id birth
    [[ -s $store/run/$1 ]] && read -r id birth < "$store/run/$1" || return 1
    [[ -n $birth && $(process_birth "$id") == "$birth" ]] || return 1
    [[ $(process_mood "$id") != Z ]] || return 1
    echo "$id"
}

process_lives() { process_id "$1" > /dev/null; }

process_is_frozen() { [[ $(process_mood "$(process_id "$1")") == T ]]; }

# A letter, as in ps.
process_mood() {
    local fields
    fields=$(cat "/proc/$1/stat" 2> /dev/null) || return 0
    fields=${fields##*) }
    echo "${fields%% *}"
}

# process_signal NAME SIGNAL: to it and to what it has started.
process_signal() {
    local id
    id=$(process_id "$1") || return 1
    kill -"$2" -- -"$id" 2> /dev/null
}

# process_stop NAME SECONDS: sends it SIGTERM, and waits; after that it is killed.
process_stop() {
    local name=$1 patience=$2 id
    id=$(process_id "$name") || return 0
    process_signal "$name" CONT
    kill -TERM "$id" 2> /dev/null || true
    if ! process_is_gone "$name" "$patience"; then
        say "    $name does not end within $patience s, so it is killed"
        process_kill "$name"
    fi
    rm -f "$store/run/$name"
}

process_kill() {
    process_signal "$1" KILL || return 0
    process_is_gone "$1" 10 || fail "$1 cannot be killed"
}

process_is_gone() {
    local until=$((SECONDS + $2))
    while process_lives "$1"; do
        ((SECONDS < until)) || return 1
        sleep 0.05
    done
}
