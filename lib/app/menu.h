/* The main menu and the help contact around each page. */
#ifndef NSDB_MENU_H
#define NSDB_MENU_H

#include "app.h"
#include "layout_view.h"

/* Fills view->menu with what the table of rights opens to the session's role. */
void menu_fill(const struct context *context, struct layout_view *view);

/* whom to ask (settings help_desk, help_telephone, help_hours, help_mail), with the facts to quote as
 * far as the session tells them. */
struct layout_help help_contact(const struct context *context);

#endif
