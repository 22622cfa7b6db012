/* Names of browsers: the first mark that fits, special ones before those that others imitate. */
#include "browser_name.h"

struct mark {
    const char *mark;
    const char *name;
};

static const struct mark browsers[] = {
    {"Edg", "Edge"}, {"Firefox/", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}};
static const struct mark platforms[] = {
    {"Windows", "Windows"}, {"iPad", "iPad"}, {"iPhone", "iPhone"}, {"Mac OS", "Mac"}, {"Android", "Android"},
    {"Linux", "Linux"}};

static const char *find(const struct mark *marks, size_t count, const char *text)
{
    for (size_t i = 0; i < count; i++)
        if (strstr(text, marks[i].mark) != NULL)
            return marks[i].name;
    return NULL;
}

const char *browser_name(struct arena *arena, const char *user_agent)
{
    const char *browser = find(browsers, sizeof browsers / sizeof browsers[0], user_agent);
    const char *platform = find(platforms, sizeof platforms / sizeof platforms[0], user_agent);
    if (browser == NULL)
        return "そのほかのブラウザ";
    return platform == NULL ? browser : arena_format(arena, "%s（%s）", browser, platform);
}
