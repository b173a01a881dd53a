/* A unit without functions has no verdicts, and no complaint.  */
/* { dg-do compile } */

int nothing;

/* { dg-json-not {"verdict": *".*"} } */
