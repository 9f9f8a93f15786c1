/**
 * @file
 * All of Chora's public headers.
 */
#ifndef CHORA_H
#define CHORA_H

#include <chora/breakdown.h>
#include <chora/check.h>
#include <chora/classes.h>
#include <chora/custody.h>
#include <chora/diff.h>
#include <chora/figure.h>
#include <chora/intake.h>
#include <chora/link.h>
#include <chora/lint.h>
#include <chora/measure.h>
#include <chora/period.h>
#include <chora/place.h>
#include <chora/process.h>
#include <chora/profile.h>
#include <chora/progress.h>
#include <chora/report.h>
#include <chora/review.h>
#include <chora/stages.h>
#include <chora/starter.h>
#include <chora/status.h>
#include <chora/store.h>
#include <chora/style.h>
#include <chora/text.h>

#endif
