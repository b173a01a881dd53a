/* [[escape::NAME]] is there in gnu11 as well.  */
/* { dg-do compile } */
/* { dg-options "-std=gnu11" } */

[[escape::noescape (1)]] void look (int *);
