# shellcheck shell=bash
# The parts of a test run: runs them, counts, and adds up. Sourced by script/test after console.sh.
#
# Parts run one after the other. What only takes processor time (builds, linters) can run in the background:
# begin_background starts a function that calls `background` for each of its parts, and `await` waits for one of them.

results=build/test
rm -rf "$results"
mkdir -p "$results"
parts=$results/parts # a line for each part: seconds, passed, failed, skipped, name
: > "$parts"

# record PART SECONDS PASSED FAILED SKIPPED
record() { printf '%d %d %d %d %s\n' "$2" "$3" "$4" "$5" "$1" >> "$parts"; }

# check NAME COMMAND…: a part that counts as one test.
check() {
    local name=$1 began=$SECONDS
    shift
    step "Checking: $name"
    if quietly "$results/$name.log" "$@"; then
        record "$name" $((SECONDS - began)) 1 0 0
    else
        record "$name" $((SECONDS - began)) 0 1 0
    fi
}

# build PRESET TARGETS…: fails, and counts as a failed test, where it does not build.
build() {
    local preset=$1 began=$SECONDS
    shift
    step "Building the tests: $preset"
    if [[ ! build/$preset/build.ninja -nt CMakePresets.json ]] &&
        ! quietly "$results/configure-$preset.log" cmake --preset "$preset"; then
        record "$preset: configure" $((SECONDS - began)) 0 1 0
        return 1
    fi
    if ! quietly "$results/build-$preset.log" ninja -C "build/$preset" -j "$(compilers 2500)" "$@"; then
        record "$preset: build" $((SECONDS - began)) 0 1 0
        return 1
    fi
    record "$preset: build" $((SECONDS - began)) 0 0 0
}

# run_program PRESET PROGRAM ARGUMENTS…: one GoogleTest program, counted from the report that it writes at its end. It is
# that of another preset where `tests_of` names one.
run_program() {
    local preset=$1 program=$2 began=$SECONDS status=0
    shift 2
    local report=$results/$preset-$program.xml
    step "Running $program: $preset"
    quietly "$results/$preset-$program.log" with_sanitizers "build/${tests_of:-$preset}/test/$program" \
        --gtest_color=no --gtest_brief=0 --gtest_output="xml:$PWD/$report" "$@" || status=$?
    count_report "$report" "$status"
    if ((report_failed > 0)); then
        grep -E '^\[  FAILED  \] ' "$results/$preset-$program.log" | sort -u >&2 || true
    fi
    record "$preset: $program" $((SECONDS - began)) "$report_passed" "$report_failed" "$report_skipped"
}

# run_node_tests PART COMMAND…: tests of node's own runner, counted from the closing lines of its TAP report.
run_node_tests() {
    local part=$1 began=$SECONDS status=0 log=$results/$1.log tests_passed tests_failed tests_skipped
    shift
    step "Running: $part"
    quietly "$log" timeout "${patience_s:-900}" "$@" || status=$?
    tests_passed=$(closing_count pass "$log")
    tests_failed=$(($(closing_count fail "$log") + $(closing_count cancelled "$log")))
    tests_skipped=$(closing_count skipped "$log")
    if ((status != 0 && tests_failed == 0)) || ((tests_passed + tests_failed == 0)); then tests_failed=1; fi
    ((tests_failed == 0)) || grep -E '^ *not ok ' "$log" >&2 || true
    record "$part" $((SECONDS - began)) "$tests_passed" "$tests_failed" "$tests_skipped"
}

closing_count() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$2" | tail -n 1 | grep . || echo 0; }

# A program that crashed leaves no report, and one that leaks fails after a good one; both count as a failed test.
count_report() {
    local report=$1 status=$2 header
    report_passed=0 report_failed=0 report_skipped=0
    if [[ -s $report ]]; then
        header=$(grep -m 1 '<testsuites ' "$report")
        report_failed=$(attribute failures "$header")
        report_skipped=$(grep -c '<testcase .*result="skipped"' "$report") || true
        report_passed=$(($(attribute tests "$header") - $(attribute disabled "$header") - report_failed - report_skipped))
    fi
    if ((status != 0 && report_failed == 0)) || ((report_passed + report_failed + report_skipped == 0)); then
        report_failed=$((report_failed + 1))
    fi
}

