# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what is set here or in the script that sources it, the other uses
# Three nodes of MariaDB with Galera on one machine: db1, db2 and db3, each with a folder $store/NAME and the settings of
# deploy/galera.cnf. Sourced after console.sh, mariadb.sh, processes.sh and network.sh, by scripts that set `store` and a
# function port_of.

databases=(db1 db2 db3)
programs=$PWD/build/cluster-programs/bin

database_socket() { echo "$(mariadb_socket_folder "$store/$1" "$mariadb_as")/mariadb.sock"; }

database_ask() {
    local socket
    socket=$(database_socket "$1")
    timeout 5 mariadb --no-defaults --socket="$socket" --user="$(id -un)" --connect-timeout=3 \
        --batch --skip-column-names "${@:2}"
}

# database_status NAME VARIABLE: what the node says of itself.
database_status() {
    database_ask "$1" -e "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS WHERE VARIABLE_NAME = '$2'" \
        2> /dev/null
}

database_is_synced() { [[ $(database_status "$1" wsrep_local_state) == 4 ]]; }

# Root only starts them: a state transfer by rsync does not work as root.
choose_the_databases_user() {
    mariadb_as=$(mariadb_user "$store/db1")
    [[ $EUID != 0 || $mariadb_as != root ]] ||
        fail "MariaDB's nodes need to run as another user than root, and none can reach $store." \
            "Choose a folder that everybody may look into, with --data FOLDER."
}

make_database_folder() {
    mkdir -p "$store/$1"
    chmod 700 "$store/$1"
    ((EUID != 0)) || chown "$mariadb_as" "$store/$1"
    write_database_settings "$1"
}

