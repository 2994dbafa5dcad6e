/* SPDX-FileCopyrightText: 2026 The Vigie authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "vigie-notice-render.h"

/* Blanks of a text that people read: the places of a template under the names they have in the playbook. Pure.
 *
 * Records and scripts write {{impact}}; who composes sees [What no longer works], in the language of the text. */

G_BEGIN_DECLS

/* The place that @words, a blank in either writing and language, stands for; NULL: none of the playbook's. */
const VigiePlaceholder *
vigie_notice_blank_placeholder (const VigiePlaybook *playbook, const char *words);
/* @text with each {{name}} that the playbook knows written [label]. Owned. */
char *vigie_notice_name_blanks (const VigiePlaybook *playbook, const char *text, VigieLang lang);
/* The same for what is missing in @rendering, spans and all. */
void vigie_notice_rendering_name_blanks (VigieNoticeRendering *rendering, VigieLang lang);

G_END_DECLS
