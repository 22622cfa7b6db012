# shellcheck shell=bash
# A site as a whole: one start at a time, its address, its keys and data, and what the person is shown.

site_lock() {
    exec 9>"$var/start.lock"
    flock -n 9 || fail "Another conf/run is just starting the site in $var. Wait for it, or give another directory with --var."
}

site_address() {
    local host=$listen
    [[ $host = 0.0.0.0 || $host = :: ]] && host=$(hostname)
    [[ $host = *:* ]] && host="[$host]"
    printf '%s://%s:%s/' "$scheme" "$host" "$port"
}

site_address_of_running() {
    cat "$var/address" 2>/dev/null || printf 'an unknown address'
}

# site_admin COMMAND…: nsdb-admin on this site.
site_admin() {
    user_runs "$app/sbin/nsdb-admin" --settings "$var/settings/admin.conf" "$@"
}

# Keys, schema, database accounts, sample data: each step does only what is not done yet.
site_fill() {
    local log=$var/log/admin.log
    logged "$log" "The keys could not be made." site_admin keys init
    logged "$log" "The database schema could not be brought up to date." site_admin migrate
    logged "$log" "The database accounts could not be made." site_admin grant
    logged "$log" "The sample data could not be loaded." site_admin sample
}

site_show() {
    say ""
    say "難病・小慢DB: $(site_address)"
    if [[ $scheme = https ]]; then
        say "Its certificate is signed by an own authority: import $var/tls/authority.crt into the browser first."
    fi
    say ""
    say "Sample sign-ins (all columns, key files and passphrases: $var/sign-ins.tsv):"
    site_show_sign_ins
    say ""
    [[ -e $run/sample.sock ]] && say "Mails that the system sends end at $(site_address)sample/mail"
    say "Logs: $var/log"
}

# The table with the columns that a terminal has room for; widths count East Asian characters as two.
site_show_sign_ins() {
    [[ -s $var/sign-ins.tsv ]] || return 0
    cut -f1-5 "$var/sign-ins.tsv" | LC_ALL=C.UTF-8 column -t -s $'\t' | sed 's/^/  /'
}
