/* SPDX-License-Identifier: MIT */
/* What the runtime's tests share: checks that say what failed, and faults
   caught in a child.

   A test is a program: main returns check_done (), 0 if all was well.  Exit
   code 77 is a skip.  */

#ifndef CHECK_H
#define CHECK_H

#define _POSIX_C_SOURCE 200809L
#include <escape/base.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int check_failures;

#define CHECK(cond)                                                            \
  ((cond) ? (void)0                                                            \
          : (check_failures++,                                                 \
             (void)printf ("%s:%d: not so: %s\n", __FILE__, __LINE__, #cond)))

/* Both sizes, printed when they differ.  */
#define CHECK_SIZE(got, wanted)                                                \
  do                                                                           \
    {                                                                          \
      size_t got_ = (size_t)(got), wanted_ = (size_t)(wanted);                 \
      if (got_ != wanted_)                                                     \
        {                                                                      \
          check_failures++;                                                    \
          printf ("%s:%d: %s is %zu, not %zu\n", __FILE__, __LINE__, #got,     \
                  got_, wanted_);                                              \
        }                                                                      \
    }                                                                          \
  while (0)

ESCAPE_UNUSED static int
check_done (void)
{
  if (check_failures)
    printf ("%d checks failed\n", check_failures);
  return check_failures != 0;
}

/* contrib/coverage counts what a child does before it aborts, too.  */
#ifdef CHECK_COVERAGE
extern void __gcov_dump (void);

static void
check_dump (int signal)
{
  (void)signal;
  __gcov_dump ();
}
#endif

/* What FN prints on the standard error stream before it dies of abort; "" if it
   lives.  */
ESCAPE_UNUSED static const char *
check_fault (void (*fn) (void))
{
  static char text[1024];
  int fds[2], status;
  size_t n = 0;
  ssize_t got;
  text[0] = '\0';
  fflush (stdout);
  if (pipe (fds) != 0)
    exit (77);
  pid_t pid = fork ();
  if (pid < 0)
    exit (77);
  if (pid == 0)
    {
      dup2 (fds[1], 2);
      close (fds[0]);
#ifdef CHECK_COVERAGE
      signal (SIGABRT, check_dump);
#endif
      fn ();
      _exit (0);
    }
  close (fds[1]);
  while (n < sizeof text - 1
         && (got = read (fds[0], text + n, sizeof text - 1 - n)) > 0)
    n += (size_t)got;
  text[n] = '\0';
  close (fds[0]);
  waitpid (pid, &status, 0);
  if (!WIFSIGNALED (status) || WTERMSIG (status) != SIGABRT)
    text[0] = '\0';
  return text;
}

/* FN dies, and what it says contains TEXT.  */
#define CHECK_FAULT(fn, wanted)                                                \
  do                                                                           \
    {                                                                          \
      const char *said_ = check_fault (fn);                                    \
      if (!strstr (said_, wanted))                                             \
        {                                                                      \
          check_failures++;                                                    \
          printf ("%s:%d: %s said `%s', not `%s'\n", __FILE__, __LINE__, #fn,  \
                  said_, wanted);                                              \
        }                                                                      \
    }                                                                          \
  while (0)

/* Random numbers that are the same on each run.  */
static uint64_t check_seed = 42;

ESCAPE_UNUSED static uint64_t
check_random (void)
{
  uint64_t z = check_seed += UINT64_C (0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * UINT64_C (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * UINT64_C (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* The allocation hook's tests: the CHECK_NTH allocation from now on fails, and
   all after it.  */
static long check_allocs_left = -1;

ESCAPE_UNUSED static bool
check_hook (size_t bytes)
{
  (void)bytes;
  if (check_allocs_left < 0)
    return true;
  if (check_allocs_left == 0)
    return false;
  check_allocs_left--;
  return true;
}

#endif /* CHECK_H */
