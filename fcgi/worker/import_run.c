/* The run: the table's rows come in one by one and leave in batches. */
#include "import_run.h"

#include "clock.h"
#include "doctor_credentials.h"
#include "import_file.h"
#include "key_rows.h"
#include "log.h"
#include "text.h"

enum { BATCH_ROWS = 500, LEASE_SECONDS = 60, COLUMNS_MOST = 200, PROGRESS_US = 500 * 1000 };

struct reading {
    struct import_run *run;
    struct import_check *check;
    struct arena *row;     /* of the row under way */
    struct arena *batch;   /* rows of the batch under way */
    struct arena *secrets; /* their passwords */
    struct doctor_registration rows[BATCH_ROWS];
    bool faulty[BATCH_ROWS]; /* rows that are refused anyhow, and only asked about */
    size_t count;
    struct key_rows batch_numbers; /* 医籍登録番号 of the batch: the same doctor twice goes into two batches */
    struct key_rows new_numbers;   /* of a check: doctors whom earlier rows would make */
    int64_t told_room;
    int64_t told_us; /* when progress was last told */
    bool broken;     /* the file could not be read to its end */
    enum result result;
};

static void start_batch(struct reading *reading)
{
    arena_reset(reading->batch);
    arena_reset(reading->secrets);
    reading->count = 0;
    reading->batch_numbers = key_rows_in(reading->batch);
}

/* Each telling is a commit of its own: twice a second is enough. */
static void tell_progress(struct reading *reading)
{
    int64_t now = clock_monotonic_us();
    if (now - reading->told_us < PROGRESS_US)
        return;
    reading->told_us = now;
    struct store *progress = lane_progress(reading->run->lane);
    struct import_progress_in in = {reading->run->import_id, import_check_rows(reading->check),
        LEASE_SECONDS};
    if (progress == NULL || import_progress(progress, &in, NULL) != OK)
        log_warning("import_progress", "the progress of import %lld could not be written",
            (long long)reading->run->import_id);
}

static void add_line(struct reading *reading, const struct doctor_registration *row, enum doctor_field field,
    enum import_severity severity, const char *code, const char *value, const char *message)
{
    struct import_line line = {.row = row->row, .column = import_check_columns(reading->check)->place[field],
        .column_name = doctor_field_spec(field)->label, .severity = severity, .code = code, .value = value,
        .message = message};
    import_report_add(&reading->run->report, &line);
}

static void keep_told(struct reading *reading, const struct doctor_registration *row)
{
    struct import_run *run = reading->run;
    if (run->told_count >= IMPORT_ROWS_MOST)
        return;
    size_t room = (size_t)reading->told_room;
    run->told = list_grow(run->arena, run->told, run->told_count, &room, sizeof *run->told);
    reading->told_room = (int64_t)room;
    run->told[run->told_count++] = (struct doctor_registration){.row = row->row, .answer = row->answer,
        .tells_of_others = true, .account_id = row->account_id};
}

/* In a check nothing is written: a second row of a doctor whom this very file makes joins that login. */
static void remember_new(struct reading *reading, struct doctor_registration *row)
{
    if (row->answer == REGISTRATION_NEW &&
        key_rows_find_or_add(&reading->new_numbers, row->doctor.medical_register_number, row->row, NULL)
            != NULL)
        row->answer = REGISTRATION_ADDED;
}

static void count_answer(struct reading *reading, struct doctor_registration *row)
{
    remember_new(reading, row);
    reading->run->count_new += row->answer == REGISTRATION_NEW;
    reading->run->count_added += row->answer == REGISTRATION_ADDED;
}

static void take_answer(struct reading *reading, struct doctor_registration *row, bool faulty)
{
    if (!faulty)
        count_answer(reading, row);
    if (row->registered_institution_name != NULL)
        add_line(reading, row, DOCTOR_INSTITUTION_NAME, IMPORT_WARNING, "institution_name",
            row->doctor.institution_name, registration_name_message(reading->batch, REGISTRATION_IN_FILE, &row->doctor,
                row->registered_institution_name));
    if (registration_answer_is_fine(row->answer))
        return;
    enum doctor_field field = registration_answer_field(row->answer);
    add_line(reading, row, field, IMPORT_ERROR, registration_answer_code(row->answer),
        field == DOCTOR_DESIGNATION_NUMBER ? row->doctor.designation_number
                                           : row->doctor.medical_register_number,
        row->message);
    if (row->tells_of_others)
        keep_told(reading, row);
}

static enum result end_batch(struct reading *reading)
{
    struct import_run *run = reading->run;
    struct store *store = run->lane->store;
    enum result result =
        designated_doctor_examine(store, reading->batch, &run->registrar, reading->rows, reading->count);
    for (size_t i = 0; result == OK && i < reading->count; i++)
        take_answer(reading, &reading->rows[i], reading->faulty[i]);
    if (result == OK && run->writing && run->report.counts[IMPORT_ERROR] == 0)
        result = designated_doctor_write(store, reading->batch, &run->registrar, reading->rows,
            reading->count);
    if (result == OK)
        tell_progress(reading);
    start_batch(reading);
    return result;
}

