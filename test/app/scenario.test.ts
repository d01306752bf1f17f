import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/core/domain/clock.ts';
import { isPublished } from '../../src/core/ledger/entry.ts';
import {
  type MessageChange,
  openSystem,
  scenarioRegion,
  type TestSystem,
  withoutSentences,
} from '../fixtures/system.ts';

/** In English there are words for outages and corrections only, as in the scenario's description. */
const messages = withoutSentences('en.ftl', 'headline-contact', 'headline-estimate', 'all-clear');

async function open(at: number): Promise<TestSystem> {
  return openSystem({ at, region: await scenarioRegion(), messages });
}

/** Each version takes effect when it was written, up to the n-th. */
async function replay(system: TestSystem, n: number): Promise<void> {
  for (let one = 1; one <= n; one++) {
    system.clock.advanceTo(timeOf(one));
    await system.tick(version(one));
  }
}

const ACCOUNTS = [
  'siegen-x',
  'siegen-mastodon',
  'siwi-mastodon',
  'soest-x',
  'soest-mastodon',
  'hsk-x',
  'hsk-mastodon',
];

/** What press officers change in the state file, and what the plan then does. `undefined`: it is no longer in the file. */
interface Version {
  readonly at: string;
  readonly incident: Written;
  readonly facts?: Readonly<Record<string, Written>>;
  readonly say: readonly Written[];
  readonly publish: readonly string[];
  readonly edit?: readonly string[];
  readonly delete?: readonly string[];
  /** What is newly held. */
  readonly held?: readonly string[];
}
type Written = Readonly<Record<string, unknown>>;

const DOWN = { website: 'down', online_services: 'down', email_out: 'down' };
const AT_COUNTER = { ...DOWN, counter: 'limited', phone: 'down', email_in: 'unknown' };
const UP = { reach: Object.fromEntries(Object.keys(AT_COUNTER).map((way) => [way, 'up'])) };
const services = (status: string, ...names: readonly string[]) => ({
  services: Object.fromEntries(names.map((name) => [name, status])),
});
const SOEST = ['vehicle-registration', 'driving-licence', 'foreigners-office'];
const HSK = [...SOEST, 'parental-allowance'];
const CANCELLED = { policy: 'cancelled', from: '2023-10-30' };
const hotline = (phone: string, more: Written = {}) => {
  const hotline = { phone, hours: 'Mo-Fr 08:00-16:00', lines: 2, valid_from: '2023-10-31 08:00', ...more };
  return { contacts: { hotline } };
};
const ON_HOTLINE = { contact: 'hotline', post_as: ['kreis-siwi', 'siegen'], about: ['kreis-siwi'] };
const SIEGEN_IN_GERMAN = ['siegen-x/de', 'siegen-mastodon/de'];
const HSK_IN_GERMAN = ['hsk-mastodon/de', 'hsk-x/de'];

