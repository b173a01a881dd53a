/* SPDX-License-Identifier: MIT */
/* Ready-made maps: from integers, C strings and byte slices, to integers and to
   pointers. String and byte keys are not copied: the map keeps the pointers,
   which must stay valid and unchanged while they are keys.  */

#ifndef ESCAPE_HMAPS_H
#define ESCAPE_HMAPS_H

#define HMAP_NAME int_int_map
#define HMAP_KEY int
#define HMAP_VALUE int
#include <escape/hmap.h>

#define HMAP_NAME int_ptr_map
#define HMAP_KEY int
#define HMAP_VALUE void *
#include <escape/hmap.h>

#define HMAP_NAME string_int_map
#define HMAP_KEY const char *
#define HMAP_VALUE int
#define HMAP_KEY_STRING
#include <escape/hmap.h>

#define HMAP_NAME string_ptr_map
#define HMAP_KEY const char *
#define HMAP_VALUE void *
#define HMAP_KEY_STRING
#include <escape/hmap.h>

#define HMAP_NAME uint64_uint64_map
#define HMAP_KEY uint64_t
#define HMAP_VALUE uint64_t
#include <escape/hmap.h>

#define HMAP_NAME bytes_int_map
#define HMAP_KEY bytes
#define HMAP_VALUE int
#define HMAP_KEY_BYTES
#include <escape/hmap.h>

#define HMAP_NAME bytes_ptr_map
#define HMAP_KEY bytes
#define HMAP_VALUE void *
#define HMAP_KEY_BYTES
#include <escape/hmap.h>

/* For hmap.h: a type of one's own by such a name.  */
#define ESCAPE_TAKEN_int_int_map 1
#define ESCAPE_TAKEN_int_ptr_map 1
#define ESCAPE_TAKEN_string_int_map 1
#define ESCAPE_TAKEN_string_ptr_map 1
#define ESCAPE_TAKEN_uint64_uint64_map 1
#define ESCAPE_TAKEN_bytes_int_map 1
#define ESCAPE_TAKEN_bytes_ptr_map 1

#endif /* ESCAPE_HMAPS_H */
