#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the messages of a folder with Python's email package and compares each with the string it was
made of. Ends with status 1 and a sentence at the first difference."""

import email
import email.policy
import html
import os
import re
import sys

HEADERS = {'from', 'to', 'reply-to', 'subject', 'date', 'message-id', 'mime-version', 'content-type'}


def fail(number, what, *values):
    sys.exit(f'{number:03}: {what}: ' + ' | '.join(ascii(value) for value in values))


def plain_lines(text):
    """The text with the line ends that the message has, without what no terminal should get."""
    text = re.sub('\r\n|[\r\x85\u2028\u2029]', '\n', text)
    return ''.join(sign for sign in text if sign in '\n\t' or not (ord(sign) < 32 or 127 <= ord(sign) < 160))


def check_parts(number, message, text):
    parts = [part.get_content_type() for part in message.walk()]
    wanted = ['multipart/mixed', 'multipart/alternative', 'text/plain', 'text/html', 'application/pdf']
    if parts != wanted:
        fail(number, 'parts', parts)
    plain = message.get_body(('plain',)).get_content().replace('\r\n', '\n')
    if plain != f'B {plain_lines(text)}\n\nend\n':
        fail(number, 'plain', plain, text)
    page = message.get_body(('html',)).get_content()
    body = page[page.index('<body'):page.index('</body>')]
    if set(re.findall(r'</?(\w+)', body)) - {'body', 'p', 'br', 'h2', 'ul', 'ol', 'li'}:
        fail(number, 'markup', body)
    if len(re.findall(r'&', body)) != len(re.findall(r'&(?:amp|lt|gt|quot|#39|#x[0-9a-f]+);', body)):
        fail(number, 'escapes', body)
    if 'end' not in html.unescape(body):
        fail(number, 'page', body)


def check(number, message, line, text):
    if set(key.lower() for key in message.keys()) != HEADERS or len(message.keys()) != len(HEADERS):
        fail(number, 'headers', message.keys())
    if message.defects or any(message[key].defects for key in message.keys()):
        fail(number, 'defects', message.defects, [message[key].defects for key in message.keys()])
    if message['subject'] != f'S {line}'.strip():
        fail(number, 'subject', message['subject'], line)
    for key, address in (('from', 'info@distri-night.example'), ('to', 'awa@client.example')):
        people = message[key].addresses
        if len(people) != 1 or people[0].addr_spec != address or people[0].display_name != line:
            fail(number, key, message[key], line, [(man.display_name, man.addr_spec) for man in people])
    if message['message-id'] != '<7.019a@distri-night.example>' or message['date'].datetime.isoformat() != '2026-11-22T14:32:05+00:00':
        fail(number, 'id or date', message['message-id'], message['date'])
    check_parts(number, message, text)
    file = list(message.iter_attachments())[0]
    if file.get_content() != b'%PDF-1.5\n\0x\r\ny' or re.search(r'[/\\\x00-\x1f]', file.get_filename() or ''):
        fail(number, 'file', file.get_content(), file.get_filename())


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, 'strings'), encoding='utf-8', newline='') as file:
        strings = file.read().split('\0')[:-1]
    files = sorted(name for name in os.listdir(folder) if name.endswith('.eml'))
    if len(files) * 2 != len(strings):
        fail(0, 'count', len(files), len(strings))
    for number, name in enumerate(files):
        with open(os.path.join(folder, name), 'rb') as file:
            message = email.message_from_binary_file(file, policy=email.policy.default)
        check(number, message, strings[2 * number], strings[2 * number + 1])


main()