const VERSIONS: readonly Version[] = [
  {
    at: '2023-10-30T06:30+01:00',
    incident: {
      ...{ id: 'sit-2023-10', mode: 'live', phase: 'investigating', hashtags: ['CyberangriffSWF'] },
      title: { de: 'IT-Ausfall nach Cyberangriff', en: 'IT outage after cyberattack' },
      cause: { kind: 'cyberattack', supplier: 'Südwestfalen-IT', public: true },
      ...{ started: '2023-10-30 01:01', next_update: '2023-10-30 12:00' },
    },
    facts: {
      all: { unaffected: ['emergency-calls'] },
      siegen: {
        reach: AT_COUNTER,
        instruction: { de: 'Notfälle: Info-Schalter.', en: 'Emergencies: info desk.' },
      },
      'kreis-siwi': { reach: AT_COUNTER },
    },
    say: [
      {
        ...{ id: 'outage-siegen', kind: 'outage', post_as: ['siegen', 'kreis-siwi'] },
        about: ['siegen', 'kreis-siwi', 'rathaeuser-siwi'],
      },
    ],
    publish: [...SIEGEN_IN_GERMAN, 'siegen-mastodon/en', 'siwi-mastodon/de'],
  },
  {
    at: '2023-10-30T07:45+01:00',
    incident: { next_update: '2023-10-30 15:00' },
    facts: {
      hsk: {
        reach: { ...DOWN, counter: 'down', phone: 'limited', email_in: 'down' },
        appointments: { ...CANCELLED, until: '2023-10-30' },
        ...services('unavailable', ...HSK),
      },
      'kreis-soest': {
        reach: { ...AT_COUNTER, phone: 'limited' },
        appointments: { ...CANCELLED, note: { de: 'Auch das Terminprogramm ist ausgefallen.' } },
        instruction: { de: 'Bitte nicht zu den Zulassungsstellen oder ins Kreishaus kommen.' },
        ...services('unavailable', ...SOEST),
      },
    },
    say: [
      { id: 'appointments-hsk', kind: 'appointments', post_as: ['hsk'], until: '2023-10-30 18:00' },
      { id: 'outage-soest', kind: 'outage', post_as: ['kreis-soest'], until: '2023-10-31 18:00' },
    ],
    publish: [...HSK_IN_GERMAN, 'soest-x/de', 'soest-mastodon/de'],
  },
  {
    at: '2023-10-30T16:30+01:00',
    incident: { next_update: '2023-10-31 10:00' },
    facts: { 'kreis-siwi': hotline('+49 221 4710191') },
    say: [{ id: 'hotline', kind: 'contacts', ...ON_HOTLINE }],
    publish: ['siwi-mastodon/de', ...SIEGEN_IN_GERMAN],
    held: ['hotline/siegen-mastodon/en no-sentence'],
  },
  {
    at: '2023-10-30T16:52+01:00',
    incident: {},
    facts: { 'kreis-siwi': hotline('+49 221 4710119', { verified_by: 'press-siwi-2' }) },
    say: [
      {
        ...{ id: 'hotline-correction', kind: 'correction', corrects: 'hotline', ...ON_HOTLINE },
        what: { de: 'Die Nummer der Nothotline', en: 'The hotline number' },
      },
    ],
    publish: ['siwi-mastodon/de', ...SIEGEN_IN_GERMAN],
    edit: ['siwi-mastodon/de', 'siegen-mastodon/de'],
    delete: ['siegen-x/de'],
    held: ['hotline-correction/siegen-mastodon/en nothing-to-correct'],
  },
  {
    at: '2023-10-31T10:00+01:00',
    incident: { phase: 'identified', next_update: '2023-11-02 10:00' },
    facts: {
      hsk: {
        email: { lost_since: '2023-10-29 22:00', action: 'resend-by-post-or-phone' },
        ...services('unavailable', ...HSK, 'short-term-plates'),
      },
    },
    say: [{ id: 'services-hsk', kind: 'services', post_as: ['hsk'] }],
    publish: HSK_IN_GERMAN,
  },
  {
    at: '2023-10-31T16:00+01:00',
    incident: { next_update: '2023-11-02 16:00', estimate: { kind: 'not-before', at: '2023-11-06' } },
    say: [{ id: 'estimate-siegen', kind: 'estimate', post_as: ['siegen'] }],
    publish: SIEGEN_IN_GERMAN,
    held: ['estimate-siegen/siegen-mastodon/en no-sentence'],
  },
  {
    at: '2023-11-20T08:00+01:00',
    incident: { phase: 'workaround', next_update: '2023-11-27 08:00', estimate: undefined },
    facts: {
      hsk: {
        services: {
          ...services('unavailable', ...HSK, 'short-term-plates').services,
          'vehicle-registration': {
            ...{ status: 'limited', since: '2023-11-20 08:00' },
            alternative: { de: 'in Arnsberg, Brilon und Meschede', en: 'at Arnsberg, Brilon and Meschede' },
          },
        },
      },
    },
    say: [{ id: 'vehicles-back', kind: 'restoration', post_as: ['hsk'], services: ['vehicle-registration'] }],
    publish: HSK_IN_GERMAN,
  },
  {
    at: '2024-10-01T09:30+02:00',
    incident: { phase: 'resolved', next_update: undefined },
    facts: {
      siegen: { ...UP, instruction: undefined },
      'kreis-siwi': UP,
      hsk: { ...UP, appointments: undefined, ...services('available', ...HSK, 'short-term-plates') },
      'kreis-soest': {
        ...{ ...UP, appointments: undefined, instruction: undefined },
        ...services('available', ...SOEST),
      },
    },
    say: [{ id: 'all-clear', kind: 'all-clear', post_as: ['siegen', 'kreis-siwi', 'kreis-soest', 'hsk'] }],
    publish: [...SIEGEN_IN_GERMAN, 'siwi-mastodon/de', 'soest-x/de', 'soest-mastodon/de', ...HSK_IN_GERMAN],
    held: ['all-clear/siegen-mastodon/en no-sentence'],
  },
];

/** The state file with all changes up to the n-th version. */
function version(n: number): string {
  const changes = VERSIONS.slice(0, n);
  const facts: Record<string, Written> = {};
  for (const [who, one] of changes.flatMap((change) => Object.entries(change.facts ?? {})))
    facts[who] = { ...facts[who], ...one };
  return JSON.stringify({
    incident: Object.assign({ updated: changes.at(-1)?.at }, ...changes.map(({ incident }) => incident)),
    facts,
    announcements: changes.flatMap(({ at, say }) => say.map((one) => ({ at, ...one }))),
  });
}

/** When version `n` was written. */
function timeOf(n: number): Instant {
  return Date.parse(VERSIONS[n - 1]?.at ?? '');
}

