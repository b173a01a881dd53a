/* Every key, with every form of value.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-m=0 -fplugin-arg-escape-m=3 -fplugin-arg-escape-m=1 -fplugin-arg-escape-track=slice,map,raw -fplugin-arg-escape-track=raw -fplugin-arg-escape-warn=heap,stack,free,leak,pathleak,nil,unneeded,alloc,assert -fplugin-arg-escape-warn=all -fplugin-arg-escape-exclude=*.h -fplugin-arg-escape-exclude=vendor/* -fplugin-arg-escape-error=heap -fplugin-arg-escape-ignore=heap,stack -fplugin-arg-escape-stack-limit=0 -fplugin-arg-escape-stack-limit=9223372036854775807 -fplugin-arg-escape-interpose=distrust -fplugin-arg-escape-interpose=trust -fplugin-arg-escape-budget=1 -fplugin-arg-escape-budget=1000000" } */

int nothing;
