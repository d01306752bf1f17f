import { expect, test } from 'vitest';
import { file, fileOf, OUTAGE, openDay } from '../../fixtures/day.ts';

test('staff are told of every way that a first line leaves out for want of room', async () => {
  await using day = await openDay('09:00');
  const told: string[] = [];
  for (let more = 100; more <= 200; more += 4) {
    const instruction = {
      de: `Bitte Leitungswasser abkochen, ${'x'.repeat(more)}.`,
      en: 'Please boil tap water.',
    };
    const reach = { phone: 'down', email_in: 'down', email_out: 'down' };
    const appointments = { policy: 'cancelled', until: '2026-11-26' };
    const { posts } = await day.plan(file({ hemer: { reach, instruction, appointments } }, OUTAGE));
    for (const { intent, unsaid } of posts)
      if (intent.text !== null && intent.language === 'de' && !intent.text.includes('E-Mail'))
        told.push(unsaid.map(({ words, full }) => `${words} < ${full}`).join());
  }
  expect(told.length).toBeGreaterThan(0);
  for (const one of told)
    expect(one).toMatch(/Stadt Hemer: kein Telefon\. < Stadt Hemer: .*Telefon oder E-Mail/);
});

test.each([
  ['Nach dem Rohrbruch: Bitte abkochen.', 'Stadt Hemer. Nach dem Rohrbruch: Bitte abkochen.'],
  ['Bitte abkochen. Auskunft: Feuerwache.', 'Stadt Hemer: Bitte abkochen. Auskunft: Feuerwache.'],
  ['Ab 8:30 Uhr wird gespült.', 'Stadt Hemer: Ab 8:30 Uhr wird gespült.'],
])('no sentence of own words has two colons: %s', async (de, said) => {
  await using day = await openDay('09:00');
  const notice = { id: 'n', kind: 'notice', post_as: ['hemer'], text: { de, en: 'Please boil water.' } };
  const texts = (await day.plan(file({}, notice))).posts.map(({ intent }) => intent.text ?? '');
  expect(texts.filter((text) => text.startsWith(said))).toHaveLength(2);
});

const FLOOD = { de: 'Hochwasser an der Oese', en: 'Flooding on the Oese' };

test.each([
  [FLOOD, {}, 'Stadt Hemer: Hochwasser an der Oese.'],
  [
    FLOOD,
    { phone: 'down' },
    'Stadt Hemer: bis auf Weiteres nicht per Telefon erreichbar. Grund: Hochwasser an der Oese.',
  ],
  [
    FLOOD,
    { work: 'none' },
    'Stadt Hemer: Wegen der aktuellen Lage können wir nicht arbeiten. Grund: Hochwasser an der Oese.',
  ],
  // Nobody has written another title yet.
  [
    { de: 'IT-Ausfall', en: 'IT outage' },
    { phone: 'down' },
    'Stadt Hemer: bis auf Weiteres nicht per Telefon erreichbar. Grund: die aktuelle Notlage im Gebiet.',
  ],
])('the title of a disaster is named as the cause: %j, %j', async (title, reach, said) => {
  await using day = await openDay('09:00');
  const incident = { title, cause: { kind: 'disaster', public: true }, phase: 'investigating' };
  const { posts } = await day.plan(fileOf(incident, { hemer: { reach } }, OUTAGE));
  const [text = ''] = posts
    .map((one) => one.intent.text ?? '')
    .filter((one) => one.startsWith('Stadt Hemer'));
  expect(text.startsWith(said), text).toBe(true);
  expect(text.match(/Oese/g) ?? []).toHaveLength(title === FLOOD ? 1 : 0);
});

test('where the title of a disaster is too long, the text says at least that it is one', async () => {
  await using day = await openDay('09:00');
  const title = { de: `Hochwasser ${'an der Oese '.repeat(16)}`.trim(), en: 'Flooding' };
  const incident = { title, cause: { kind: 'disaster', public: true }, phase: 'investigating' };
  const reach = { phone: 'down', website: 'down', email_in: 'down', email_out: 'down' };
  const { posts } = await day.plan(
    fileOf(incident, { hemer: { reach, appointments: { policy: 'cancelled' } } }, OUTAGE),
  );
  const [onX = ''] = posts.flatMap(({ intent }) => (intent.channel === 'x' ? (intent.text ?? []) : []));
  expect(onX).toContain('Grund: die aktuelle Notlage');
});

test.each([
  ['disaster', 'Stadt Hemer: Wir arbeiten wieder wie gewohnt.'],
  ['power-outage', 'Stadt Hemer: Die Störung ist behoben.'],
])('an all-clear calls only a fault mended: %s', async (kind, said) => {
  await using day = await openDay('09:00');
  const incident = { title: FLOOD, cause: { kind, public: true }, phase: 'resolved' };
  const { posts } = await day.plan(fileOf(incident, {}, { id: 'c', kind: 'all-clear', post_as: ['hemer'] }));
  expect(posts[0]?.intent.text).toContain(said);
});
