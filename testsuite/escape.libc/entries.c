/* The strings of a passwd are in the buffer that it came with, which holds no
   pointer itself: a letter of one is no piece of such.  Those of a group
   lead on.  */
/* { dg-do compile } */
/* { dg-json {"function": "initial".*"name": "b".*"verdict": "does-not-escape"} } */
/* { dg-json {"function": "name".*"name": "b".*"verdict": "escapes"} } */
/* { dg-json {"function": "member".*"name": "b".*"verdict": "escapes"} } */

#include <grp.h>
#include <pwd.h>
#include <stddef.h>

int
initial (uid_t id)
{
  char b[1024];
  struct passwd p, *r;
  return getpwuid_r (id, &p, b, sizeof b, &r) || !r ? 0 : r->pw_name[0];
}

char *
name (uid_t id)
{
  char b[1024];
  struct passwd p, *r;
  return getpwuid_r (id, &p, b, sizeof b, &r) || !r ? NULL : r->pw_name;
}

char *
member (gid_t id)
{
  char b[1024];
  struct group g, *r;
  return getgrgid_r (id, &g, b, sizeof b, &r) || !r ? NULL : r->gr_mem[0];
}
