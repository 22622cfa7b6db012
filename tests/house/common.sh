# shellcheck shell=bash
# What the checks of the house share: the list of files, and counting what is wrong.
# A check says each finding as "file:line: what" and ends with status 1 when there was one.

export LC_ALL=C.UTF-8
shopt -s lastpipe # what a pipe's last part counts is not lost
top=$(cd "${srcdir:-$(dirname "${BASH_SOURCE[0]}")/../..}" && pwd)
cd "$top" || exit 99
findings=0

found() {
    printf '%s\n' "$*"
    findings=$((findings + 1))
}

# Every line of the input is a finding, followed by the sentence.
found_lines() {
    local line
    while IFS= read -r line; do
        [[ -n $line ]] && found "$line   <- $1"
    done
}

# files PATTERN…: files of the project whose names fit one of find's patterns; built and fetched ones are left out.
files() {
    local pattern first=yes tests=()
    for pattern in "$@"; do
        [[ $first = yes ]] || tests+=(-o)
        first=no
        tests+=(-name "$pattern")
    done
    find fcgi lib conf sql www tests -type d \( -name node_modules -o -name .deps -o -name 'autom4te.cache' \) -prune -o \
        -type f \( "${tests[@]}" \) -print | sort
}

check_ends() {
    [[ $findings -eq 0 ]] || printf '%s findings\n' "$findings"
    [[ $findings -eq 0 ]]
    exit
}
