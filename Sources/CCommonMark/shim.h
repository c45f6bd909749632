#include <cmark.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// The length of a string that libcmark owns, without the C library as a second module.
static inline size_t commonmark_length(const char *string) { return __builtin_strlen(string); }

// Memory for one document: libcmark asks for thousands of small pieces and gives them all back at the end, so they are
// cut from a few large ones that are freed together. Its allocator interface carries no context; the thread does.
typedef struct commonmark_chunk {
  struct commonmark_chunk *before;
  size_t size;
  size_t used;
} commonmark_chunk;

typedef struct commonmark_arena {
  commonmark_chunk *chunk;
  struct commonmark_arena *outer;
} commonmark_arena;

static _Thread_local commonmark_arena *commonmark_current = 0;

static inline void *commonmark_piece(size_t size) {
  commonmark_arena *arena = commonmark_current;
  if (size > (size_t)1 << 32) abort();
  // Each piece carries its size in front of it, for realloc.
  size_t needed = ((size + 15) & ~(size_t)15) + 16;
  commonmark_chunk *chunk = arena->chunk;
  if (!chunk || chunk->size - chunk->used < needed) {
    size_t wanted = chunk ? chunk->size * 2 : 60000;
    if (wanted > 4000000) wanted = 4000000;
    if (wanted < needed) wanted = needed;
    commonmark_chunk *fresh = (commonmark_chunk *)malloc(sizeof(commonmark_chunk) + 16 + wanted);
    // libcmark's own allocator does the same when there is no memory left.
    if (!fresh) abort();
    fresh->before = chunk;
    fresh->size = wanted;
    fresh->used = 0;
    arena->chunk = chunk = fresh;
  }
  char *base = (char *)(((uintptr_t)(chunk + 1) + 15) & ~(uintptr_t)15);
  char *piece = base + chunk->used;
  *(size_t *)piece = needed - 16;
  chunk->used += needed;
  return piece + 16;
}

static inline void *commonmark_calloc(size_t count, size_t size) {
  if (size && count > ((size_t)1 << 32) / size) abort();
  void *piece = commonmark_piece(count * size);
  memset(piece, 0, count * size);
  return piece;
}

static inline void *commonmark_realloc(void *old, size_t size) {
  if (!old) return commonmark_piece(size);
  size_t had = *(size_t *)((char *)old - 16);
  if (size <= had) return old;
  commonmark_chunk *chunk = commonmark_current->chunk;
  char *base = (char *)(((uintptr_t)(chunk + 1) + 15) & ~(uintptr_t)15);
  size_t grown = ((size + 15) & ~(size_t)15) - had;
  // The last piece grows where it stands.
  if ((char *)old + had == base + chunk->used && chunk->size - chunk->used >= grown) {
    chunk->used += grown;
    *(size_t *)((char *)old - 16) = had + grown;
    return old;
  }
  void *piece = commonmark_piece(size);
  memcpy(piece, old, had);
  return piece;
}

static inline void commonmark_keep(void *piece) { (void)piece; }

static inline void commonmark_begin(commonmark_arena *arena) {
  arena->chunk = 0;
  arena->outer = commonmark_current;
  commonmark_current = arena;
}

static inline void commonmark_end(commonmark_arena *arena) {
  commonmark_current = arena->outer;
  while (arena->chunk) {
    commonmark_chunk *before = arena->chunk->before;
    free(arena->chunk);
    arena->chunk = before;
  }
}

static inline cmark_mem commonmark_memory(void) {
  cmark_mem memory = {commonmark_calloc, commonmark_realloc, commonmark_keep};
  return memory;
}
