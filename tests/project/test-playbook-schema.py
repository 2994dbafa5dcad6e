#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Vigie authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the shipped playbook: valid by its schema, complete in both languages, every id used once,
every reference met, nothing of the public contract missing, French typography kept. Each kind of
fault is planted into a copy first, to prove that the checks see it.
"""

import copy
import json
import re

import jsonschema

from taplib import Tap, read

CLOCKS = """respond resolve cto-alert breach-alert status-update check-in decision-review action-due ceo-mail
customer-mail cfo-notice board-mail escalate-l2 escalate-l3 escalate-management partners-mail handover
call-next monitoring legal-assessment persons-notice authority-notice post-mortem contacts-review
playbook-review""".split()
FACTS = """users_affected users_total orders_per_hour average_order_fcfa latency_normal_ms latency_now_ms
operator transactions_stuck tables corruption last_backup attack_type attack_active users_share
revenue_share orders_lost loss_fcfa outage_start outage_end reputation systems vector data_touched
data_untouched data_unknown persons records breach_kind exfiltrated malicious protection risk alert_at
processor_notice_at aware_at contained_at aware_reason gdpr_basis identification recipients integrity
availability trusted_recipient later_measures contacts_usable we_are_processor visible_impact
outage""".split()
SECTIONS = 'summary impact timeline causes resolution went-well improve actions lessons annexes'.split()
AUDIENCES = """users team management partners press authority persons ceo cto cfo legal security-officer
dpo""".split()
TEXT_LISTS = ('principles', 'questions', 'types', 'checklists', 'posts', 'support_levels', 'automatisms',
              'audiences', 'channels', 'templates', 'categories', 'contacts', 'agenda', 'rules', 'ooda',
              'report_sections', 'targets', 'choices', 'cause_terms', 'levels')
STEP_MAX_CHARS = 60
PLACEHOLDER = re.compile(r'\{\{([a-z0-9_]+)\}\}')
FRENCH = [
    ('straight apostrophe', re.compile(r"\w'\w")),
    ('ordinary space before ; ! ?', re.compile(r'[ \u00a0][;!?](?=\s|$)|[a-zà-ÿ][;!?](?=\s|$)')),
    ('ordinary space before : % »', re.compile(r'[ \u202f][:%»](?=\s|$)|[a-zà-ÿ]:(?=\s|$)')),
    ('percent without a space', re.compile(r'\d%')),
    ('ordinary space after «', re.compile(r'«[^\u00a0]')),
    ('ordinary space in a number', re.compile(r'\d \d{3}(?!\d)')),
    ('straight quotes', re.compile(r'"')),
    ('three dots', re.compile(r'\.\.\.')),
]


def pairs(node, path=''):
    """Yields (path, text) for every {"en", "fr"} under a node."""
    if isinstance(node, dict):
        if 'en' in node or 'fr' in node:
            yield path, node
            return
        for key, child in node.items():
            yield from pairs(child, f'{path}/{key}')
    elif isinstance(node, list):
        for i, child in enumerate(node):
            yield from pairs(child, f'{path}/{i}')


def check_languages(book):
    """Both languages, the same placeholders in both, and no shouting about what is missing."""
    for path, text in pairs(book):
        for lang in ('en', 'fr'):
            if not str(text.get(lang, '')).strip():
                yield f'{path}/{lang}: missing'
        if set(PLACEHOLDER.findall(text.get('en', ''))) != set(PLACEHOLDER.findall(text.get('fr', ''))):
            yield f'{path}: placeholders differ'


def check_french(book):
    """The rules of French typography; an SMS keeps to the plain characters of its alphabet."""
    plain = {f'/templates/{i}/body' for i, template in enumerate(book['templates'])
             if template['channel'] == 'sms'}
    for path, text in pairs(book):
        if path in plain:
            if re.search('[\u00a0\u202f’“”ç]', text['fr']):
                yield f'{path}/fr: not in the alphabet of an SMS'
            continue
        for name, rule in FRENCH:
            if rule.search(text.get('fr', '')):
                yield f'{path}/fr: {name}'
        if re.search(r"\w'\w|\.\.\.", text.get('en', '')):
            yield f'{path}/en: straight apostrophe or three dots'


def twice(names, path):
    """Yields a fault for each name that comes more than once."""
    seen = set()
    for name in names:
        if name in seen:
            yield f'{path}: {name} twice'
        seen.add(name)


def check_ids(book):
    """Ids are unique in their list, step ids in their procedure, words for a person everywhere."""
    for name in TEXT_LISTS:
        yield from twice([item['id'] for item in book[name]], f'/{name}')
    yield from twice([fact['name'] for fact in book['facts']], '/facts')
    for item in book['types'] + book['checklists']:
        path = f'/{item["id"]}'
        yield from twice([group['id'] for group in item['groups']], path + '/groups')
        yield from twice([step['id'] for group in item['groups'] for step in group['steps']], path + '/steps')
        for name in ('phases', 'hypotheses', 'options', 'queries', 'tools'):
            yield from twice([entry['id'] for entry in item.get(name, [])], f'{path}/{name}')
    for name in ('audiences', 'channels'):
        yield from twice([word.lower() for item in book[name] for word in {item['id'], *item['aliases']}],
                         f'/{name}/aliases')
    variants = [(clock['id'], level) for clock in book['clocks']
                for level in clock['levels'] or ['P1', 'P2', 'P3', 'P4']]
    yield from twice(variants, '/clocks')


def ids(book, name):
    """Returns the ids of a list."""
    return {item['id'] for item in book[name]}


def check_steps(book):
    """Posts, hypotheses, options, queries and phases that the steps name; steps that fit their row."""
    for item in book['types'] + book['checklists']:
        known = {name: {entry['id'] for entry in item.get(name, [])}
                 for name in ('phases', 'hypotheses', 'options', 'queries')}
        known['posts'] = ids(book, 'posts')
        used = {name: set() for name in known}
        for group in item['groups']:
            used['phases'] |= {group['phase']} if group.get('phase') else set()
            for step in group['steps']:
                for member, name in (('post', 'posts'), ('hypothesis', 'hypotheses'), ('option', 'options')):
                    used[name] |= {step[member]} if step.get(member) else set()
                used['queries'] |= set(step.get('queries', []))
                for lang in ('en', 'fr'):
                    if len(step['text'][lang]) > STEP_MAX_CHARS:
                        yield f'/{item["id"]}/{step["id"]}/{lang}: too long for its row'
        for name, names in used.items():
            for missing in sorted(names - known[name]):
                yield f'/{item["id"]}: no such {name}: {missing}'
            if name != 'posts':
                for idle in sorted(known[name] - names):
                    yield f'/{item["id"]}: no step for {name}: {idle}'


def check_evidence(book):
    """In a security breach every step that keeps evidence stands before the first that may destroy it."""
    steps = [step for item in book['types'] if item['id'] == 'INC-02'
             for group in item['groups'] for step in group['steps']]
    evidence = [i for i, step in enumerate(steps) if step.get('evidence')]
    after = [i for i, step in enumerate(steps) if step.get('after_evidence')]
    if not evidence or not after or max(evidence) > min(after):
        yield '/INC-02: evidence must come first'


def check_gates(book):
    """Who may approve is a post or a contact, and what a gate guards comes after it."""
    people = ids(book, 'posts') | ids(book, 'contacts')
    for item in book['types'] + book['checklists']:
        order = [group['id'] for group in item['groups']]
        for at, group in enumerate(item['groups']):
            for step in group['steps']:
                gate = step.get('gate', {'approvers': []})
                for name in set(gate['approvers']) - people:
                    yield f'/{item["id"]}/{step["id"]}/gate: no such approver: {name}'
                for name in gate.get('before', []):
                    if name not in order[at + 1:]:
                        yield f'/{item["id"]}/{step["id"]}/gate: not a later group: {name}'


def check_people(book):
    """Contacts, posts, checklists, audiences and channels that other parts name."""
    contacts, posts, channels = ids(book, 'contacts'), ids(book, 'posts'), ids(book, 'channels')
    wanted = [(post.get('contact'), contacts, f'/posts/{post["id"]}') for post in book['posts']]
    wanted += [(contact['category'], ids(book, 'categories'), f'/contacts/{contact["id"]}')
               for contact in book['contacts']]
    wanted += [(level['support'], ids(book, 'support_levels'), f'/levels/{level["id"]}') for level in book['levels']]
    for item in book['types']:
        wanted += [(name, ids(book, 'checklists'), f'/{item["id"]}/checklists') for name in item['checklists']]
        wanted += [(name, posts, f'/{item["id"]}/posts') for name in item['posts']]
    for act in book['automatisms']:
        wanted += [(name, contacts, f'/automatisms/{act["id"]}') for name in act['whom']]
        wanted += [(act.get('clock'), ids(book, 'clocks'), f'/automatisms/{act["id"]}')]
    for audience in book['audiences']:
        wanted += [(name, channels, f'/audiences/{audience["id"]}') for name in audience['channels']]
        wanted += [(name, contacts | posts, f'/audiences/{audience["id"]}') for name in audience['approvers']]
        wanted += [(name, contacts | posts, f'/audiences/{audience["id"]}') for name in audience.get('deputies', [])]
    for name, known, path in wanted:
        if name and name not in known:
            yield f'{path}: no such name: {name}'
    for name in sorted(set(AUDIENCES) - ids(book, 'audiences')):
        yield f'/audiences: {name} is missing'


def check_templates(book):
    """Audience and channel of each template, its placeholders, and the promise of the next update."""
    facts = {fact['name'] for fact in book['facts']}
    audiences = {audience['id']: audience for audience in book['audiences']}
    for template in book['templates']:
        path = f'/templates/{template["id"]}'
        audience = audiences.get(template['audience'])
        if not template['id'].startswith(f'{template["audience"]}.{template["channel"]}.'):
            yield f'{path}: id does not say audience and channel'
        if audience is None or template['channel'] not in audience['channels']:
            yield f'{path}: not a channel of this audience'
            continue
        for lang in ('en', 'fr'):
            used = set(PLACEHOLDER.findall(template.get('subject', {}).get(lang, '') + template['body'][lang]))
            declared = {entry['name'] for entry in template['placeholders']}
            if used != declared:
                yield f'{path}/{lang}: placeholders {sorted(used ^ declared)}'
        for entry in template['placeholders']:
            if entry.get('fact') and entry['fact'] not in facts:
                yield f'{path}: no such fact: {entry["fact"]}'
        if audience['outside'] and 'next_update' not in declared:
            yield f'{path}: does not say when the next update comes'
    for audience in audiences.values():
        if not any(template['audience'] == audience['id'] for template in book['templates']):
            yield f'/audiences/{audience["id"]}: no template'


def check_claims(book):
    """What two templates may never claim by themselves."""
    texts = {template['id']: ' '.join(template['body'].values()) for template in book['templates']}
    if re.search(r'resolved|solved|fixed|résolu|réglé', texts['users.status-page.monitoring'], re.I):
        yield '/templates/users.status-page.monitoring: claims that it is solved'
    for name in ('persons.email.initial', 'persons.sms.initial'):
        if re.search(r'ARTCI|notified|notifié', texts[name]):
            yield f'/templates/{name}: claims that the authority was told'
    if '{{authority_statement}}' not in texts['persons.email.initial']:
        yield '/templates/persons.email.initial: no place for the decision about the authority'


def check_clocks(book):
    """Owners, subjects and messages of the clocks; every clock of the contract; variants that differ."""
    owners = ids(book, 'posts') | {'$subject', 'administrator'}
    facts = {fact['name']: fact for fact in book['facts']}
    audiences, channels = ids(book, 'audiences'), ids(book, 'channels')
    for name in sorted(set(CLOCKS) ^ ids(book, 'clocks')):
        yield f'/clocks: {name} is missing or unknown'
    for clock in book['clocks']:
        path = f'/clocks/{clock["id"]}'
        if clock['owner'] not in owners:
            yield f'{path}: no such owner: {clock["owner"]}'
        if clock.get('subjects', '') not in ('', 'holders', 'decisions', 'calls', 'actions'):
            for name in clock['subjects'].split(','):
                if name not in ids(book, 'contacts') or name not in audiences:
                    yield f'{path}: no such subject: {name}'
        for word in clock['requires'] + clock['starts']:
            match = re.match(r'(?:fact|fact-time):([a-z0-9_]+)', word)
            if match and match[1] not in facts:
                yield f'{path}: no such fact: {match[1]}'
        for word in clock['fulfilled_by']:
            match = re.match(r'message:([^/]+)/(.+)', word)
            if match and (match[1] not in audiences | {'$subject'} or match[2] not in channels | {'*'}):
                yield f'{path}: no such reader: {word}'


def check_facts(book):
    """Every fact of the contract, values exactly where there is a choice."""
    names = {fact['name'] for fact in book['facts']}
    for name in sorted(set(FACTS) - names):
        yield f'/facts: {name} is missing'
    for fact in book['facts']:
        if ('values' in fact) != fact['type'].startswith('choice'):
            yield f'/facts/{fact["name"]}: values do not fit the type'


def check_numbers(book):
    """Levels and clocks agree, the agenda lasts one to two hours, the report has its ten sections."""
    clocks = {clock['id']: clock for clock in book['clocks']}
    for level in book['levels']:
        if clocks['respond']['spans'].get(level['id']) != level['respond_s']:
            yield f'/levels/{level["id"]}: response differs from its clock'
        if clocks['resolve']['spans'].get(level['id']) != level['resolve_s']:
            yield f'/levels/{level["id"]}: resolution differs from its clock'
    if not 3600 <= sum(item['duration_s'] for item in book['agenda']) <= 7200:
        yield '/agenda: not one to two hours'
    if [section['id'] for section in book['report_sections']] != SECTIONS:
        yield '/report_sections: not the ten, in order'
    if {target['id'] for target in book['targets']} != {'detect', 'respond', 'resolve', 'communicate', 'recurrence'}:
        yield '/targets: not the five'


def check_queries(book):
    """SQL as a database takes it: typed by machine, ended, no bracketed gaps, changes in a transaction."""
    for item in book['types']:
        for query in item['queries']:
            path = f'/{item["id"]}/queries/{query["id"]}'
            code = re.sub(r'--[^\n]*', '', query['text'])
            if re.search('[’“”«»\u00a0\u202f]', query['text']) or re.search(r'\[[A-Z]', code):
                yield f'{path}: not SQL'
            if not code.strip().endswith(';') or code.count('(') != code.count(')') or code.count("'") % 2:
                yield f'{path}: not whole'
            if re.search(r'^\s*(UPDATE|DELETE)\b', code, re.M) and not re.search(r'^BEGIN;', code, re.M):
                yield f'{path}: changes data outside a transaction'
            if item['id'] == 'INC-05' and re.search(r'SET\s+status', code):
                yield f'{path}: overwrites the delivery status'


def check_choices(book):
    """Every choice made where the source contradicts itself is written down for people, too."""
    manual = read('docs/playbook.md')
    for choice in book['choices']:
        if f'| {choice["title"]["en"]} | {choice["text"]["en"]} |' not in manual:
            yield f'/choices/{choice["id"]}: not in docs/playbook.md'


CHECKS = [check_languages, check_french, check_ids, check_steps, check_evidence, check_gates, check_people, check_templates,
          check_claims, check_clocks, check_facts, check_numbers, check_queries, check_choices]


def plant(change):
    """Returns a function that applies a change to a copy of the playbook."""
    def planted(book):
        book = copy.deepcopy(book)
        change(book)
        return book
    return planted


def named(book, name, key):
    """Returns the item with an id."""
    return next(item for item in book[name] if item['id'] == key)


FAULTS = [
    ('a language left out', check_languages, lambda b: b['levels'][0]['name'].update(fr=' ')),
    ('a placeholder in one language', check_languages,
     lambda b: b['templates'][0]['body'].update(fr='Panne {{autre}}')),
    ('a straight apostrophe', check_french, lambda b: b['rotation'].update(fr="L'astreinte")),
    ('a plain space in French', check_french, lambda b: b['rotation'].update(fr='Qui ?')),
    ('a step used twice', check_ids,
     lambda b: b['types'][0]['groups'][1]['steps'].append(b['types'][0]['groups'][0]['steps'][0])),
    ('two audiences with one alias', check_ids, lambda b: b['audiences'][1]['aliases'].append('Customers')),
    ('two clocks for one level', check_ids, lambda b: b['clocks'].append(b['clocks'][0])),
    ('a step for an unknown post', check_steps,
     lambda b: b['types'][0]['groups'][0]['steps'][0].update(post='captain')),
    ('an unknown query', check_steps,
     lambda b: b['types'][2]['groups'][0]['steps'][0].update(queries=['none'])),
    ('a step too long', check_steps,
     lambda b: b['types'][0]['groups'][0]['steps'][0]['text'].update(en='a' * 61)),
    ('a patch before the evidence', check_evidence,
     lambda b: b['types'][1]['groups'][0]['steps'][0].update(after_evidence=True)),
    ('a gate for nobody', check_gates,
     lambda b: named(b, 'types', 'INC-02')['groups'][0]['steps'][0].update(gate={'approvers': ['captain']})),
    ('a gate that looks back', check_gates,
     lambda b: b['types'][0]['groups'][1]['steps'][0].update(gate={'approvers': ['cto'], 'before': ['t0']})),
    ('an unknown contact', check_people, lambda b: b['automatisms'][0]['whom'].append('nobody')),
    ('an unknown deputy', check_people, lambda b: b['audiences'][0].update(deputies=['nobody'])),
    ('an unknown checklist', check_people, lambda b: b['types'][0]['checklists'].append('none')),
    ('a template for a channel of others', check_templates, lambda b: b['templates'][0].update(channel='slack')),
    ('a public text without the next time', check_templates,
     lambda b: b['templates'][0]['body'].update({lang: re.sub(r'\{\{next_update\}\}', 'later', text)
                                                 for lang, text in b['templates'][0]['body'].items()})),
    ('“resolved” while watching', check_claims,
     lambda b: named(b, 'templates', 'users.status-page.monitoring')['body'].update(en='The problem is solved.')),
    ('a fixed claim about the authority', check_claims,
     lambda b: named(b, 'templates', 'persons.email.initial')['body'].update(en='We told ARTCI.')),
    ('a clock without owner', check_clocks, lambda b: b['clocks'][0].update(owner='captain')),
    ('a clock left out', check_clocks, lambda b: b['clocks'].pop(2)),
    ('a clock kept by nobody', check_clocks, lambda b: b['clocks'][2].update(fulfilled_by=['message:captain/*'])),
    ('a fact left out', check_facts, lambda b: b['facts'].pop(0)),
    ('a level at odds with its clock', check_numbers, lambda b: b['levels'][0].update(respond_s=60)),
    ('SQL with a gap in brackets', check_queries,
     lambda b: b['types'][4]['queries'][0].update(text='SELECT 1 WHERE [CONFIRMATION];')),
    ('an update outside a transaction', check_queries,
     lambda b: b['types'][4]['queries'][0].update(text='UPDATE orders SET paid_at = now();')),
    ('a choice that the manual does not know', check_choices,
     lambda b: b['choices'][0]['title'].update(en='Something else')),
]
SCHEMA_FAULTS = [
    ('an unknown member', lambda b: b['clocks'][0].update(spam=1)),
    ('a missing member', lambda b: b['clocks'][0].pop('act')),
    ('a word outside the vocabulary', lambda b: b['clocks'][0].update(requires=['full-moon'])),
    ('a text in one language', lambda b: b['rotation'].pop('en')),
    ('a negative span', lambda b: b['clocks'][0]['spans'].update(P1=-1)),
    ('three levels', lambda b: b['levels'].pop()),
]


def main():
    """Runs everything on the shipped playbook, and each planted fault."""
    tap = Tap()
    book = json.loads(read('data/playbook/distri-night.json'))
    schema = json.loads(read('data/playbook/playbook.schema.json'))
    validator = jsonschema.Draft202012Validator(schema)

    jsonschema.Draft202012Validator.check_schema(schema)
    errors = [f'{error.json_path}: {error.message[:200]}' for error in validator.iter_errors(book)]
    tap.check('valid by the schema', not errors, '\n'.join(errors))
    free = plant(lambda b: b.update(x_note='ours', _comment='ours'))(book)
    tap.check('members of one’s own are allowed', validator.is_valid(free))
    for name, change in SCHEMA_FAULTS:
        tap.check(f'the schema refuses {name}', not validator.is_valid(plant(change)(book)))

    for check in CHECKS:
        found = list(check(book))
        tap.check(check.__name__.replace('check_', '').replace('_', ' '), not found, '\n'.join(found))
    for name, check, change in FAULTS:
        tap.check(f'seen: {name}', list(check(plant(change)(book))))
    tap.finish()


main()
