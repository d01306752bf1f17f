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
