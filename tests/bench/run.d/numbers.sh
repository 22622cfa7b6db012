# shellcheck shell=bash
# Figures: noted run by run in one file each, shown as median and spread, compared with their floors and budgets.

missed=0

# note NAME VALUE
note() {
    printf '%s\n' "$2" >>"$figures/$1"
}

# median NAME: the middle value, or 0 when there is none.
median() {
    [[ -s $figures/$1 ]] || { printf 0; return; }
    sort -g "$figures/$1" | awk '{ value[NR] = $1 } END { print value[int((NR + 1) / 2)] }'
}

# spread NAME: "smallest–largest".
spread() {
    sort -g "$figures/$1" | awk 'NR == 1 { first = $1 } { last = $1 } END { printf "%.4g–%.4g", first, last }'
}

# shown NAME: "median (smallest–largest)".
shown() {
    [[ -s $figures/$1 ]] || { printf -- -; return; }
    printf '%.4g (%s)' "$(median "$1")" "$(spread "$1")"
}

known() {
    [[ -s $figures/$1 ]]
}

# calculate EXPRESSION: with awk; 0 when it divides by 0.
calculate() {
    awk "BEGIN { print ($1) }" 2>/dev/null || printf 0
}

# ratio_of NAME FLOOR: the median of the ratios of runs that stood next to each other.
ratio_of() {
    paste "$figures/$1" "$figures/$2" | awk 'NF == 2 && $2 > 0 { print $1 / $2 }' >"$figures/ratio.$1.$2"
    median "ratio.$1.$2"
}

# judge WHAT VALUE least|most BUDGET: one line with "kept" or "MISSED".
judge() {
    local verdict=kept sign='≥'
    [[ $3 = least ]] || sign='≤'
    awk "BEGIN { exit !($2 $([[ $3 = least ]] && printf '>=' || printf '<=') $4) }" || verdict=MISSED
    [[ $verdict = kept ]] || missed=$((missed + 1))
    printf '  %-62s %8.3g   budget %s %-6s %s\n' "$1" "$2" "$sign" "$4" "$verdict"
}

# told WHAT VALUE: a figure without a budget.
told() {
    printf '  %-62s %s\n' "$1" "$2"
}

headline() {
    printf '\n%s\n' "$1"
}
