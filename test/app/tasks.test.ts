import { describe, expect, test } from 'vitest';
import { factsRight } from '../../src/app/fact-changes.ts';
import { factsToday } from '../../src/app/facts.ts';
import { allClear, outage, restoration, troubles } from '../../src/app/tasks.ts';
import { correction, retraction } from '../../src/app/wrong-post-tasks.ts';
import { isMistake } from '../../src/core/domain/errors.ts';
import { at, file, fileOf, hotline, openDay, REGION, RIGHT, type TestDay, WRONG } from '../fixtures/day.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['all'] };
const NUMBER = { path: 'contacts.hotline.phone', value: RIGHT, isInstant: false };
const CALLED = { path: 'contacts.hotline.verified_by', value: 'Frau Krause', isInstant: false };

/** The change that a correction of the post on this account makes. */
async function corrected(
  day: TestDay,
  said: string,
  account: string,
  answers: Pick<Parameters<typeof correction>[2], 'right' | 'everywhere'> &
    Partial<Parameters<typeof correction>[2]>,
  of = 'outage',
) {
  const view = await day.ledger.view('it-2026');
  const post = view.entries.find((entry) => entry.account === account && entry.announcement === of);
  if (!post) throw new Error(`nothing was said on ${account}`);
  return correction(day.configuration(said), view, { post, mayWrite: () => true, ...answers });
}

async function said(facts: Parameters<typeof file>[0]) {
  const day = await openDay('08:00');
  const state = file(facts, OUTAGE);
  await day.step('08:00', state);
  return { day, state, [Symbol.asyncDispose]: () => day[Symbol.asyncDispose]() };
}

test("facts of a group without members, which are nobody's, hinder no all-clear", async () => {
  const region = `${REGION.trimEnd()}\ngroups:\n  nachbarn: {name: {de: Nachbarn}}\n`;
  await using day = await openDay('08:00', undefined, { region });
  const down = { reach: { phone: 'down' } };
  const configuration = day.configuration(file({ all: down, nachbarn: down }, OUTAGE));
  const { facts = [] } = allClear(configuration, { entries: [] }, 'hemer', at('09:00'));
  expect(facts.map(({ who }) => who)).not.toContain('nachbarn');
  expect(facts.map(({ who }) => who)).toContain('hemer');
});

test('a correction puts a number right where it is written, for everybody who said it from there', async () => {
  const down = { reach: { website: 'down' } };
  await using one = await said({ all: { ...hotline(WRONG), ...down }, menden: hotline(RIGHT) });
  const answers = { right: [NUMBER, CALLED], everywhere: true };
  expect(await corrected(one.day, one.state, 'hemer-x', answers)).toEqual({
    facts: [
      {
        who: 'all',
        assignments: [
          { path: ['contacts', 'hotline', 'phone'], value: JSON.stringify(RIGHT) },
          { path: ['contacts', 'hotline', 'verified_by'], value: '"Frau Krause"' },
        ],
      },
    ],
    // Menden says a number of its own.
    announcement: {
      kind: 'correction',
      corrects: 'outage',
      contact: 'hotline',
      post_as: ['hemer', 'mk'],
    },
  });
});

test('a correction for all leaves what others wrote of their own, though it says the same', async () => {
  const own = { reach: { phone: 'down' } };
  await using one = await said({ hemer: own, menden: own, mk: own });
  const right = [{ path: 'reach.phone', value: 'limited', isInstant: false }];
  const { facts, announcement } = await corrected(one.day, one.state, 'hemer-x', { right, everywhere: true });
  expect(facts?.map(({ who }) => who)).toEqual(['hemer']);
  expect(announcement).toMatchObject({ post_as: ['hemer'] });
});

test('nobody is asked whether mail works again that a town says works', async () => {
  await using day = await openDay('08:00');
  const state = file({ menden: { reach: { email_in: 'down', email_out: 'up' } } }, OUTAGE);
  expect(troubles(day.configuration(state), 'menden')).toEqual(['reach.email_in']);
  const unknown = file({ menden: { reach: { email_in: 'unknown', email_out: 'down' } } }, OUTAGE);
  expect(troubles(day.configuration(unknown), 'menden')).toEqual(['reach.email_in', 'reach.email_out']);
});

