import { describe, expect, test } from 'vitest';
import { isPublished } from '../../src/core/ledger/entry.ts';
import {
  type MessageChange,
  openSystem,
  scenarioRegion,
  type TestSystem,
  timeOf,
  VERSION_TIMES,
  version,
  withoutSentences,
} from '../fixtures/system.ts';

/** In English there are words for outages and corrections only, as in the scenario's description. */
const messages = withoutSentences('en.ftl', 'headline-contact', 'headline-estimate', 'all-clear');

async function open(at: number): Promise<TestSystem> {
  return openSystem({ at, region: await scenarioRegion(), messages });
}

/** Each version takes effect when it was written, up to the n-th. */
async function replay(system: TestSystem, n: number): Promise<void> {
  for (const [index, time] of VERSION_TIMES.slice(0, n).entries()) {
    system.clock.advanceTo(time);
    await system.tick(await version(index + 1));
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

/** What the description of the scenario says: posts, edits, deletions and what is newly held, by version. */
const EXPECTED = [
  {
    publish: ['siegen-x/de', 'siegen-mastodon/de', 'siegen-mastodon/en', 'siwi-mastodon/de'],
    edit: [],
    delete: [],
    held: [],
  },
  {
    publish: ['hsk-mastodon/de', 'hsk-x/de', 'soest-x/de', 'soest-mastodon/de'],
    edit: [],
    delete: [],
    held: [],
  },
  {
    publish: ['siwi-mastodon/de', 'siegen-x/de', 'siegen-mastodon/de'],
    edit: [],
    delete: [],
    held: ['hotline/siegen-mastodon/en no-sentence'],
  },
  {
    publish: ['siwi-mastodon/de', 'siegen-x/de', 'siegen-mastodon/de'],
    edit: ['siwi-mastodon/de', 'siegen-mastodon/de'],
    delete: ['siegen-x/de'],
    held: ['hotline-correction/siegen-mastodon/en nothing-to-correct'],
  },
  { publish: ['hsk-mastodon/de', 'hsk-x/de'], edit: [], delete: [], held: [] },
  {
    publish: ['siegen-x/de', 'siegen-mastodon/de'],
    edit: [],
    delete: [],
    held: ['estimate-siegen/siegen-mastodon/en no-sentence'],
  },
  { publish: ['hsk-mastodon/de', 'hsk-x/de'], edit: [], delete: [], held: [] },
  {
    publish: [
      'siegen-x/de',
      'siegen-mastodon/de',
      'siwi-mastodon/de',
      'soest-x/de',
      'soest-mastodon/de',
      'hsk-mastodon/de',
      'hsk-x/de',
    ],
    edit: [],
    delete: [],
    held: ['all-clear/siegen-mastodon/en no-sentence'],
  },
];

describe('the incident of October 2023, as its eight versions of the state file tell it', () => {
  test('each version brings about exactly the actions that were meant, on the timelines and in the ledger', async () => {
    await using system = await open(timeOf(1));
    const held = new Set<string>();
    for (const [index, expected] of EXPECTED.entries()) {
      system.clock.advanceTo(timeOf(index + 1));
      const planned = await system.tick(await version(index + 1));
      const places = (action: string) =>
        planned.posts
          .filter(({ intent }) => intent.action === action)
          .map(({ intent }) => `${intent.account}/${intent.language}`)
          .sort();
      expect(places('publish'), `v${index + 1}`).toEqual([...expected.publish].sort());
      expect(places('edit')).toEqual([...expected.edit].sort());
      expect(places('delete')).toEqual([...expected.delete].sort());
      const newly = planned.held
        .map((one) => `${one.announcement}/${one.account}/${one.language} ${one.because}`)
        .filter((one) => !held.has(one));
      for (const one of newly) held.add(one);
      expect(newly).toEqual(expected.held);
      expect((await system.plan(await version(index + 1))).posts).toEqual([]);
    }
    const { entries } = await system.ledger.view('sit-2023-10');
    expect(entries.every((entry) => entry.state === 'posted')).toBe(true);
    const count = (action: string) => entries.filter((entry) => entry.action === action).length;
    expect([count('publish'), count('edit'), count('delete'), held.size]).toEqual([27, 2, 1, 4]);
  });

  test('each language has a thread of its own on an account, in which every post answers the one before that lasts', async () => {
    await using system = await open(timeOf(1));
    await replay(system, VERSION_TIMES.length);
    const { entries } = await system.ledger.view('sit-2023-10');
    const posts = entries.filter(isPublished);
    const threads = Map.groupBy(posts, ({ account, language }) => `${account}/${language}`);
    expect([...threads.keys()].sort()).toEqual(
      [...new Set(EXPECTED.flatMap(({ publish }) => publish))].sort(),
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
    await system.tick(await version(4));
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
    await replay(system, VERSION_TIMES.length);
    const before = ACCOUNTS.map((account) => system.published(account));
    for (const n of [8, 3, 1, 4, 2, 7, 8]) {
      await system.tick(await version(n));
      expect((await system.plan(await version(n))).posts, `v${n}`).toEqual([]);
    }
    expect(ACCOUNTS.map((account) => system.published(account))).toEqual(before);
  });

  test('the fourth version read first gives the hotline with the right number, and no correction', async () => {
    await using system = await open(timeOf(4));
    await system.tick(await version(4));
    expect((await system.plan(await version(4))).posts).toEqual([]);
    const posts = ACCOUNTS.flatMap((account) => system.everPosted(account));
    expect(posts.filter((text) => /: Nothotline 0221 4710119/.test(text))).toHaveLength(3);
    expect(posts.filter((text) => text.includes('4710191') || text.startsWith('KORREKTUR'))).toEqual([]);
  });

  test('a worker that was off from 06:00 to 19:00 never posts the appointments of that day', async () => {
    await using system = await open(Date.parse('2023-10-30T19:00+01:00'));
    await system.tick(await version(4));
    const posts = ACCOUNTS.flatMap((account) => system.everPosted(account));
    expect(posts.filter((text) => text.includes('Termine am Montag, 30.10.'))).toEqual([]);
    expect(posts.length).toBeGreaterThan(0);
    const { entries } = await system.ledger.view('sit-2023-10');
    const appointments = entries.filter((entry) => entry.announcement === 'appointments-hsk');
    expect(appointments.map((entry) => entry.state)).toEqual(['expired', 'expired']);
  });

  test('a changed message publishes nothing and makes no post outdated', async () => {
    await using system = await open(timeOf(1));
    await system.tick(await version(1));
    const louder: MessageChange = (_, text) => text.replaceAll('Nächste Info', 'Nächste Auskunft');
    await using later = await openSystem({
      at: timeOf(1),
      region: await scenarioRegion(),
      messages: louder,
    });
    const read = later.configuration(await version(1));
    const { plan } = await import('../../src/core/planning/plan.ts');
    const planned = plan(read, await system.ledger.view('sit-2023-10'), timeOf(1));
    expect(planned.posts).toEqual([]);
    expect(planned.outdated).toEqual([]);
  });
});
