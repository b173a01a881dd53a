/* track takes a list of kinds.  */
/* { dg-do compile } */
/* { dg-options "-fplugin-arg-escape-track=tree -fplugin-arg-escape-track=slice, -fplugin-arg-escape-track=, -fplugin-arg-escape-track=map,map" } */

int nothing;
/* { dg-error {unknown item 'tree' in '-fplugin-arg-escape-track=tree'; valid kinds are: slice, map, raw} "" { target *-*-* } 0 } */
/* { dg-error {'-fplugin-arg-escape-track=slice,' has an empty item; expected a list of kinds separated by commas, of: slice, map, raw} "" { target *-*-* } 0 } */
/* { dg-error {'-fplugin-arg-escape-track=,' has an empty item} "" { target *-*-* } 0 } */
/* { dg-error {'-fplugin-arg-escape-track=map,map' names 'map' twice} "" { target *-*-* } 0 } */
