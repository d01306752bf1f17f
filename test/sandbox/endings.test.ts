import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CHANNELS } from '../../src/channels/registry.ts';
import type { ChannelId } from '../../src/core/domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Entry } from '../../src/core/ledger/entry.ts';
import { WELL_KNOWN_HANDLES, type WellKnownHandle } from '../../src/sandbox/handles.ts';
import { type ChannelWithSandbox, happensOn } from '../../src/sandbox/platform.ts';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { file } from '../fixtures/day.ts';
import { untilItHangs } from '../fixtures/hanging.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { GERMAN_ONLY, openSystem, type TestSystem } from '../fixtures/system.ts';
import { regionOf, type Town } from '../fixtures/towns.ts';

/** How the program as a whole ends with an account that always fails in this way, and with one that does so once. */
type Ending =
  /** Taken at once, or found where the answer was lost. */
  | 'posted'
  /** Nothing is published, and it is tried again by itself. */
  | 'waits'
  /** Nobody knows; it is looked for, and staff see it as held. */
  | 'unknown'
  /** Nothing is published, for good; staff see it as held. */
  | 'refused'
  /** Nothing more is sent on this account until a person acts; then it is posted where it failed once. */
  | 'stopped'
  /** Nothing more is sent to the whole platform until one post that tries is taken. */
  | 'breaker';

/** How an account ends that always fails so, how one ends that does so once, and the words that mean it. */
const ENDINGS: readonly (readonly [always: Ending, once: Ending, words: string])[] = [
  [
    'posted',
    'posted',
    'refuses_reply accepts_html accepts_503 accepts_then_cuts accepts_then_hangs cuts_body mixed_up',
  ],
  ['posted', 'posted', 'accepts_late slow slow_timeline no_timeline ignores_keys replay_500 renders_markup'],
  ['posted', 'posted', 'never_deletes bursts_401'],
  ['waits', 'posted', 'fails_429 fails_401'],
  ['unknown', 'posted', 'fails_500 fails_502 fails_503 fails_504 fails_404'],
  ['unknown', 'posted', 'redirects answers_html html_503 cuts_before hangs'],
  ['refused', 'refused', 'fails_422 duplicate automated not_permitted'],
  ['stopped', 'stopped', 'suspended locked read_only wrong_identity'],
  ['breaker', 'posted', 'no_credit app_limit app_suspended app_forbidden'],
];

function endingOf(word: string, once: boolean): Ending | undefined {
  return ENDINGS.find(([, , words]) => words.split(' ').includes(word))?.[once ? 1 : 0];
}

const START = Date.parse('2026-11-24T08:00+01:00');
const SECOND_SAID = START + 12 * MINUTE;
const END = START + 20 * MINUTE;

/** Two announcements. The second answers the first. */
function state(said: number): string {
  const announcements = [
    { id: 'outage', kind: 'outage', post_as: 'all' },
    { id: 'estimate', kind: 'estimate', post_as: 'all' },
  ].slice(0, said);
  return file({ all: { reach: { phone: 'down' }, estimate: { kind: 'unknown' } } }, ...announcements);
}

function happens({ fault }: WellKnownHandle, channel: ChannelId): boolean {
  return PLATFORMS.some((platform) => platform.channel === channel && happensOn(platform, fault));
}

const WELL: Town = { id: 'well', handle: 'stadt_gesund', channels: ['x', 'mastodon'] };

function townsFor(words: readonly string[], channels: readonly ChannelId[]): readonly Town[] {
  return words.flatMap((word) => {
    const known = WELL_KNOWN_HANDLES.find((one) => one.word === word);
    const where = channels.filter((channel) => known && happens(known, channel));
    return ['', '_once'].map((often) => ({
      id: `${word}${often}`.replaceAll('_', '-'),
      handle: `s_${word}${often}`,
      channels: where,
    }));
  });
}

/** None says what another says. */
function differing(towns: readonly Town[]): readonly Town[] {
  return towns.map((town, index) => ({
    ...{ ...town, name: { de: `Ort ${index}` } },
    facts: { instruction: { de: `Notfälle: Schalter ${index + 1} in der Feuerwache.` } },
  }));
}

