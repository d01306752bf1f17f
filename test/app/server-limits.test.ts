import { expect, test } from 'vitest';
import { readServerLimits } from '../../src/core/delivery/server-limits.ts';
import { HOUR } from '../../src/core/domain/clock.ts';
import { json } from '../../src/sandbox/platform.ts';
import { at, file, openDay } from '../fixtures/day.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { openProgramAt } from '../fixtures/program.ts';

const platformsTaking = (charactersMax: number) =>
  PLATFORMS.map((one) => (one.channel === 'mastodon' ? { ...one, charactersMax } : one));

const down = { phone: 'down', website: 'down', email_in: 'down', email_out: 'down' };
const OUTAGE = { id: 'o', kind: 'outage', at: '2026-11-24 08:50', post_as: ['hemer'] };
const stateWith = (sentences: number, edition = 1) =>
  file(
    {
      hemer: {
        reach: down,
        instruction: { de: 'Notfälle: Anlaufstelle in der Feuerwache. '.repeat(sentences).trim() },
      },
    },
    { ...OUTAGE, edition },
  );
const never = new AbortController().signal;

test.each([
  { characters: 300, sentences: 6, change: 'shorter' },
  { characters: 5_000, sentences: 10, change: 'longer' },
])('a server that takes $characters characters gets $change texts than the settings say', async (given) => {
  const { characters, sentences, change } = given;
  await using day = await openDay('09:00', undefined, { platforms: platformsTaking(characters) });
  const state = stateWith(sentences);
  const onMastodon = async () =>
    (await day.plan(state)).posts.find(({ intent }) => intent.account === 'hemer-mastodon');
  // Before it was asked, the settings hold.
  const before = await onMastodon();
  expect(before).toMatchObject({ limit: 500 });

  await readServerLimits(day.delivery, day.region.accounts.values(), never);
  const after = await onMastodon();
  expect(after).toMatchObject({ limit: characters });
  expect((after?.length ?? 0) > (before?.length ?? 0)).toBe(change === 'longer');
  await day.tick(state);
  expect(day.published('hemer-mastodon')).toEqual([after?.intent.text]);
});

/** GoToSocial with its limit at 300: it names no version of the API, and counts every character of a link. */
const GOTOSOCIAL = PLATFORMS.map((one) => {
  if (one.channel !== 'mastodon') return one;
  const statuses = { max_characters: 300, characters_reserved_per_url: 25 };
  const act = () => json(200, { configuration: { statuses } });
  const routes = one.routes.map((route) => (route.operation === 'limits' ? { ...route, act } : route));
  const length = (text: string) => [...text].length;
  return { ...one, charactersMax: 300, length, routes };
});

test('texts with long links fit a server that counts every character of them', async () => {
  await using day = await openDay('09:00', undefined, { platforms: GOTOSOCIAL });
  await readServerLimits(day.delivery, day.region.accounts.values(), never);
  const linking = (characters: number) =>
    file({ hemer: { reach: down, info_url: `https://example.org/${'x'.repeat(characters)}` } }, OUTAGE);
  for (let characters = 20; characters <= 160; characters += 20) {
    const { posts } = await day.plan(linking(characters));
    const text = posts.find(({ intent }) => intent.account === 'hemer-mastodon')?.intent.text ?? '';
    expect(text.length).toBeGreaterThan(0);
    expect([...text].length).toBeLessThanOrEqual(300);
  }
  await day.tick(linking(160));
  expect(day.published('hemer-mastodon').map((text) => [...text].length <= 300)).toEqual([true, true]);
});

test('limits are kept for every account of a server, with their age, and read again after a day', async () => {
  await using day = await openDay('09:00', undefined, { platforms: platformsTaking(300) });
  const read = () => readServerLimits(day.delivery, day.region.accounts.values(), never);
  const ages = async () => [...(await day.ledger.limits())].map(([id, { readAt }]) => `${id} ${readAt}`);
  const of = (time: string) => ['hemer', 'menden', 'mk'].map((town) => `${town}-mastodon ${at(time)}`);
  await read();
  expect(await ages()).toEqual(of('09:00'));
  expect((await day.ledger.limits()).get('mk-mastodon')).toMatchObject({ characters: 300, perUrl: 23 });

  day.clock.advanceTo(at('09:00') + 23 * HOUR);
  await read();
  expect(await ages()).toEqual(of('09:00'));
  day.clock.advanceTo(at('09:00 +1'));
  await read();
  expect(await ages()).toEqual(of('09:00 +1'));
});

