#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the scripts of build-aux: they parse, can be started, and the one list of packages is the
only place that names a package.
"""

import glob
import os
import re
import shutil
import subprocess

from taplib import Tap, read, source


def scripts():
    """Returns the shell scripts of the project."""
    for path in sorted(glob.glob(source('build-aux', '*')) + [source('.ci', 'run')]):
        if os.path.isfile(path):
            with open(path, encoding='utf-8') as file:
                first = file.readline()
            if first.startswith('#!/bin/bash'):
                yield path


def sections():
    """Returns the packages by section."""
    result, section = {}, None
    for line in read('build-aux', 'packages').splitlines():
        if line.startswith('['):
            section = result.setdefault(line.strip('[]'), [])
        elif line and not line.startswith('#'):
            section.append(line)
    return result


def owner_of(dependency):
    """Returns the Debian packages that bring the pkg-config file of a dependency."""
    folder = subprocess.run(['pkg-config', '--variable=pcfiledir', dependency],
                            capture_output=True, text=True, check=True).stdout.strip()
    done = subprocess.run(['dpkg-query', '-S', os.path.join(folder, dependency + '.pc')],
                          capture_output=True, text=True, check=False)
    return {line.split(':')[0] for line in done.stdout.splitlines()}


def brought_by(listed):
    """Returns the packages that those of the list depend on: newer Debians split some of them."""
    done = subprocess.run(['dpkg-query', '-W', '-f', '${Depends}, ', *listed],
                          capture_output=True, text=True, check=False)
    return {re.split(r'[ :(]', name.strip())[0] for name in re.split('[,|]', done.stdout)} - {''}


def check_dependencies(tap, listed):
    """Whatever meson asks for has its package in the list; on Debian only, where that is known."""
    if not shutil.which('dpkg-query'):
        return
    present = set(listed) | brought_by(listed)
    for dependency in re.findall(r"dependency\('([^']+)'", read('meson.build')):
        owners = owner_of(dependency)
        tap.check(f'the package of {dependency} is in the list', owners & present, owners)


def main():
    tap = Tap()
    paths = list(scripts())
    tap.check('there are scripts', len(paths) >= 8, paths)
    for path in paths:
        name = os.path.relpath(path, source())
        done = subprocess.run(['bash', '-n', path], capture_output=True, text=True, check=False)
        tap.check(f'{name} parses', done.returncode == 0, done.stderr)
        tap.check(f'{name} can be started', os.access(path, os.X_OK))
    packages = sections()
    tap.check('the list has the sections the scripts name',
              list(packages) == ['build', 'run', 'test', 'ci'], list(packages))
    for section, names in packages.items():
        tap.check(f'section {section} is sorted', names == sorted(names))
    flat = [name for names in packages.values() for name in names]
    tap.check('no package stands twice', len(flat) == len(set(flat)))
    naming = [os.path.relpath(path, source()) for path in paths + [source('build-aux', 'common.sh')]
              if 'libgtk-4-dev' in read(path) or 'libadwaita-1-dev' in read(path)]
    tap.check('no script names a package itself', not naming, naming)
    listed = subprocess.run(
        ['bash', '-c', '. build-aux/common.sh; packages_of build test'],
        cwd=source(), capture_output=True, text=True, check=True).stdout.split()
    tap.check('packages_of gives the sections asked for',
              listed == packages['build'] + packages['test'], listed)
    check_dependencies(tap, packages['build'])
    tap.finish()


main()
