# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # what is set here or in the script that sources it, the other uses
# Where MariaDB's nodes are reached. With `network=namespaces` each has a network namespace of its own, and a cable to a
# switch, which has a namespace too, so that this machine's filters do not reach it; pulling the cable cuts a node off as
# on real machines. It needs root. With `network=loopback` all are on 127.0.0.1. Sourced after console.sh, by scripts that
# set `network`, `port` and `databases`.

namespace_of() { echo "till-$port-$1"; }

# The range 198.18.0.0/15 is for measuring networks and in no real one (RFC 2544).
subnet() { echo "198.$((18 + port / 256 % 2)).$((port % 256))"; }

address_of() { if [[ $network == namespaces ]]; then echo "$(subnet).${1#db}"; else echo 127.0.0.1; fi; }

# inside_of NAME: what a command has to begin with to be in the node's network.
inside_of() { [[ $network != namespaces ]] || echo "ip netns exec $(namespace_of "$1")"; }

namespaces_work() {
    local probe
    probe=$(namespace_of probe)
    ((EUID == 0)) && command -v ip > /dev/null || return 1
    local works=''
    if ip netns add "$probe" && ip -n "$probe" link add name one type veth peer name two &&
        ip -n "$probe" link add name three type bridge
    then works=yes; fi 2> /dev/null
    ip netns del "$probe" 2> /dev/null
    [[ -n $works ]]
}

make_network() {
    [[ $network == namespaces ]] || return 0
    local switch name
    switch=$(namespace_of switch)
    [[ ! -e /run/netns/$switch ]] || return 0
    remove_network # what an interrupted start has left
    ip netns add "$switch"
    ip -n "$switch" link add name switch type bridge
    ip -n "$switch" link set switch up
    lay_cable machine "till$port"
    ip address add "$(subnet).254/24" dev "till$port"
    ip link set "till$port" up
    for name in "${databases[@]}"; do
        ip netns add "$(namespace_of "$name")"
        lay_cable "$name" eth0 netns "$(namespace_of "$name")"
        ip -n "$(namespace_of "$name")" link set lo up
        ip -n "$(namespace_of "$name")" address add "$(address_of "$name")/24" dev eth0
        ip -n "$(namespace_of "$name")" link set eth0 up
    done
}

# lay_cable PORT DEVICE [netns NAMESPACE]: from the port of the switch to the device at the other end.
lay_cable() {
    local switch
    switch=$(namespace_of switch)
    ip link add name "${@:2}" type veth peer name "$1" netns "$switch"
    ip -n "$switch" link set "$1" master switch
    ip -n "$switch" link set "$1" up
}

remove_network() {
    [[ $network == namespaces ]] || return 0
    local name
    for name in switch "${databases[@]}"; do
        [[ ! -e /run/netns/$(namespace_of "$name") ]] || ip netns del "$(namespace_of "$name")"
    done
    # Gone with its namespace in a moment, which may be after this.
    ip link del "till$port" 2> /dev/null || true
}

pull_cable() { ip -n "$(namespace_of switch)" link set "$1" down; }

plug_cable() { ip -n "$(namespace_of switch)" link set "$1" up; }

cable_is_pulled() {
    [[ $network == namespaces ]] && ! ip -n "$(namespace_of switch)" link show "$1" 2> /dev/null | grep -q '[<,]UP[,>]'
}
