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

/* Wrappers know the arguments, and their callers the format.  */

static void
say (char *text, size_t n, const char *format, ...)
{
  va_list list;
  va_start (list, format);
  vsnprintf (text, n, format, list);
  va_end (list);
}

static void
vsay (char *text, size_t n, const char *format, va_list list)
{
  vsnprintf (text, n, format, list);
}

static void
say_by_list (char *text, size_t n, const char *format, ...)
{
  va_list list;
  va_start (list, format);
  vsay (text, n, format, list);
  va_end (list);
}

static char *
new_text (const char *format, ...)
{
  char *text;
  va_list list;
  va_start (list, format);
  if (vasprintf (&text, format, list) < 0)
    text = NULL;
  va_end (list);
  return text;
}

static void
say_addresses (char *text, ...)
{
  va_list list;
  va_start (list, text);
  vsprintf (text, "%p %p", list);
  va_end (list);
}

static void
vsay_address (char *text, ...)
{
  va_list list;
  va_start (list, text);
  vsay (text, 20, "%p", list);
  va_end (list);
}

static void
complain (const char *format, ...)
{
  va_list list;
  va_start (list, format);
  vfprintf (stderr, format, list);
  va_end (list);
}

void
wrapped (char *text)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  say (text, 20, "%p", p);
}

void
wrapped_as_number (char *text)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  say (text, 20, "%s %jx", "a", (uintmax_t)(uintptr_t)p);
}

void
wrapped_twice (char *text)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  say_by_list (text, 20, "%p", p);
}

char *
wrapped_in_new_text (void)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  return new_text ("%p", p); /* { dg-warning "escapes to heap" } */
}

void
format_in_wrapper (char *text)
{
  void *p = malloc (8); /* { dg-warning "escapes to heap" } */
  void *q = malloc (8); /* { dg-warning "escapes to heap" } */
  say_addresses (text, &text, p);
  vsay_address (text, q);
}

char *
wrapped_text (int n)
{
  char text[64];
  char *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  if (!p)
    return NULL;
  p[0] = 'a';
  p[1] = 0;
  say (text, sizeof text, "%s: %d %lu", p, n, (unsigned long) sizeof text);
  say_by_list (text, sizeof text, "%s", p);
  char *r = new_text ("%s%s", p, text); /* { dg-warning "escapes to heap" } */
  free (p);
  return r;
}

void
complained (void)
{
  void *p = malloc (8); /* { dg-bogus "escapes to heap" } */
  complain ("%p %lx", p, (unsigned long)(uintptr_t)p);
  free (p);
}
