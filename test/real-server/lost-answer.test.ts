import { afterAll, beforeAll, expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { channelSettings } from '../../src/core/domain/settings.ts';
import { shown } from '../channels/conformance.ts';
import { openSystem } from '../fixtures/system.ts';
import { type CuttingLine, startCuttingLine } from './cutting-line.ts';
import { type Snac, startSnac } from './snac.ts';

const HANDLES = ['stadt_siegen', 'stadt_hilchenbach', 'stadt_netphen'] as const;
const NEVER = new AbortController().signal;

const STATE = `
incident:
  id: sit-2023-10
  mode: live
  title: {de: IT-Ausfall nach Cyberangriff auf Südwestfalen-IT}
  cause: {kind: cyberattack, supplier: Südwestfalen-IT, public: true}
  started: "2023-10-30 01:01"
  phase: investigating
  hashtags: [CyberangriffSWF]
facts:
  town: {reach: {phone: down, website: down, email_in: unknown}}
announcements:
  - {id: outage, kind: outage, post_as: all}
`;

let server: Snac;
beforeAll(async () => {
  server = await startSnac(HANDLES);
});
afterAll(() => server[Symbol.asyncDispose]());

/** One town on the server, at the far end of a line that can be cut. The clock is the test's; the server has its own. */
async function openTown(handle: (typeof HANDLES)[number]) {
  const line = await startCuttingLine(server.origin);
  const credential = { ACCESS_TOKEN: server.tokens.get(handle) ?? '' };
  const system = await openSystem({
    at: Date.now(),
    region: regionOn(line, handle),
    credentials: new Map([['town-mastodon', credential]]),
  });
  const { clock, steps, ledger } = system;
  return {
    line,
    quietMs: channelSettings(system.settings, 'mastodon').quietMs,
    tick: () => system.tick(STATE),
    pass: (ms: number) => system.pass(clock.now() + ms),
    /** What was done, in order. */
    told: () =>
      steps.flatMap((step) => {
        if (step.kind === 'sent') return [`sent ${step.answer.kind}`];
        return step.kind === 'looked-up' ? [`looked ${step.found}`] : [];
      }),
    async entry() {
      const [entry, ...more] = (await ledger.view('sit-2023-10')).entries;
      expect(more).toEqual([]);
      return entry;
    },
    async standing() {
      const account = system.region.accounts.get('town-mastodon');
      const seen = account && system.delivery.channel(account);
      if (!seen) throw new Error('the town has no account');
      return shown(await seen.timeline({ since: null, from: 0, postsMax: 100 }, NEVER)).posts;
    },
    async [Symbol.asyncDispose]() {
      await system[Symbol.asyncDispose]();
      await line[Symbol.asyncDispose]();
    },
  };
}

function regionOn(line: CuttingLine, handle: string): string {
  return `
municipalities:
  town:
    name: {de: Stadt Siegen}
    kind: stadt
    ags: "05970040"
    languages: [de]
    info_url: https://example.org/siegen/notfall?a=1&b=2
    accounts: [{id: town-mastodon, channel: mastodon, server: "${line.origin}", handle: ${handle}}]
`;
}

test('a post whose answer is lost is found on the server, and never sent again', async () => {
  await using town = await openTown('stadt_siegen');
  town.line.cut('answer');
  await town.tick();
  expect(await town.entry()).toMatchObject({ state: 'unknown' });
  expect(await town.standing()).toHaveLength(1);
  await town.pass(MINUTE);
  const [post] = await town.standing();
  expect(await town.entry()).toMatchObject({ state: 'posted', remoteId: post?.remoteId });
  await town.tick();
  await town.pass(60 * MINUTE);
  expect(town.told()).toEqual(['sent unknown', 'looked found']);
  expect(await town.standing()).toHaveLength(1);
  expect(town.line.posts()).toBe(1);
});

test('a post that never reached the server is sent once more, after the quiet time', async () => {
  await using town = await openTown('stadt_hilchenbach');
  town.line.cut('request');
  await town.tick();
  await town.pass(town.quietMs - SECOND);
  expect(await town.entry()).toMatchObject({ state: 'unknown' });
  expect(town.line.posts()).toBe(1);
  expect(await town.standing()).toEqual([]);
  await town.pass(2 * MINUTE);
  expect(await town.entry()).toMatchObject({ state: 'posted' });
  await town.pass(60 * MINUTE);
  expect(town.told().at(-1)).toBe('sent posted');
  expect(await town.standing()).toHaveLength(1);
  expect(town.line.posts()).toBe(2);
});

test('a post that is lost on its way, and whose second answer is lost, is published once', async () => {
  await using town = await openTown('stadt_netphen');
  town.line.cut('request');
  town.line.cut('answer');
  await town.tick();
  await town.pass(60 * MINUTE);
  expect(await town.entry()).toMatchObject({ state: 'posted', attempts: 2 });
  expect(town.told().slice(-2)).toEqual(['sent unknown', 'looked found']);
  expect(await town.standing()).toHaveLength(1);
  expect(town.line.posts()).toBe(2);
});
