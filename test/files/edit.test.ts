import { chmod, chown, cp, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Composer, parse } from 'yaml';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { sha256 } from '../../src/core/domain/post-key.ts';
import {
  announcementAdded,
  announcementIds,
  editionsSet,
  factsRemoved,
  factsSet,
  incidentSet,
  parseAssignment,
} from '../../src/files/incident/edit-state.ts';
import { saveAtomically } from '../../src/files/incident/save.ts';
import { stateSource } from '../../src/files/incident/source.ts';
import { watchFile } from '../../src/files/incident/watch.ts';
import { onLoopback } from '../fixtures/bare-server.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import { complaints } from '../fixtures/small-files.ts';

const STATE = `# The night shift keeps this file.
incident:
  id: it-outage           # never changed
  mode: draft

facts:
  all:
    unaffected: [emergency-calls]   # as far as we know
  hemer:
    reach: {counter: limited, phone: down}
    contacts:
      hotline:
        phone: "+49 221 4710191"

# What is to be said.
announcements:
  - {id: outage, kind: outage, post_as: [all], edition: 2}   # the first word
`;

const set = (text: string, who: string, ...words: string[]) =>
  factsSet(text, [{ who, assignments: words.map(parseAssignment) }]);

/** Lines that are new, and lines that are gone. */
function changes(before: string, after: string): readonly string[] {
  const old = before.split('\n');
  const fresh = after.split('\n');
  return [
    ...old.filter((line) => !fresh.includes(line)).map((line) => `- ${line.trim()}`),
    ...fresh.filter((line) => !old.includes(line)).map((line) => `+ ${line.trim()}`),
  ];
}

