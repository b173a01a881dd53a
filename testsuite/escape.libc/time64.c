/* The names of glibc's functions that take times of 64 bits on machines of 32, and
   names that only look like theirs.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=1 -D_GNU_SOURCE" } */

#include <sys/stat.h>
#include <time.h>

struct tm *localtime_r (const time_t *, struct tm *) __asm__ ("__localtime64_r");
int stat (const char *, struct stat *) __asm__ ("__stat64_time64");
char *ctime_r (const time_t *, char *) __asm__ ("__another64_r");

int
year (const char *file) /* { dg-note "'file' does not escape" } */
{
  struct stat st; /* { dg-note "'st' does not escape" } */
  struct tm tm;	  /* { dg-note "'tm' does not escape" } */
  if (stat (file, &st))
    return -1;
  localtime_r (&st.st_mtime, &tm);
  return tm.tm_year;
}

char
letter (void)
{
  time_t t = 0; /* { dg-note "'t' is passed to unknown code in 'ctime_r'" } */
  char s[26];	/* { dg-note "'s' is passed to unknown code in 'ctime_r'" } */
  ctime_r (&t, s);
  return s[0];
}