describe('the incident of October 2023, as its eight versions of the state file tell it', () => {
  test('each version brings about exactly the actions that were meant, on the timelines and in the ledger', async () => {
    await using system = await open(timeOf(1));
    const held = new Set<string>();
    for (const [index, expected] of VERSIONS.entries()) {
      system.clock.advanceTo(timeOf(index + 1));
      const planned = await system.tick(version(index + 1));
      const places = (action: string) =>
        planned.posts
          .filter(({ intent }) => intent.action === action)
          .map(({ intent }) => `${intent.account}/${intent.language}`)
          .sort();
      expect(places('publish'), `v${index + 1}`).toEqual([...expected.publish].sort());
      expect(places('edit')).toEqual([...(expected.edit ?? [])].sort());
      expect(places('delete')).toEqual([...(expected.delete ?? [])].sort());
      const newly = planned.held
        .map((one) => `${one.announcement}/${one.account}/${one.language} ${one.because}`)
        .filter((one) => !held.has(one));
      for (const one of newly) held.add(one);
      expect(newly).toEqual(expected.held ?? []);
      expect((await system.plan(version(index + 1))).posts).toEqual([]);
    }
    const { entries } = await system.ledger.view('sit-2023-10');
    expect(entries.every((entry) => entry.state === 'posted')).toBe(true);
    const count = (action: string) => entries.filter((entry) => entry.action === action).length;
    expect([count('publish'), count('edit'), count('delete'), held.size]).toEqual([27, 2, 1, 4]);
  });

  test('each language has a thread of its own on an account, in which every post answers the one before that lasts', async () => {
    await using system = await open(timeOf(1));
    await replay(system, VERSIONS.length);
    const { entries } = await system.ledger.view('sit-2023-10');
    const posts = entries.filter(isPublished);
    const threads = Map.groupBy(posts, ({ account, language }) => `${account}/${language}`);
    expect([...threads.keys()].sort()).toEqual(
      [...new Set(VERSIONS.flatMap(({ publish }) => publish))].sort(),
    );
    for (const thread of threads.values()) {
      const inOrder = thread.toSorted((a, b) => (a.postedAt ?? 0) - (b.postedAt ?? 0));
      const timeline = system.sandbox.timeline(thread[0]?.account ?? '');
      for (const [index, { remoteId }] of inOrder.entries())
        expect(timeline.find(({ id }) => id === remoteId)?.replyTo ?? null, `${remoteId}`).toBe(
          inOrder[index - 1]?.remoteId ?? null,
        );
    }
  });

  test('each wrong post is edited or deleted only after its correction is published', async () => {
    await using system = await open(timeOf(1));
    await replay(system, 3);
    system.clock.advanceTo(timeOf(4));
    const before = system.sandbox.requests().length;
    await system.tick(version(4));
    for (const account of ['siegen-x', 'siegen-mastodon', 'siwi-mastodon']) {
      const methods = system.sandbox
        .requests()
        .slice(before)
        .filter((request) => request.account === account && request.method !== 'GET')
        .map((request) => request.method);
      expect(methods).toEqual(['POST', account.endsWith('-x') ? 'DELETE' : 'PUT']);
    }
    const standing = ACCOUNTS.flatMap((account) => system.published(account)).join('\n');
    expect(standing).not.toContain('4710191');
    expect(standing).toContain('4710119');
  });

  test('replaying any version a second time does nothing, not even in the wrong order', async () => {
    await using system = await open(timeOf(1));
    await replay(system, VERSIONS.length);
    const before = ACCOUNTS.map((account) => system.published(account));
    for (const n of [8, 3, 1, 4, 2, 7, 8]) {
      await system.tick(version(n));
      expect((await system.plan(version(n))).posts, `v${n}`).toEqual([]);
    }
    expect(ACCOUNTS.map((account) => system.published(account))).toEqual(before);
  });

  test('the fourth version read first gives the hotline with the right number, and no correction', async () => {
    await using system = await open(timeOf(4));
    await system.tick(version(4));
    expect((await system.plan(version(4))).posts).toEqual([]);
    const posts = ACCOUNTS.flatMap((account) => system.everPosted(account));
    expect(posts.filter((text) => /: Nothotline 0221 4710119/.test(text))).toHaveLength(3);
    expect(posts.filter((text) => text.includes('4710191') || text.startsWith('KORREKTUR'))).toEqual([]);
  });

  test('a worker that was off from 06:00 to 19:00 never posts the appointments of that day', async () => {
    await using system = await open(Date.parse('2023-10-30T19:00+01:00'));
    await system.tick(version(4));
    const posts = ACCOUNTS.flatMap((account) => system.everPosted(account));
    expect(posts.filter((text) => text.includes('Termine am Montag, 30.10.'))).toEqual([]);
    expect(posts.length).toBeGreaterThan(0);
    const { entries } = await system.ledger.view('sit-2023-10');
    const appointments = entries.filter((entry) => entry.announcement === 'appointments-hsk');
    expect(appointments.map((entry) => entry.state)).toEqual(['expired', 'expired']);
  });

  test('a changed message publishes nothing and makes no post outdated', async () => {
    await using system = await open(timeOf(1));
    await system.tick(version(1));
    const louder: MessageChange = (_, text) => text.replaceAll('Nächste Info', 'Nächste Auskunft');
    await using later = await openSystem({
      at: timeOf(1),
      region: await scenarioRegion(),
      messages: louder,
    });
    const read = later.configuration(version(1));
    const { plan } = await import('../../src/core/planning/plan.ts');
    const planned = plan(read, await system.ledger.view('sit-2023-10'), timeOf(1));
    expect(planned.posts).toEqual([]);
    expect(planned.outdated).toEqual([]);
  });
});
