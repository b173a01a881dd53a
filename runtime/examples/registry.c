/* SPDX-License-Identifier: MIT */
/* The example of README.md: a struct that escapes by way of another.  */

#include <stdlib.h>

struct user { char *name; struct user *next; };
struct group { struct user *users; };

static struct group current;

static void add (struct group *g, struct user *u)
{
  u->next = g->users;
  g->users = u;
}

static void activate (const struct group *g)
{
  current = *g;
}

void start (char *name)
{
  struct group g = { NULL };
  struct user *u = malloc (sizeof *u);
  u->name = name;
  add (&g, u);
  activate (&g);
}

int users (void)
{
  int n = 0;
  for (struct user *u = current.users; u; u = u->next)
    n++;
  return n;
}
