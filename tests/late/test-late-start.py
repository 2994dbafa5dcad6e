#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desk loads with every start, and what must wait until it is used: each library that is loaded
early is paid for before the first frame (docs/performance.md)."""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'project'))

from taplib import Tap  # noqa: E402

LATE = ['libcurl', 'libgmime', 'libsoup', 'libgnutls', 'libkrb5', 'libcrypto', 'libical', 'libicu']


def main():
    tap = Tap()
    said = subprocess.run(['ldd', sys.argv[1]], capture_output=True, text=True, check=True).stdout
    names = [line.split()[0] for line in said.splitlines() if line.strip()]
    tap.check('the desk is linked with GTK', any(name.startswith('libgtk-4') for name in names), said)
    for library in LATE:
        early = [name for name in names if name.startswith(library)]
        tap.check(f'{library} is not loaded with the start', not early, ' '.join(early))
    tap.finish()


main()