test('what was written for each town is put right for all in each that still says it, and that may be written', async () => {
  const up = { reach: { phone: 'up' } };
  const facts = { hemer: up, menden: up, mk: { reach: { phone: 'down' } } };
  const back = { id: 'back', kind: 'restoration', reach: ['phone'], post_as: ['hemer', 'menden', 'mk'] };
  await using day = await openDay('08:00');
  await day.step('08:00', file({ ...facts, mk: up }, back));
  const right = [{ path: 'reach.phone', value: 'down', isInstant: false }];
  const corrects = (mayWrite: (who: string) => boolean) =>
    corrected(day, file(facts, back), 'hemer-x', { right, everywhere: true, mayWrite }, 'back');
  const put = (who: string) => ({ who, assignments: [{ path: ['reach', 'phone'], value: '"down"' }] });
  // The district has put it right already.
  const both = await corrects(() => true);
  expect(both.facts).toEqual([put('hemer'), put('menden')]);
  expect(both.announcement).toMatchObject({ corrects: 'back', post_as: ['hemer', 'menden'] });
  const own = await corrects((who) => who === 'hemer');
  expect(own.facts).toEqual([put('hemer')]);
  expect(own.announcement).toMatchObject({ post_as: ['hemer'] });
});

test.each([
  ['the correction', 'hemer-x', 'fix'],
  ['an edited post', 'mk-mastodon', 'outage'],
])(
  'where a correction is wrong too, chosen on %s, it is corrected wherever it was said, and the post of a town that never said it stays',
  async (_, account, of) => {
    const region = REGION.replace(/.*id: hemer-mastodon.*\n/, '');
    await using day = await openDay('08:00', undefined, { region });
    const facts = (phone: string) => ({ all: hotline(phone), menden: hotline('+49 221 4710120') });
    const state = file(facts(WRONG), OUTAGE);
    await day.step('08:00', state);
    const all = { right: [NUMBER], everywhere: true };
    const fix = { id: 'fix', ...(await corrected(day, state, 'hemer-x', all)).announcement };
    const fixed = file(facts(RIGHT), OUTAGE, fix);
    await day.step('09:00', fixed);
    const third = '+49 221 4710155';
    const right = [{ ...NUMBER, value: third }];
    const { announcement } = await corrected(day, fixed, account, { ...all, right }, of);
    expect(announcement).toMatchObject({ corrects: 'outage', post_as: ['hemer', 'mk'] });
    await day.step('10:00', file(facts(third), OUTAGE, fix, { id: 'again', ...announcement }));
    expect(day.reads('menden-x')).toEqual(['menden-x: outage']);
    expect(day.reads('hemer-x', 'mk-mastodon').join()).not.toContain('right');
  },
);

test('a correction for one municipality takes over what its number inherits, and not who had called another', async () => {
  await using one = await said({ all: { ...hotline(WRONG), reach: { website: 'down' } } });
  const { facts, announcement } = await corrected(one.day, one.state, 'hemer-x', {
    right: [NUMBER],
    everywhere: false,
  });
  expect(facts).toEqual([
    {
      who: 'hemer',
      assignments: [
        {
          path: ['contacts', 'hotline'],
          value: JSON.stringify({ hours: 'Mo-Fr 08:00-16:00', phone: RIGHT }),
        },
      ],
    },
  ]);
  expect(announcement).toMatchObject({ post_as: ['hemer'] });
});

test('a correction names what was wrong in every language in which it is said', async () => {
  await using one = await said({ all: { reach: { website: 'down', phone: 'down' } } });
  const { announcement } = await corrected(one.day, one.state, 'hemer-x', {
    right: [{ path: 'reach.phone', value: 'up', isInstant: false }],
    everywhere: false,
  });
  expect(announcement).toMatchObject({ what: { de: 'Telefon', en: expect.stringMatching(/phone/) } });
});

test('a correction names services, and one contact, but no two things at once', async () => {
  await using one = await said({ all: { ...hotline(WRONG), reach: { website: 'down' } } });
  const service = { path: 'services.id-cards', value: 'available', isInstant: false };
  const right = [service, { ...service, path: 'services.passports' }];
  const { announcement } = await corrected(one.day, one.state, 'hemer-x', { right, everywhere: false });
  expect(announcement).toMatchObject({ services: ['id-cards', 'passports'] });
  const both = corrected(one.day, one.state, 'hemer-x', { right: [service, NUMBER], everywhere: false });
  await expect(both).rejects.toSatisfy((error) => isMistake(error, 'several-wrong'));
});

