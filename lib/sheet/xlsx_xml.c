/* On libxml2's reader (libraries §2.4). Errors are told by the verdict only, never printed. */
#include "xlsx_xml.h"

#include <libxml/xmlreader.h>

#include "text.h"
#include "xlsx_tags.h"

enum { DEPTH_MOST = 32 };

struct xlsx_xml {
    xmlTextReaderPtr handle;
    struct xlsx_archive *archive;
    struct xlsx_tags tags;
    bool close_follows; /* the open element was empty */
    bool broken;
};

static int read_entry(void *context, char *buffer, int size)
{
    struct xlsx_xml *xml = context;
    long taken = xlsx_archive_read(xml->archive, buffer, (size_t)size);
    if (taken > 0 && !xlsx_tags_pass(&xml->tags, (struct bytes){(const uint8_t *)buffer, (size_t)taken})) {
        xml->broken = true;
        return -1;
    }
    return (int)taken;
}

static int close_entry(void *context)
{
    (void)context;
    return 0;
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

static void end_reader(void *thing)
{
    xmlFreeTextReader(thing);
}

struct xlsx_xml *xlsx_xml_open(struct arena *arena, struct xlsx_archive *archive)
{
    struct xlsx_xml *xml = arena_make(arena, struct xlsx_xml);
    xml->archive = archive;
    /* Always UTF-8, whatever the document says of itself: libxml2 must see the same tags as xlsx_tags_pass(). */
    xml->handle = xmlReaderForIO(read_entry, close_entry, xml, NULL, NULL,
        XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_IGNORE_ENC);
    if (xml->handle == NULL) {
        xml->broken = true;
        return xml;
    }
    arena_defer(arena, end_reader, xml->handle);
    xmlTextReaderSetStructuredErrorHandler(xml->handle, ignore_error, NULL);
    return xml;
}

static enum xlsx_node broken(struct xlsx_xml *xml)
{
    xml->broken = true;
    return XLSX_BROKEN;
}

static bool is_refused(int type)
{
    return type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE ||
           type == XML_READER_TYPE_ENTITY;
}

/* A node that matters, or XLSX_END for one to pass over. */
static enum xlsx_node node_of(struct xlsx_xml *xml, int type)
{
    switch (type) {
    case XML_READER_TYPE_ELEMENT: xml->close_follows = xmlTextReaderIsEmptyElement(xml->handle) == 1; return XLSX_OPEN;
    case XML_READER_TYPE_END_ELEMENT: return XLSX_CLOSE;
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_WHITESPACE:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE: return XLSX_TEXT;
    default: return XLSX_END;
    }
}

enum xlsx_node xlsx_xml_next(struct xlsx_xml *xml)
{
    if (xml->broken)
        return XLSX_BROKEN;
    if (xml->close_follows) {
        xml->close_follows = false;
        return XLSX_CLOSE;
    }
    for (;;) {
        int status = xmlTextReaderRead(xml->handle);
        if (status == 0)
            return xml->broken ? XLSX_BROKEN : XLSX_END;
        int type = xmlTextReaderNodeType(xml->handle);
        if (status < 0 || xml->broken || is_refused(type) || xmlTextReaderDepth(xml->handle) > DEPTH_MOST)
            return broken(xml);
        enum xlsx_node node = node_of(xml, type);
        if (node != XLSX_END)
            return node;
    }
}

bool xlsx_xml_is(const struct xlsx_xml *xml, const char *name)
{
    const xmlChar *local = xmlTextReaderConstLocalName(xml->handle);
    return local != NULL && text_equal((const char *)local, name);
}

const char *xlsx_xml_attribute(struct xlsx_xml *xml, struct arena *arena, const char *name)
{
    const char *value = NULL;
    for (int more = xmlTextReaderMoveToFirstAttribute(xml->handle); more == 1 && value == NULL;
         more = xmlTextReaderMoveToNextAttribute(xml->handle))
        if (xlsx_xml_is(xml, name))
            value = arena_text(arena, (const char *)xmlTextReaderConstValue(xml->handle));
    xmlTextReaderMoveToElement(xml->handle);
    return value;
}

const char *xlsx_xml_text(const struct xlsx_xml *xml)
{
    const xmlChar *value = xmlTextReaderConstValue(xml->handle);
    return value == NULL ? "" : (const char *)value;
}
