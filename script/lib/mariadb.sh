# shellcheck shell=bash
# A MariaDB of the shop's own: its files in one folder, reachable through a socket only, with settings that keep every
# acknowledged order through a power cut. Sourced after console.sh.
#
# mariadb_start FOLDER sets mariadb_url; mariadb_stop ends it.

mariadb_pid=''

mariadb_start() {
    local folder=$1 user
    user=$(mariadb_user "$folder")
    mariadb_socket=$(mariadb_socket_folder "$folder" "$user")/till.sock
    [[ -f $folder/.has-database ]] || mariadb_create "$folder" "$user"
    [[ -f $folder/password ]] || (umask 077 && random_text 32 > "$folder/password")
    # shellcheck disable=SC2034  # for those who source this
    mariadb_url="mysql://till:$(< "$folder/password")@localhost/till?socket=$(percent_encoded "$mariadb_socket")"
    if mariadb_answers; then # left over from a start that was killed
        mariadb_pid=$(< "$folder/mariadb.pid")
    else
        mariadb_run "$folder" "$user"
    fi
    mariadb_prepare "$(< "$folder/password")"
}

# Root only starts it: the server runs as a user without other rights, where that user can reach the folder.
mariadb_user() {
    local user
    if [[ -d $1/database ]]; then
        stat -c %U "$1/database"
        return
    fi
    if ((EUID != 0)); then
        id -un
        return
    fi
    for user in mysql nobody; do
        if runuser -u "$user" -- test -x "$(dirname "$1")" 2> /dev/null; then
            echo "$user"
            return
        fi
    done
    echo root
}

# A socket's path holds 107 bytes at most, so a deep folder gets a short name elsewhere, the same at each start.
mariadb_socket_folder() {
    local folder=$1
    if ((${#folder} > 90)); then
        folder=${XDG_RUNTIME_DIR:-/tmp}/till-$EUID-$(cksum <<< "$1" | cut -d ' ' -f 1)
        [[ -d $folder ]] || mkdir -m 700 "$folder"
        [[ -O $folder || $(stat -c %U "$folder") == "$2" ]] || fail "$folder belongs to somebody else"
        ((EUID != 0)) || chown "$2" "$folder"
    fi
    echo "$folder"
}

mariadb_create() {
    local folder=$1 user=$2
    step "Making a MariaDB of the shop's own in $folder"
    rm -rf "$folder/database"
    ((EUID != 0)) || chown "$user" "$folder"
    quietly "$folder/install.log" mariadb-install-db --no-defaults --user="$user" --datadir="$folder/database" \
        --auth-root-authentication-method=socket --auth-root-socket-user="$(id -un)" \
        --skip-test-db --skip-name-resolve || fail "MariaDB cannot make its folder"
    touch "$folder/.has-database"
}

# In a session of its own, so that a Ctrl-C ends the shop first and the database after it.
mariadb_run() {
    local folder=$1 user=$2 began=$SECONDS
    setsid mariadbd --no-defaults --user="$user" --datadir="$folder/database" --socket="$mariadb_socket" \
        --pid-file="$folder/mariadb.pid" --log-error="$folder/mariadb.log" --skip-networking \
        --innodb-flush-log-at-trx-commit=1 --innodb-buffer-pool-size=256M \
        --transaction-isolation=READ-COMMITTED --character-set-server=utf8mb4 \
        > /dev/null 2>&1 < /dev/null 9>&- &
    mariadb_pid=$!
    until mariadb_answers; do
        if ! kill -0 "$mariadb_pid" 2> /dev/null || ((SECONDS - began > 60)); then
            tail -n 20 "$folder/mariadb.log" >&2
            fail "MariaDB does not start"
        fi
        sleep 0.1
    done
}

mariadb_ask() { mariadb --no-defaults --socket="$mariadb_socket" --user="$(id -un)"; }

mariadb_answers() { mariadb_ask <<< 'SELECT 1' > /dev/null 2>&1; }

mariadb_prepare() {
    mariadb_ask << SQL
CREATE DATABASE IF NOT EXISTS till CHARACTER SET utf8mb4;
CREATE USER IF NOT EXISTS till@localhost IDENTIFIED BY '$1';
GRANT ALL ON till.* TO till@localhost;
SQL
}

mariadb_stop() {
    [[ -n $mariadb_pid ]] || return 0
    kill -TERM "$mariadb_pid" 2> /dev/null || return 0
    while kill -0 "$mariadb_pid" 2> /dev/null; do sleep 0.1; done
    mariadb_pid=''
}

# random_text BYTES: that many random bytes, as text that fits anywhere.
random_text() { head -c "$1" /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d '='; }

percent_encoded() {
    local text=$1 encoded='' letter index
    local LC_ALL=C
    for ((index = 0; index < ${#text}; index++)); do
        letter=${text:index:1}
        [[ $letter == [a-zA-Z0-9/._~-] ]] || printf -v letter '%%%02X' "'$letter"
        encoded+=$letter
    done
    echo "$encoded"
}
