#ifndef ASTROLABE_CPOSIX_H
#define ASTROLABE_CPOSIX_H

/// Exchanges two paths in one step. 0, or -1 with `errno` set.
int astrolabe_exchange(const char *first, const char *second);

/// Renames `from` to `to`, which must not exist (EEXIST). 0, or -1 with `errno` set.
int astrolabe_rename_exclusive(const char *from, const char *to);

#endif