interface Day extends AsyncDisposable {
  readonly system: TestSystem;
  readonly entries: readonly Entry[];
  readonly stopped: ReadonlyMap<string, string>;
  readonly tripped: ReadonlySet<string>;
  /** `announcement because`, by account. */
  readonly held: ReadonlyMap<string, readonly string[]>;
}

/** For each word a town that always fails and one that fails once, whose stopped accounts staff start again; and a town that is well. */
async function dayOf(words: readonly string[], channels: readonly ChannelId[]): Promise<Day> {
  const system: TestSystem = await openSystem({
    at: START,
    region: regionOf(differing([WELL, ...townsFor(words, channels)])),
    channels: impatient(() => system.sandbox),
    messages: GERMAN_ONLY,
  });
  await system.tick(state(1));
  await system.pass(START + 6 * MINUTE);
  const mended = [...(await system.ledger.view('it-2026')).stopped.keys()].filter((id) =>
    id.includes('-once-'),
  );
  for (const account of mended) await system.ledger.stop(account, null, system.clock.now());
  await system.pass(SECOND_SAID);
  await system.tick(state(2));
  await system.pass(END);
  const { entries, stopped } = await system.ledger.view('it-2026');
  const held = Map.groupBy((await system.plan(state(2))).held, (one) => one.account);
  return {
    system,
    entries,
    stopped,
    tripped: new Set(system.steps.flatMap((step) => (step.kind === 'breaker-opened' ? [step.server] : []))),
    held: new Map([...held].map(([id, all]) => [id, all.map((one) => `${one.announcement} ${one.because}`)])),
    [Symbol.asyncDispose]: () => system[Symbol.asyncDispose](),
  };
}

/** How the first announcement on an account ended. Fails where what is published is not what the ledger says. */
function became({ system, entries, stopped, tripped, held }: Day, account: string): Ending {
  const entry = entries.find((one) => one.account === account && one.announcement === 'outage');
  if (!entry) throw new Error(`${account} was forgotten`);
  const ever = system.everPosted(account);
  expect(new Set(ever).size, `${account} says something twice`).toBe(ever.length);
  const published = ever.filter((text) => text === entry.text).length;
  expect(published, `${account} is ${entry.state}`).toBe(entry.state === 'posted' ? 1 : 0);
  const because = held.get(account) ?? [];
  switch (entry.state) {
    case 'posted':
    case 'refused':
    case 'unknown':
      if (entry.state !== 'posted') expect(because).toContain(`outage ${entry.state}`);
      return entry.state;
    case 'waiting':
      expect(entry.reason, `${account} waits`).not.toBeNull();
      if (!stopped.has(account)) return tripped.has(entry.server) ? 'breaker' : 'waits';
      expect(because).toContain('outage account-stopped');
      return 'stopped';
    default:
      throw new Error(`${account} is ${entry.state}`);
  }
}

function secondOf({ system, entries }: Day, account: string): Entry | undefined {
  const entry = entries.find((one) => one.account === account && one.announcement === 'estimate');
  const published = system.published(account).filter((text) => text === entry?.text);
  expect(published).toHaveLength(entry?.state === 'posted' ? 1 : 0);
  return entry;
}

function expectWell({ system }: Day, channel: ChannelId, by: Instant): void {
  const [first, second, ...more] = system.sandbox.timeline(`well-${channel}`);
  expect(first?.at).toBeLessThanOrEqual(by);
  expect(second?.at).toBeLessThanOrEqual(SECOND_SAID + (by - START));
  expect(second?.replyTo).toBe(first?.id);
  expect(more).toEqual([]);
}

/** The words of all failures on a channel that concern their own account only. */
function ownFailures(channel: ChannelId): readonly string[] {
  return WELL_KNOWN_HANDLES.filter((known) => happens(known, channel))
    .map(({ word }) => word)
    .filter((word) => !SLOW.has(word) && endingOf(word, false) !== 'breaker');
}

/** Their requests are never answered, or late. */
const SLOW: ReadonlySet<string> = new Set(['hangs', 'accepts_then_hangs', 'slow']);

/** Clients whose send timeout comes as soon as a request hangs, and meets no other request. */
function impatient(sandbox: () => Sandbox): readonly ChannelWithSandbox[] {
  return CHANNELS.map((module) => ({
    ...module,
    client: async () => {
      const open = await module.client();
      return (access) => {
        const channel = open(access);
        const account = access.credential[module.credential.account[0]]?.replace('sandbox-', '') ?? '';
        return {
          ...channel,
          publish: (publication, signal) =>
            untilItHangs(sandbox(), account, signal, (ending) => channel.publish(publication, ending)),
        };
      };
    },
  }));
}

