/* From facts to answers, and from answers to sentences. */
#include "registration_answer.h"

#include "text.h"

static bool same_text(struct arena *arena, const char *a, const char *b)
{
    return text_equal(text_fold(arena, a), text_fold(arena, b));
}

static bool is_read_whole(const struct designated_doctor *doctor)
{
    return !text_is_empty(doctor->given_name) && !text_is_empty(doctor->family_name) &&
           !text_is_empty(doctor->given_kana) && !text_is_empty(doctor->family_kana);
}

/* People marry and change their 姓; nobody changes both names. */
bool registration_is_same_person(struct arena *arena, const struct designated_doctor *doctor,
    const struct known_doctor *known)
{
    return !is_read_whole(doctor) || same_text(arena, doctor->given_name, known->given_name) ||
           same_text(arena, doctor->family_name, known->family_name) ||
           same_text(arena, doctor->given_kana, known->given_kana) ||
           same_text(arena, doctor->family_kana, known->family_kana);
}

static const struct known_designation *under_scheme(const struct known_doctor *known, enum scheme scheme)
{
    for (size_t i = 0; i < known->count; i++)
        if (known->designations[i].scheme == scheme)
            return &known->designations[i];
    return NULL;
}

static enum registration_answer answer_for_own(const struct designated_doctor *doctor,
    const struct known_designation *designation)
{
    if (text_equal(designation->institution_code, doctor->institution_code))
        return REGISTRATION_ALREADY_HERE;
    return designation->secondary_here ? REGISTRATION_SECONDARY_HERE : REGISTRATION_PRIMARY_ELSEWHERE;
}

enum registration_answer registration_answer_for(struct arena *arena, const struct designated_doctor *doctor,
    int64_t municipality_id, const struct known_doctor *known)
{
    const struct known_designation *designation =
        doctor->scheme == SCHEME_NONE ? NULL : under_scheme(known, doctor->scheme);
    if (designation != NULL && designation->municipality_id != municipality_id)
        return REGISTRATION_OTHER_MUNICIPALITY;
    if (known->account_id != 0 && !registration_is_same_person(arena, doctor, known))
        return REGISTRATION_OTHER_PERSON;
    if (designation != NULL)
        return answer_for_own(doctor, designation);
    if (known->number_taken && !text_is_empty(doctor->medical_register_number)) /* else it may be the doctor's own */
        return REGISTRATION_NUMBER_TAKEN;
    return known->account_id == 0 ? REGISTRATION_NEW : REGISTRATION_ADDED;
}

bool registration_answer_tells_of_others(enum registration_answer answer, int64_t municipality_id,
    const struct known_doctor *known)
{
    bool own = false;
    for (size_t i = 0; i < known->count; i++)
        own = own || known->designations[i].municipality_id == municipality_id;
    return answer == REGISTRATION_OTHER_MUNICIPALITY || (answer == REGISTRATION_OTHER_PERSON && !own);
}

bool registration_answer_is_fine(enum registration_answer answer)
{
    return answer == REGISTRATION_NEW || answer == REGISTRATION_ADDED;
}

enum doctor_field registration_answer_field(enum registration_answer answer)
{
    return answer == REGISTRATION_NUMBER_TAKEN ? DOCTOR_DESIGNATION_NUMBER : DOCTOR_MEDICAL_REGISTER_NUMBER;
}

const char *registration_answer_code(enum registration_answer answer)
{
    static const char *const codes[] = {
        [REGISTRATION_NEW] = "new",
        [REGISTRATION_ADDED] = "added",
        [REGISTRATION_ALREADY_HERE] = "already_here",
        [REGISTRATION_PRIMARY_ELSEWHERE] = "primary_elsewhere",
        [REGISTRATION_SECONDARY_HERE] = "secondary_here",
        [REGISTRATION_OTHER_MUNICIPALITY] = "other_municipality",
        [REGISTRATION_OTHER_PERSON] = "other_person",
        [REGISTRATION_NUMBER_TAKEN] = "number_taken",
    };
    return codes[answer];
}

