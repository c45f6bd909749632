/* The yardstick: what libcmark alone needs to parse and print the same files. */
#include <cmark.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **arguments) {
  if (count < 3) return 2;
  int files = atoi(arguments[2]);
  size_t bytes = 0, printed = 0;
  double spent = 0;
  for (int index = 0; index < files; index++) {
    char path[4096];
    snprintf(path, sizeof path, "%s/%d.md", arguments[1], index);
    FILE *file = fopen(path, "rb");
    if (!file) return 1;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *text = malloc(size + 1);
    if (fread(text, 1, size, file) != (size_t)size) return 1;
    fclose(file);
    double start = seconds();
    cmark_node *document = cmark_parse_document(text, size, CMARK_OPT_VALIDATE_UTF8);
    char *html = cmark_render_html(document, CMARK_OPT_DEFAULT);
    printed += strlen(html);
    free(html);
    cmark_node_free(document);
    spent += seconds() - start;
    free(text);
    bytes += size;
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("libcmark      %6.3f s CPU  %6.1f MB in %d files  %6.1f MB out  peak %ld kB\n", spent, bytes / 1e6, files,
         printed / 1e6, usage.ru_maxrss);
  return 0;
}