describe('the state file, written by a command', () => {
  test.each([
    [
      'a fact that was there',
      set(STATE, 'hemer', 'reach.phone=limited'),
      ['- reach: {counter: limited, phone: down}', '+ reach: {counter: limited, phone: limited}'],
    ],
    [
      'a fact within one that was there',
      set(STATE, 'hemer', 'reach.website=down'),
      ['- reach: {counter: limited, phone: down}', '+ reach: {counter: limited, phone: down, website: down}'],
    ],
    [
      'a number, which stays a text',
      set(STATE, 'hemer', 'contacts.hotline.phone=+49 221 4710119'),
      ['- phone: "+49 221 4710191"', '+ phone: "+49 221 4710119"'],
    ],
    [
      'a new field',
      set(STATE, 'hemer', 'instruction.de=Notfälle: Rathaus'),
      ['+ instruction: {de: "Notfälle: Rathaus"}'],
    ],
    ['a new municipality', set(STATE, 'balve', 'reach.phone=down'), ['+ balve:', '+ reach: {phone: down}']],
    [
      'a fact that is cleared',
      set(STATE, 'hemer', 'reach=null'),
      ['- reach: {counter: limited, phone: down}', '+ reach: null'],
    ],
    [
      'a fact where one was cleared before',
      set(set(STATE, 'hemer', 'reach=null'), 'hemer', 'reach.phone=up'),
      ['- reach: {counter: limited, phone: down}', '+ reach: {phone: up}'],
    ],
    [
      'more about a service that had only a status',
      set(
        set(STATE, 'hemer', 'services.id-cards=unavailable'),
        'hemer',
        'services.id-cards.until=2026-12-01',
      ),
      ['+ services: {id-cards: {status: unavailable, until: "2026-12-01"}}'],
    ],
    [
      'the status of a service that was written alone, by its long name',
      set(
        set(STATE, 'hemer', 'services.id-cards=unavailable'),
        'hemer',
        'services.id-cards.status=limited',
        'services.id-cards.note.de=Mittwochs.',
      ),
      ['+ services: {id-cards: {status: limited, note: {de: Mittwochs.}}}'],
    ],
    [
      'a block that is cleared',
      set(STATE, 'hemer', 'contacts=null'),
      ['- contacts:', '- hotline:', '- phone: "+49 221 4710191"', '+ contacts: null'],
    ],
    [
      'something of the incident',
      incidentSet(STATE, parseAssignment('phase=identified')),
      ['+ phase: identified'],
    ],
    [
      'another announcement',
      announcementAdded(STATE, { id: 'more', kind: 'notice', text: { de: 'Wir sagen: "bald"' } }),
      ['+ - id: more', '+ kind: notice', `+ text: {de: 'Wir sagen: "bald"'}`],
    ],
    [
      'the edition of one of all',
      editionsSet(STATE, [{ id: 'outage', speaker: 'hemer', edition: 3 }]),
      [
        '- - {id: outage, kind: outage, post_as: [all], edition: 2}   # the first word',
        '+ - {id: outage, kind: outage, post_as: [all], edition: {all: 2, hemer: 3}}   # the first word',
      ],
    ],
    [
      'the editions of one for several',
      editionsSet(
        STATE,
        ['hemer', 'balve', 'menden'].map((speaker) => ({ id: 'outage', speaker, edition: 3 })),
      ),
      [
        '- - {id: outage, kind: outage, post_as: [all], edition: 2}   # the first word',
        '+ - {id: outage, kind: outage, post_as: [all], edition: {all: 2, hemer: 3, balve: 3, menden: 3}}   # the first word',
      ],
    ],
  ])('a state file that a command writes changes nothing but %s', (_, after, expected) => {
    expect(changes(STATE, after)).toEqual(expected);
  });

  const without = (of: string, path: string, text = STATE) => {
    const keys = path.split('.');
    return factsRemoved(factsSet(text, [{ who: of, assignments: [{ path: keys, value: 'null' }] }]), [
      { of, path: keys },
    ]);
  };

  test.each([
    ['the first of a line', 'hemer', 'reach.counter', ['{counter: limited, phone: down}', '{phone: down}']],
    ['the last of a line', 'hemer', 'reach.phone', ['{counter: limited, phone: down}', '{counter: limited}']],
  ])('a fact that is removed from %s leaves the others there', (_, who, path, [before = '', after = '']) => {
    expect(without(who, path)).toBe(STATE.replace(before, after));
  });

  test.each([
    ['on one line', 'reach', /^ *reach: .*\n/m],
    ['on several lines', 'contacts', /^ *contacts:\n.*\n.*\n/m],
    ['that is the only one there', 'contacts.hotline.phone', /^ *contacts:\n.*\n.*\n/m],
  ])('a fact %s is removed with its lines', (_, path, lines) => {
    expect(without('hemer', path)).toBe(STATE.replace(lines, ''));
  });

  test('a fact that is removed twice, as of its town and of all, takes nothing else with it', () => {
    const [before, after] = ['{reach: null, phase: resolved}', '{phase: resolved}'];
    const text = `facts:\n  all: {phase: resolved}\n  hemer: ${before}\n`;
    const reach = { of: 'hemer', path: ['reach'] };
    expect(factsRemoved(text, [reach, reach])).toBe(text.replace(before, after));
  });

  test('facts of several that are set and removed at once read as if they were one after the other', () => {
    const facts = ['all', 'hemer', 'balve', 'menden'].map((who) => ({
      who,
      assignments: ['phase=resolved', 'reach=null', 'contacts.hotline.phone=110', 'reach.phone=up'].map(
        parseAssignment,
      ),
    }));
    for (const text of [
      STATE,
      JSON.stringify(parse(STATE)),
      'facts: {}\n',
      'facts:\n  balve:\n    phase: identified',
    ]) {
      const one = facts.reduce((file, each) => factsSet(file, [each]), text);
      const all = factsSet(text, facts);
      expect(parse(all)).toEqual(parse(one));
      expect(all.split('\n').toSorted()).toEqual(one.split('\n').toSorted());
      const gone = facts.map(({ who }) => ({ of: who, path: ['phase'] }));
      expect(parse(factsRemoved(all, gone))).toEqual(
        parse(gone.reduce((file, each) => factsRemoved(file, [each]), one)),
      );
    }
  });

  test('facts of many municipalities that are set and removed at once, in whatever order, read as one after the other', () => {
    const towns = Array.from({ length: 30 }, (_, n) => `town-${(n * 7) % 30}`);
    const text = `facts:\n${towns.map((town) => `  ${town}: {reach: {phone: down}, phase: identified}\n`).join('')}`;
    const facts = [...towns.toReversed(), 'new-1', 'new-2', 'town-3'].map((who, n) => ({
      who,
      assignments: [`reach.website=${n % 2 ? 'up' : 'down'}`, 'phase=resolved', '__proto__=x'].map(
        parseAssignment,
      ),
    }));
    const one = facts.reduce((file, each) => factsSet(file, [each]), text);
    const all = factsSet(text, facts);
    expect(parse(all)).toEqual(parse(one));
    const gone = facts.map(({ who }) => ({ of: who, path: ['reach', 'website'] }));
    expect(parse(factsRemoved(all, gone))).toEqual(
      parse(gone.reduce((file, each) => factsRemoved(file, [each]), one)),
    );
  });

  test('of a file that is asked and changed in steps each text is read once', () => {
    const read = vi.spyOn(Composer.prototype, 'compose');
    const down = set(`${STATE}# read once\n`, 'hemer', 'reach.website=down', 'phase=identified');
    expect(announcementIds(down)).toEqual(new Set(['outage']));
    announcementAdded(down, { id: 'more', kind: 'status' });
    // Before, with the facts, and with the announcement.
    expect(read).toHaveBeenCalledTimes(3);
    read.mockRestore();
  });

  test.each([undefined, 2])('a state file that is JSON stays JSON whatever is written into it', (indent) => {
    const whole = { incident: { id: 'it', mode: 'draft' }, facts: { hemer: null }, announcements: [] };
    const text = JSON.stringify(whole, null, indent);
    const facts = { phone: 'down', mail: 'up' };
    const down = set(text, 'hemer', 'reach.phone=down', 'reach.mail=up', 'instruction.de=a: "b" #c');
    const live = incidentSet(set(down, 'balve', 'reach=null'), parseAssignment('mode=live'));
    const said = announcementAdded(live, { id: 'one', kind: 'outage', post_as: ['hemer'], at: undefined });
    expect(JSON.parse(editionsSet(said, [{ id: 'one', speaker: 'hemer', edition: 2 }]))).toEqual({
      incident: { id: 'it', mode: 'live' },
      facts: { hemer: { reach: facts, instruction: { de: 'a: "b" #c' } }, balve: { reach: null } },
      announcements: [{ id: 'one', kind: 'outage', post_as: ['hemer'], edition: { hemer: 2 } }],
    });
  });

  test('a comment stays where a fact is removed', () => {
    const removed = without(
      'all',
      'unaffected',
      `${STATE.replace('  hemer:', '    phase: resolved\n  hemer:')}`,
    );
    expect(changes(STATE, removed)).toEqual([
      '- unaffected: [emergency-calls]   # as far as we know',
      '+ # as far as we know',
      '+ phase: resolved',
    ]);
    const within = STATE.replace('hotline:', 'hotline:   # at the fire station');
    expect(without('hemer', 'contacts.hotline.phone', within)).toBe(
      within.replace('"+49 221 4710191"', 'null'),
    );
  });

  test('a fact that other facts name as their anchor is not removed', () => {
    const shared = STATE.replace(/reach: .*/, 'reach: &same null').replace(
      '\n# What',
      '  balve:\n    reach: *same\n\n# What',
    );
    expect(factsRemoved(shared, [{ of: 'hemer', path: ['reach'] }])).toBe(shared);
  });

  test('a state file that a command writes keeps the line ends of the system it was written on', () => {
    const after = set(STATE.replaceAll('\n', '\r\n'), 'balve', 'reach.phone=down');
    expect(after.replaceAll('\r\n', '')).not.toContain('\n');
  });

  test.each([
    '{ a.b }',
    '[a]',
    '? a',
    '&x a',
    '*a',
    '!t a',
    'a: b',
    '- a',
    'a #b',
    'null',
    '~',
    '',
    '"a',
    '<<',
  ])('a name like %j, which YAML would read as something else, stays a name in whatever layout', (name) => {
    for (const facts of ['{hemer: {phase: resolved}}', '{}', 'null', '\n  hemer:\n    phase: resolved']) {
      const assignments = [
        { path: ['reach', 'phone'], value: 'down' },
        { path: ['phase'], value: 'resolved' },
      ];
      const written = factsSet(`facts: ${facts}\n`, [{ who: name, assignments }]);
      expect(Object.entries(parse(written).facts)).toContainEqual([
        name,
        { reach: { phone: 'down' }, phase: 'resolved' },
      ]);
    }
  });

  test.each([
    ['facts: # none yet\n', 'facts: {hemer: {reach: {phone: down}}} # none yet\n'],
    ['facts:\n  hemer: # nothing yet\n', 'facts:\n  hemer: {reach: {phone: down}} # nothing yet\n'],
    [
      'facts:\n  hemer:\n    reach: # unclear\n    phase: resolved\n',
      'facts:\n  hemer:\n    reach: {phone: down} # unclear\n    phase: resolved\n',
    ],
  ])('a comment beside a key without a value stays beside it once the key has one: %j', (before, after) => {
    expect(set(before, 'hemer', 'reach.phone=down')).toBe(after);
  });

  test.each([
    ['an alias', 'facts:\n  menden: &m {phase: resolved}\n  hemer: *m\n', 3],
    ['what an alias repeats', 'facts:\n  hemer: &h {phase: resolved}\n  menden: *h\n', 2],
    ['a text', 'facts:\n  hemer: nothing\n', 2],
  ])('a command that would write into %s is refused, with the line', (_, before, line) => {
    expect(() => set(before, 'hemer', 'phase=identified')).toThrow(
      expect.objectContaining({
        mistakes: [
          expect.objectContaining({
            code: 'not-editable',
            args: { path: 'facts.hemer.phase', line: `${line}` },
          }),
        ],
      }),
    );
  });

  test.each([
    '"Haus am Markt" ist offen',
    '[Neu] Halle offen',
    "'s Lädle ist offen",
    '"Haus der Vereine", Markt 1',
    '[Neu]',
    '{ $who } hilft',
    '{Neu}: 3',
    '115',
    '0',
    'true',
    '{',
    'a # b',
    '"Wir sind da" #Hemer',
    "'a' # b",
  ])('what is typed for a text is that text, whatever YAML would make of it: %s', (words) => {
    const fields = [
      'instruction.de',
      'instruction.place',
      'contacts.hotline.phone',
      'services.taxes.note.de',
    ];
    for (const path of fields) {
      const { hemer } = parse(set(STATE, 'hemer', `${path}=${words}`)).facts;
      expect(
        path.split('.').reduce((value, key) => value[key], hemer),
        path,
      ).toBe(words);
    }
    for (const path of ['title.de', 'cause.supplier']) {
      const { incident } = parse(incidentSet(STATE, parseAssignment(`${path}=${words}`)));
      expect(
        path.split('.').reduce((value, key) => value[key], incident),
        path,
      ).toBe(words);
    }
  });

  test('what is typed for anything but a text is read as YAML, and so is a text that is wholly in quotes, and null', () => {
    const read = (...words: readonly string[]) => parse(set(STATE, 'hemer', ...words)).facts.hemer;
    expect(read('instruction.de="Haus: \\"Markt\\""').instruction.de).toBe('Haus: "Markt"');
    expect(read('instruction.de=null').instruction.de).toBe(null);
    expect(read('instruction={say: stay-home}').instruction).toEqual({ say: 'stay-home' });
    expect(read('contacts.hotline.lines=2').contacts.hotline.lines).toBe(2);
    expect(read('contacts.hotline.hours=[{days: mo-fr}]').contacts.hotline.hours).toEqual([
      { days: 'mo-fr' },
    ]);
    expect(read('unaffected=[emergency-calls, taxes]').unaffected).toEqual(['emergency-calls', 'taxes']);
    expect(read('services.taxes={status: limited}').services.taxes).toEqual({ status: 'limited' });
    expect(read('nothing.such=[1]').nothing.such).toEqual([1]);
    expect(parse(incidentSet(STATE, parseAssignment('cause.public=true'))).incident.cause.public).toBe(true);
  });

  test('what is typed and cannot be read is named, and not the file', () => {
    expect(complaints(() => set(STATE, 'hemer', 'unaffected=[emergency-calls'))).toEqual([
      expect.stringMatching(/bad-assignment: .*`unaffected=\[emergency-calls`/),
    ]);
  });

  test('a state file that a command writes is refused where a word sets nothing', () => {
    for (const words of ['reach.phone', '=down', 'a b=c', '..=x'])
      expect(() => parseAssignment(words)).toThrow(OperatorError);
  });
});

