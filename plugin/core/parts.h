/* What the parts of a machine share.

   Copyright (C) 2026 the escape authors.
   SPDX-License-Identifier: GPL-3.0-or-later

   A step of a skeleton is run by machine.c, which also goes from block to block.
   condition.c says what an edge's literals teach, call.c what a call does, leave.c
   what a return does; they all read and write names and memory by memory.c, and
   region.c tells memory apart.  Of calls, making.c has those that make and release,
   thread.c those that start and join threads, held.c those that leave something with
   libc, decided.c what their answers hang
   on.  What a function does stands where it is defined.  */

#ifndef ESCAPE_CORE_PARTS_H
#define ESCAPE_CORE_PARTS_H

#include "machine.h"

static inline const struct skeleton *
skeleton_of (const struct machine *m, uint32_t ctx)
{
  return m->contexts.v[ctx].skeleton;
}

enum
{
  BIRTH_NAME,
  BIRTH_STEP,
  BIRTH_SITE
};

/* A number for what is made at N of context CTX.  */

static inline uint64_t
birth (uint32_t ctx, unsigned kind, uint32_t n)
{
  return ((uint64_t)(ctx + 1) << 36 | (uint64_t)kind << 32) + n + 1;
}

/* The birth of what follows from what is known, but is not computed.  */
#define BIRTH_COMPUTED (UINT64_MAX - 2)

/* AT is where REF is.  */

struct target
{
  struct location at;
  bool exact;
  bool is_volatile;
  value_id base;
};

/* region.c */
bool machine_is_object_of (const struct machine *m, object_id o,
                           const struct skel_memory *memory);
region_id machine_region_of (struct machine *m, uint32_t ctx, memory_id id);
bool machine_is_own (const struct machine *m, region_id id);
bool machine_is_seen (const struct machine *m, region_id id);
bool machine_is_private (const struct machine *m, const struct value *v);
bool machine_may_be_left (const struct machine *m, region_id id);
struct call_effect *machine_effect_of (struct machine *m, const void *where,
                                       bool make);
const struct step *machine_step_inside (const struct step *step);
void machine_find_effects (struct machine *m);
const void *machine_outermost (const struct machine *m, uint32_t ctx,
                               const void *where);
region_id machine_region_made (struct machine *m, uint32_t ctx, uint32_t step);

/* memory.c */
struct location machine_name_location (uint32_t ctx, name_id name);
void machine_note_seen (struct machine *m, struct config *c, bool seen);
bool machine_graph_allows (const struct machine *m, uint32_t ctx, name_id name);
void machine_define (struct machine *m, struct config *c, name_id name,
                     value_id v);
void machine_revive (struct config *c);
value_id machine_value_of (struct machine *m, struct config *c,
                           struct operand o);
struct target machine_resolve (struct machine *m, struct config *c,
                               const struct reference *r);
bool machine_may_alias (const struct machine *m, const struct state *s,
                        const struct location *a, const struct location *b);
bool machine_covers (const struct location *at, const struct location *b);
enum holds machine_held_around (const struct machine *m, const struct state *s,
                                const struct location *at);
void machine_check_use (struct machine *m, struct config *c, value_id base);
value_id machine_load (struct machine *m, struct config *c,
                       const struct reference *r, uint64_t born, unsigned bits,
                       bool is_signed, name_id name);
void machine_write_to (struct machine *m, struct config *c, struct target t,
                       value_id v, uint64_t born);
value_id machine_computed (struct state *s);
void machine_store (struct machine *m, struct config *c,
                    const struct reference *r, value_id v, uint64_t born);
void machine_copy_block (struct machine *m, struct config *c,
                         const struct reference *to,
                         const struct reference *from, uint64_t born);
void machine_drop_region (struct machine *m, struct config *c,
                          region_id region);
void machine_drop_behind (struct config *c, value_id v);

/* condition.c */
bool machine_any_root (const struct state *s, value_id v, bool tested);
bool machine_is_key (struct machine *m, const struct config *c, value_id v);
bool machine_assume_literal (struct machine *m, struct config *c,
                             const struct literal *l, bool *open);

/* call.c */
uint32_t machine_step_of (const struct machine *m, const struct config *c);
value_id machine_argument (struct machine *m, struct config *c,
                           const struct skel_site *site, unsigned i);
const struct skeleton *machine_callee_of (const struct machine *m,
                                          const struct config *c,
                                          const struct skel_site *site);
void machine_disturb (struct machine *m, struct config *c,
                      const struct skel_site *site);
bool machine_run_site (struct machine *m, struct config *c,
                       const struct skel_site *site);

/* making.c */
bool machine_makes_object (const struct machine *m, uint32_t ctx,
                           const struct skel_site *site);
void machine_define_result (struct machine *m, struct config *c,
                            const struct skel_site *site, value_id v);
void machine_begin_object (struct machine *m, struct config *c);
void machine_next_step (struct machine *m, struct config *c);
void machine_allocate (struct machine *m, struct config *c,
                       const struct skel_site *site);
bool machine_is_guarded (struct machine *m, const struct config *c,
                         uint32_t step);
bool machine_passes_release (struct machine *m, struct config *c, edge_id e);
void machine_release (struct machine *m, struct config *c, value_id v);
void machine_move (struct machine *m, struct config *c,
                   const struct skel_site *site);
void machine_call_maker (struct machine *m, struct config *c,
                         const struct skel_site *site);
struct reference machine_filled_by (struct machine *m, const struct config *c,
                                    const struct skel_site *site);
void machine_fill (struct machine *m, struct config *c,
                   const struct skel_site *site);

/* thread.c */
bool machine_is_of_own_thread (const struct state *s,
                               const struct location *at);
void machine_join_threads (struct state *s);
bool machine_starts_thread (struct machine *m, struct config *c,
                            const struct skel_site *site);
void machine_start_thread (struct machine *m, struct config *c,
                           const struct skel_site *site);

/* held.c */

/* Is AT where the location is that holds what libc keeps?  */
bool machine_is_registered (const struct state *s, const struct location *at);

/* If SITE leaves the object with libc for certain, run it: true.  */
bool machine_register (struct machine *m, struct config *c,
                       const struct skel_site *site);

/* decided.c */
bool machine_is_answer_decided (struct machine *m, struct config *c,
                                const struct skel_site *site);
void machine_note_computed (struct machine *m, struct config *c,
                            const struct skel_site *site);
void machine_note_copied (struct machine *m, struct config *c, region_id r,
                          value_id from);
void machine_note_made_of (struct machine *m, struct config *c,
                           const struct skel_site *site, region_id r);
bool machine_is_copied (const struct state *s, const struct location *at);

/* leave.c */
enum holds machine_held_outside (struct machine *m, const struct state *s,
                                 value_id result);
void machine_run_return (struct machine *m, struct config *c,
                         const struct skel_step *step);

/* machine.c */
bool machine_has_site (const struct skeleton *s, const void *where);
void machine_note_loss (struct machine *m, struct config *c, uint32_t step);
void machine_go_to (struct machine *m, struct config *c, block_id block,
                    uint32_t index);
struct config machine_branch (const struct config *c);

#endif
