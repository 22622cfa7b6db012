/* 「発行とログインの状況」 of one ID in 医療機関ユーザ検索: what a clerk tells on the telephone. */
#ifndef NSDB_USERS_DETAIL_H
#define NSDB_USERS_DETAIL_H

#include "app.h"
#include "users_view.h"

/* Reads it for the designation with this public id; NOT_FOUND when it is not, or no longer, the municipality's. */
enum result users_detail_read(struct context *context, const char *designation, struct users_detail *detail_out) MUST_USE;

#endif
