/* Listing and reading a Maildir. */
#include "maildir_reader.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>

#include "buffer.h"
#include "log.h"
#include "text.h"

enum { LARGEST_MAIL = 1024 * 1024, TIME_LENGTH = 15, REFERENCE_LENGTH = 22 };

/* False when the name is not of the form that lib/mail/maildir.c gives. */
static bool read_name(struct arena *arena, const char *folder, const char *name, struct maildir_entry *entry_out)
{
    if (strlen(name) != TIME_LENGTH + 1 + REFERENCE_LENGTH + 5 || name[TIME_LENGTH] != '.'
        || !text_equal(name + TIME_LENGTH + 1 + REFERENCE_LENGTH, ".nsdb"))
        return false;
    *entry_out = (struct maildir_entry){
        .path = arena_format(arena, "%s/%s", folder, name),
        .name = arena_text(arena, name),
        .reference = arena_text_part(arena, name + TIME_LENGTH + 1, REFERENCE_LENGTH),
        .time = arena_format(arena, "%.4s-%.2s-%.2s %.2s:%.2s:%.2s", name, name + 4, name + 6, name + 9, name + 11,
            name + 13)};
    return true;
}

static void list_folder(struct arena *arena, const char *folder, struct maildir_entries *entries)
{
    DIR *open = opendir(folder);
    if (open == NULL)
        return;
    for (const struct dirent *found; (found = readdir(open)) != NULL;) {
        struct maildir_entry entry;
        if (read_name(arena, folder, found->d_name, &entry))
            *list_push(arena, entries) = entry;
    }
    closedir(open);
}

static int newest_first(const void *a, const void *b)
{
    return strcmp(((const struct maildir_entry *)b)->name, ((const struct maildir_entry *)a)->name);
}

static struct maildir_entries all_entries(struct arena *arena, const char *directory)
{
    struct maildir_entries entries = {0};
    list_folder(arena, arena_format(arena, "%s/new", directory), &entries);
    list_folder(arena, arena_format(arena, "%s/cur", directory), &entries);
    if (entries.count > 0)
        qsort(entries.items, entries.count, sizeof *entries.items, newest_first);
    return entries;
}

struct maildir_entries maildir_list(struct arena *arena, const char *directory, size_t most, size_t *total_out)
{
    struct maildir_entries entries = all_entries(arena, directory);
    *total_out = entries.count;
    if (entries.count > most)
        entries.count = most;
    return entries;
}

const struct maildir_entry *maildir_find(struct arena *arena, const char *directory, const char *reference)
{
    struct maildir_entries entries = all_entries(arena, directory);
    for (size_t i = 0; i < entries.count; i++)
        if (text_equal(entries.items[i].reference, reference))
            return &entries.items[i];
    return NULL;
}

const char *maildir_read(struct arena *arena, const struct maildir_entry *entry)
{
    char part[8192];
    struct buffer text = buffer_in(arena);
    FILE *file = fopen(entry->path, "re");
    if (file == NULL) {
        log_warning("maildir", "%s: %s", entry->path, strerror(errno));
        return NULL;
    }
    for (size_t size; text.size < LARGEST_MAIL && (size = fread(part, 1, sizeof part, file)) > 0;)
        buffer_add(&text, part, size);
    fclose(file);
    return buffer_text(&text);
}
