#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Contacts through files, with another program at the other end: python3-vobject writes two hundred cards, Vigie takes and
gives them, and vobject finds what it wrote. And files that were made to do harm: one sentence, little memory.
"""

import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'project'))
from taplib import Tap  # noqa: E402

import vobject  # noqa: E402

MOST_KIB = 250 * 1024
NAMES = ['Zoé Koné', 'Awa; Brou, née Tano', 'Kouassi N’Guessan', 'O\\Neil', '李 小龙', 'Ünïcödé with a name that is long enough to be folded twice over',
         'A:B', 'x=3D']


def run(folder, *args):
    """Runs vigiectl on the store of the folder; status, output, errors, and its most memory in KiB."""
    out, err = os.path.join(folder, 'out'), os.path.join(folder, 'err')
    with open(out, 'wb') as out_file, open(err, 'wb') as err_file:
        process = subprocess.Popen([os.environ['VIGIECTL'], '--store', os.path.join(folder, 'vigie.db'), *args], stdout=out_file, stderr=err_file)
        _, status, usage = os.wait4(process.pid, 0)
    with open(out, encoding='utf-8', newline='') as out_file, open(err, encoding='utf-8') as err_file:
        return os.waitstatus_to_exitcode(status), out_file.read(), err_file.read(), usage.ru_maxrss


def card(i):
    """One card as vobject writes it."""
    made = vobject.vCard()
    name = f'{NAMES[i % len(NAMES)]} {i}'
    made.add('fn').value = name
    made.add('n').value = vobject.vcard.Name(family=f'Family {i}', given=NAMES[i % len(NAMES)])
    made.add('uid').value = f'urn:uuid:{i:08d}'
    for value, kind in ((f'+225 07 00 00 {i // 100:02d} {i % 100:02d}', 'CELL'), (f'2720{i:06d}', 'WORK')):
        tel = made.add('tel')
        tel.value, tel.type_param = value, kind
    mail = made.add('email')
    mail.value, mail.type_param = f'p{i}@exemple.ci', 'INTERNET'
    made.add('note').value = 'one\ntwo, three; four' + ' é' * (i % 90)
    made.add('title').value = f'Role {i}'
    made.add('org').value = ['Wave', 'Support'] if i % 2 else ['Wave']
    made.add('categories').value = ['night', 'a,b']
    made.add('x-favourite-colour').value = 'blue'
    adr = made.add('adr')
    adr.value = vobject.vcard.Address(street='Rue 12', city='Abidjan', country='CI')
    return made


def facts(made):
    """What a card says, as values that can be compared."""
    said = {name: sorted(str(line.value) for line in lines) for name, lines in made.contents.items()
            if name not in ('version', 'categories', 'prodid')}
    said['tel types'] = sorted(line.value + ','.join(sorted(line.params.get('TYPE', []))) for line in made.contents['tel'])
    said['categories'] = sorted(made.categories.value)
    return said


def round_trip(tap, folder):
    cards = [card(i) for i in range(200)]
    path, back = os.path.join(folder, 'in.vcf'), os.path.join(folder, 'back.vcf')
    with open(path, 'w', encoding='utf-8', newline='') as file:
        file.write(''.join(made.serialize() for made in cards))
    status, out, err, _ = run(folder, '--json', 'contacts', 'import', path)
    tap.check('/ctl/contacts/import', status == 0 and json.loads(out or '{}').get('new') == 200, out + err)
    run(folder, 'contacts', 'export', '--format', 'vcard', '-o', back)
    with open(back, encoding='utf-8', newline='') as file:
        text = file.read()
    ours = {made.uid.value: made for made in vobject.readComponents(text) if hasattr(made, 'uid')}
    lost = [made.uid.value for made in cards if made.uid.value not in ours]
    tap.check('/ctl/contacts/nobody-lost', not lost, lost)
    wrong = [(facts(made), facts(ours[made.uid.value])) for made in cards if made.uid.value in ours and facts(made) != facts(ours[made.uid.value])]
    tap.check('/ctl/contacts/nothing-lost', not wrong, wrong[:1])
    status, out, err, _ = run(folder, '--json', 'contacts', 'import', back)
    tap.check('/ctl/contacts/again-changes-nothing', status == 0 and json.loads(out or '{}').get('recorded') == 0, out + err)
    table = os.path.join(folder, 'back.csv')
    run(folder, 'contacts', 'export', '--format', 'csv', '-o', table)
    status, out, err, _ = run(folder, '--json', 'contacts', 'import', table)
    tap.check('/ctl/contacts/csv-changes-nothing', status == 0 and json.loads(out or '{}').get('recorded') == 0, out + err)


def hostile(tap, folder):
    def many():
        return b''.join(b'BEGIN:VCARD\nVERSION:3.0\nFN:A%d\nEND:VCARD\n' % i for i in range(100000))

    def rows():
        return b'name,phone\n' + b''.join(b'A%d,07%08d\n' % (i, i) for i in range(1000000))

    def photo():
        return b'BEGIN:VCARD\nVERSION:3.0\nFN:P\nPHOTO;ENCODING=b:' + b'A' * 30000000 + b'\nTEL:185\nEND:VCARD\n'

    def charset():
        return 'BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8:Zo\xe9\nTEL:186\nEND:VCARD\n'.encode('latin-1')

    def zeros():
        return b'\0' * 20000000

    def large():
        return b'BEGIN:VCARD\n' * 4000000

    def line():
        return b'name,' + b'x' * 31000000

    cases = [('cards', many, 1), ('rows', rows, 1), ('photo', photo, 0), ('charset', charset, 0), ('zeros', zeros, 1), ('large', large, 1), ('line', line, 1)]
    for name, make, expected in cases:
        path = os.path.join(folder, 'hostile')
        with open(path, 'wb') as file:
            file.write(make())
        status, out, err, most_kib = run(folder, 'contacts', 'import', path)
        tap.check(f'/ctl/contacts/hostile/{name}', status == expected and most_kib < MOST_KIB and err.count('\n') == expected,
                  f'{status} {most_kib} KiB {out[:200]} {err[:400]}')


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        round_trip(tap, folder)
    with tempfile.TemporaryDirectory() as folder:
        hostile(tap, folder)
    tap.finish()


main()
