// Writes made-up points as a float32 .npy file, and their clusters as labels, one a line:
//
//   clusters POINTS COLUMNS CLUSTERS SEED POINTS.npy LABELS.txt
//
// Gaussian clusters of unequal size and spread around centers that are Gaussian, too. The same
// numbers on every machine of IEEE arithmetic and the same logarithm, cosine and root.
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

// SplitMix64 (Steele, Lea and Flood 2014).
static uint64_t next(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}

static double uniform(void) { return (double)(next() >> 11) * 0x1p-53; }

// Box and Muller 1958.
static double normal(void) {
  return sqrt(-2 * log(1 - uniform())) * cos(6.283185307179586 * uniform());
}

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static void write_header(FILE *file, long points, long columns) {
  char text[119];
  int length = snprintf(text, sizeof text,
                        "{'descr': '<f4', 'fortran_order': False, 'shape': (%ld, %ld), }", points,
                        columns);
  memset(text + length, ' ', sizeof text - (size_t)length);
  text[117] = '\n';
  fwrite("\x93NUMPY\x01\x00\x76\x00", 1, 10, file);
  fwrite(text, 1, 118, file);
}

int main(int count, char **words) {
  if (count != 7) {
    fprintf(stderr, "usage: clusters POINTS COLUMNS CLUSTERS SEED POINTS.npy LABELS.txt\n");
    return 2;
  }
  const long points = atol(words[1]), columns = atol(words[2]), clusters = atol(words[3]);
  state = strtoull(words[4], NULL, 10);
  double *centers = malloc(sizeof *centers * (size_t)(clusters * columns));
  double *spreads = malloc(sizeof *spreads * (size_t)clusters);
  double *ends = malloc(sizeof *ends * (size_t)clusters);
  float *row = malloc(sizeof *row * (size_t)columns);
  if (!centers || !spreads || !ends || !row) fail("memory");
  double total = 0;
  for (long c = 0; c < clusters; c++) {
    for (long k = 0; k < columns; k++) centers[c * columns + k] = 3 * normal();
    spreads[c] = 0.5 + uniform();
    ends[c] = total += exp(normal());  // sizes spread over two orders of magnitude
  }
  FILE *file = fopen(words[5], "wb"), *labels = fopen(words[6], "w");
  if (!file) fail(words[5]);
  if (!labels) fail(words[6]);
  write_header(file, points, columns);
  for (long i = 0; i < points; i++) {
    const double place = uniform() * total;
    long low = 0, high = clusters - 1;
    while (low < high) {
      const long middle = (low + high) / 2;
      if (ends[middle] > place) high = middle; else low = middle + 1;
    }
    for (long k = 0; k < columns; k++)
      row[k] = (float)(centers[low * columns + k] + spreads[low] * normal());
    fwrite(row, sizeof *row, (size_t)columns, file);
    fprintf(labels, "%ld\n", low);
  }
  if (fclose(file)) fail(words[5]);
  if (fclose(labels)) fail(words[6]);
  return 0;
}
