#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the French of the catalogue against the rules of French typography that a reader notices:
the typographic apostrophe, a narrow no-break space before ; ! and ?, a no-break space before : % and
inside « », no straight double quotes and no three dots. Begins by proving that it sees each fault.
"""

import gettext
import os
import re
import subprocess
import tempfile

from taplib import Tap, source

RULES = [
    ('straight apostrophe', re.compile(r"[A-Za-zÀ-ÿ]'[A-Za-zÀ-ÿ]")),
    ('no narrow no-break space before ; ! ?', re.compile(r'(?<=[\w%»)] )[;!?]|[^\W\d_][;!?](?=\s|$)')),
    ('no no-break space before :', re.compile(r'(?<=[\w%»)] ):(?=\s|$)|[^\W\d_]:(?= )')),
    ('no no-break space before %', re.compile(r'\d ?%(?![\w%])(?=\s|$|[.,;:)])')),
    ('ordinary space inside « »', re.compile(r'«[^\u00a0\u202f]|[^\u00a0\u202f]»')),
    ('straight double quotes', re.compile(r'"')),
    ('three dots', re.compile(r'\.\.\.')),
]
FAULTS = [
    ("l'incident", 'straight apostrophe'),
    ('Déclarer ?', 'no narrow no-break space before ; ! ?'),
    ('Déclarer?', 'no narrow no-break space before ; ! ?'),
    ('Titre : panne', 'no no-break space before :'),
    ('Titre: panne', 'no no-break space before :'),
    ('50 % des comptes', 'no no-break space before %'),
    ('« panne »', 'ordinary space inside « »'),
    ('le "titre"', 'straight double quotes'),
    ('Retirer...', 'three dots'),
]
GOOD = ['l’incident', 'Déclarer\u202f?', 'Titre\u00a0: panne', '50\u00a0% des comptes',
        '«\u00a0panne\u00a0»', '14:32', 'Retirer…', '%d\u202f; %s', 'T+10', 'https://exemple.ci/a?b']
# Markup, code and words that are typed as they stand: the commands of the timeline, search words.
TYPED = re.compile(r'<[^>]*>|`[^`]*`|https?://\S+|\b(décision|action|hypothèse|appel|todo|note'
                   r'|à faire): ?|\\u[0-9a-f]{4}')
KEYWORDS = re.compile(r'^([^;\s][^;]*;){3,}$')


def faults(text):
    """Returns the names of the rules that a text breaks."""
    if KEYWORDS.match(text):
        return []
    text = TYPED.sub(' ', text)
    return [name for name, rule in RULES if rule.search(text)]


def catalogue():
    """Returns the translated texts with their originals."""
    with tempfile.TemporaryDirectory() as place:
        path = os.path.join(place, 'fr.mo')
        subprocess.run(['msgfmt', '--output-file=' + path, source('po', 'fr.po')], check=True)
        with open(path, 'rb') as file:
            entries = gettext.GNUTranslations(file)._catalog  # no public way lists them
    return {str(key): text for key, text in entries.items() if key}


def main():
    tap = Tap()
    for text, rule in FAULTS:
        tap.check(f'noticed: {rule} in {text}', rule in faults(text), faults(text))
    for text in GOOD:
        tap.check(f'good: {text}', not faults(text), faults(text))
    texts = catalogue()
    tap.check('the catalogue holds something', len(texts) > 20, len(texts))
    bad = [f'{", ".join(faults(text))}: {text}' for text in texts.values() if faults(text)]
    tap.check('the French catalogue keeps the rules', not bad, '\n'.join(bad))
    tap.finish()


main()
