# shellcheck shell=bash
# What a virtual machine's host gave to others of the processor time that programs here wanted.

# stolen_time: the time so far, wanted and taken, in ticks.
stolen_time() {
    local -a times
    read -r -a times </proc/stat
    printf '%s %s' "$((times[1] + times[2] + times[3] + times[6] + times[7] + times[8]))" "${times[8]}"
}

# stolen_since BEFORE: the share taken since an earlier stolen_time, in %.
stolen_since() {
    printf '%s %s\n' "$1" "$(stolen_time)" | awk '{ printf "%.1f", 100 * ($4 - $2) / ($3 - $1 + 1) }'
}
