import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse as parseEnv } from 'dotenv';
import fc from 'fast-check';
import { parse as parseYaml } from 'yaml';
import { CHANNELS } from '../../src/channels/registry.ts';
import { KINDS } from '../../src/core/domain/announcement.ts';
import type { Configuration } from '../../src/core/domain/configuration.ts';
import { OperatorError } from '../../src/core/domain/errors.ts';
import { wordingFor } from '../../src/core/wording/fill.ts';
import { worstCaseOf } from '../../src/core/wording/worst-case.ts';
import { readState } from '../../src/files/incident/state.ts';
import { readMessages } from '../../src/files/messages/messages.ts';
import { readRegion } from '../../src/files/municipalities/region.ts';
import { readServices } from '../../src/files/services/services.ts';
import { hiding, readSecrets } from '../../src/files/settings/secrets.ts';
import { readSettings } from '../../src/files/settings/settings.ts';
import { mistakeWords } from '../../src/staff-words/say.ts';
import { openSystem } from '../fixtures/system.ts';
import { hostile, hostileIn, poisoned } from './hostile.ts';
import { REGION } from './story.ts';

const ROOT = join(import.meta.dirname, '../..');
const NOW = Date.parse('2026-11-24T08:00+01:00');

const STATE = `incident:
  id: i
  mode: exercise
  title: {de: IT-Ausfall, en: IT outage}
  started: "2026-11-24 01:40"
facts:
  all: {reach: {phone: down}, unaffected: [emergency-calls]}
  hemer: {confirmed: "2026-11-24 06:20", contacts: {hotline: {phone: "+49 221 4710119", hours: Mo-Fr 08:00-16:00}}}
announcements:
  - {id: outage, kind: outage, post_as: all, at: "2026-11-24 06:30", until: "2026-11-24 18:00"}
  - {id: daily, kind: status, post_as: [hemer], every: "0 8 * * *"}
`;

/** The files that ship. One at a time is damaged. */
export interface Shipped {
  readonly messages: ReadonlyMap<string, string>;
  readonly texts: Readonly<Record<Configured, string>>;
  readonly configuration: Configuration;
}
type Configured = 'config.yaml' | 'municipalities.yaml' | 'services.yaml';

export async function shippedFiles(): Promise<Shipped> {
  const folder = join(ROOT, 'messages');
  const paths = (await readdir(folder, { recursive: true }))
    .filter((path) => /\.(?:ftl|yaml)$/.test(path))
    .sort();
  const messages = await Promise.all(
    paths.map(async (path) => [`messages/${path}`, await readFile(join(folder, path), 'utf8')] as const),
  );
  const config = (name: string) => readFile(join(ROOT, 'config', name), 'utf8');
  await using opened = await openSystem({ at: NOW, region: REGION });
  return {
    messages: new Map(messages),
    texts: {
      'config.yaml': await config('config.yaml'),
      'municipalities.yaml': REGION,
      'services.yaml': await config('services.yaml'),
    },
    configuration: opened.configuration(STATE),
  };
}

/** Pieces of Fluent, a line each. */
const PIECES = `{
}
{ $who }
{ $nobody }
{ $at-short }
{ next }
{ next.short }
{ nobody }
{ who.nobody }
next = { next }
next =
cause = { $cause ->
   *[other] { $supplier }
    [one] x
    }
    .short = { $who }
    .x =
    .shortest = { exercise }
-term = x
{ -term }
{ NUMBER($lines) }
{ DATETIME($at) }
{ "" }
{ "\\u0000" }
# comment
### comment
= x
  continued`.split('\n');
const fluent = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...PIECES, '\n', '\n\n') },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  { weight: 1, arbitrary: hostile },
);

/** One damage to one file: somewhere something is taken out and something else put in. */
const damageWith = (put: fc.Arbitrary<readonly string[]>) =>
  fc.record({
    which: fc.nat(),
    from: fc.double({ min: 0, max: 1, noNaN: true }),
    characters: fc.oneof(fc.constant(0), fc.nat({ max: 60 }), fc.constant(1_000_000)),
    put: put.map((parts) => parts.join('')),
  });
const damage = damageWith(fc.array(fluent, { maxLength: 4 }));

const junk = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e300,
    '',
    ' ',
    [],
    {},
    [null],
    'all',
    'constructor',
    '__proto__',
    '05970040',
    '../x',
    'http://x',
    'ÿ',
    'x'.repeat(5_000),
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 20 }),
  poisoned(fc.constantFrom('Stadt Hemer', 'Rathaus', 'Mo-Fr 08:00-16:00')),
);
const change = fc.record({
  file: fc.constantFrom<Configured>('config.yaml', 'municipalities.yaml', 'services.yaml'),
  path: fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
  what: fc.oneof(
    fc.record({ do: fc.constant('replace' as const), value: junk }),
    fc.record({ do: fc.constantFrom('remove' as const, 'rename' as const), value: junk }),
  ),
});

