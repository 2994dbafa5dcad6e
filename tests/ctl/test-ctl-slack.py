#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A channel of a Slack export becomes entries of the timeline, once; and archives that were made to do harm: one sentence,
nothing taken, little memory.
"""

import json
import os
import struct
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'project'))
from taplib import Tap  # noqa: E402

MOST_KIB = 250 * 1024
USERS = [{'id': 'U1', 'name': 'awa', 'profile': {'real_name': 'Awa Koné'}}, {'id': 'U2', 'name': 'yao', 'real_name': 'Yao Kouamé'}]
DAY = [
    {'type': 'message', 'user': 'U1', 'ts': '1763780400.000100', 'text': 'Orders fail &lt;503&gt; &amp; <@U2> looks, see <#C9|ops> <https://x.example/a|the graph>'},
    {'type': 'message', 'user': 'U2', 'ts': '1763780460.000200', 'thread_ts': '1763780400.000100', 'text': 'On *it*', 'edited': {'user': 'U2', 'ts': '1763780470.0'}},
    {'type': 'message', 'subtype': 'channel_join', 'user': 'U2', 'ts': '1763780461.000200', 'text': '<@U2> has joined the channel'},
    {'type': 'message', 'subtype': 'tombstone', 'user': 'U2', 'ts': '1763780462.000200', 'text': 'This message was deleted.'},
    {'type': 'message', 'subtype': 'bot_message', 'username': 'grafana', 'bot_id': 'B1', 'ts': '1763780520.000300', 'text': 'Alert: 199 of 200 <!here>'},
    {'type': 'message', 'user': 'U9', 'ts': '1763780580.000400', 'text': '', 'files': [{'name': 'graph.png'}]},
    {'type': 'message', 'user': 'U1', 'ts': 'soon', 'text': 'no time'},
    7,
]


def run(folder, *args):
    """Runs vigiectl on the store of the folder; status, output, errors, and its most memory in KiB."""
    out, err = os.path.join(folder, 'out'), os.path.join(folder, 'err')
    with open(out, 'wb') as out_file, open(err, 'wb') as err_file:
        process = subprocess.Popen([os.environ['VIGIECTL'], '--store', os.path.join(folder, 'vigie.db'), *args], stdout=out_file, stderr=err_file)
        _, status, usage = os.wait4(process.pid, 0)
    with open(out, encoding='utf-8') as out_file, open(err, encoding='utf-8') as err_file:
        return os.waitstatus_to_exitcode(status), out_file.read(), err_file.read(), usage.ru_maxrss


def export(folder, name='export.zip', users=USERS, days=None, more=()):
    """Writes an archive as Slack does; returns its path."""
    path = os.path.join(folder, name)
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as archive:
        if users is not None:
            archive.writestr('users.json', json.dumps(users))
        archive.writestr('channels.json', '[]')
        for entry, content in (days or {'incident/2025-11-22.json': json.dumps(DAY)}).items():
            archive.writestr(entry, content)
        for entry, content in more:
            archive.writestr(entry, content)
    return path


def fabricated(folder, entries, name=b'users.json', size=2, packed=2, flags=0, place=0, claimed=None):
    """Writes a directory that says what no honest writer says."""
    path = os.path.join(folder, 'made.zip')
    one = struct.pack('<IHHHHHHIIIHHHHHII', 0x02014b50, 20, 20, flags, 8, 0, 0, 0, packed, size, len(name), 0, 0, 0, 0, 0, place) + name
    directory = one * entries
    with open(path, 'wb') as file:
        file.write(directory)
        file.write(struct.pack('<IHHHHIIH', 0x06054b50, 0, 0, min(claimed or entries, 0xffff), min(claimed or entries, 0xffff), len(directory), 0, 0))
    return path


def check_taken(tap, folder):
    ref = run(folder, 'declare', '--title', 'Orders', '--severity', 'P2', '--reason', 'r')[1].strip()
    path = export(folder)
    status, out, err, _ = run(folder, '--json', 'import', path, '--preview')
    seen = json.loads(out) if status == 0 else []
    tap.check('a preview shows what would be taken, and takes nothing',
              [(m['author'], m['text']) for m in seen] == [
                  ('Awa Koné', 'Orders fail <503> & @Yao Kouamé looks, see #ops the graph (https://x.example/a)'),
                  ('Yao Kouamé', '↳ On *it*'), ('grafana', 'Alert: 199 of 200 @here'), ('U9', '[graph.png]')], out + err)
    tap.check('threads, edits and bots are told apart',
              [(m['answer'], m['edited'], m['bot']) for m in seen] == [(False, False, False), (True, True, False), (False, False, True), (False, False, False)], out)
    tap.check('the time is that of the message', bool(seen) and seen[0]['occurred'].startswith('2025-11-22T03:00:00'), out)
    status, out, err, _ = run(folder, '--json', 'import', path, '--into', ref, '--people', 'Awa Koné')
    tap.check('some people alone', status == 0 and json.loads(out) == {'taken': 1, 'known': 0}, out + err)
    status, out, err, _ = run(folder, '--json', 'import', path, '--into', ref)
    tap.check('what is there already is known', status == 0 and json.loads(out) == {'taken': 3, 'known': 1}, out + err)
    status, out, err, _ = run(folder, '--json', 'import', path, '--into', ref)
    tap.check('a second time nothing is taken', status == 0 and json.loads(out) == {'taken': 0, 'known': 4}, out + err)
    shown = run(folder, 'show', ref)[1]
    tap.check('the timeline has them, by their authors, marked', 'Awa Koné (Slack)' in shown and 'grafana (Slack)' in shown, shown)
    status, out, err, _ = run(folder, '--json', 'import', path, '--preview', '--from', '2025-11-22T03:01:00Z', '--to', '2025-11-22T03:02:30Z')
    tap.check('a period alone', status == 0 and [m['author'] for m in json.loads(out)] == ['Yao Kouamé', 'grafana'], out + err)
    again = export(folder, 'again.zip', days={f'incident/2025-11-{day}.json': json.dumps(DAY * 3) for day in range(10, 30)})
    status, out, err, _ = run(folder, '--json', 'import', again, '--preview')
    tap.check('a message that many days tell is one', status == 0 and [m['source'] for m in json.loads(out)] == [m['source'] for m in seen], out + err)
    two = export(folder, 'two.zip', days={'a/2025-11-22.json': '[]', 'b/2025-11-22.json': '[]'})
    status, out, err, _ = run(folder, 'import', two, '--into', ref)
    tap.check('of several channels one is to be said', status == 1 and 'a, b' in err, err)
    status, out, err, _ = run(folder, 'import', two, '--into', ref, '--channel', 'c')
    tap.check('a channel that is not there', status == 1 and 'c' in err, err)


def check_harm(tap, folder):
    ref = run(folder, 'declare', '--title', 'Orders', '--severity', 'P2', '--reason', 'r')[1].strip()
    before = run(folder, 'show', ref)[1]
    bomb = '[' + '{"type":"message","text":"' + 'a' * 30_000_000 + '","ts":"1.000001"}]'
    deep = '[' * 100_000 + ']' * 100_000
    whole = export(folder, 'whole.zip')
    with open(whole, 'rb') as file:
        content = file.read()
    damaged = os.path.join(folder, 'damaged.zip')
    with open(damaged, 'wb') as file:
        file.write(content[:60] + bytes([content[60] ^ 0xff]) + content[61:])
    cut = os.path.join(folder, 'cut.zip')
    with open(cut, 'wb') as file:
        file.write(content[:-30])
    empty = os.path.join(folder, 'empty.zip')
    open(empty, 'wb').close()
    hostile = [
        ('one that swells', lambda: export(folder, 'bomb.zip', days={'c/2025-11-22.json': bomb})),
        ('one with a path that climbs', lambda: export(folder, 'climb.zip', more=[('../../etc/passwd', 'x')])),
        ('one with an absolute path', lambda: export(folder, 'root.zip', more=[('/etc/passwd', 'x')])),
        ('one with a path of another system', lambda: export(folder, 'dos.zip', more=[('c\\..\\x', 'x')])),
        ('one of a million entries', lambda: fabricated(folder, 1_000_000)),
        ('one that claims more entries than it has', lambda: fabricated(folder, 3, claimed=20_000)),
        ('one that claims four gigabytes', lambda: fabricated(folder, 1, size=0xfffffff0, packed=0xfffffff0)),
        ('many that claim little each', lambda: fabricated(folder, 19_000, size=32_000_000, packed=32_000_000)),
        ('one whose entry lies outside', lambda: fabricated(folder, 1, place=0x7fffffff)),
        ('an encrypted one', lambda: fabricated(folder, 1, flags=1)),
        ('one with a name that is no text', lambda: fabricated(folder, 1, name=b'\xff\xfe.json')),
        ('one without people', lambda: export(folder, 'nobody.zip', users=None)),
        ('broken JSON', lambda: export(folder, 'broken.zip', days={'c/2025-11-22.json': '[{"type":'})),
        ('deep JSON', lambda: export(folder, 'deep.zip', days={'c/2025-11-22.json': deep})),
        ('people that are no list', lambda: export(folder, 'people.zip', users={'a': 1})),
        ('a damaged one', lambda: damaged), ('one cut off', lambda: cut), ('an empty one', lambda: empty),
    ]
    for name, make in hostile:
        status, out, err, kib = run(folder, 'import', make(), '--into', ref)
        tap.check(f'{name}: refused with one sentence, in little memory',
                  status == 1 and out == '' and err.count('\n') == 1 and err.startswith('vigiectl: ') and kib < MOST_KIB, f'{status} {err} {kib} KiB')
    tap.check('nothing was taken and nothing written out', run(folder, 'show', ref)[1] == before and not os.path.exists(os.path.join(folder, 'users.json')), before)


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        check_taken(tap, folder)
    with tempfile.TemporaryDirectory() as folder:
        check_harm(tap, folder)
    tap.finish()


main()
