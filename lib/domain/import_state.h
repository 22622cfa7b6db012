/* States of a 一括登録 file (bulk_import.state) in the words of the screens. */
#ifndef NSDB_IMPORT_STATE_H
#define NSDB_IMPORT_STATE_H

/* 「確認待ち」, 「登録済」 …; the word itself when it is unknown. */
const char *import_state_label(const char *word);

#endif
