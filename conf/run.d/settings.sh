# shellcheck shell=bash
# Settings of the site, written anew at every start: one file that all programs share, one for each program.

settings_write_common() {
    cat >"$var/settings/common.conf" <<CONF
# Written by conf/run at every start.
site_address = $(site_address)
data_directory = $app/share/nsdb
run_directory = $run
spool_directory = $var/tmp
keyring_file = $var/secret/keyring
blob_directory = $var/blob
database_socket = $run/database.sock
database_name = nsdb
mail_transport = maildir
mail_directory = $var/mail
mail_sender = nsdb@sample.invalid
sample_site = yes
CONF
}

settings_write_program() {
    local name=$1 account=${2:-nsdb_$1}
    database_make_password "$name"
    cat >"$var/settings/$name.conf" <<CONF
# Written by conf/run at every start.
include common.conf
socket = $run/$name.sock
database_user = $account
database_password_file = $(database_password_file "$name")
CONF
}

# The lines that make nginx speak HTTPS; nothing on loopback.
settings_tls_lines() {
    [[ $scheme = https ]] || return 0
    sed -e "s|@certificate@|$var/tls/server.crt|" -e "s|@certificate_key@|$var/secret/server.key|" "$here/nginx/tls.conf.in"
}

settings_write_nginx() {
    local address=$listen text
    [[ $address = *:* ]] && address="[$address]"
    address=$address:$port
    [[ $scheme = http ]] || address="$address ssl http2"
    text=$(<"$here/nginx/nginx.conf.in")
    text=${text//@listen@/$address}
    text=${text//@tls@/$(settings_tls_lines)}
    text=${text//@run@/$run}
    text=${text//@var@/$var}
    text=${text//@share@/$app/share/nsdb}
    printf '%s\n' "$text" >"$var/nginx/nginx.conf"
}

settings_write() {
    local name
    settings_write_common
    for name in "${services_handlers[@]}" worker; do
        settings_write_program "$name"
    done
    settings_write_program admin root
    settings_write_nginx
}
