/* SPDX-License-Identifier: MIT */
/* What the runtime's other headers share: faults, the allocation hook, and a
   few macros.

   A fault is an error of the program: an index out of range, a write to a nil
   map, memory that ran out in a function that cannot say so.  The message names
   the place where it is known, then the program aborts.  Functions whose name
   starts with `try_' return false instead of running out.  */

#ifndef ESCAPE_BASE_H
#define ESCAPE_BASE_H

#include <escape/annotations.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined __GNUC__ && !defined ESCAPE_HEADER_WARNINGS
#  pragma GCC system_header
#endif

#ifdef __cplusplus
#  define ESCAPE_BEGIN_DECLS                                                   \
    extern "C"                                                                 \
    {
#  define ESCAPE_END_DECLS }
#  define ESCAPE_NORETURN [[noreturn]]
#  define ESCAPE_STATIC_ASSERT(cond, text) static_assert (cond, text)
#  define ESCAPE_ALIGNOF(type) alignof (type)
#  define ESCAPE_ZERO                                                          \
    {                                                                          \
    }
#else
#  define ESCAPE_BEGIN_DECLS
#  define ESCAPE_END_DECLS
#  define ESCAPE_NORETURN _Noreturn
#  define ESCAPE_STATIC_ASSERT(cond, text) _Static_assert(cond, text)
#  define ESCAPE_ALIGNOF(type) _Alignof(type)
#  define ESCAPE_ZERO                                                          \
    {                                                                          \
      0                                                                        \
    }
#endif

#define ESCAPE_PASTE_(a, b) a##b
#define ESCAPE_PASTE(a, b) ESCAPE_PASTE_ (a, b)
#define ESCAPE_STRING_(a) #a
#define ESCAPE_STRING(a) ESCAPE_STRING_ (a)

/* In #if: whether the macro NAME is defined as one word.  It is false of nothing;
   of what is no word, or more than one, the compiler says so, and takes it for
   false.  */
#define ESCAPE_IS_NAME(name) (0 - name - 1 < 0)

/* What kind of type TYPE is: for a readable error where it may not be that.  A
   number is an integer of whatever kind, or real.  */
#define ESCAPE_CLASS(type) __builtin_classify_type (*(type *)0)
#define ESCAPE_REAL 8
#define ESCAPE_IS_POINTER(type) (ESCAPE_CLASS (type) == 5)
#define ESCAPE_IS_NUMBER(type)                                                 \
  (ESCAPE_CLASS (type) <= 4 || ESCAPE_CLASS (type) == ESCAPE_REAL)

/* TYPE if that FITS, else OTHER: where a type is wrong one error says so, and
   what follows is made for one that is not.  ESCAPE_IS_SAME (A, B) does not look
   at their qualifiers, but at those of what they point to.  */
#ifdef __cplusplus
template <bool fits, typename type, typename other> struct escape_either
{
  typedef type is;
};
template <typename type, typename other>
struct escape_either<false, type, other>
{
  typedef other is;
};
template <typename type, size_t = sizeof (type)>
constexpr bool
escape_is_value (type *)
{
  return true;
}
template <typename type, size_t n>
constexpr bool
escape_is_value (type (*)[n])
{
  return false;
}
constexpr bool
escape_is_value (const volatile void *)
{
  return false;
}
template <typename type, size_t = sizeof (type)>
constexpr bool
escape_is_value (const type *)
{
  return false;
}
#  define ESCAPE_EITHER(fits, type, other)                                     \
    escape_either<(fits), type, other>::is
#  define ESCAPE_IS_SAME(a, b) __is_same (a, b)
#  define ESCAPE_IS_VALUE(type) escape_is_value ((type *)0)
#  define ESCAPE_MEMBER(type, name, what) typedef __typeof__ (type) name
#else
#  define ESCAPE_EITHER(fits, type, other)                                     \
    __typeof__ (*__builtin_choose_expr ((fits), (type *)0, (other *)0))
#  define ESCAPE_IS_SAME(a, b) __builtin_types_compatible_p (a, b)
#  define ESCAPE_IS_VALUE(type)                                                \
    (!ESCAPE_IS_SAME (type *, const type *)                                    \
     && ESCAPE_IS_SAME (type, __typeof__ (((void)0, *(type *)0))))
#  define ESCAPE_MEMBER(type, name, what)                                      \
    struct ESCAPE_PASTE (name, type_)                                          \
    {                                                                          \
      __typeof__ (type) what;                                                  \
    };                                                                         \
    typedef __typeof__ (((struct ESCAPE_PASTE (name, type_) *)0)->what) name
#endif

/* NAME for TYPE, which a template was given as WHAT; if there is no such type, or
   it is incomplete, or nothing that can be assigned, one error that says so.  */
#define ESCAPE_TYPEDEF(type, name, what)                                       \
  ESCAPE_MEMBER (type, ESCAPE_PASTE (name, _given_), what);                    \
  ESCAPE_FITTED (ESCAPE_PASTE (name, _given_), name, int, ESCAPE_IS_VALUE,     \
                 #what " must be a complete type that can be assigned: not "   \
                       "const, and an array only in a struct")

/* NAME for TYPE if it FITS; else TEXT is an error, and NAME is OTHER.  Of a type
   that was an error before, clang has FITS true, and its constant 0.  */
#define ESCAPE_FITTED(type, name, other, fits, text)                           \
  enum                                                                         \
  {                                                                            \
    ESCAPE_PASTE (name, _fits_) = fits (type)                                  \
  };                                                                           \
  ESCAPE_STATIC_ASSERT (fits (type), text);                                    \
  typedef ESCAPE_EITHER (ESCAPE_PASTE (name, _fits_), type, other) name

/* TEXT is the first error, of more, where this stands twice for one NAME: an
   array is declared that has no size the first time, and is as good as one of
   any.  */
#ifdef __cplusplus
#  define ESCAPE_ONCE(name, text)                                              \
    extern char name[];                                                        \
    ESCAPE_STATIC_ASSERT (__is_same (decltype (name), char[]), text);          \
    extern char name[1]
#else
#  define ESCAPE_ONCE(name, text)                                              \
    extern char name[];                                                        \
    ESCAPE_STATIC_ASSERT (                                                     \
        __builtin_types_compatible_p (__typeof__ (name), char[2]), text);      \
    extern char name[1]
#endif

#ifdef __has_builtin
#  define ESCAPE_CAN_CLEAR_PADDING __has_builtin (__builtin_clear_padding)
#else
#  define ESCAPE_CAN_CLEAR_PADDING 0
#endif
#if ESCAPE_CAN_CLEAR_PADDING
#  define ESCAPE_CLEAR_PADDING(object) __builtin_clear_padding (object)
#else
#  define ESCAPE_CLEAR_PADDING(object) ((void)(object))
#endif

/* The place of the macro's use, as "file:line".  */
#define ESCAPE_HERE __FILE__ ":" ESCAPE_STRING (__LINE__)

#ifdef __GNUC__
#  define ESCAPE_LIKELY(x) __builtin_expect (!!(x), 1)
#  define ESCAPE_UNLIKELY(x) __builtin_expect (!!(x), 0)
#  define ESCAPE_COLD __attribute__ ((cold, noinline))
#  define ESCAPE_NOINLINE __attribute__ ((noinline))
#  define ESCAPE_UNUSED __attribute__ ((unused))
#  define ESCAPE_PRINTF(fmt, args) __attribute__ ((format (printf, fmt, args)))
#  define ESCAPE_CLEANUP(fn) __attribute__ ((cleanup (fn)))
#  define ESCAPE_PURE __attribute__ ((pure))
#  define ESCAPE_USE_RESULT __attribute__ ((warn_unused_result))
#  define ESCAPE_ALLOC_SIZE(...) __attribute__ ((alloc_size (__VA_ARGS__)))
#else
#  error "the runtime needs the GNU dialect of C: gcc or clang"
#endif

/* NAME_at's twin NAME, whose caller gives no place.  LINKAGE has its type, too,
   unless that is void; PARAMS stand in parentheses, the arguments behind them
   do not.  */
#define ESCAPE_TWIN(linkage, name, params, ...)                                \
  linkage name params { return ESCAPE_PASTE (name, _at) (__VA_ARGS__, NULL); }
#define ESCAPE_VOID_TWIN(linkage, name, params, ...)                           \
  linkage void name params { ESCAPE_PASTE (name, _at) (__VA_ARGS__, NULL); }
#define ESCAPE_INSIDE(...) __VA_ARGS__

/* Clang and C++ before GCC 11 know `malloc' but not its deallocator.  */
#if !defined __clang__ && __GNUC__ >= 11
#  define ESCAPE_MALLOC(dealloc, n)                                            \
    __attribute__ ((malloc, malloc (dealloc, n)))
#else
#  define ESCAPE_MALLOC(dealloc, n) __attribute__ ((malloc))
#endif

/* A private function of a template: used or not, never a warning.  */
#define ESCAPE_TEMPLATE static inline ESCAPE_UNUSED

ESCAPE_BEGIN_DECLS

/* Called once for each fault, with the place ("file:line", or null where it is
   not known) and a sentence without newline.  It may leave by longjmp: the
   container is then as it was before the call.  If it returns, the program
   aborts.  */
typedef void (*escape_fault_handler) (const char *where, const char *message);

/* Install HANDLER for all threads; null brings back the default, which prints
   "WHERE: MESSAGE" on the standard error stream.  Returns the one installed
   before.  */
escape_fault_handler escape_set_fault_handler (escape_fault_handler handler);

/* Report a fault: the message is formatted as by printf.  Never returns.  Faults
   do not count as allocating, whatever the handler does: a function that
   promises not to allocate may check an index.  */
ESCAPE_NORETURN void escape_fault (const char *where, const char *format, ...)
    ESCAPE_PRINTF (2, 3) __attribute__ ((cold))
    ESCAPE_FLOW ("") ESCAPE_NONALLOCATING;

/* Asked before each allocation of the runtime, with its size in bytes; false
   makes it fail as if memory had run out.  For limits, and for tests of what
   happens then.  Null: no questions.  */
typedef bool (*escape_alloc_hook) (size_t bytes);
escape_alloc_hook escape_set_alloc_hook (escape_alloc_hook hook);

ESCAPE_END_DECLS

#endif /* ESCAPE_BASE_H */
