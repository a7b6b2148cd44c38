// The page's source texts, embedded at compile time, so that the binary needs no folder.
#pragma once

struct astrolabe_page_source {
  const char *name; // path below page/
  const char *text; // NUL-terminated UTF-8
};

/// How many files the list has.
unsigned long long astrolabe_page_source_count(void);

/// The file at `index`, below the count; modules come after those that they import.
const struct astrolabe_page_source *astrolabe_page_source_at(unsigned long long index);
