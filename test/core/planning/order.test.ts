import { expect, test } from 'vitest';
import { destinationsNamed } from '../../../src/core/planning/candidates.ts';
import type { Plan } from '../../../src/core/planning/plan.ts';
import { at, file, hotline, REGION, RIGHT } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';
import { randomFrom } from '../../stories/random.ts';

/** Of two updates of one thing the later line is the newer; there is one here. */
const SAID = [
  { id: 'outage', kind: 'outage', post_as: 'all' },
  { id: 'number', kind: 'contacts', contact: 'hotline', post_as: ['hemer'] },
  {
    id: 'right',
    kind: 'correction',
    corrects: 'number',
    contact: 'hotline',
    what: { de: 'Nummer', en: 'number' },
  },
  { id: 'wrong', kind: 'correction', corrects: 'outage', post_as: ['menden'] },
  { id: 'back', kind: 'retraction', withdraws: 'outage', post_as: ['mk'] },
  { id: 'more', kind: 'status', updates: 'outage', post_as: 'all' },
  { id: 'over', kind: 'all-clear', post_as: ['menden'], updates: 'outage' },
  { id: 'over-too', kind: 'all-clear', post_as: ['hemer'] },
  { id: 'daily', kind: 'status', post_as: 'all', every: '0 8 * * *' },
  { id: 'closed', kind: 'appointments', post_as: ['hemer'] },
  { id: 'id-cards', kind: 'restoration', post_as: ['menden'], services: ['id-cards'] },
  { id: 'gone', kind: 'retraction', withdraws: 'number' },
  { id: 'when', kind: 'estimate', post_as: 'all', edition: 2 },
];

/** Everything that a plan decides; not in which order. */
function decided({ posts, held, writes }: Plan) {
  const lines = [
    ...posts.map(({ intent }) => `say ${intent.key} at ${intent.due} after ${intent.after}: ${intent.text}`),
    ...held.map((one) => `hold ${one.announcement} ${one.account} ${one.language}: ${one.because}`),
    ...writes.dropped.map(({ intent, state }) => `drop ${intent.key} ${state}`),
    ...writes.cancelled.map(({ key }) => `cancel ${key}`),
  ];
  return lines.sort();
}

test('a plan is the same in whatever order the announcements stand in the file', async () => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  for (let seed = 0; seed < 100; seed++) {
    const random = randomFrom(seed);
    const some = SAID.filter(({ id }) => id === 'outage' || random.next(0.4));
    const facts = {
      ...(random.next(0.5) && { all: { reach: { phone: 'down' } } }),
      hemer: hotline(RIGHT),
      ...(random.next(0.5) && { menden: { services: { 'id-cards': 'available' } } }),
    };
    // What answers an announcement that is not there is a mistake in whatever order.
    const isThere = (id: string | undefined) => id === undefined || some.some((one) => one.id === id);
    const said = some.filter((one) => isThere(one.corrects) && isThere(one.withdraws));
    const plan = async (order: typeof said) => decided(await system.plan(file(facts, ...order)));
    const before = await plan(said);
    for (const order of [
      said.toReversed(),
      said.toSorted(() => random.unit() - 0.5),
      said.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    ])
      expect(await plan(order), `${seed}: ${order.map(({ id }) => id).join()}`).toEqual(before);
  }
});

test('a post is planned once in each language of an account, however often that is listed', async () => {
  await using system = await openSystem({ at: at('09:00'), region: REGION });
  const configuration = system.configuration(file({}));
  const { municipalities } = configuration.region;
  const doubled = new Map(
    [...municipalities].map(([id, { accounts, ...one }]) => [
      id,
      { ...one, accounts: accounts.map((own) => ({ ...own, languages: own.languages.concat('de') })) },
    ]),
  );
  const region = { ...configuration.region, municipalities: doubled };
  const places = destinationsNamed({ ...configuration, region }, ['hemer']);
  expect(places.map(({ account, language }) => `${account.id} ${language}`)).toEqual([
    'hemer-x de',
    'hemer-mastodon de',
    'hemer-mastodon en',
  ]);
});
