# shellcheck shell=bash
# Settings of the site, written anew at every start: one file that all programs share, one for each program.

# Sign-ins keep a core busy with a hash; half as many again and one more fill the time in which others wait for a commit.
# More win nothing and slow other pages: whoever guesses waits in nginx and holds none of them.
settings_sign_in_workers() {
    printf '%s' $(($(nproc) * 3 / 2 + 1))
}

settings_write_common() {
    cat >"$var/settings/common.conf" <<CONF
# Written by conf/run at every start.
site_address = $(site_address)
data_directory = $app/share/nsdb
run_directory = $run
keyring_file = $var/secret/keyring
blob_directory = $var/blob
database_socket = $run/database.sock
database_name = nsdb
health.database_answer_seconds = 1
mail_transport = maildir
mail_directory = $var/mail
mail_sender = nsdb@sample.invalid
help_desk = 難病・小慢データベース利用者お問い合わせ窓口
help_telephone = 0999-00-0000
help_mail = helpdesk@sample.invalid
sample_site = yes
sample_directory = $var
signin.workers = $(settings_sign_in_workers)
spool_directory = $var/tmp
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

settings_listen_words() {
    local address=$listen
    [[ $address != *:* ]] || address="[$address]"
    printf '%s:%s' "$address" "$port"
    [[ $scheme = http ]] || printf ' ssl http2'
}

# The words between @ signs of conf/nginx/nginx.conf.in, whose opening comment explains them.
settings_write_nginx() {
    local text tls=
    if [[ $scheme = https ]]; then
        tls=$(<"$here/nginx/tls.conf.in")
        tls=${tls//@certificate@/"$var/tls/server.crt"}
        tls=${tls//@certificate_key@/"$var/secret/server.key"}
    fi
    text=$(sed '/^#/d' "$here/nginx/nginx.conf.in")
    text=${text//@listen@/"$(settings_listen_words)"}
    text=${text//@tls@/"$tls"}
    text=${text//@run@/"$run"}
    text=${text//@var@/"$var"}
    text=${text//@share@/"$app/share/nsdb"}
    printf '%s\n' "$text" >"$var/nginx/nginx.conf"
    logged "$(service_log nginx)" "nginx refuses its configuration $var/nginx/nginx.conf." \
        user_runs nginx -t -e "$var/log/nginx.log" -c "$var/nginx/nginx.conf"
}

settings_write() {
    local name
    settings_write_common
    services_find
    for name in "${services_handlers[@]}" worker; do
        settings_write_program "$name"
    done
    settings_write_program administrator root
    mv "$var/settings/administrator.conf" "$var/settings/admin.conf"
    settings_write_nginx
}
