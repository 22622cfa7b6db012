/* A safe pull over the XML of one archive entry: no network, no DOCTYPE, no entities, bounded depth and tags, UTF-8
 * only. Inside the room sheet only. */
#ifndef NSDB_XLSX_XML_H
#define NSDB_XLSX_XML_H

#include "xlsx_archive.h"

struct xlsx_xml;

enum xlsx_node { XLSX_END, XLSX_BROKEN, XLSX_OPEN, XLSX_CLOSE, XLSX_TEXT };

/* Reads the entry that xlsx_archive_next() has just named. */
struct xlsx_xml *xlsx_xml_open(struct arena *arena, struct xlsx_archive *archive);

/* The next node. An empty element gives XLSX_OPEN and then XLSX_CLOSE. */
enum xlsx_node xlsx_xml_next(struct xlsx_xml *xml);

/* Whether the node is an element of this local name. */
bool xlsx_xml_is(const struct xlsx_xml *xml, const char *name);

/* An attribute of the open element by its local name, copied; NULL when absent. */
const char *xlsx_xml_attribute(struct xlsx_xml *xml, struct arena *arena, const char *name);

/* The text node's content, valid until the next node. */
const char *xlsx_xml_text(const struct xlsx_xml *xml);

#endif
