/* 指定医の種別: what a municipality designated a doctor as. The kind fixes the scheme. */
#ifndef NSDB_DESIGNATION_KIND_H
#define NSDB_DESIGNATION_KIND_H

#include "arena.h"
#include "rights.h"

enum designation_kind { KIND_NONE, KIND_NANBYO, KIND_COOPERATING, KIND_SHOMAN };

/* The words that the database holds: "nanbyo", "cooperating", "shoman"; "" for KIND_NONE. */
const char *designation_kind_word(enum designation_kind kind);
/* KIND_NONE for an unknown word. */
enum designation_kind designation_kind_from_word(const char *word);

/* 難病指定医, 協力難病指定医, 小児慢性特定疾病指定医. */
const char *designation_kind_label(enum designation_kind kind);
/* The labels of a comma-separated list of words, with ・ between them: of one doctor's designations. */
const char *designation_kind_labels(struct arena *arena, const char *words);
/* The kind that a person wrote, by its label or a usual short form (小慢指定医, 協力指定医 …); KIND_NONE else. */
enum designation_kind designation_kind_from_label(const char *label);

/* The scheme that the kind belongs to. */
enum scheme designation_kind_scheme(enum designation_kind kind);

/* The scheme that a person wrote in the column 難病/小慢; SCHEME_NONE when it is neither. */
enum scheme designation_scheme_from_label(const char *label);

#endif
