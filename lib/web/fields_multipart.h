/* Fields from a multipart body: texts are collected, files go to unnamed temporary files as they arrive. */
#ifndef NSDB_FIELDS_MULTIPART_H
#define NSDB_FIELDS_MULTIPART_H

#include "field_slots.h"

/* Reads the request's whole body. REFUSED when it is malformed, cut short, or holds what is not declared; FAILED
 * when the spool directory does not take a file. A file over its limit is dropped with a complaint. */
enum result fields_read_multipart(struct fields *fields, const char *boundary) MUST_USE;

#endif
