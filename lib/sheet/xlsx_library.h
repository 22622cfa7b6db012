/* libxlsxwriter's header uses calls that banned.h takes away: the build reads it before that. */
#ifndef NSDB_XLSX_LIBRARY_H
#define NSDB_XLSX_LIBRARY_H

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wundef"
#pragma GCC diagnostic ignored "-Wconversion"
#include <xlsxwriter.h>
#pragma GCC diagnostic pop

#endif