describe('saving', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = folderOfTest();
    file = join(folder, 'incident.yaml');
    await writeFile(file, STATE);
  });
  afterEach(() => void vi.useRealTimers());

  test('of several who started from the same file, one wins and the others are told', async () => {
    const saves = ['a', 'b', 'c', 'd'].map((text) => saveAtomically(file, text, sha256(STATE)));
    const results = await Promise.allSettled(saves);
    expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of results)
      if (one.status === 'rejected') expect(String(one.reason)).toContain('changed-meanwhile');
    expect(await readdir(folder)).toEqual(['incident.yaml']);
  });

  test.each([0o640, 0o664, 0o606])('saving keeps who may read and write the file: %o', async (mode) => {
    await chmod(file, mode);
    await saveAtomically(file, 'new', sha256(STATE));
    expect(await readFile(file, 'utf8')).toBe('new');
    expect((await stat(file)).mode & 0o777).toBe(mode);
  });

  test.skipIf(process.getuid?.() !== 0)('what root saves still belongs to whom it belonged to', async () => {
    await chown(file, 65_534, 65_534);
    await saveAtomically(file, 'new', sha256(STATE));
    expect(await stat(file)).toMatchObject({ uid: 65_534, gid: 65_534 });
  });

  test('saving is seen by a watcher, though another file takes its place', async () => {
    const ending = new AbortController();
    // Without what looks at the file every few seconds anyway.
    vi.useFakeTimers({ toFake: ['setInterval'] });
    const seen = new Promise<void>((resolve) => watchFile(file, resolve, ending.signal));
    await saveAtomically(file, 'new', sha256(STATE));
    await seen;
    ending.abort();
  });

  test('a change in a folder that took the place of the watched one is seen within two seconds', async () => {
    const ending = new AbortController();
    const [config, next] = ['config', 'next'].map((name) => join(folder, name));
    if (!config || !next) throw new Error('there are two folders');
    await mkdir(config);
    const state = join(config, 'incident.yaml');
    await writeFile(state, STATE);
    let changes = 0;
    vi.useFakeTimers({ toFake: ['setInterval'] });
    watchFile(state, () => changes++, ending.signal);
    await cp(config, next, { recursive: true });
    await rename(config, join(folder, 'before'));
    await rename(next, config);
    const seen = async (times: number) => {
      while (changes < times) {
        vi.advanceTimersByTime(2_000);
        await setImmediate();
      }
    };
    await seen(1);
    await writeFile(state, 'another');
    await seen(2);
    expect(changes).toBe(2);
    ending.abort();
  });
});

