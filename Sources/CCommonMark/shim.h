#include <cmark.h>

// The length of a string that libcmark owns, without the C library as a second module.
static inline size_t commonmark_length(const char *string) { return __builtin_strlen(string); }
