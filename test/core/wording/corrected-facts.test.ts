import { expect, test } from 'vitest';
import { at, file, fileOf, OUTAGE, openDay, REGION, RIGHT, WRONG } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';

/** The day after each of these facts was told: by an outage, then by corrections of it, an hour apart. */
async function openCorrected(...told: readonly object[]) {
  const day = await openDay('09:00');
  const fixes = told.slice(1).map((_, nth) => ({ id: `fix${nth}`, kind: 'correction', corrects: 'outage' }));
  let now = '';
  for (const [nth, facts] of told.entries()) {
    now = file({ hemer: facts }, OUTAGE, ...fixes.slice(0, nth));
    await day.step(`${String(9 + nth).padStart(2, '0')}:00`, now);
  }
  const corrections = (account: string) =>
    day.published(account).filter((text) => /^(?:KORREKTUR|CORRECTION)/.test(text));
  return { day, now, corrections, [Symbol.asyncDispose]: () => day[Symbol.asyncDispose]() };
}

const CALLS = { unaffected: ['emergency-calls'], reach: { phone: 'down' } };

test('until when people are asked is said with what they are asked, and not of something else', async () => {
  const asking = (say: string) => ({ ...CALLS, instruction: { say, until: '2026-11-26' } });
  await using told = await openCorrected(asking('stay-home'), asking('do-not-come'));
  for (const account of ['hemer-x', 'hemer-mastodon']) {
    const [text = ''] = told.corrections(account);
    expect(text).toContain('Bitte kommen Sie nicht zu uns. Das gilt bis Donnerstag, 26.11. Unser Beitrag');
    expect(text.split('Das gilt bis')).toHaveLength(2);
  }
});

test('a correction that says wrongly that 110 and 112 fail can be corrected, though they were said to be unaffected', async () => {
  const calls = (status: string) => ({ ...CALLS, services: { 'emergency-calls': status } });
  await using told = await openCorrected(CALLS, calls('unavailable'), calls('available'));
  expect(await told.day.held(told.now)).toEqual([]);
  expect(told.corrections('hemer-x')).toEqual([expect.stringContaining('Notruf 110/112 funktioniert.')]);
  expect(told.day.published('hemer-mastodon').join()).not.toMatch(/ACHTUNG.*110.*24\.11\..*9 Uhr, war/);
});

test('a correction of a date does not ask people to stay away where desks are open', async () => {
  const until = (day: string) => ({
    ...{ ...CALLS, reach: { phone: 'down', counter: 'up' } },
    appointments: { policy: 'cancelled', until: day },
  });
  await using told = await openCorrected(until('2026-11-25'), until('2026-11-26'));
  const [text] = told.corrections('hemer-x');
  expect(text).toContain('Alle Termine bis Donnerstag, 26.11., fallen aus. Unser Beitrag');
});

test('who says where people can come, or what they can do again, does not ask them to stay away', async () => {
  const saying = async (announced: object) => {
    await using system = await openSystem({ at: at('09:00'), region: REGION });
    const facts = {
      ...{ reach: { phone: 'down' }, appointments: { policy: 'cancelled' } },
      services: { 'id-cards': 'available' },
      contacts: { desk: { place: { de: 'Rathaus, Eingang A' } }, hotline: { phone: RIGHT } },
    };
    const one = { id: 'said', post_as: ['mk'], ...announced };
    const { posts } = await system.plan(fileOf({ phase: 'identified' }, { mk: facts }, one));
    const text = posts[0]?.intent.text ?? '';
    expect(text).toContain('Alle Termine fallen aus.');
    return text.includes('kommen Sie nicht');
  };
  expect(await saying({ kind: 'contacts', contact: 'desk' })).toBe(false);
  expect(await saying({ kind: 'restoration', services: ['id-cards'] })).toBe(false);
  expect(await saying({ kind: 'contacts', contact: 'hotline' })).toBe(true);
  expect(await saying({ kind: 'outage' })).toBe(true);
});

