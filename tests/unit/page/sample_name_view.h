/* The view of the sample part. */
#ifndef NSDB_SAMPLE_NAME_VIEW_H
#define NSDB_SAMPLE_NAME_VIEW_H

struct sample_name_view {
    const char *name;
};

#endif
