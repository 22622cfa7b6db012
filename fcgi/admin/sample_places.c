/* Municipalities and institutions that do not exist. */
#include "sample_places.h"

#include "institution_code.h"

enum { NAMED_KINDS = 10 };

static const struct sample_municipality_place municipalities[SAMPLE_MUNICIPALITIES] = {
    {"98", "980005", "見本県", "prefecture", "999-0001", "見本県見本市本町一丁目1番1号 見本県庁 疾病対策課", "0999-00-0001"},
    {"99", "990001", "架空県", "prefecture", "999-5001", "架空県架空市中央二丁目2番2号 架空県庁 健康増進課", "0998-00-0002"},
    {"98", "981001", "例示市", "designated_city", "999-1001", "見本県例示市例示区三丁目3番3号 例示市役所 保健予防課", "0999-00-0003"},
};

static const char *const kinds[NAMED_KINDS] = {
    "立中央病院", "大学医学部附属病院", "総合医療センター", "こども病院", "赤レンガ記念病院",
    "北部医療センター", "南クリニック", "リハビリテーション病院", "立がんセンター", "駅前内科小児科医院",
};

const struct sample_municipality_place *sample_municipality_place(size_t number)
{
    return &municipalities[number];
}

size_t sample_institution_municipality(size_t institution)
{
    return institution % SAMPLE_MUNICIPALITIES;
}

const char *sample_institution_code(struct arena *arena, size_t institution)
{
    const char *prefecture = municipalities[sample_institution_municipality(institution)].prefecture;
    char *code = arena_format(arena, "%s1%06zu0", prefecture, institution + 1);
    while (!institution_code_fits(code))
        code[9]++;
    return code;
}

const char *sample_institution_name(struct arena *arena, size_t institution)
{
    const char *municipality = municipalities[sample_institution_municipality(institution)].name;
    size_t kind = institution / SAMPLE_MUNICIPALITIES;
    if (kind < NAMED_KINDS)
        return arena_format(arena, "%s%s", municipality, kinds[kind]);
    return arena_format(arena, "%s第%zu病院", municipality, kind);
}
