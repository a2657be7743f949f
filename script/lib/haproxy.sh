# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what is set here or in the script that sources it, the other uses
# HAProxy in front of a cluster, by deploy/haproxy.cfg. Sourced after console.sh and processes.sh, by scripts that set
# `store`, `programs`, `tills`, `databases`, and functions port_of and where_is.

haproxy_file() { echo "$store/haproxy.cfg"; }
haproxy_socket() { echo "$(mariadb_socket_folder "$store" "$(id -un)")/haproxy.sock"; }

# The shipped file with this machine's addresses in the place of the sample's, and a line for each node. What it has to
# say, it says on its error stream.
write_haproxy_settings() {
    local name lines=''
    for name in "${tills[@]}"; do
        lines+="    server $name $(where_is "$name") port $(port_of management "${name#till}")\n"
    done
    awk -v tills="$lines" '
        /^    server till1 / { printf "%s", tills }
        !/^    server till/ && !/^    (user|group) haproxy$/ && !/^    log \/dev/ { print }
    ' deploy/haproxy.cfg | sed \
        -e "s|/run/haproxy/admin.sock mode 660|$(haproxy_socket) mode 600|" \
        -e "s|10.0.0.10:443 ssl crt /etc/haproxy/shop.pem|127.0.0.1:$(port_of tls) ssl crt $store/shop.pem|" \
        -e "s|10.0.0.10:8080|127.0.0.1:$(port_of api)|" \
        -e "s|10.0.0.10:3306|127.0.0.1:$(port_of writer)|" \
        -e "s|10.0.0.10:3307|127.0.0.1:$(port_of reads)|" \
        -e "s|10.0.0.10:8404|127.0.0.1:$(port_of operators)|" \
        -e "s|127.0.0.1:10000|127.0.0.1:$(port_of peers)|" \
        -e "s|10.0.0.21:3306|$(where_is db1)|" \
        -e "s|10.0.0.22:3306|$(where_is db2)|" \
        -e "s|10.0.0.23:3306|$(where_is db3)|" \
        -e "s|check port 9090|check|" \
        -e "s|^    maxconn .*|    maxconn $(connections_allowed)|" > "$(haproxy_file)"
    ! grep -n '^[^#]*10\.0\.0\.' "$(haproxy_file)" ||
        fail "deploy/haproxy.cfg has an address that script/cluster does not know"
}

# Each connection takes two descriptors.
connections_allowed() {
    local files
    files=$(ulimit -Hn)
    if [[ $files == unlimited ]] || ((files > 42000)); then echo 20000; else echo $(((files - 500) / 2)); fi
}

start_haproxy() {
    process_lives haproxy || process_start haproxy "$programs/haproxy" -W -f "$(haproxy_file)"
    await 10 "HAProxy does not answer" haproxy_answers
}

stop_haproxy() { process_stop haproxy 5; }

reload_haproxy() {
    local id before
    id=$(process_id haproxy) || fail "HAProxy does not run"
    write_haproxy_settings
    "$programs/haproxy" -c -q -f "$(haproxy_file)" || fail "HAProxy's file has an error: $(haproxy_file)"
    before=$(haproxy_worker)
    kill -USR2 "$id"
    await 20 "HAProxy does not take its file" haproxy_worker_is_another "$before"
    say "HAProxy has read its file again."
}

haproxy_worker() { haproxy_ask 'show info' | sed -n 's/^Pid: //p'; }
haproxy_worker_is_another() {
    local now
    now=$(haproxy_worker)
    [[ -n $now && $now != "$1" ]]
}

haproxy_ask() { socat -t 2 - "UNIX-CONNECT:$(haproxy_socket)" <<< "$1" 2> /dev/null; }

haproxy_answers() { process_lives haproxy && ! process_is_frozen haproxy && haproxy_ask 'show info' | grep -q '^Pid'; }

# haproxy_server BACKEND/NAME COLUMN: a value of `show stat`, by the number of its column.
haproxy_server() {
    haproxy_ask 'show stat' | awk -F , -v server="$1" -v column="$2" '$1 "/" $2 == server { print $column }'
}

# A line for each server: BACKEND/NAME and its state.
haproxy_servers() { haproxy_ask 'show stat' | awk -F , '/^(till|database),/ { print $1 "/" $2, $18 }'; }

haproxy_finds() { [[ $(haproxy_server "$1" 18) == UP ]]; }

haproxy_has_a_writer() { haproxy_servers | grep -q '^database/db. UP'; }

# Whom it sends writes to, as far as it had to decide yet.
haproxy_writer() {
    haproxy_answers || return 0
    haproxy_ask 'show table database' | sed -n 's/.*server_key=\(db[0-9]\).*/\1/p' | head -n 1
}

# let_go BACKEND/NAME drain|maint, and let_in: no new work for a server, or work again.
let_go() { ! haproxy_answers || haproxy_ask "set server $1 state $2" > /dev/null; }
let_in() { ! haproxy_answers || haproxy_ask "set server $1 state ready" > /dev/null; }

# await_idle BACKEND/NAME SECONDS: until it has no requests left.
await_idle() {
    local until=$((SECONDS + $2))
    haproxy_answers || return 0
    while [[ $(haproxy_server "$1" 5) != 0 ]] && ((SECONDS < until)); do sleep 0.1; done
}
