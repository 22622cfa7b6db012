/* The fields of a form of key proof (www/page/part/key_proof.html). */
#ifndef NSDB_KEY_PROOF_VIEW_H
#define NSDB_KEY_PROOF_VIEW_H

struct key_proof_view {
    const char *key_file_error;
    const char *passphrase_error;
};

#endif
