import { expect, test } from 'vitest';
import { file, OUTAGE, openDay } from '../../fixtures/day.ts';

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
