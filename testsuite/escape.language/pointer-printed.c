/* What is printed into memory can be read back as digits; what goes to a stream
   cannot.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#define _GNU_SOURCE
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *
read_back (void)
{
  char text[32];
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  snprintf (text, sizeof text, "%p", p);
  return (void *)strtoul (text, NULL, 16);
}

void *
read_back_as_number (void)
{
  char text[64];
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  sprintf (text, "%% %-*s %d %jx", 4, "a", 1, (uintmax_t)(uintptr_t)p);
  return (void *)strtoul (text + 9, NULL, 16);
}

void *
scanned (const char *format)
{
  char *text;
  void *r = NULL;
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  if (asprintf (&text, format, p) < 0) /* { dg-bogus "escapes to heap" } */
    return NULL;
  sscanf (text, "%p", &r);
  free (text);
  return r;
}

/* The characters of a string are not the string, nor is what is told of it.  */

int
told (const char *name)
{
  char text[64];
  char *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  if (!p)
    return 0;
  p[0] = 'a';
  p[1] = 0;
  int n = snprintf (text, sizeof text, "%s: %d %s %c", name, 1, p, p[0]);
  free (p);
  return n;
}

int
logged (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  int n = printf ("%p\n", p);
  n += fprintf (stderr, "%p %lx\n", p, (unsigned long)(uintptr_t)p);
  free (p);
  return n;
}