/* A doctor's texts end with the row. */
static const char *kept(struct reading *reading, const char *text)
{
    return arena_text(reading->batch, text);
}

static void add_to_batch(struct reading *reading, const struct designated_doctor *doctor, int64_t number, bool faulty)
{
    reading->faulty[reading->count] = faulty;
    struct doctor_registration *row = &reading->rows[reading->count++];
    *row = (struct doctor_registration){.doctor = *doctor, .row = number};
    struct designated_doctor *own = &row->doctor;
    const char **texts[] = {&own->institution_code, &own->institution_name, &own->department,
        &own->designation_number, &own->medical_register_number, &own->family_name, &own->given_name,
        &own->family_kana, &own->given_kana, &own->telephone, &own->mail};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        *texts[i] = kept(reading, *texts[i]);
    if (reading->run->writing && !faulty)
        row->credentials = doctor_credentials_make(reading->batch, reading->secrets,
            reading->run->lane->keyring);
}

static enum result take_doctor(struct reading *reading, const struct designated_doctor *doctor,
    int64_t number, bool faulty)
{
    bool twice = !faulty && key_rows_find(&reading->batch_numbers, doctor->medical_register_number) != NULL;
    if (reading->count == BATCH_ROWS || twice) {
        enum result result = end_batch(reading);
        if (result != OK)
            return result;
    }
    add_to_batch(reading, doctor, number, faulty);
    if (!faulty)
        key_rows_find_or_add(&reading->batch_numbers, doctor->medical_register_number, number, NULL);
    return OK;
}

/* False ends the reading: no more rows are wanted, or reading->result says what failed. */
static bool take_row(void *context, const struct table_row *row)
{
    struct reading *reading = context;
    struct import_cell cells[COLUMNS_MOST];
    size_t count = row->count < COLUMNS_MOST ? row->count : COLUMNS_MOST;
    for (size_t i = 0; i < count; i++)
        cells[i] = (struct import_cell){row->cells[i].text, row->cells[i].formula};
    struct designated_doctor doctor;
    arena_reset(reading->row);
    enum import_row_kind kind = import_check_row(reading->check, reading->row, row->number, cells, count, &doctor);
    if (kind == IMPORT_ROW_STOP)
        return false;
    if (kind == IMPORT_ROW_DOCTOR || kind == IMPORT_ROW_FAULTY)
        reading->result = take_doctor(reading, &doctor, row->number, kind == IMPORT_ROW_FAULTY);
    return reading->result == OK;
}

/* What breaks a file hides all rows behind it. */
static void report_fault(struct reading *reading, const struct table_fault *fault)
{
    struct import_line line = {.row = fault->row, .column = fault->column,
        .column_name = import_columns_label(import_check_columns(reading->check), fault->column),
        .severity = IMPORT_ERROR, .code = fault->code, .value = fault->value, .message = fault->message};
    import_report_add(&reading->run->report, &line);
    reading->broken = true;
}

static enum result read_all(struct reading *reading)
{
    struct import_run *run = reading->run;
    struct arena *secrets = arena_new_wiping();
    struct import_file *file = import_file_open(run->arena, secrets, run->lane->store, run->lane->keyring,
        run->import_id, run->import->reference);
    struct table_input input = {file, import_file_read, import_file_restart};
    struct table_fault fault;
    enum result result = table_read(run->arena, &input, take_row, reading, &run->format, &fault);
    arena_free(&secrets);
    if (result == REFUSED) {
        report_fault(reading, &fault);
        result = OK;
    }
    return result == OK ? reading->result : result;
}

enum result import_run(struct import_run *run)
{
    struct reading *reading = arena_make(run->arena, struct reading);
    run->report = import_report_in(run->arena);
    run->count_new = run->count_added = 0;
    run->told = NULL;
    run->told_count = 0;
    *reading = (struct reading){.run = run, .row = arena_new(), .batch = arena_new(),
        .secrets = arena_new_wiping(), .check = import_check_new(run->arena, &run->rules, &run->report),
        .new_numbers = key_rows_in(run->arena)};
    start_batch(reading);
    enum result result = read_all(reading);
    if (result == OK && reading->count > 0)
        result = end_batch(reading);
    if (result == OK && run->report.counts[IMPORT_ERROR] == 0)
        import_check_finish(reading->check);
    run->rows = reading->broken ? 0 : import_check_rows(reading->check);
    arena_free(&reading->row);
    arena_free(&reading->batch);
    arena_free(&reading->secrets);
    return result == OK && run->report.counts[IMPORT_ERROR] > 0 ? REFUSED : result;
}
