/* SPDX-License-Identifier: MIT */
/* Byte slices: searches that take GNU's libc, and reading a file.  */

#define _GNU_SOURCE
#include <errno.h>
#include <escape/bytes.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

ptrdiff_t
escape_bytes_index (const void *ptr, size_t n, const void *sub, size_t m)
{
  const char *at = memmem (ptr, n, sub, m);
  return at ? at - (const char *)ptr : -1;
}

ptrdiff_t
escape_bytes_last_index (const void *ptr, size_t n, const void *sub, size_t m)
{
  const char *start = ptr, *at;
  if (n < m)
    return -1;
  for (size_t left = n - m + 1; left > 0; left = (size_t)(at - start))
    {
      at = memrchr (start, *(const unsigned char *)sub, left);
      if (!at)
        break;
      if (memcmp (at, sub, m) == 0)
        return at - start;
    }
  return -1;
}

/* Read FD to its end, behind what *B has.  */
static bool
read_all (int fd, bytes *b)
{
  for (;;)
    {
      if (b->len == b->cap && !bytes_try_reserve (b, 4096))
        {
          errno = ENOMEM;
          return false;
        }
      ssize_t got = read (fd, b->ptr + b->len, b->cap - b->len);
      if (got == 0)
        return true;
      if (got > 0)
        b->len += (size_t)got;
      else if (errno != EINTR)
        return false;
    }
}

unsigned char *
escape_bytes_read_file (const char *path, size_t *len, size_t *cap)
{
  struct stat about;
  bytes b = { 0 };
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return NULL;
  /* One byte more than the file has, to read its end.  */
  if (fstat (fd, &about) == 0 && about.st_size > 0
      && (uintmax_t)about.st_size < PTRDIFF_MAX)
    bytes_try_reserve_exact (&b, (size_t)about.st_size + 1);
  bool done = read_all (fd, &b);
  int error = errno;
  close (fd);
  if (!done)
    bytes_free (&b);
  errno = error;
  *len = b.len;
  *cap = b.cap;
  return b.ptr;
}

void
escape_bytes_file_fault (const char *where, const char *path)
{
  escape_fault (where, "cannot read %s: %s", path, strerror (errno));
}
