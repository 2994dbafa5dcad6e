#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the contrast of the colours of the stylesheets, as WCAG 2 defines it.

Every text colour must reach 4.5 on every surface it can stand on, white words 4.5 on every fill,
a fill and an outline 3 against the card and the tint they lie on; in light, dark and both high
contrasts. The colours come from the files themselves, so a change there is measured here.
"""

import re

from taplib import Tap, read

TEXTS = ['window_fg_color', 'view_fg_color', 'card_fg_color', 'headerbar_fg_color', 'dim_fg',
         'accent_color', 'destructive_color', 'error_color', 'warning_color', 'success_color',
         'late_fg', 'soon_fg', 'ok_fg', 'hyp_fg', 'p1_fg', 'p2_fg', 'p3_fg', 'p4_fg']
SURFACES = ['window_bg_color', 'view_bg_color', 'card_bg_color', 'headerbar_bg_color',
            'popover_bg_color', 'dialog_bg_color', 'side_bg', 'tint', 'late_tint', 'soon_tint',
            'ok_tint', 'acc_tint', 'sel_bg']
FILLS = ['p1_bg', 'p2_bg', 'p3_bg', 'p4_bg', 'late_bg', 'destructive_bg_color', 'error_bg_color',
         'accent_bg_color']
OUTLINES = [('soon_bd', 'soon_tint'), ('soon_bd', 'card_bg_color')]
CAPS = [('dim_fg', 'cap_bg'), ('window_fg_color', 'cap_bg'), ('window_fg_color', 'button_bg')]
PAPER = [('paper_fg', 'paper_bg'), ('paper_dim_fg', 'paper_bg'), ('paper_fg', 'bubble_bg'), ('fill_fg', 'late_bg')]
STYLES = {
    'light': ['style.css'],
    'dark': ['style.css', 'style-dark.css'],
    'high contrast': ['style.css', 'style-hc.css'],
    'high contrast dark': ['style.css', 'style-dark.css', 'style-hc.css'],
}
DEFINE = re.compile(r'@define-color\s+([\w-]+)\s+([^;]+);')
NAMED = {'white': (255, 255, 255, 1), 'black': (0, 0, 0, 1)}


def load(files):
    """Returns the colours by name, the later file winning as it does in the program."""
    colours = {}
    for name in files:
        text = re.sub(r'/\*.*?\*/', '', read('data', name), flags=re.DOTALL)
        colours.update((key, value.strip()) for key, value in DEFINE.findall(text))
    return colours


def resolve(colours, value):
    """Returns (red, green, blue, alpha) of a colour expression."""
    if value.startswith('@'):
        return resolve(colours, colours[value[1:]])
    if value in NAMED:
        return NAMED[value]
    if match := re.fullmatch(r'alpha\((.+),\s*([\d.]+)\)', value):
        red, green, blue, alpha = resolve(colours, match.group(1).strip())
        return red, green, blue, alpha * float(match.group(2))
    if match := re.fullmatch(r'#([0-9a-fA-F]{6})', value):
        digits = match.group(1)
        return tuple(int(digits[i:i + 2], 16) for i in (0, 2, 4)) + (1,)
    raise ValueError(f'unknown colour {value!r}')


def over(top, ground):
    """Returns the opaque colour that top gives on ground."""
    alpha = top[3]
    return tuple(top[i] * alpha + ground[i] * (1 - alpha) for i in range(3)) + (1,)


def luminance(colour):
    parts = []
    for value in colour[:3]:
        value /= 255
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def check_style(tap, style, colours):
    def get(name):
        return resolve(colours, '@' + name)

    def pairs(title, floor, list_of_pairs):
        for one, other in list_of_pairs:
            ratio = contrast(get(one), get(other))
            tap.check(f'{style}: {title} {one} on {other}: {ratio:.2f}', ratio >= floor,
                      f'{ratio:.2f} is under {floor}')

    pairs('text', 4.5, [(text, surface) for text in TEXTS for surface in SURFACES])
    pairs('cap', 4.5, CAPS)
    pairs('paper', 4.5, PAPER)
    pairs('words', 4.5, [('fill_fg', fill) for fill in FILLS])
    pairs('fill', 3.0, [(fill, 'card_bg_color') for fill in FILLS])
    pairs('outline', 3.0, OUTLINES)
    for fill in FILLS:
        cap = over(get('fill_cap'), get(fill))
        ratio = contrast(get('fill_fg'), cap)
        tap.check(f'{style}: cap on {fill}: {ratio:.2f}', ratio >= 4.5)


def check_itself(tap):
    """The known ratios of the definition, so that a wrong formula cannot pass everything."""
    white, black, grey = (255, 255, 255, 1), (0, 0, 0, 1), (119, 119, 119, 1)
    tap.check('black on white is 21', abs(contrast(black, white) - 21) < 0.01)
    tap.check('#777777 on white is 4.48, too little', 4.47 < contrast(grey, white) < 4.49)


def main():
    tap = Tap()
    check_itself(tap)
    dark_only = {name for name in load(['style-dark.css'])}
    light = load(['style.css'])
    missing = sorted(set(light) - dark_only)
    tap.check('every colour has its dark form', not missing, ' '.join(missing))
    for style, files in STYLES.items():
        check_style(tap, style, load(files))
    tap.finish()


main()
