/* Structs of numbers that carry a pointer in their bytes: boxed in a NaN, as a
   cookie in a request, in packed bytes.  Whole structs move, or their members in
   a loop; where they go, the pointer goes.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct doubles { double stack[16]; int n; };
struct one_double { double d; int tag; };
struct long_double { long double x; };
struct floats { float f[4]; };
struct words { uint32_t w[4]; };
struct fields { int a, b, c; };
struct bytes { unsigned char data[7], more; };
struct bits { uint32_t a : 24, b : 24, c : 16; };
struct flags { _Bool f[8]; };
struct apart { int n; void *p; int m; };
struct nested { struct fields f[3]; char *name; } nested;

struct doubles doubles;
struct long_double long_double;
struct floats floats;
struct words words;
struct fields fields;
struct bytes bytes;
struct bits bits;
struct flags flags;

static void
load (void *to, const void *from, size_t n)
{
  memcpy (to, from, n);
}

static double
box (void *p)
{
  double d;
  uint64_t u = (uintptr_t) p | 0x7ff8000000000000;
  memcpy (&d, &u, sizeof d);
  return d;
}

static void put_doubles (const struct doubles *x) { doubles = *x; }
static void put_long_double (const struct long_double *x) { long_double = *x; }
static void put_floats (const struct floats *x) { floats = *x; }
static void put_words (const struct words *x) { words = *x; }
static void put_fields (const struct fields *x) { fields = *x; }
static void put_bytes (const struct bytes *x) { bytes = *x; }
static void put_bits (const struct bits *x) { bits = *x; }
static void put_flags (const struct flags *x) { flags = *x; }
static void put_nested (const struct nested *x) { nested = *x; }

static void
put_each_double (const struct doubles *x)
{
  for (int i = 0; i < x->n; i++)
    doubles.stack[i] = x->stack[i];
}

static void
put_each_float (const struct floats *x)
{
  for (int i = 0; i < 4; i++)
    floats.f[i] = x->f[i];
}

static void
put_each_word (const struct words *x)
{
  const uint32_t *from = x->w;
  uint32_t *to = words.w;
  for (int i = 0; i < 4; i++)
    *to++ = *from++;
}

static struct one_double
same (const struct one_double *x)
{
  return *x;
}

static void
copy (struct doubles *to, const struct doubles *from)
{
  *to = *from;
}

void
doubles_go (void)
{
  struct doubles x = { .n = 1 };
  x.stack[0] = box (malloc (8)); /* { dg-warning "escapes to heap" } */
  put_doubles (&x);
}

void
each_double_goes (void)
{
  struct doubles x = { .n = 1 };
  x.stack[0] = box (malloc (8)); /* { dg-warning "escapes to heap" } */
  put_each_double (&x);
}

void
to_parameter (struct doubles *to)
{
  struct doubles x = { .n = 1 };
  x.stack[0] = box (malloc (8)); /* { dg-warning "escapes to heap" } */
  copy (to, &x);
}

struct one_double
returned (void)
{
  struct one_double x = { box (malloc (8)), 1 }; /* { dg-warning "escapes to heap" } */
  return same (&x);
}

void
long_double_goes (void)
{
  struct long_double x;
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  memcpy (&x, &p, sizeof p);
  put_long_double (&x);
}

void
floats_go (void)
{
  struct floats x = { 0 };
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (x.f + 1, &p, sizeof p);
  put_floats (&x);
}

void
each_float_goes (void)
{
  struct floats x = { 0 };
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (x.f, &p, sizeof p);
  put_each_float (&x);
}

void
words_go (void)
{
  struct words x = { 0 };
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (x.w, &p, sizeof p);
  put_words (&x);
}

void
each_word_goes (void)
{
  struct words x = { 0 };
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (x.w, &p, sizeof p);
  put_each_word (&x);
}

void
fields_go (void)
{
  struct fields x = { 0 };
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (&x.b, &p, sizeof p);
  put_fields (&x);
}

void
bytes_go (void)
{
  struct bytes x;
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (&x, &p, sizeof p);
  put_bytes (&x);
}

void
bits_go (void)
{
  struct bits x;
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (&x, &p, sizeof p);
  put_bits (&x);
}

void
flags_go (void)
{
  struct flags x;
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (&x, &p, sizeof p);
  put_flags (&x);
}

void
nested_goes (void)
{
  struct nested x = { 0 };
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  load (&x.f[1], &p, sizeof p);
  put_nested (&x);
}

/* What lies beside the numbers is not among them.  */

struct numbers { int a, b, c; double d; } kept;
struct job { struct numbers n; void *data; };

static void
keep_numbers (const struct job *j)
{
  kept = j->n;
}

void
beside (void)
{
  struct job j = { { 1, 2, 3, 4 }, malloc (8) }; /* { dg-bogus "escapes" } */
  keep_numbers (&j);
  free (j.data);
}

int
between (const struct apart *x)
{
  struct apart y = *x;
  return y.n + y.m;
}

int
number_of (void)
{
  struct apart x = { 1, malloc (8), 2 }; /* { dg-bogus "escapes" } */
  int n = between (&x);
  free (x.p);
  return n;
}
