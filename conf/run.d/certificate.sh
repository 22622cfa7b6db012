# shellcheck shell=bash
# HTTPS for every address but loopback: an own certificate authority, made once, and a server certificate by it.

scheme=http

certificate_is_loopback() {
    [[ $1 = 127.* || $1 = ::1 ]]
}

# The names that the certificate is for: the address, the host name, and every address when all are listened on.
certificate_names() {
    local address
    printf 'DNS:%s,DNS:localhost,IP:127.0.0.1' "$(hostname)"
    if [[ $listen = 0.0.0.0 || $listen = :: ]]; then
        for address in $(hostname -I 2>/dev/null); do
            printf ',IP:%s' "$address"
        done
    else
        printf ',IP:%s' "$listen"
    fi
}

certificate_make_authority() {
    local log=$1
    [[ -s $var/tls/authority.crt ]] && return 0
    logged "$log" "The certificate authority could not be made." openssl req -x509 -newkey ec \
        -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -days 3650 -subj "/CN=nsdb $(hostname) own certificate authority" \
        -addext basicConstraints=critical,CA:TRUE,pathlen:0 -addext keyUsage=critical,keyCertSign,cRLSign \
        -keyout "$var/secret/authority.key" -out "$var/tls/authority.crt"
    chmod 0400 "$var/secret/authority.key"
}

# Whether the server certificate still holds for 30 days and for today's names.
certificate_is_good() {
    [[ -s $var/tls/server.crt && $(cat "$var/tls/names" 2>/dev/null) = "$1" ]] &&
        openssl x509 -in "$var/tls/server.crt" -noout -checkend $((30 * 86400)) >/dev/null
}

certificate_make_server() {
    local log=$1 names=$2 request=$var/tls/server.csr
    rm -f "$var/secret/server.key"
    logged "$log" "The certificate request could not be made." openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
        -nodes -subj "/CN=$(hostname)" -keyout "$var/secret/server.key" -out "$request"
    printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n' "$names" >"$var/tls/extensions"
    logged "$log" "The server certificate could not be made." openssl x509 -req -in "$request" -days 397 -sha256 \
        -CA "$var/tls/authority.crt" -CAkey "$var/secret/authority.key" -CAcreateserial -extfile "$var/tls/extensions" \
        -out "$var/tls/server.crt"
    chmod 0400 "$var/secret/server.key"
    if ((EUID == 0)); then chown "$site_user:" "$var/secret/server.key"; fi
    printf '%s' "$names" >"$var/tls/names"
}

certificate_make() {
    local log=$var/log/certificate.log names
    certificate_is_loopback "$listen" && return 0
    scheme=https
    names=$(certificate_names)
    certificate_make_authority "$log"
    certificate_is_good "$names" || certificate_make_server "$log" "$names"
}