# The shipped file, and after it what is otherwise on one machine; of two lines about one thing, MariaDB takes the last.
write_database_settings() {
    local name=$1 address number=${1#db} group options
    address=$(address_of "$name")
    group=$(members | paste -sd ,)
    options=$(sed -n 's/^wsrep_provider_options = "\(.*\)"$/\1/p' deploy/galera.cnf)
    options+="; gcache.size=64M; base_host=$address; base_port=$(port_of galera "$number")"
    options+="; gmcast.listen_addr=tcp://$address:$(port_of galera "$number")"
    options+="; ist.recv_addr=$address:$(port_of ist "$number")"
    cat deploy/galera.cnf - > "$store/$name/galera.cnf" << SETTINGS

# --- script/cluster, on one machine
wsrep_node_name = $name
wsrep_node_address = $address
bind_address = $address
port = $(port_of database "$number")
wsrep_cluster_address = gcomm://$group
wsrep_provider_options = "$options"
wsrep_sst_receive_address = $address:$(port_of sst "$number")
wsrep_sst_method = rsync
wsrep_sst_donor_rejects_queries = ON
datadir = $store/$name/database
socket = $(database_socket "$name")
pid_file = $store/$name/mariadb.pid
log_error = $store/$name/mariadb.log
innodb_buffer_pool_size = 128M
innodb_log_file_size = 32M
SETTINGS
}

members() {
    local name
    for name in "${databases[@]}"; do echo "$(address_of "$name"):$(port_of galera "${name#db}")"; done
}

# database_run NAME OPTION…
database_run() {
    local name=$1 prefix=() position
    shift
    read -ra prefix <<< "$(inside_of "$name")"
    position=$(position_after_crash "$name") || exit
    [[ -z $position ]] || set -- "$@" --wsrep-start-position="$position"
    PATH=$store/programs:$PATH process_start "$name" "${prefix[@]}" mariadbd \
        --defaults-file="$store/$name/galera.cnf" --user="$mariadb_as" "$@"
}

# The first is made and given its accounts, and the others are copies of it: quicker than to let it send its state.
make_databases() {
    local name=db1 other
    [[ ! -e $store/.has-databases ]] || return 0
    step "Making MariaDB's nodes"
    rm -rf "$store"/db[123]/database
    quietly "$store/log/install.log" mariadb-install-db --no-defaults --user="$mariadb_as" \
        --datadir="$store/$name/database" --innodb-log-file-size=32M --auth-root-authentication-method=socket \
        --auth-root-socket-user="$(id -un)" --skip-test-db --skip-name-resolve || fail "MariaDB cannot make its folder"
    database_run "$name" --wsrep-new-cluster
    await_database "$name" 60
    make_accounts "$name"
    process_stop "$name" 60
    for other in db2 db3; do
        cp -a "$store/$name/database" "$store/$other/database"
    done
    touch "$store/.has-databases"
}

# As the head of deploy/galera.cnf has it.
make_accounts() {
    database_ask "$1" << SQL || fail "MariaDB does not take its accounts"
CREATE DATABASE till CHARACTER SET utf8mb4;
CREATE USER till@'%' IDENTIFIED BY '$(< "$store/database.password")';
GRANT ALL ON till.* TO till@'%';
CREATE DATABASE haproxy;
CREATE TABLE haproxy.health (answer VARCHAR(20) PRIMARY KEY);
INSERT INTO haproxy.health VALUES ('till-yes');
CREATE USER haproxy@'%' WITH MAX_USER_CONNECTIONS 20;
GRANT SELECT ON haproxy.health TO haproxy@'%';
SQL
}

await_database() {
    local name=$1 until=$((SECONDS + $2))
    until database_is_synced "$name"; do
        if ! process_lives "$name" || ((SECONDS > until)); then
            grep -E 'ERROR|WSREP_SST' "$store/$name/mariadb.log" | tail -n 20 >&2 || true
            fail "$name does not join: $store/$name/mariadb.log"
        fi
        sleep 0.1
    done
}

# start_databases NAME…: those that do not run, and waits until they have joined. Where none runs, one node has to
# bootstrap, unless all went down at once and all come back: then they recover the group from their stored state
# (pc.recovery).
start_databases() {
    local name
    if any_database_lives; then
        :
    elif all_remember_the_group; then
        say "    all were killed at once, so all start, and find together"
        set -- "${databases[@]}"
    else
        start_first_database
    fi
    for name in "$@"; do
        process_lives "$name" || database_run "$name"
    done
    for name in "$@"; do await_database "$name" 300; done
}

start_first_database() {
    local first
    first=$(first_database) || exit
    say "    $first is the first"
    mark_as_first "$first"
    database_run "$first" --wsrep-new-cluster
    await_database "$first" 60
}

all_remember_the_group() {
    local name
    for name in "${databases[@]}"; do [[ -s $store/$name/database/gvwstate.dat ]] || return 1; done
}

any_database_lives() {
    local name
    for name in "${databases[@]}"; do ! process_lives "$name" || return 0; done
    return 1
}

# The node that was stopped last has recorded so. Where all were killed none has, and the node with the latest position
# bootstraps: the others may only lack changes that it has.
first_database() {
    local name position most=-1 first=''
    for name in "${databases[@]}"; do
        if grep -qs '^safe_to_bootstrap: 1' "$store/$name/database/grastate.dat"; then
            echo "$name"
            return
        fi
    done
    for name in "${databases[@]}"; do
        position=$(position_of "$name") || exit
        say "    $name holds everything up to ${position:-nothing}" >&2
        position=${position##*:}
        if ((${position:--1} > most)); then most=${position:--1} first=$name; fi
    done
    [[ -n $first ]] || fail "no node of the database holds anything: put a backup into $store/db1/database"
    echo "$first"
}

# How far a node has come, as HISTORY:NUMBER. One that was stopped has written it down; after a crash MariaDB has to mend
# its files to find it, and Galera has to get it: nodes without a position would begin a new history. mariadb.service
# does the same on real machines (galera_recovery).
position_of() {
    local kept=$store/$1/database/grastate.dat
    position_after_crash "$1" | grep . && return
    if [[ -s $kept ]]; then
        sed -n 's/^uuid: *//p;s/^seqno: *//p' "$kept" | paste -sd :
    elif [[ -s $store/$1/database/ibdata1 ]]; then
        echo backup:0 # its files are from one
    fi
}

position_after_crash() {
    local log=$store/$1/recover.log position
    grep -qs '^seqno: *-1$' "$store/$1/database/grastate.dat" || return 0
    rm -f "$log"
    mariadbd --defaults-file="$store/$1/galera.cnf" --user="$mariadb_as" --wsrep-recover --log-error="$log" \
        --skip-networking > /dev/null 2>&1 9>&- || true
    position=$(sed -n 's/.*WSREP: Recovered position: \([0-9a-f-]*:-\{0,1\}[0-9]*\).*/\1/p' "$log" | tail -n 1)
    [[ -n $position ]] || fail "$1 does not say how far it is: $log"
    echo "$position"
}

mark_as_first() {
    local kept=$store/$1/database/grastate.dat
    [[ ! -s $kept ]] || sed -i 's/^safe_to_bootstrap: .*/safe_to_bootstrap: 1/' "$kept"
}