const secret = fc.oneof(
  fc.string({
    unit: fc.constantFrom(...'abcdefABCDEF0123456789-_+/=$.*\\"\' #'),
    minLength: 12,
    maxLength: 60,
  }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom('', ' ', 'changeme', '"quoted', '$X_APP_KEY', 'a\nb', '\u0000'),
);
const secretName = fc.constantFrom(
  'X_APP_KEY',
  'X_APP_SECRET',
  'HEMER_X_ACCESS_TOKEN',
  'HEMER_X_ACCESS_SECRET',
  'HEMER_MASTODON_ACCESS_TOKEN',
  'MENDEN_MASTODON_ACCESS_TOKEN',
  'DATABASE_URL',
  'PATH',
  '__proto__',
  'x',
);
const environment = fc.record({
  entries: fc.array(fc.tuple(secretName, secret), { maxLength: 8 }),
  asFile: fc.boolean(),
});

/** Words of the files, words with a meaning in YAML, and words that JavaScript trips over. */
const WORDS = `siegen all towns-of/ constructor toString id kind outage de null yes 5 0x1f .nan .inf 2023-10-30
  incident facts announcements municipalities accounts " ' [ ] { } : # | > % @ *a !!str << --- ?`;
const yaml = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(...WORDS.split(/\s+/), '\t', '\n', '\n  ', '\r\n', ': ', '- ', '&a '),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);
const written = damageWith(fc.array(yaml, { maxLength: 20 }));

/** One file of the operator's, damaged. */
export const damagedFile = fc.oneof(
  // One of these is read in less than a millisecond.
  { weight: 20, arbitrary: fc.record({ of: fc.constant('written' as const), written }) },
  { weight: 1, arbitrary: fc.record({ of: fc.constant('messages' as const), damage }) },
  { weight: 1, arbitrary: fc.record({ of: fc.constant('texts' as const), change }) },
  { weight: 1, arbitrary: fc.record({ of: fc.constant('secrets' as const), environment }) },
);
type Damaged = typeof damagedFile extends fc.Arbitrary<infer Value> ? Value : never;

/** What the program makes of it that it must not; null where all is well. What is thrown is a violation too. */
export function fileViolation(shipped: Shipped, damaged: Damaged): string | null {
  switch (damaged.of) {
    case 'messages':
      return messagesViolation(shipped, damaged.damage);
    case 'written':
      return writtenViolation(shipped, damaged.written);
    case 'texts':
      return configurationViolation(shipped, damaged.change);
    case 'secrets':
      return secretsViolation(shipped, damaged.environment);
    default:
      return damaged satisfies never;
  }
}

