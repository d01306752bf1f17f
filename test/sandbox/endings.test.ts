import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../src/core/domain/channel.ts';
import { type Instant, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import type { Entry } from '../../src/core/ledger/entry.ts';
import { WELL_KNOWN_HANDLES, type WellKnownHandle } from '../../src/sandbox/handles.ts';
import { happensOn } from '../../src/sandbox/platform.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { openSystem, type TestSystem } from '../fixtures/system.ts';

/** How the program as a whole ends with an account that always fails in this way, and with one that does so once. */
type Ending =
  /** Taken at once, or found where the answer was lost. */
  | 'posted'
  /** Nothing stands and it is tried again by itself. */
  | 'waits'
  /** Nobody knows; it is looked for, and staff see it as held. */
  | 'unknown'
  /** Nothing stands, for good; staff see it as held. */
  | 'refused'
  /** Nothing more is sent on this account until a person acts; then it is posted where it failed once. */
  | 'stopped'
  /** Nothing more is sent to the whole platform until one post that tries is taken. */
  | 'breaker';

const LOST: readonly [Ending, Ending] = ['unknown', 'posted'];
const POSTED: readonly [Ending, Ending] = ['posted', 'posted'];
const REFUSED: readonly [Ending, Ending] = ['refused', 'refused'];
const STOPPED: readonly [Ending, Ending] = ['stopped', 'stopped'];
const BREAKER: readonly [Ending, Ending] = ['breaker', 'posted'];

const ENDINGS: Readonly<Record<string, readonly [always: Ending, once: Ending]>> = {
  fails_429: ['waits', 'posted'],
  fails_500: LOST,
  fails_502: LOST,
  fails_503: LOST,
  fails_504: LOST,
  fails_401: ['stopped', 'posted'],
  fails_404: LOST,
  fails_422: REFUSED,
  no_credit: BREAKER,
  duplicate: REFUSED,
  suspended: STOPPED,
  locked: STOPPED,
  automated: REFUSED,
  not_permitted: REFUSED,
  refuses_reply: POSTED,
  app_limit: BREAKER,
  app_suspended: BREAKER,
  app_forbidden: BREAKER,
  read_only: STOPPED,
  redirects: LOST,
  answers_html: LOST,
  accepts_html: POSTED,
  html_503: LOST,
  accepts_503: POSTED,
  cuts_before: LOST,
  accepts_then_cuts: POSTED,
  accepts_then_hangs: POSTED,
  cuts_body: POSTED,
  hangs: LOST,
  accepts_late: POSTED,
  slow: POSTED,
  slow_timeline: POSTED,
  no_timeline: POSTED,
  wrong_identity: STOPPED,
  ignores_keys: POSTED,
  replay_500: POSTED,
};

/** On X a token without permission is a matter of the app, which all accounts share. */
const ON_X: Readonly<Record<string, readonly [Ending, Ending]>> = { read_only: BREAKER };

function endingOf(word: string, channel: ChannelId, once: boolean): Ending | undefined {
  const endings = (channel === 'x' ? ON_X[word] : undefined) ?? ENDINGS[word];
  return endings?.[once ? 1 : 0];
}

const START = Date.parse('2026-11-24T08:00+01:00');
const SECOND_SAID = START + 12 * MINUTE;
const END = START + 20 * MINUTE;

/** Two announcements, the second of which answers the first. */
function state(said: number): string {
  const announcements = [
    { id: 'outage', kind: 'outage', post_as: 'all' },
    { id: 'estimate', kind: 'estimate', post_as: 'all' },
  ].slice(0, said);
  const incident = {
    id: 'it-2026',
    mode: 'live',
    title: { de: 'IT-Ausfall' },
    started: '2026-11-24 01:40',
    phase: 'investigating',
  };
  const facts = { all: { reach: { phone: 'down' }, estimate: { kind: 'unknown' } } };
  return JSON.stringify({ incident, facts, announcements });
}

function happens({ fault }: WellKnownHandle, channel: ChannelId): boolean {
  return PLATFORMS.some((platform) => platform.channel === channel && happensOn(platform, fault));
}

interface Town {
  readonly id: string;
  readonly handle: string;
  readonly channels: readonly ChannelId[];
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

function regionOf(towns: readonly Town[]): string {
  const municipalities = towns.map(({ id, handle, channels }, index) => {
    const accounts = channels.map((channel) => ({
      id: `${id}-${channel}`,
      channel,
      handle,
      ...(channel === 'mastodon' && { server: 'https://social.example.org' }),
    }));
    const instruction = { de: `Notfälle: Schalter ${index + 1} in der Feuerwache.` };
    const ags = `0597${1_000 + index}`;
    return [
      id,
      {
        name: { de: `Ort ${index}` },
        kind: 'stadt',
        ags,
        languages: ['de'],
        facts: { instruction },
        accounts,
      },
    ];
  });
  return JSON.stringify({ municipalities: Object.fromEntries(municipalities) });
}

interface Day extends AsyncDisposable {
  readonly configuration: TestSystem;
  readonly entries: readonly Entry[];
  readonly stopped: ReadonlyMap<string, string>;
  readonly tripped: ReadonlySet<string>;
  /** `announcement because`, by account. */
  readonly held: ReadonlyMap<string, readonly string[]>;
}

/** One town for each word, which always fails, one that fails once, and one that is well. Staff mend what failed once. */
async function dayOf(
  words: readonly string[],
  channels: readonly ChannelId[],
  sendTimeoutSeconds: number,
): Promise<Day> {
  const timeout = `{send_timeout_seconds: ${sendTimeoutSeconds}}`;
  const configuration = await openSystem({
    at: START,
    region: regionOf([WELL, ...townsFor(words, channels)]),
    settings: `approvals: {needed: 0}\nchannels: {x: ${timeout}, mastodon: ${timeout}}\n`,
    messages: (path) => path.startsWith('de/'),
  });
  await configuration.tick(state(1));
  await configuration.pass(START + 6 * MINUTE);
  const mended = [...(await configuration.ledger.view('it-2026')).stopped.keys()].filter((id) =>
    id.includes('-once-'),
  );
  for (const account of mended) await configuration.ledger.stop(account, null, configuration.clock.now());
  await configuration.pass(SECOND_SAID);
  await configuration.tick(state(2));
  await configuration.pass(END);
  const { entries, stopped } = await configuration.ledger.view('it-2026');
  const held = Map.groupBy((await configuration.plan(state(2))).held, (one) => one.account);
  return {
    configuration,
    entries,
    stopped,
    tripped: new Set(
      configuration.steps.flatMap((step) => (step.kind === 'breaker-opened' ? [step.server] : [])),
    ),
    held: new Map([...held].map(([id, all]) => [id, all.map((one) => `${one.announcement} ${one.because}`)])),
    [Symbol.asyncDispose]: () => configuration[Symbol.asyncDispose](),
  };
}

/** What became of the first announcement on an account. Throws where what stands there is not what the ledger says. */
function became({ configuration, entries, stopped, tripped, held }: Day, account: string): Ending {
  const entry = entries.find((one) => one.account === account && one.announcement === 'outage');
  if (!entry) throw new Error(`${account} was forgotten`);
  const ever = configuration.everPosted(account);
  expect(new Set(ever).size, `${account} says something twice`).toBe(ever.length);
  const isPublished = ever.filter((text) => text === entry.text).length;
  expect(isPublished, `${account} is ${entry.state}`).toBe(entry.state === 'posted' ? 1 : 0);
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

function secondOf({ configuration, entries }: Day, account: string): Entry | undefined {
  const entry = entries.find((one) => one.account === account && one.announcement === 'estimate');
  const standing = configuration.published(account).filter((text) => text === entry?.text);
  expect(standing).toHaveLength(entry?.state === 'posted' ? 1 : 0);
  return entry;
}

function expectWell({ configuration }: Day, channel: ChannelId, by: Instant): void {
  const [first, second, ...more] = configuration.sandbox.timeline(`well-${channel}`);
  expect(first?.at).toBeLessThanOrEqual(by);
  expect(second?.at).toBeLessThanOrEqual(SECOND_SAID + (by - START));
  expect(second?.replyTo).toBe(first?.id);
  expect(more).toEqual([]);
}

/** All failures that concern their own account only, on a channel. */
function ownFailures(channel: ChannelId): readonly string[] {
  return WELL_KNOWN_HANDLES.filter((known) => happens(known, channel))
    .map(({ word }) => word)
    .filter((word) => !SLOW.has(word) && endingOf(word, channel, false) !== 'breaker');
}

/** Each of their requests takes as long as the program has patience. */
const SLOW: ReadonlySet<string> = new Set(['hangs', 'accepts_then_hangs', 'slow']);
const PATIENCE_SECONDS = 20;
const HASTE_SECONDS = 0.25;

test('every way in which a platform can fail has an ending here', () => {
  expect(Object.keys(ENDINGS)).toEqual(WELL_KNOWN_HANDLES.map(({ word }) => word));
});

describe.each(['x', 'mastodon'] as const)('on a failing %s', (channel) => {
  test('each account ends as its failure wants, and the others do not notice', async () => {
    const words = ownFailures(channel);
    await using day = await dayOf(words, [channel], PATIENCE_SECONDS);
    const expected = Object.fromEntries(
      words.flatMap((word) => [
        [word, endingOf(word, channel, false)],
        // Staff let a stopped account go on, and it posts what it kept.
        [
          `${word}_once`,
          endingOf(word, channel, true) === 'stopped' ? 'posted' : endingOf(word, channel, true),
        ],
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

  test('answers that never come hold nobody else up, and end in what stands', async () => {
    await using day = await dayOf(['hangs', 'accepts_then_hangs'], [channel], HASTE_SECONDS);
    expect(became(day, `hangs-${channel}`)).toBe('unknown');
    for (const id of ['hangs-once', 'accepts-then-hangs', 'accepts-then-hangs-once'])
      expect(became(day, `${id}-${channel}`), id).toBe('posted');
    for (const one of ['x', 'mastodon'] as const) expectWell(day, one, START + 30 * SECOND);
  });

  test('answers that take three seconds are waited for', async () => {
    const town: Town = { id: 'slow', handle: 's_slow', channels: [channel] };
    await using configuration = await openSystem({ at: START, region: regionOf([town]) });
    const time = setInterval(() => configuration.clock.advanceTo(configuration.clock.now() + SECOND), 10);
    await configuration.tick(state(1));
    clearInterval(time);
    expect(configuration.published(`slow-${channel}`)).toHaveLength(1);
    const { entries } = await configuration.ledger.view('it-2026');
    expect(entries).toMatchObject([{ state: 'posted', attempts: 1 }]);
  });
});

const OF_THE_APP = WELL_KNOWN_HANDLES.map(({ word }) => word).filter(
  (word) => endingOf(word, 'x', false) === 'breaker',
);

describe('a failure of the app', () => {
  test.each(OF_THE_APP)(
    '%s: X waits as a whole, and goes on by itself; Mastodon does not notice',
    async (word) => {
      const id = word.replaceAll('_', '-');
      await using day = await dayOf([word], ['x'], PATIENCE_SECONDS);
      expect(became(day, `${id}-x`)).toBe('breaker');
      // The probes of the one that always fails stand in nobody's way for long.
      expect(became(day, `${id}-once-x`)).toBe('posted');
      expect(became(day, 'well-x')).toBe('posted');
      expectWell(day, 'mastodon', START);
      const probes = day.configuration.steps.filter(
        (step) => step.kind === 'sent' && step.entry.account === `${id}-x`,
      );
      expect(probes.length).toBeLessThanOrEqual(2 * ((END - START) / (5 * MINUTE)) + 2);
    },
  );
});

test('an answer that is refused goes out on its own', async () => {
  await using day = await dayOf(['refuses_reply'], ['x', 'mastodon'], PATIENCE_SECONDS);
  for (const channel of ['x', 'mastodon'] as const) {
    expect(secondOf(day, `refuses-reply-${channel}`)).toMatchObject({ state: 'posted', alone: true });
    expect(day.configuration.sandbox.timeline(`refuses-reply-${channel}`)[1]?.replyTo).toBeNull();
  }
});
