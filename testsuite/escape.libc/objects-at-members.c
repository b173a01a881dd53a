/* What libc makes is not only where the pointer that it was given points: a glob_t
   has its vector in a member, a list of addresses leads on from each of its
   elements.  A member that is a small number has no part in that, if it
   is smaller than a pointer.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=raw" } */

#define _GNU_SOURCE
#include <dirent.h>
#include <execinfo.h>
#include <glob.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <stdlib.h>
#include <wordexp.h>

char **
paths (void)
{
  glob_t g;
  if (glob ("*", 0, NULL, &g)) /* { dg-warning "'glob\\(...\\)' escapes to heap" } */
    return NULL;
  return g.gl_pathv;
}

char **
words (void)
{
  wordexp_t w;
  if (wordexp ("a b", &w, 0)) /* { dg-warning "'wordexp\\(...\\)' escapes to heap" } */
    return NULL;
  return w.we_wordv;
}

struct dirent *
second (void)
{
  struct dirent **list;
  if (scandir (".", &list, NULL, NULL) < 2) /* { dg-warning "'scandir\\(...\\)' escapes to heap" } */
    return NULL;
  return list[1];
}

struct addrinfo *
rest (void)
{
  struct addrinfo *a;
  if (getaddrinfo ("a", "b", NULL, &a)) /* { dg-warning "'getaddrinfo\\(...\\)' escapes to heap" } */
    return NULL;
  return a->ai_next;
}

struct sockaddr *
address (void)
{
  struct addrinfo *a;
  if (getaddrinfo ("a", "b", NULL, &a)) /* { dg-warning "'getaddrinfo\\(...\\)' escapes to heap" } */
    return NULL;
  return a->ai_addr;
}

char *
interface (void)
{
  struct ifaddrs *i;
  if (getifaddrs (&i)) /* { dg-warning "'getifaddrs\\(...\\)' escapes to heap" } */
    return NULL;
  return i->ifa_name;
}

int
family (void)
{
  struct addrinfo *a;
  if (getaddrinfo ("a", "b", NULL, &a)) /* { dg-bogus "escapes" "" { target lp64 } } */
  /* { dg-warning "escapes to heap" "" { target ilp32 } .-1 } */
    return -1;
  int n = a->ai_family;
  freeaddrinfo (a);
  return n;
}

int
family_kept (int *to)
{
  struct addrinfo *a;
  if (getaddrinfo ("a", "b", NULL, &a)) /* { dg-bogus "escapes" "" { target lp64 } } */
  /* { dg-warning "escapes to heap" "" { target ilp32 } .-1 } */
    return -1;
  *to = a->ai_family;
  freeaddrinfo (a);
  return 0;
}

size_t
count (void)
{
  glob_t g;
  if (glob ("*", 0, NULL, &g)) /* { dg-bogus "escapes" } */
    return 0;
  size_t n = g.gl_pathc;
  globfree (&g);
  return n;
}

/* The vector of strings is one block with them.  */

char *
caller (void)
{
  void *calls[4];
  int n = backtrace (calls, 4);
  char **names = backtrace_symbols (calls, n); /* { dg-warning "'backtrace_symbols\\(...\\)' escapes to heap" } */
  return names ? names[0] : NULL;
}

int
longest (void)
{
  void *calls[4];
  int n = backtrace (calls, 4), longest = 0;
  char **names = backtrace_symbols (calls, n); /* { dg-bogus "escapes|released" } */
  for (int i = 0; names && i < n; i++)
    longest = names[i][longest] ? longest + 1 : longest;
  free (names);
  return longest;
}