test('staff hear that an instruction still names the number that is corrected', async () => {
  const number = (phone: string) => ({
    instruction: { de: 'Dringendes: 0221 4710191.', en: 'Urgent matters: +49 221 4710191.' },
    contacts: { hotline: { phone, hours: '24/7', verified_by: 'press-hemer' } },
  });
  await using told = await openCorrected(number(WRONG), number(RIGHT));
  const next = file(
    { hemer: number(RIGHT) },
    OUTAGE,
    { id: 'fix0', kind: 'correction', corrects: 'outage' },
    { id: 'later', kind: 'status', post_as: ['hemer'] },
  );
  const named = async (written: string) =>
    (await told.day.plan(written)).warnings.flatMap((one) =>
      one.code === 'also-wrong' ? one.posts.map(({ key }) => key.split('/').slice(1, 3).join(' on ')) : [],
    );
  // On Mastodon the instruction outlives the edit; on X the wrong post is deleted.
  expect([...new Set(await named(told.now))]).toEqual(['outage.1 on hemer-mastodon']);
  // What was wrong may be said with the number.
  const what = { de: 'Die Nummer 0221 4710191', en: 'The number +49 221 4710191' };
  const naming = { id: 'fix0', kind: 'correction', corrects: 'outage', edition: 2, what };
  const { contacts } = number(RIGHT);
  expect((await named(file({ hemer: { contacts } }, OUTAGE, naming))).join()).not.toContain('fix0');
  // As what is right it may not.
  const text = { de: 'Richtig ist: 0221 4710191.', en: 'Right is: +49 221 4710191.' };
  const wrongAgain = file({ hemer: { contacts } }, OUTAGE, { ...naming, text });
  expect((await named(wrongAgain)).join()).toContain('fix0.2 on hemer-x');
  // Nor may others, though the correction says what was wrong in the same words.
  const tip = {
    id: 'tip',
    kind: 'notice',
    post_as: ['menden'],
    text: { de: 'Die Nummer 0221 4710191 hilft.' },
  };
  const alike = file({ hemer: { contacts } }, OUTAGE, naming, tip);
  expect((await named(alike)).join()).toContain('tip.1 on menden-x');
  expect([...new Set(await named(next))]).toEqual([
    'later.1 on hemer-x',
    'later.1 on hemer-mastodon',
    'outage.1 on hemer-mastodon',
  ]);
});

test.each([1, 2])(
  'a post gets its words back from the facts where the correction that edited it is withdrawn, at once, and also beside edition %i',
  async (edition) => {
    const calls = (status: string) => ({ ...CALLS, services: { 'emergency-calls': status } });
    await using told = await openCorrected(CALLS, calls('unavailable'));
    const back = file(
      { hemer: calls('available') },
      { ...OUTAGE, edition },
      { id: 'fix0', kind: 'correction', corrects: 'outage' },
      { id: 'oops', kind: 'retraction', withdraws: 'fix0' },
    );
    await told.day.step('10:02', back);
    const posts = told.day.published('hemer-mastodon');
    expect(posts[0]).toContain('Notruf 110/112 funktioniert.');
    expect(posts.join()).not.toMatch(/ist ausgefallen\.|do not work/);
  },
);

test('a post gets its words back also where what a withdrawn correction said is put right one fact after the other', async () => {
  const facts = (counter: string, calls: string) => ({
    ...{ unaffected: CALLS.unaffected, reach: { phone: 'down', counter } },
    services: { 'emergency-calls': calls },
  });
  await using told = await openCorrected(facts('limited', 'available'), facts('down', 'unavailable'));
  const withdrawn = (counter: string, calls: string) =>
    file(
      { hemer: facts(counter, calls) },
      OUTAGE,
      { id: 'fix0', kind: 'correction', corrects: 'outage' },
      { id: 'oops', kind: 'retraction', withdraws: 'fix0' },
    );
  await told.day.step('10:02', withdrawn('limited', 'unavailable'));
  for (const time of ['10:04', '10:30', '11:10', '11:20'])
    await told.day.step(time, withdrawn('limited', 'available'));
  expect(told.day.published('hemer-mastodon')[0]).toContain('Notruf 110/112 funktioniert.');
});
