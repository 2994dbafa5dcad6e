#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the stylesheets: GTK reads them without a complaint, text is sized in points or em only (so
that large text works), every colour a rule names is defined, every class of the list on top of
style.css has a rule, and so has every class that a widget is given.
"""

import glob
import os
import re

import gi

gi.require_version('Gtk', '4.0')
gi.require_version('Adw', '1')
from gi.repository import Gtk  # noqa: E402

from taplib import Tap, read, source  # noqa: E402

FILES = ['style.css', 'style-dark.css', 'style-hc.css', 'style-hc-dark.css']
# Names the list explains but Adwaita or a state gives, or that only mark a place for a program.
ELSEWHERE = {'suggested-action', 'destructive-action', 'flat', 'avatar', 'answered',
             'css', 'py'}
ADWAITA = {'background', 'boxed-list', 'circular', 'dim-label', 'flat', 'frame', 'linked', 'menu',
           'monospace', 'navigation-sidebar', 'numeric', 'opaque', 'osd', 'raised', 'spacer',
           'suggested-action', 'destructive-action', 'toggle', 'toolbar', 'view', 'title-1',
           'title-2', 'title-3', 'title-4'}
GIVEN = re.compile(r'(?:add|remove|has)_css_class \([^;"]*"([a-z0-9-]+)"|<class name="([^"]+)"')


def parse_errors(load):
    """Returns what GTK says while load gives a stylesheet to a new provider."""
    errors = []
    provider = Gtk.CssProvider()
    provider.connect('parsing-error', lambda _provider, section, error: errors.append(
        f'{section.to_string()}: {error.message}'))
    load(provider)
    return errors


def without_comments(text):
    return re.sub(r'/\*.*?\*/', '', text, flags=re.DOTALL)


def given_classes():
    """Returns the classes that sources and templates give to widgets, with one place for each."""
    found = {}
    for pattern in ('*.c', '*.ui'):
        for path in glob.glob(source('src', 'ui', '**', pattern), recursive=True):
            with open(path, encoding='utf-8') as file:
                for pair in GIVEN.findall(file.read()):
                    found.setdefault(''.join(pair), os.path.basename(path))
    return found


def main():
    tap = Tap()
    tap.check('a wrong rule is noticed', parse_errors(
        lambda provider: provider.load_from_data(b'.a { colour: red; }')))
    defined, rules = set(), ''
    for name in FILES:
        errors = parse_errors(lambda provider: provider.load_from_path(source('data', name)))
        tap.check(f'{name}: GTK reads it', not errors, '\n'.join(errors))
        text = without_comments(read('data', name))
        rules += text
        defined |= set(re.findall(r'@define-color\s+([\w-]+)', text))
    used = set(re.findall(r'@([\w-]+)', rules)) - {'define-color', 'import'}
    tap.check('every colour is defined', used <= defined, used - defined)
    pixels = [size for size in re.findall(r'font-size:\s*([^;]+);', rules)
              if not re.fullmatch(r'[\d.]+(pt|em)', size) and size != '1px']
    tap.check('text is sized in points or em', not pixels, pixels)
    top = re.search(r'/\*.*?\*/', read('data', 'style.css'), re.DOTALL).group(0)
    listed = set(re.findall(r'(?<![\w)])\.([a-z][a-z0-9-]+)', top)) - ELSEWHERE
    styled = set(re.findall(r'\.([a-z][a-z0-9-]+)', rules))
    tap.check('the list names classes', len(listed) > 100, len(listed))
    tap.check('every class of the list has a rule', listed <= styled, listed - styled)
    bare = [f'{name} in {place}' for name, place in given_classes().items()
            if name not in styled | ADWAITA]
    tap.check('every class that a widget is given has a rule', not bare, '\n'.join(bare))
    tap.finish()


main()
