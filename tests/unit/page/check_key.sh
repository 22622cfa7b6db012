#!/bin/sh
# The browser's side of 暗号化鍵ファイル (R-052, A11) against key files that OpenSSL makes. Skipped without node or openssl.
command -v node >/dev/null && command -v openssl >/dev/null || exit 77
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# key_file NAME OPTION…: a key file under the passphrase that key.mjs knows.
key_file() {
    file=$work/$1.pem
    shift
    openssl pkcs8 -topk8 -in "$work/plain" -out "$file" -passout pass:k7mqw4xd9rtp3hvn "$@"
}

openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/plain" 2>/dev/null || exit 77
openssl pkey -in "$work/plain" -pubout -out "$work/public" || exit 1
key_file right -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 || exit 1
key_file other_cipher -v2 aes-128-cbc -v2prf hmacWithSHA256 -iter 1000 || exit 1
key_file other_hash -v2 aes-256-cbc -v2prf hmacWithSHA1 -iter 1000 || exit 1
node "${srcdir:?}/tests/unit/page/key.mjs" "${srcdir:?}/www/static/js/key.js" "$work"
