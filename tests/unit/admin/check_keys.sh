#!/bin/sh
# nsdb-admin keys: made once, never overwritten; the sealed copy opens with its passphrase only, and gives the same file.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
admin() { "${NSDB_ADMIN:?}" --settings "$folder/settings" "$@"; }
fail() { echo "$*"; exit 1; }
printf 'keyring_file = %s/keyring\n' "$folder" >"$folder/settings"

admin keys init
[ "$(stat -c %a "$folder/keyring")" = 400 ] || fail "the key file is not readable by its owner alone"
cp "$folder/keyring" "$folder/first"
admin keys init
cmp "$folder/keyring" "$folder/first" || fail "init changed keys that were there"

passphrase=$(admin keys export "$folder/copy" | sed -n 's/^    //p')
[ -e "$folder/keyring.exported" ] || fail "export left no mark"
grep -qF "$(sed -n 's/^seal 1 //p' "$folder/keyring")" "$folder/copy" && fail "the copy shows a key"
admin keys export "$folder/copy" 2>/dev/null && fail "export overwrote a copy"
[ "$passphrase" != "$(admin keys export "$folder/other" | sed -n 's/^    //p')" ] || fail "two copies have one passphrase"

echo "$passphrase" | admin keys restore "$folder/copy" 2>/dev/null && fail "restore overwrote keys that were there"
rm -f "$folder/keyring"
echo "aaaa-bbbb-cccc-dddd" | admin keys restore "$folder/copy" 2>/dev/null && fail "a wrong passphrase opened the copy"
[ ! -e "$folder/keyring" ] || fail "a failed restore left a key file"
echo "$passphrase" | tr 'a-z-' 'A-Z ' | admin keys restore "$folder/copy"
cmp "$folder/keyring" "$folder/first" || fail "the restored keys differ"