/* A row whose institution cannot be read is answered without it. */
static const char *place_of_work(struct arena *arena, enum registration_answer answer,
    const struct designated_doctor *doctor)
{
    const char *name = text_or(doctor->institution_name, doctor->institution_code);
    if (text_is_empty(doctor->institution_code))
        return "です";
    return arena_format(arena, "で、「%s」%s", name,
        answer == REGISTRATION_SECONDARY_HERE ? "はこの指定医の兼務先です" : "は主たる勤務先ではありません");
}

static const char *sentence_about_own(struct arena *arena, enum registration_answer answer,
    enum registration_place place, const struct designated_doctor *doctor, const struct known_designation *designation)
{
    bool in_file = place == REGISTRATION_IN_FILE;
    if (answer == REGISTRATION_ALREADY_HERE)
        return arena_format(arena, "この指定医のIDは、「%s」を主たる勤務先として登録済みです。%s", designation->institution_name,
            in_file ? "今回の登録は必要ありません。この行を消してください。" : "登録は必要ありません。");
    return arena_format(arena, "この指定医のIDは、「%s」を主たる勤務先として登録済み%s。"
        "主たる勤務先が変わったときは、［医療機関ユーザ検索］の「主たる勤務先の変更」で%s",
        designation->institution_name, place_of_work(arena, answer, doctor),
        in_file ? "変え、この行は消してください。" : "変えてください。");
}

static const char *sentence_about_others(struct arena *arena, enum registration_place place, const char *municipality)
{
    if (place == REGISTRATION_IN_FORM)
        return arena_format(arena, "この指定医のIDは%sで登録済みです。［移管を依頼する］で%sに移管を依頼できます。"
            "医療機関から%sにIDの削除を依頼し、削除の後に登録することもできます。", municipality, municipality, municipality);
    return arena_format(arena, "この指定医のIDは%sで登録済みです。［個別登録］で同じ内容を入力すると、［移管を依頼する］が使えます。"
        "医療機関から%sに削除を依頼し、その後に登録することもできます。どちらの場合も、この行は消してください。", municipality, municipality);
}

const char *registration_name_message(struct arena *arena, enum registration_place place,
    const struct designated_doctor *doctor, const char *registered_name)
{
    if (place == REGISTRATION_IN_FILE)
        return arena_format(arena, "この医療機関番号は「%s」として登録済みです。登録済みの名前を使います。違う医療機関のときは番号を直してください。"
            "登録済みの名前が誤っているときは、登録したあとに、編集の画面から訂正できます。", registered_name);
    return arena_format(arena, "医療機関番号「%s」は「%s」として登録済みです。「医療機関を確かめてください」の欄から選んでください。",
        doctor->institution_code, registered_name);
}

const char *registration_answer_message(struct arena *arena, enum registration_answer answer,
    enum registration_place place, const struct designated_doctor *doctor, const struct known_doctor *known)
{
    const struct known_designation *designation = under_scheme(known, doctor->scheme);
    switch (answer) {
    case REGISTRATION_OTHER_MUNICIPALITY: return sentence_about_others(arena, place, designation->municipality_name);
    case REGISTRATION_OTHER_PERSON:
        return "この医籍登録番号は、氏名の違う指定医のものとして登録済みです。番号と氏名を確かめてください。";
    case REGISTRATION_NUMBER_TAKEN:
        return arena_format(arena, "指定医番号「%s」は、ほかの指定医のものとして登録済みです。番号を確かめてください。",
            doctor->designation_number);
    case REGISTRATION_ALREADY_HERE:
    case REGISTRATION_PRIMARY_ELSEWHERE:
    case REGISTRATION_SECONDARY_HERE: return sentence_about_own(arena, answer, place, doctor, designation);
    default: return "";
    }
}
