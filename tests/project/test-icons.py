#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the icons: a symbolic icon is recoloured by its fill, so a stroke would stay black in the
dark, and an element that GTK does not recolour would too. Every file is in the resource, drawn or not, and every
icon of ours that a source names exists.
"""

import glob
import os
import re
import xml.etree.ElementTree as ET

from taplib import Tap, read, source

SVG = '{http://www.w3.org/2000/svg}'
RECOLOURED = {SVG + 'svg', SVG + 'path', SVG + 'rect', SVG + 'circle'}


def symbolic_fault(path):
    """Returns what is wrong with a symbolic icon, or an empty string."""
    root = ET.parse(path).getroot()
    if (root.get('width'), root.get('height'), root.get('viewBox')) != ('16', '16', '0 0 16 16'):
        return 'not 16 by 16'
    for element in root.iter():
        if element.tag not in RECOLOURED:
            return f'{element.tag} is not recoloured'
        for name, value in element.attrib.items():
            if name.startswith('stroke') or (name == 'style' and 'stroke' in value):
                return 'has a stroke'
            if value == 'none':
                return 'fill none is filled all the same'
    return ''


def resource_files():
    roots = [ET.fromstring(read('data', name).encode())
             for name in ('vigie.gresource.xml', 'vigie-icons.gresource.xml')]
    return {element.text for root in roots for element in root.iter('file')}


def drawn(path):
    """Returns the picture that stands for a coloured icon, which GTK would load a renderer for."""
    folder, name = os.path.split(path)
    return os.path.join(folder, '48x48', name.replace('.svg', '.png'))


def named_icons():
    """Returns the icons of ours that sources and templates name, with one place for each."""
    found = {}
    for pattern in ('src/**/*.c', 'src/**/*.h', 'src/**/*.ui'):
        for path in glob.glob(source(pattern), recursive=True):
            with open(path, encoding='utf-8') as file:
                for name in re.findall(r'vigie-[a-z-]+-symbolic', file.read()):
                    found.setdefault(name, os.path.relpath(path, source()))
    return found


def main():
    tap = Tap()
    listed = resource_files()
    paths = sorted(glob.glob(source('data', 'icons', '*', '*.svg')))
    for path in paths:
        relative = os.path.relpath(path, source('data'))
        tap.check(f'{relative} is in the resource', relative in listed or drawn(relative) in listed)
        if path.endswith('-symbolic.svg'):
            fault = symbolic_fault(path)
            tap.check(f'{relative} can be recoloured', not fault, fault)
    missing = [name for name in sorted(listed) if not os.path.exists(source('data', name))]
    tap.check('the resource lists nothing that is missing', not missing, missing)
    have = {os.path.basename(path)[:-4] for path in paths}
    unknown = [f'{name} in {place}' for name, place in named_icons().items() if name not in have]
    tap.check('every icon a source names exists', not unknown, '\n'.join(unknown))
    tap.finish()


main()
