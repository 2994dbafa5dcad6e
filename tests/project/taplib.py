# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The little TAP that the project tests speak.

    tap = Tap()
    tap.check('name of the case', condition, 'what is wrong')
    tap.finish()

A case is printed when it is known, the plan at the end; a test that dies on the way has no plan, and
meson calls that an error.
"""

import os
import shutil
import subprocess
import sys

SOURCE = os.environ.get('TOP_SRCDIR') or os.path.abspath(
    os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..'))
BUILD = os.environ.get('TOP_BUILDDIR') or os.path.join(SOURCE, '_build')


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = 0

    def check(self, name, good, detail=''):
        """Prints one case, with detail under a failed one, and returns whether it is good."""
        self.count += 1
        name = name.replace('#', '\\#')
        print(f'{"ok" if good else "not ok"} {self.count} {name}', flush=True)
        if not good:
            self.failed += 1
            for line in str(detail).splitlines():
                print(f'# {line}', flush=True)
        return good

    def finish(self):
        print(f'1..{self.count}', flush=True)
        sys.exit(1 if self.failed or not self.count else 0)


def source(*parts):
    """Returns a path in the source tree."""
    return os.path.join(SOURCE, *parts)


def read(*parts):
    """Returns the text of a file of the source tree."""
    with open(source(*parts), encoding='utf-8') as file:
        return file.read()


# What people leave lying about while they work: no part of the project.
LEFT_BEHIND = ('.log', '.orig', '.rej', '.swp', '~')


def project_files():
    """Returns the files of the project, new ones too, without what is ignored. An unpacked archive
    has no repository, and its computer may have no git."""
    done = shutil.which('git') and subprocess.run(
        ['git', '-C', SOURCE, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'],
        capture_output=True, check=False)
    if done and done.returncode == 0:
        names = [name for name in done.stdout.decode().split('\0') if name]
    else:
        names = [os.path.relpath(os.path.join(folder, name), SOURCE)
                 for folder, folders, files in os.walk(SOURCE)
                 for name in files
                 if not os.path.relpath(folder, SOURCE).startswith(('_build', '.git'))]
    return sorted(name for name in set(names)
                  if not name.endswith(LEFT_BEHIND) and os.path.isfile(source(name)))