test('a server that does not answer keeps its limits, and is not asked at every tick', async () => {
  await using day = await openDay('09:00', undefined, { platforms: platformsTaking(300) });
  const read = () => readServerLimits(day.delivery, day.region.accounts.values(), never);
  await read();
  day.clock.advanceTo(at('09:00 +1'));
  await day.sandbox.close();
  await read();
  await read();
  expect((await day.ledger.limits()).get('hemer-mastodon')).toMatchObject({
    characters: 300,
    readAt: at('09:00'),
  });
  const { rateUsage } = await day.ledger.view('it-2026');
  expect(rateUsage.filter(({ at: used }) => used === at('09:00 +1'))).toHaveLength(1);
});

test.each(['unauthorized', 'suspended'] as const)(
  'a server that answers the first account with `%s` tells its limits to another',
  async (kind) => {
    await using day = await openDay('09:00', undefined, { platforms: platformsTaking(300) });
    day.sandbox.arrange('mk-mastodon', { kind, on: 'any' }, Number.POSITIVE_INFINITY);
    await readServerLimits(day.delivery, day.region.accounts.values(), never);
    const known = [...(await day.ledger.limits())].map(([id, { characters }]) => `${id} ${characters}`);
    expect(known).toEqual(['hemer-mastodon 300', 'menden-mastodon 300', 'mk-mastodon 300']);
    await day.tick(stateWith(6));
    expect((await day.entries()).map(({ state }) => state)).not.toContain('refused');
  },
);

test('`run` asks the servers before it plans, and `plan` knows what they said', async () => {
  await using program = await openProgramAt('09:00', stateWith(6), { platforms: platformsTaking(300) });
  const { err } = await program.run('run', '--once');
  expect(
    program.published().some((text) => text.includes('hemer-mastodon')),
    err,
  ).toBe(true);
  expect((await program.states()).filter((state) => state.includes('refused'))).toEqual([]);
});

/** Mastodon, where it can take another number of characters later. */
function changing(characters: number) {
  const limit = { characters };
  const platforms = PLATFORMS.map((one) =>
    one.channel === 'mastodon'
      ? Object.defineProperty({ ...one }, 'charactersMax', { get: () => limit.characters, enumerable: true })
      : one,
  );
  return { limit, platforms };
}

test('a server that lowers its limit is asked again once it refused a text, and gets texts that fit', async () => {
  const { limit, platforms } = changing(5_000);
  await using program = await openProgramAt('09:00', file({}), { platforms });
  await program.run('run', '--once');
  limit.characters = 300;
  program.advanceTo(at('09:10'));
  await program.write('incident.yaml', stateWith(6));
  await program.run('run', '--once');
  const published = () => program.published().filter((text) => text.includes('hemer-mastodon'));
  expect(published()).toEqual([]);

  program.advanceTo(at('09:20'));
  await program.write('incident.yaml', stateWith(6, 2));
  const { err } = await program.run('run', '--once');
  expect(published().length, err).toBeGreaterThan(0);
});

const APPROVED = { config: 'approvals: {needed: 1}\n' };

test('a text that was approved before its server named a higher limit goes out as it was approved', async () => {
  await using program = await openProgramAt('09:00', stateWith(10), {
    ...APPROVED,
    platforms: platformsTaking(5_000),
  });
  const shown = async () => JSON.parse((await program.run('plan', '--json')).out).posts;
  const texts = (await shown()).map(({ text }: { text: string }) => text).toSorted();
  await program.approve('o', 'press-hemer');
  await program.run('run', '--once');
  const said = program.published().map((text) => text.replace(/^\S+ /, ''));
  expect(said.toSorted()).toEqual(texts);
});