test('a correction needs to know what the post was worded from', async () => {
  await using one = await said({ all: { reach: { website: 'down' } } });
  const view = await one.day.ledger.view('it-2026');
  const [post] = view.entries;
  if (!post) throw new Error('nothing was said');
  const wrong = { post: { ...post, publishedSnapshot: null }, right: [NUMBER] };
  const answers = { ...wrong, everywhere: false, mayWrite: () => true };
  expect(() => correction(one.day.configuration(one.state), view, answers)).toThrow(
    expect.toSatisfy((error) => isMistake(error, 'not-worded')),
  );
});

test('a post in which a district speaks for a group alone is corrected by the facts of the district, which it states', async () => {
  const region = REGION.replace('speaks_for: [mk, hemer, menden]', 'speaks_for: [mk, hemer, menden, rest]');
  const groups = 'groups:\n  rest: {name: {de: die weiteren Rathäuser im Kreis}, members: [hemer]}\n';
  await using day = await openDay('08:00', undefined, { region: `${region}${groups}` });
  const said = { id: 'outage', kind: 'outage', post_as: ['mk'], about: ['rest'] };
  const state = file({ mk: { reach: { website: 'down', phone: 'down' } } }, said);
  await day.step('08:00', state);
  const right = [{ path: 'reach.phone', value: 'up', isInstant: false }];
  const { facts } = await corrected(day, state, 'mk-mastodon', { right, everywhere: false });
  expect(facts).toEqual([{ who: 'mk', assignments: [{ path: ['reach', 'phone'], value: '"up"' }] }]);
});

test('what is cleared of a contact goes, and with its last way to reach anybody the contact', async () => {
  await using day = await openDay('08:00');
  const configuration = day.configuration(file({ hemer: hotline(WRONG) }));
  const now = factsToday(configuration, 'hemer');
  const cleared = (path: string) =>
    factsRight(now, 'hemer', 'hemer', [{ path, value: null, isInstant: false }]).facts[0]?.assignments;
  expect(cleared('contacts.hotline.hours')).toEqual([
    {
      path: ['contacts', 'hotline'],
      value: JSON.stringify({ phone: WRONG, verified_by: 'press-hemer' }),
    },
  ]);
  expect(cleared('contacts.hotline.phone')).toEqual([{ path: ['contacts', 'hotline'], value: 'null' }]);
});

test('what is put right for all takes over nothing that one municipality says of the same contact', async () => {
  await using day = await openDay('08:00');
  const own = { contacts: { hotline: { note: { de: 'Nur in Hemer.' } } } };
  const configuration = day.configuration(file({ all: hotline(WRONG), hemer: own }));
  const now = factsToday(configuration, 'hemer');
  expect(factsRight(now, 'hemer', null, [NUMBER]).facts).toEqual([
    {
      who: 'all',
      assignments: [{ path: ['contacts', 'hotline', 'phone'], value: JSON.stringify(RIGHT) }],
    },
  ]);
  const cleared = [{ path: 'contacts.hotline.hours', value: null, isInstant: false }];
  expect(factsRight(now, 'hemer', null, cleared).facts[0]?.assignments).toEqual([
    { path: ['contacts', 'hotline'], value: JSON.stringify({ phone: WRONG, verified_by: 'press-hemer' }) },
  ]);
});

test('what was prepared is put right in the state file, as a whole', async () => {
  const region = REGION.replace('facts: {instruction: {de: "Dringendes: Anlauf', (own) =>
    own.replace('{', `{${JSON.stringify(hotline(WRONG)).slice(1, -1)}, `),
  );
  await using day = await openDay('08:00', undefined, { region });
  const configuration = day.configuration(file({}));
  const { facts } = factsRight(factsToday(configuration, 'hemer'), 'hemer', null, [NUMBER]);
  expect(facts).toEqual([
    {
      who: 'hemer',
      assignments: [
        {
          path: ['contacts', 'hotline'],
          value: JSON.stringify({ hours: 'Mo-Fr 08:00-16:00', phone: RIGHT }),
        },
      ],
    },
  ]);
});

test('a retraction is of some municipalities, or wherever the announcement is published', () => {
  expect(retraction('outage', ['hemer']).announcement).toEqual({
    kind: 'retraction',
    withdraws: 'outage',
    post_as: ['hemer'],
  });
  expect(retraction('outage', null).announcement).toEqual({ kind: 'retraction', withdraws: 'outage' });
});

