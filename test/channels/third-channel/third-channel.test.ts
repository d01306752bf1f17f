import { expect, test } from 'vitest';
import { jsonSchemas } from '../../../docs/json-schemas.ts';
import { remoteIdAt } from '../../../src/app/resolve.ts';
import { CHANNELS } from '../../../src/channels/registry.ts';
import { MINUTE } from '../../../src/core/domain/clock.ts';
import type { Municipality } from '../../../src/core/domain/municipality.ts';
import { readRegion } from '../../../src/files/municipalities/region.ts';
import { readSecrets } from '../../../src/files/settings/secrets.ts';
import { readSettings } from '../../../src/files/settings/settings.ts';
import { phonesDown } from '../../fixtures/program.ts';
import { openSystem, type TestSystem } from '../../fixtures/system.ts';
import { board } from './module.ts';

const channels = [...CHANNELS, board];
const NOW = Date.parse('2026-11-24T08:00+01:00');
const REGION = regionOf({ siegen: 'Stadt Siegen' });
const OUTAGE = '{id: outage, kind: outage, post_as: all}';

function regionOf(towns: Readonly<Record<string, string>>): string {
  const one = ([id, name]: readonly [string, string], index: number) => `
  ${id}:
    name: {de: ${name}}
    kind: stadt
    ags: "0597000${index}"
    languages: [de]
    accounts:
      - {id: ${id}-board, channel: board, server: "https://board.example.org", handle: stadt_${id}}
      - {id: ${id}-mastodon, channel: mastodon, server: "https://social.example.org", handle: stadt_${id}}`;
  return `municipalities:${Object.entries(towns).map(one).join('')}\n`;
}

const state = (...announcements: readonly string[]) => phonesDown('2026-11-24 07:00', announcements);

function open(region = REGION): Promise<TestSystem> {
  return openSystem({ at: NOW, region, channels });
}

test('a channel that only its folder knows is planned, written down, posted on, and planned no more', async () => {
  await using system = await open();
  const planned = await system.tick(state(OUTAGE));
  const [intent] = planned.posts.map((post) => post.intent).filter((one) => one.account === 'siegen-board');
  expect(intent).toMatchObject({ channel: 'board', server: 'https://board.example.org' });
  expect(planned.cost.usd).toBe(0.5);
  expect(system.published('siegen-board')).toEqual([intent?.text]);
  expect(system.published('siegen-mastodon')).toHaveLength(1);
  const [entry] = (await system.ledger.view('i-1')).entries.filter(({ channel }) => channel === 'board');
  expect(entry).toMatchObject({ state: 'posted', account: 'siegen-board' });
  expect((await system.tick(state(OUTAGE))).posts).toEqual([]);
});

test('a wrong post is deleted on a channel that cannot edit', async () => {
  await using system = await open();
  await system.tick(state(OUTAGE));
  const [wrong] = system.published('siegen-board');
  system.clock.advanceTo(NOW + 10 * MINUTE);
  await system.tick(state(OUTAGE, '{id: oops, kind: retraction, withdraws: outage}'));
  expect(system.published('siegen-board')).toHaveLength(1);
  expect(system.published('siegen-board')).not.toContain(wrong);
});

test('an answer that was lost on the channel is looked for, and the post goes out once', async () => {
  await using system = await open();
  system.sandbox.arrange('siegen-board', { kind: 'accepted-then-cut' });
  await system.tick(state(OUTAGE));
  await system.pass(NOW + 10 * MINUTE);
  expect(system.everPosted('siegen-board')).toHaveLength(1);
  const [entry] = (await system.ledger.view('i-1')).entries.filter(({ channel }) => channel === 'board');
  expect(entry?.state).toBe('posted');
});

test('near-duplicates are held by the policy of the channel, under its name', async () => {
  await using system = await open(regionOf({ a: 'Stadt', b: 'Stadt' }));
  const { held } = await system.plan(state(OUTAGE));
  expect(held).toMatchObject([{ account: 'b-board', because: 'too-alike' }]);
  expect(JSON.stringify(held)).toContain('Notice Board');
});

test('schemas, settings, credentials and addresses follow from the module', () => {
  const settings = readSettings('channels: {board: {reserve: 0.5}}', 'config.yaml', channels);
  expect(settings.channels.board).toMatchObject({ quietMs: 200_000, reserve: 0.5, baseUrl: null });
  const region = readRegion(REGION, 'municipalities.yaml', new Map(), settings, channels);
  const [account] = (region.municipalities.get('siegen') as Municipality).accounts;
  if (!account) throw new Error('the town has no account');
  const env = { BOARD_KEY: 'key-of-the-app', SIEGEN_BOARD_PASSPHRASE: 'open-sesame' };
  const { credentials, values } = readSecrets(env, [account], channels);
  expect(credentials.get('siegen-board')).toEqual({ BOARD_KEY: 'key-of-the-app', PASSPHRASE: 'open-sesame' });
  expect(values).toEqual(['key-of-the-app', 'open-sesame']);
  const live = { ...settings, sandbox: false };
  expect(remoteIdAt('https://board.example.org/of/stadt_siegen/42', account, live, channels)).toBe('42');
  for (const name of ['municipalities.schema.json', 'config.schema.json'])
    expect(jsonSchemas(channels).get(name)).toContain('"board"');
});