test.each([
  ['its server takes more by then', null],
  ['somebody confirms its facts meanwhile, and its server takes more', 'confirmed=now'],
])('a text that was approved for the next day goes out though %s', async (_, change) => {
  const { limit, platforms } = changing(300);
  const tomorrow = stateWith(6).replace('2026-11-24 08:50', '2026-11-25 11:00');
  await using program = await openProgramAt('09:00', tomorrow, { ...APPROVED, platforms });
  await program.run('run', '--once');
  await program.approve('o', 'press-hemer');
  limit.characters = 500;
  await program.step('09:10 +1');
  if (change !== null) await program.run('set', 'hemer', change, '--by', 'press-hemer', '--yes');
  await program.step('11:00 +1');
  expect(await program.states()).not.toContain('o hemer-mastodon waiting');
  expect(program.published().filter((text) => text.startsWith('hemer-mastodon'))).toHaveLength(1);
});

test('a text that went out shorter than the limit is not outdated by what it had no room for', async () => {
  const website = (level: string) => stateWith(10).replace(/("website": ?)"down"/, `$1"${level}"`);
  await using program = await openProgramAt('09:00', website('down'), {
    ...APPROVED,
    platforms: platformsTaking(5_000),
  });
  await program.approve('o', 'press-hemer');
  await program.run('run', '--once');
  const [said = ''] = program.published();
  expect(said).not.toMatch(/website/i);
  expect(website('up')).not.toBe(website('down'));
  await program.write('incident.yaml', website('up'));
  const outdated = async () => JSON.parse((await program.run('plan', '--json')).out).outdated;
  expect(await outdated()).toEqual([]);
  await program.edit('incident.yaml', 'Feuerwache', 'Stadthalle');
  expect(await outdated()).toHaveLength(1);
});

test('a text that was approved before the facts changed is worded again with all the room that there is', async () => {
  const reaching = (...more: readonly string[]) =>
    file({ hemer: { reach: Object.fromEntries(['phone', ...more].map((way) => [way, 'down'])) } }, OUTAGE);
  await using program = await openProgramAt('09:00', reaching(), APPROVED);
  await program.run('pause', '--by', 'press-hemer', '--all');
  await program.run('run', '--once');
  await program.approve('o', 'press-hemer');
  await program.write('incident.yaml', reaching('website'));
  const { posts } = JSON.parse((await program.run('plan', '--json')).out);
  for (const { text } of posts) expect(text).toMatch(/[Ww]ebsite/);
});

test('a server that refuses to delete a post is not asked again: that says nothing of its limits', async () => {
  await using day = await openDay('09:00', undefined, { platforms: platformsTaking(300) });
  await readServerLimits(day.delivery, day.region.accounts.values(), never);
  await day.step('09:00', stateWith(6));
  day.sandbox.arrange('hemer-mastodon', {
    kind: 'answer',
    on: 'delete',
    status: 422,
    headers: { 'content-type': 'application/json' },
    body: '{"error": "Not now"}',
  });
  const oops = { id: 'oops', kind: 'retraction', withdraws: 'o' };
  await day.tick(file({ hemer: { reach: down } }, OUTAGE, oops));
  expect((await day.entries()).map(({ action, state }) => `${action} ${state}`)).toContain('delete refused');
  expect((await day.ledger.limits()).get('hemer-mastodon')).toMatchObject({ readAt: at('09:00') });
});

test('a post that is untrue stays outdated where its server takes fewer characters since, and nothing is called over', async () => {
  const { limit, platforms } = changing(5_000);
  const desk = 'Dringendes: Anlaufstelle in der Feuerwache, Eingang Hof. ';
  const instruction = { de: desk.repeat(7).trim(), en: desk.repeat(7).trim() };
  const website = (level: string) =>
    file({ hemer: { reach: { phone: 'down', website: level }, instruction } }, OUTAGE);
  await using program = await openProgramAt('09:00', website('down'), { platforms });
  await program.run('run', '--once');
  await program.write('incident.yaml', website('up'));
  for (const time of ['08:00 +1', '08:20 +1']) await program.step(time);
  limit.characters = 500;
  program.advanceTo(at('09:05 +1'));
  const { err } = await program.run('run', '--once');
  expect(err).not.toContain('alert-over');
  const { out } = await program.run('plan', '--json');
  expect(JSON.parse(out).outdated.map(({ key }: { key: string }) => key)).toContain(
    'it-2026/o.1/hemer-mastodon/de',
  );
});