test.each([
  ['goes on, it is not said how far the work is there', 'workaround', 'null'],
  ['is over, nobody says yet how far the work is', 'resolved', 'null'],
])('an outage in a town that had its all-clear: where the incident %s', async (_, phase, there) => {
  await using day = await openDay('08:00');
  const configuration = day.configuration(fileOf({ phase }, { hemer: { phase: 'resolved', reach: null } }));
  for (const who of ['all', 'hemer']) {
    const answers = { who, everything: false, down: ['phone'], appointments: null, cause: null } as const;
    const change = outage(
      configuration,
      { ...answers, title: new Map(), instruction: null, nextUpdate: null },
      at('08:00'),
    );
    const said = (change.facts ?? []).filter((one) => one.who === 'hemer');
    expect(said.flatMap((one) => one.assignments)).toContainEqual({ path: ['phase'], value: there });
  }
});

describe('what staff say works again', () => {
  const reach = {
    counter: 'limited',
    phone: 'down',
    website: 'down',
    online_services: 'down',
    email_out: 'down',
  };
  const services = { 'id-cards': 'unavailable', passports: 'unavailable' };
  const more = {
    unaffected: ['emergency-calls'],
    next_update: '2026-11-25 12:00',
    appointments: { policy: 'cancelled', from: '2026-11-24', until: '2026-11-27' },
    contacts: { hotline: { phone: RIGHT, hours: 'Mo-Fr 08:00-16:00', verified_by: 'press-hemer' } },
  };

  /** What is published of it at nine, after an outage at eight, by account and language. */
  async function saidBack(name: string, back: readonly string[]) {
    await using day = await openDay('08:00', undefined, { region: REGION.replaceAll('Stadt Hemer', name) });
    const outage = { ...OUTAGE, post_as: ['hemer'] };
    const before = file({ hemer: { reach, services, ...more } }, outage);
    await day.step('08:00', before);
    const { announcement } = restoration(day.configuration(before), { who: 'hemer', back });
    day.clock.advanceTo(at('09:00'));
    const now = (field: string, facts: object, as: string) =>
      Object.fromEntries(
        Object.entries(facts).map(([id, one]) => [id, back.includes(`${field}.${id}`) ? as : one]),
      );
    const hemer = {
      reach: now('reach', reach, 'up'),
      services: now('services', services, 'available'),
      ...more,
    };
    const { posts, held } = await day.plan(file({ hemer }, outage, { id: 'back', ...announcement }));
    expect(held).toEqual([]);
    const ofIt = posts.filter(({ intent }) => intent.announcement === 'back');
    return new Map(ofIt.map(({ intent }) => [`${intent.account} ${intent.language}`, intent.text ?? '']));
  }

  test.each<[said: string, name: string, back: readonly string[], german: RegExp, english: RegExp]>([
    [
      'the website alone, in the name of a body with a long one',
      'Verwaltungsgemeinschaft Hagenbüchach-Wilhelmsdorf',
      ['reach.website'],
      /^Verwaltungsgemeinschaft .*: Die Website (?:funktioniert|geht) wieder\./,
      /^Town of Hemer: The website is working again\./,
    ],
    [
      'the phone and a service',
      'Gemeinde Hagenbüchach-Wilhelmsdorf',
      ['reach.phone', 'services.id-cards'],
      /Personalausweis.*\. Das Telefon (?:funktioniert|geht) wieder\./,
      /ID cards again\. The phone is working again\./,
    ],
    [
      'all ways and a service',
      'Stadt Hemer',
      ['counter', 'phone', 'website', 'online_services', 'email_out']
        .map((way) => `reach.${way}`)
        .concat('services.passports'),
      /Reisep.*\. Telefon(?: und 3 weitere|, Website und 2 weitere|, Website, Online-Dienste und E-Mail-Versand) (?:funktionieren|gehen) wieder\. (?:Unsere Schalter sind|Schalter) wieder geöffnet\./,
      /passports again\. Phone, website, online services and outgoing email are working again\. Our front desks are open again\./,
    ],
  ])('is in every text, however little room there is: %s', async (_, name, back, german, english) => {
    const texts = await saidBack(name, back);
    expect([...texts.keys()]).toEqual(['hemer-x de', 'hemer-mastodon de', 'hemer-mastodon en']);
    for (const [where, text] of texts) expect(text).toMatch(where.endsWith('en') ? english : german);
  });
});