attribute() { sed -E "s/.* $1=\"([0-9]+)\".*/\1/" <<< "$2"; }

# Sanitizers of GCC 12 do not know the wide address randomisation of newer kernels; without it they do.
with_sanitizers() {
    local plainly=()
    setarch -R true 2> /dev/null && plainly=(setarch -R)
    ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1 \
        UBSAN_OPTIONS=print_stacktrace=1 \
        TSAN_OPTIONS=second_deadlock_stack=1:suppressions="$PWD/test/tsan.supp" \
        timeout "${patience_s:-900}" "${plainly[@]}" "$@"
}

# begin_background FUNCTION: runs it beside the parts that follow, on the processor time that they leave over, so that tests
# which depend on time do not notice.
begin_background() {
    set -m
    (
        set +m
        chrt --idle --pid 0 "$BASHPID" 2> /dev/null || renice -n 19 -p "$BASHPID" > /dev/null
        # shellcheck disable=SC2034 # `quietly` says no progress then
        in_background=yes
        "$1"
    ) < /dev/null &
    background_group=$!
    set +m
    trap end_background EXIT
}

# Each command runs in a group of its own, which `quietly` ends when its shell gets a signal.
end_background() {
    [[ -n ${background_group:-} ]] || return 0
    kill -TERM -- -"$background_group" 2> /dev/null || true
    wait "$background_group" 2> /dev/null || true
}

# background NAME COMMAND…: a part in the background, whose output is stored until it is awaited.
background() {
    local name=$1 status=0
    shift
    "$@" > "$results/$name.said" 2>&1 || status=$?
    echo "$status" > "$results/$name.ended.new"
    mv "$results/$name.ended.new" "$results/$name.ended"
}

# await NAME: until that part has ended; its status is that of the part.
await() {
    local name=$1 began=$SECONDS said=$SECONDS pause=15
    [[ -t 1 ]] && pause=1
    until [[ -e $results/$name.ended ]]; do
        if ! kill -0 "$background_group" 2> /dev/null && [[ ! -e $results/$name.ended ]]; then
            record "$name" $((SECONDS - began)) 0 1 0
            return 1
        fi
        sleep 0.2
        if ((SECONDS - said >= pause)); then
            said=$SECONDS
            show_progress "$(newest_log)" "$((SECONDS - began))"
        fi
    done
    [[ -t 1 ]] && printf '\r\e[K'
    cat "$results/$name.said"
    return "$(< "$results/$name.ended")"
}

# That of what runs in the background, where nothing else runs.
newest_log() { find "$results" -name '*.log' -printf '%T@ %p\n' | sort -n | tail -n 1 | cut -d ' ' -f 2-; }

# summary: the table, and as the last line the count; its status is that of the whole. Parts that ran beside each other
# take more time together than the whole.
summary() {
    local seconds part_passed part_failed part_skipped name passed=0 failed=0 skipped=0
    printf '\n  %-36s %8s %8s %8s %8s\n' part min:s passed failed skipped
    while read -r seconds part_passed part_failed part_skipped name; do
        passed=$((passed + part_passed)) failed=$((failed + part_failed)) skipped=$((skipped + part_skipped))
        table_row "$name" "$seconds" "$part_passed" "$part_failed" "$part_skipped"
    done < "$parts"
    table_row 'the whole run' "$SECONDS" "$passed" "$failed" "$skipped"
    printf '\n'
    local count="$passed passed, $failed failed"
    ((skipped == 0)) || count+=", $skipped skipped"
    say "$count"
    ((failed == 0))
}

table_row() { printf '  %-36s %5d:%02d %8d %8d %8d\n' "$1" $(($2 / 60)) $(($2 % 60)) "$3" "$4" "$5"; }