test('a state file at an address is fetched again only when it has changed, and never taken for empty where it cannot be read', async () => {
  const answers: (readonly [number, Record<string, string>, string])[] = [
    [200, { etag: '"1"' }, 'one'],
    [304, {}, ''],
    [500, {}, ''],
    [200, { 'content-type': 'text/html' }, '<html>'],
    [200, {}, 'x'.repeat(9 * 1024 * 1024)],
    [200, { etag: '"2"' }, 'two'],
  ];
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers['if-none-match']);
    const [status, headers, body] = answers[asked.length - 1] ?? [404, {}, ''];
    response.writeHead(status, headers).end(body);
  });
  const running = await onLoopback(server);
  const source = stateSource(`${running.url}/incident.yaml?token=secret`, {
    fetch,
    environment: () => ({}),
  });
  const { signal } = new AbortController();
  const read: string[] = [];
  for (const _ of answers) {
    const reading = await source.read(signal);
    read.push(reading.kind === 'read' ? Buffer.from(reading.bytes).toString() : reading.mistake.code);
    expect(JSON.stringify(reading)).not.toContain('token');
  }
  expect(read).toEqual(['one', 'one', 'state-unreachable', 'state-is-a-page', 'too-big', 'two']);
  expect(asked.slice(0, 3)).toEqual([undefined, '"1"', '"1"']);
  await running[Symbol.asyncDispose]();
  expect(await source.read(signal)).toMatchObject({
    kind: 'unreadable',
    mistake: { code: 'state-unreachable' },
  });
  const open = stateSource('http://example.org/incident.yaml', { fetch, environment: () => ({}) });
  expect(await open.read(signal)).toMatchObject({ mistake: { code: 'insecure-state' } });
});

test('a state file at an address that does not answer is waited for ten seconds, and then told', async () => {
  const waits = vi.spyOn(AbortSignal, 'timeout');
  waits.mockReturnValue(AbortSignal.abort(new DOMException('it took too long', 'TimeoutError')));
  const source = stateSource('https://example.org/incident.yaml', {
    environment: () => ({}),
    fetch: (_, options) => new Promise((_, reject) => reject(options?.signal?.reason)),
  });
  const reading = await source.read(new AbortController().signal);
  expect(waits).toHaveBeenCalledWith(10_000);
  waits.mockRestore();
  expect(reading).toMatchObject({ kind: 'unreadable', mistake: { code: 'state-unreachable' } });
});
