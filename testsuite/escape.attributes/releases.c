/* releases (N), noescape (N, ...) and nonnil (N, ...) count arguments from 1; each is a pointer
   or a struct that holds one.  */
/* { dg-do compile } */
/* { dg-options "-std=gnu17" } */

struct slice
{
  unsigned long len;
  int *ptr;
};

enum { FIRST = 1 };

void pointer (void *) __attribute__ ((escape_releases (1)));
void second (int, void *) __attribute__ ((escape_releases (2)));
void by_value (struct slice) __attribute__ ((escape_releases (1)));
void constant (void *) __attribute__ ((escape_releases (FIRST)));
void all (void *, int *, char **) __attribute__ ((escape_noescape (1, 2, 1 + 2)));
void callback (void (*) (void)) __attribute__ ((escape_noescape (1)));
void array (int[4]) __attribute__ ((escape_noescape (1)));

void written (int, void *) __attribute__ ((escape_nonnil (2)));

/* Nobody knows what these take, before C23.  */
void old_style () __attribute__ ((escape_noescape (1, 64)));
void variadic (const char *, ...) __attribute__ ((escape_noescape (1, 2, 3)));
