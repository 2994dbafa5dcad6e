#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A real mail server (aiosmtpd) for the tests: TLS, a log of what it took over, and bad manners on request.

    smtp-server.py FOLDER [--starttls | --plain] [--login NAME:PASSWORD] [--per-connection N] [--slow SECONDS]

Makes its certificate in FOLDER, writes its port to FOLDER/port, and appends a line "RECIPIENT MESSAGE-ID" to FOLDER/log
for each message it takes over, before it says so; the messages go to FOLDER/mail with --keep. The recipient's name says how
it answers:

    refused…    550 to RCPT             later…   451 the first time
    spam…       554 to the message      silent…  takes the message and hangs up
    gone…       hangs up at RCPT once   away…    always
    never…      451 always
"""

import argparse
import asyncio
import os
import ssl
import subprocess
import sys
import threading

from aiosmtpd.smtp import SMTP, AuthResult


def make_certificate(folder):
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2',
                    '-keyout', os.path.join(folder, 'key.pem'), '-out', os.path.join(folder, 'cert.pem'), '-subj', '/CN=localhost',
                    '-addext', 'subjectAltName=DNS:localhost'], check=True, capture_output=True)


class Handler:
    def __init__(self, options):
        self.options = options
        self.seen = set()
        self.log = open(os.path.join(options.folder, 'log'), 'a', encoding='utf-8')

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.options.per_connection and getattr(session, 'messages', 0) >= self.options.per_connection:
            server.transport.abort()
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return '250 OK'

    async def handle_RCPT(self, server, session, envelope, address, _options):
        if address.startswith('refused'):
            return '550 5.1.1 No such mailbox here'
        if address.startswith('never') or (address.startswith('later') and address not in self.seen):
            self.seen.add(address)
            return '451 4.7.1 Greylisted, come back later'
        if address.startswith('gone') and address not in self.seen:
            self.seen.add(address)
            server.transport.abort()
            return '421 4.3.2 Going away'
        if address.startswith('away'):
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        address = envelope.rcpt_tos[0]
        if self.options.slow:
            await asyncio.sleep(self.options.slow)
        if address.startswith('spam'):
            return '554 5.7.1 This looks like spam'
        head = envelope.content.split(b'\r\n\r\n', 1)[0].decode('ascii')
        message_id = next(line for line in head.split('\r\n') if line.lower().startswith('message-id:')).split(None, 1)[1]
        if self.options.keep:
            with open(os.path.join(self.options.folder, 'mail', message_id.strip('<>')), 'wb') as file:
                file.write(envelope.content)
        self.log.write(f'{address} {message_id}\n')
        self.log.flush()
        if address.startswith('silent') and address not in self.seen:
            self.seen.add(address)
            server.transport.abort()
        session.messages = getattr(session, 'messages', 0) + 1
        return '250 2.0.0 Taken over'


def check_login(wanted):
    def authenticate(_server, _session, _envelope, mechanism, data):
        given = f'{data.login.decode()}:{data.password.decode()}'
        return AuthResult(success=given == wanted, handled=False)
    return authenticate


def make_server(options, handler, context):
    settings = {'hostname': 'localhost', 'ident': 'Test', 'enable_SMTPUTF8': False}
    if options.login:
        settings.update(authenticator=check_login(options.login), auth_required=True, auth_require_tls=bool(options.starttls))
    if options.starttls:
        settings.update(tls_context=context, require_starttls=True)
    return SMTP(handler, **settings)


async def serve(options):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(os.path.join(options.folder, 'cert.pem'), os.path.join(options.folder, 'key.pem'))
    handler = Handler(options)
    server = await asyncio.get_running_loop().create_server(
        lambda: make_server(options, handler, context), '127.0.0.1', options.port,
        ssl=None if options.starttls or options.plain else context)
    path = os.path.join(options.folder, 'port')
    with open(path + '.new', 'w', encoding='ascii') as file:
        file.write(str(server.sockets[0].getsockname()[1]))
    os.rename(path + '.new', path)
    await server.serve_forever()


def end_with_parent():
    """Whoever started this holds the other end of standard input, and lets go of it however it ends."""
    sys.stdin.buffer.read()
    os._exit(0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('folder')
    parser.add_argument('--starttls', action='store_true')
    parser.add_argument('--plain', action='store_true')
    parser.add_argument('--keep', action='store_true')
    parser.add_argument('--login')
    parser.add_argument('--per-connection', type=int, default=0)
    parser.add_argument('--port', type=int, default=0)
    parser.add_argument('--slow', type=float, default=0)
    options = parser.parse_args()
    make_certificate(options.folder)
    os.makedirs(os.path.join(options.folder, 'mail'), exist_ok=True)
    threading.Thread(target=end_with_parent, daemon=True).start()
    asyncio.run(serve(options))


main()
