/*-------------------------------------------------------------------------
 *
 * score.h
 *		What the files of the score room share.
 *
 *-------------------------------------------------------------------------
 */
#ifndef PAR_SCORE_H
#define PAR_SCORE_H

#include "par_index.h"

/* Exact sums of a score summary: points, and the maximum of what has points. */
extern void par_score_sums(Datum score, Numeric *points, Numeric *max_points);

#endif							/* PAR_SCORE_H */
