/**
 * @file
 * Glyphs of joined scripts and the letters they stand for, for those who search or copy a PDF.
 */
#ifndef CHORA_PAINT_CANVAS_LETTERS_H
#define CHORA_PAINT_CANVAS_LETTERS_H

#include <pango/pangocairo.h>
#include <stdbool.h>

/**
 * Show a run of a leftward script at the current point; the glyph of lam and alef stands for the
 * one character that Unicode has for both (U+FEF5 to FEFC). Readers of PDFs turn a line round glyph
 * by glyph or letter by letter: in the latter case the two letters of one glyph would change
 * places; those characters they know to be the two letters. The non-joiner (U+200C) gets the font's
 * empty glyph, so that it is found between its letters. False: nothing was drawn, as neither is in
 * the run, or no memory.
 */
bool chora_canvas_letters(cairo_t *context, const char *text, PangoGlyphItem *run);

#endif