function messagesViolation(
  { messages, configuration }: Shipped,
  { which, from, characters, put }: typeof damage extends fc.Arbitrary<infer Value> ? Value : never,
): string | null {
  const [path = '', text = ''] = [...messages][which % messages.size] ?? [];
  const at = Math.floor(from * text.length);
  const files = new Map(messages).set(path, text.slice(0, at) + put + text.slice(at + characters));
  const read = readOrTold(() =>
    readMessages(
      files,
      CHANNELS.map((channel) => channel.id),
    ),
  );
  if ('wrong' in read) return read.wrong;
  if (read.value === null) return null;
  const municipality = configuration.region.municipalities.get('hemer');
  if (!municipality) return 'the town is gone';
  const wording = wordingFor({ ...configuration, messages: read.value }, NOW);
  for (const kind of KINDS)
    for (const account of municipality.accounts)
      for (const language of account.languages) {
        const snapshot = worstCaseOf(configuration, municipality, NOW)(kind);
        const fit = wording.fit(snapshot, account, language);
        if (fit.kind !== 'fitting') continue;
        if (fit.text.trim() === '' || /\[object |undefined|NaN|\{\$/.test(fit.text))
          return `${path} words ${JSON.stringify(fit.text)}`;
        if (hostileIn(fit.text) !== null) return `${path} lets ${hostileIn(fit.text)} through`;
        if (fit.length > fit.limit) return `${path} words ${fit.length} of ${fit.limit} characters`;
      }
  return null;
}

/** Something is taken out of the middle of a file, and something else put in. */
function writtenViolation(
  { texts, configuration: { services, settings, region } }: Shipped,
  { which, from, characters, put }: typeof written extends fc.Arbitrary<infer Value> ? Value : never,
): string | null {
  const readers: readonly (readonly [string, (text: string) => unknown])[] = [
    [texts['config.yaml'], (text) => readSettings(text, 'f', CHANNELS)],
    [texts['services.yaml'], (text) => readServices(text, 'f')],
    [texts['municipalities.yaml'], (text) => readRegion(text, 'f', services, settings, CHANNELS)],
    [STATE, (text) => readState(text, 'f', region, services, settings, NOW)],
  ];
  const [good, reader] = readers[which % readers.length] ?? ['', () => null];
  const at = Math.floor(from * good.length);
  const read = readOrTold(() => reader(good.slice(0, at) + put + good.slice(at + characters)));
  return 'wrong' in read ? read.wrong : null;
}

function configurationViolation(
  { texts, configuration }: Shipped,
  { file, path, what }: typeof change extends fc.Arbitrary<infer Value> ? Value : never,
): string | null {
  const tree: unknown = parseYaml(texts[file]);
  changeAt(tree, path, what);
  const text = JSON.stringify(tree);
  switch (file) {
    case 'config.yaml': {
      const read = readOrTold(() => readSettings(text, file, CHANNELS));
      if ('wrong' in read) return read.wrong;
      if (read.value === null) return null;
      const { claimMs, channels } = read.value;
      for (const { sendTimeoutMs, quietMs } of Object.values(channels))
        if (!(claimMs >= 3 * sendTimeoutMs && claimMs + sendTimeoutMs < quietMs))
          return `${claimMs}, ${sendTimeoutMs} and ${quietMs} ms would send twice`;
      return null;
    }
    case 'services.yaml': {
      const read = readOrTold(() => readServices(text, file));
      return 'wrong' in read ? read.wrong : null;
    }
    case 'municipalities.yaml': {
      const read = readOrTold(() =>
        readRegion(text, file, configuration.services, configuration.settings, CHANNELS),
      );
      if ('wrong' in read) return read.wrong;
      if (read.value === null) return null;
      for (const { id, name } of [...read.value.municipalities.values(), ...read.value.groups.values()])
        if (hostileIn(Object.values(name).join(' ')) !== null) return `${id} has a name that nobody sees`;
      for (const { id, municipality, handle } of read.value.accounts.values()) {
        if (!read.value.municipalities.has(municipality)) return `${id} is nobody's`;
        if (!/^[\w.-]{1,64}$/.test(handle)) return `${id} has the handle ${JSON.stringify(handle)}`;
      }
      return null;
    }
    default:
      return file satisfies never;
  }
}

/** Walks down as the path says, and changes what is there. */
function changeAt(
  tree: unknown,
  path: readonly number[],
  { do: how, value }: { readonly do: string; readonly value: unknown },
): void {
  let node = tree;
  for (const [depth, step] of path.entries()) {
    if (typeof node !== 'object' || node === null) return;
    const keys = Object.keys(node);
    const key = keys[step % Math.max(1, keys.length)];
    if (key === undefined) return;
    const next: unknown = Reflect.get(node, key);
    const isLast = depth === path.length - 1 || typeof next !== 'object' || next === null;
    if (isLast) {
      if (how !== 'replace') Reflect.deleteProperty(node, key);
      if (how === 'rename')
        Object.defineProperty(node, `${key}${String(value).slice(0, 5)}`, {
          value: next,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      if (how === 'replace') Reflect.set(node, key, value);
      return;
    }
    node = next;
  }
}

function secretsViolation(
  { configuration }: Shipped,
  { entries, asFile }: typeof environment extends fc.Arbitrary<infer Value> ? Value : never,
): string | null {
  const env = asFile
    ? parseEnv(entries.map(([name, value]) => `${name}=${value}`).join('\n'))
    : Object.fromEntries(entries);
  const { mistakes, values, credentials } = readSecrets(
    env,
    [...configuration.region.accounts.values()],
    CHANNELS,
  );
  const told = mistakes.map((mistake) => Object.values(mistakeWords(mistake)).join(' ')).join('\n');
  for (const value of values.filter((one) => one.length >= 12)) {
    if (told.includes(value)) return `a mistake shows ${JSON.stringify(value)}`;
    const { redact } = hiding(values);
    for (const form of [value, JSON.stringify({ value }), encodeURIComponent(value)])
      if (redact(`before ${form} after`).includes(value))
        return `${JSON.stringify(value)} is shown in ${form}`;
  }
  for (const credential of credentials.values())
    if (/[^!-~]/.test(Object.values(credential).join(''))) return 'a credential would break its header';
  return null;
}

/** What was read, null where an operator is told, or what is wrong with that. */
function readOrTold<Value>(read: () => Value): { readonly value: Value | null } | { readonly wrong: string } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    for (const mistake of error.mistakes) {
      const { message, advice } = mistakeWords(mistake);
      if (mistake.place === null) return { wrong: `without a place: ${message}` };
      if (advice === '') return { wrong: `without advice: ${message}` };
      if (/undefined(?! filter)|\[object |Invalid input/.test(message))
        return { wrong: `in the program's words: ${message}` };
    }
    return error.mistakes.length === 0 ? { wrong: 'an error without a mistake' } : { value: null };
  }
}
