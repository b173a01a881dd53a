/* States of the flow engine: where the object may be, and what is known.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A STATE says of one object how it lives, and gives LOCATIONS their VALUES.
   Values are symbols: equal ones are the same value, so that a fact is one of
   every location that has it, and two computations of the same from the same
   are one.  A location without a value has one that nothing is known of, but
   that it does not hold the object.

   Values are made for good: what a name is when it is defined again is another
   value.  So an expression over values never goes stale.  */

#ifndef ESCAPE_CORE_STATE_H
#define ESCAPE_CORE_STATE_H

#include "skeleton.h"

typedef uint32_t value_id;
#define NO_VALUE 0

/* Memory that is told apart, numbered by the engine: 1 is the object.  */
typedef uint32_t region_id;
#define NO_REGION 0
#define REGION_OBJECT 1

enum life
{
  LIFE_UNMADE,
  LIFE_LIVE,
  LIFE_RELEASED,
  LIFE_ENDED
};

/* Is a value a pointer into the object?  */

enum holds
{
  HOLDS_NO,
  HOLDS_MAY,
  HOLDS_MUST
};

#define N_UNEQUAL 4

/* As a number, the value is in LO .. HI and none of UNEQUAL; as a pointer, null
   or OFF bits into REGION.  If it HOLDS the object, OFF is where, if that is
   known.  OP: it is A OP B.  */

struct value
{
  int64_t lo, hi;
  int64_t unequal[N_UNEQUAL];
  int64_t off;
  uint64_t ones,
      zeros;           /* Bits that are known by conditions on some of them.  */
  uint64_t bits_asked; /* Bits that such a condition was about ...  */
  uint64_t bits_vague; /* ... of what is there, if nothing was written: as
			  VAGUE.  */
  uint64_t birth; /* Where it was made: the same number, the same symbol.  */
  value_id a, b;
  region_id region;
  uint16_t bits;
  uint8_t n_unequal;
  uint8_t holds;
  uint8_t op; /* An enum skel_op, or VALUE_CONVERTED of A; OP_OPAQUE: none.  */
  bool is_signed;
  bool off_known;
  bool old;     /* It was there on entry: no address that the function made. */
  bool own;     /* An address that was not there on entry.  */
  bool param;   /* The value of a parameter.  */
  bool tested;  /* A literal was about it ...  */
  bool blurred; /* ... or a condition that is not understood.  */
  bool answer;  /* What a call returned: others of the same BIRTH may agree.  */
  bool asked;   /* Unseen code that could find the object answered it.  */
  bool stale;   /* It points to the object as it was in an earlier life.  */
  bool meant;   /* It is not null, as who wrote the function means.  */
  bool length;  /* How far one pointer is behind another: less than 0 only if
		   they are the other way round, or it does not fit.  */
  bool vague;   /* What is there instead of a value that was TESTED, if
		   something was written there at all.  */
  bool masked;  /* Such a condition was about it.  */
  uint8_t zero[1]; /* Values are compared as memory: no padding.  */
};

#define VALUE_CONVERTED 32

enum location_kind
{
  LOCATION_NAME,
  LOCATION_CELL, /* Of a region.  */
  LOCATION_DEREF /* Behind a pointer whose region is not known.  */
};

/* A name of context CTX; or SIZE bits at OFF of region or behind value ID.  INDEX:
   at the element that this value says, somewhere in OFF .. OFF + SIZE or, if
   ANYWHERE, so many bytes behind OFF.  LOOSE:
   somewhere in there; no more than that something there may hold the object.  */

struct location
{
  uint8_t kind;
  bool loose;
  uint16_t ctx;
  uint32_t id;
  value_id index;
  uint32_t anywhere;
  int64_t off, size;
};

struct binding
{
  struct location at;
  value_id value;
  uint32_t zero;
};

struct state
{
  enum life life;
  enum holds elsewhere; /* In memory that has no location here.  */
  bool given;           /* Unseen code has it.  */
  bool stirred;     /* What has no location need not be as it was on entry.  */
  bool older;       /* It was made again while something held an older one.  */
  bool around;      /* It ended, and control went back since.  */
  bool doubt;       /* Nothing that is certain follows.  */
  bool whole;       /* Nothing may be forgotten: a path that is run alone.  */
  bool unsure;      /* Of a path: a callee went by what unseen code decides.  */
  bool in_memory;   /* Of a path: memory held the object.  */
  bool stuck;       /* Control does not come further.  */
  uint32_t lost_at; /* Of a path: event in which the last pointer went.  */
  uint16_t word;    /* Bits of a pointer.  */
  struct arena *arena;
  VEC (struct binding) bindings; /* Sorted.  */
  VEC (struct value) values;     /* 0 is none.  */
};

/* WORD: bits of a pointer.  */
struct state *state_new (struct arena *, unsigned word);
struct state *state_copy (struct arena *, const struct state *);

/* Values.  */
value_id state_value (struct state *, uint64_t birth, unsigned bits,
                      bool is_signed);
value_id state_number (struct state *, int64_t);
/* OWN: of memory that was not there when the function was entered.  */
value_id state_address (struct state *, region_id, int64_t off, bool own);
value_id state_arith (struct state *, enum skel_op, value_id a, value_id b,
                      unsigned bits, bool is_signed);
value_id state_convert (struct state *, value_id, unsigned bits,
                        bool is_signed);

static inline struct value *
state_v (const struct state *s, value_id v)
{
  return &s->values.v[v];
}

/* Is the value, added to a pointer, a known number of BYTES, up or down?  */
bool state_is_displacement (const struct state *, value_id, int64_t *bytes);
/* If the value is one number: which.  */
bool state_is_number (const struct state *, value_id, int64_t *);

/* Is X no more than the bits *MASK of its operand?  */
bool state_is_masked (const struct state *, const struct value *x,
                      uint64_t *mask);

/* Locations.  Null: has no value.  */
struct binding *state_find (const struct state *, const struct location *);
void state_bind (struct state *, struct location, value_id);
void state_unbind (struct state *, uint32_t i);

/* Comparing.  A test that is neither is open.  */
enum truth
{
  TRUTH_OPEN,
  TRUTH_ALWAYS,
  TRUTH_NEVER
};
enum truth state_test (const struct state *, value_id, enum skel_op, value_id);
/* Is nothing known of A and B, or what both are a known number from, but by
   comparing them with each other and with numbers; and can A OP B be besides?  */
bool state_allows_pair (const struct state *, value_id a, enum skel_op op,
                        value_id b);

/* A OP B holds from here on, or not.  False: that cannot be.  */
bool state_assume (struct state *, value_id, enum skel_op, value_id);
enum skel_op op_negation (enum skel_op);

/* What is left where VALUE may have been overwritten by OTHER (NO_VALUE: by
   something else).  */
value_id state_weaken (struct state *, value_id value, value_id other,
                       uint64_t birth);

/* Is it held by nothing?  */
bool state_holds_none (const struct state *);

/* Forget what no location leads to, and number the rest anew.  */
void state_normalise (struct state *);

/* What keeps states apart.  */
uint64_t state_key (const struct state *);

/* INTO becomes what holds of both.  False: it was so before.  Both normal.  What
   it takes meanwhile is FROM's arena's.  */
bool state_join (struct state *into, const struct state *from);

#endif
