# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what is set here or in the script that sources it, the other uses
# What a new shop gets: the key, the passwords, the demonstration or an administrator. Sourced after console.sh and
# mariadb.sh, by scripts that have set
#
#   store the folder of all data
#   till            the program
#   demonstration   not empty where a new shop is to be a demonstration

make_signing_key() {
    [[ -s $store/signing.key ]] && return
    (umask 077 && random_text 48 > "$store/signing.key")
}

# A new shop is a demonstration, unless an empty one was requested. Each account of visitors is a line.
choose_passwords() {
    [[ -n $demonstration && ! -e $store/.has-administrator && ! -s $store/demonstration ]] || return 0
    local username
    (umask 077 && for username in ada sam admin; do echo "$username=$(random_text 9)"; done > "$store/demonstration")
}

# The accounts that the demonstration's sign-in pages show: never the administrator.
show_demonstration() {
    [[ -s $store/demonstration ]] || return 0
    TILL_DEMONSTRATION_ACCOUNTS=$(grep -v '^admin=' "$store/demonstration" | paste -sd ,)
    export TILL_DEMONSTRATION_ACCOUNTS TILL_STORE_NAME=${TILL_STORE_NAME:-Fern & Copper}
}

# The settings in a file, for a person who wants to say the same by hand.
keep_environment() {
    (umask 077 && export -p | grep '^declare -x TILL_' | sed 's/^declare -x/export/' > "$store/environment")
}

fill() {
    if [[ -s $store/demonstration ]]; then fill_demonstration; else make_administrator; fi
}

make_administrator() {
    [[ -e $store/.has-administrator ]] && return
    local password
    password=$(random_text 15)
    "$till" account create --username admin --role admin --password-stdin <<< "$password" > /dev/null
    touch "$store/.has-administrator"
    cat << TEXT

  ┌──────────────────────────────────────────────────────────────┐
  │  The shop has an administrator. This is shown only once:     │
  │                                                              │
  │      username  ${bold}admin$plain                                         │
  │      password  $bold$password$plain                          │
  │                                                              │
  └──────────────────────────────────────────────────────────────┘

TEXT
}

fill_demonstration() {
    [[ ! -e $store/.has-demonstration ]] || return 0
    step "Filling the demonstration"
    "$till" import products demo/catalogue.csv
    "$till" import customers demo/customers.csv
    node demo/orders.mjs > "$store/orders.csv"
    "$till" import orders "$store/orders.csv"
    rm "$store/orders.csv"
    make_account ada --role customer --customer "$(first_customer)"
    make_account sam --role staff
    make_account admin --role admin
    touch "$store/.has-administrator" "$store/.has-demonstration"
}

# Its id. A database that counts in other steps has a function of its own for this.
first_customer() { echo 1; }

make_account() {
    local username=$1
    shift
    [[ ! -e $store/.has-$username ]] || return 0
    sed -n "s/^$username=//p" "$store/demonstration" |
        "$till" account create --username "$username" "$@" --password-stdin
    touch "$store/.has-$username"
}

accounts_to_try() {
    [[ -s $store/demonstration ]] || return 0
    echo "  Sign in as ada to buy, as sam to send out orders, as admin to do everything:"
    echo
    local username password
    while IFS='=' read -r username password; do
        printf '    %-8s %s%s%s\n' "$username" "$bold" "$password" "$plain"
    done < "$store/demonstration"
    echo
    echo "  The sign-in pages of this demonstration show those of ada and sam to everybody; keep the admin's to yourself."
    echo
}