test('every way in which a platform can fail has an ending here', () => {
  const words = ENDINGS.flatMap(([, , words]) => words.split(' '));
  expect(words.sort()).toEqual(WELL_KNOWN_HANDLES.map(({ word }) => word).sort());
});

describe.each(['x', 'mastodon'] as const)('on a failing %s', (channel) => {
  test('each account ends as its failure wants, and the others do not notice', async () => {
    const words = ownFailures(channel);
    await using day = await dayOf(words, [channel]);
    const expected = Object.fromEntries(
      words.flatMap((word) => [
        [word, endingOf(word, false)],
        // Staff let a stopped account go on, and it posts what it kept.
        [`${word}_once`, endingOf(word, true) === 'stopped' ? 'posted' : endingOf(word, true)],
      ]),
    );
    const names = Object.keys(expected);
    const found = names.map((name) => [name, became(day, `${name.replaceAll('_', '-')}-${channel}`)]);
    expect(Object.fromEntries(found)).toEqual(expected);
    for (const word of words)
      expect(secondOf(day, `${word.replaceAll('_', '-')}-once-${channel}`)?.state, word).toBe('posted');
    for (const one of ['x', 'mastodon'] as const) expectWell(day, one, START);
    expect(day.tripped).toEqual(new Set());
  });

  test('answers that never come hold nobody else up, and end in what is published', async () => {
    await using day = await dayOf(['hangs', 'accepts_then_hangs'], [channel]);
    expect(became(day, `hangs-${channel}`)).toBe('unknown');
    for (const id of ['hangs-once', 'accepts-then-hangs', 'accepts-then-hangs-once'])
      expect(became(day, `${id}-${channel}`), id).toBe('posted');
    for (const one of ['x', 'mastodon'] as const) expectWell(day, one, START + 30 * SECOND);
  });

  test('answers that take three seconds are waited for', async () => {
    const town: Town = { id: 'slow', handle: 's_slow', channels: [channel] };
    await using system = await openSystem({ at: START, region: regionOf([town]) });
    let isOver = false;
    const ticking = system.tick(state(1)).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      const isSlow = system.sandbox.requests().some(({ fault, status }) => fault && status === null);
      if (isSlow) system.clock.advanceTo(system.clock.now() + 3 * SECOND);
      await setImmediate();
    }
    await ticking;
    expect(system.published(`slow-${channel}`)).toHaveLength(1);
    const { entries } = await system.ledger.view('it-2026');
    expect(entries).toMatchObject([{ state: 'posted', attempts: 1 }]);
  });
});

const OF_THE_APP = WELL_KNOWN_HANDLES.map(({ word }) => word).filter(
  (word) => endingOf(word, false) === 'breaker',
);

describe('a failure of the app', () => {
  test.each(OF_THE_APP)(
    '%s: X waits as a whole, and goes on by itself; Mastodon does not notice',
    async (word) => {
      const id = word.replaceAll('_', '-');
      await using day = await dayOf([word], ['x']);
      expect(became(day, `${id}-x`)).toBe('breaker');
      // The probes of the one that always fails stand in nobody's way for long.
      expect(became(day, `${id}-once-x`)).toBe('posted');
      expect(became(day, 'well-x')).toBe('posted');
      expectWell(day, 'mastodon', START);
      const probes = day.system.steps.filter(
        (step) => step.kind === 'sent' && step.entry.account === `${id}-x`,
      );
      expect(probes.length).toBeLessThanOrEqual(2 * ((END - START) / (5 * MINUTE)) + 2);
    },
  );
});

test('a reply that is refused is published on its own', async () => {
  await using day = await dayOf(['refuses_reply'], ['x', 'mastodon']);
  for (const channel of ['x', 'mastodon'] as const) {
    expect(secondOf(day, `refuses-reply-${channel}`)).toMatchObject({ state: 'posted', alone: true });
    expect(day.system.sandbox.timeline(`refuses-reply-${channel}`)[1]?.replyTo).toBeNull();
  }
});
