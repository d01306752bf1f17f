import { expect, test } from 'vitest';
import { at, fileOf, REGION } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';

const NAMES = 'tr: Hemer, uk: Гемер, ru: Хемер, ar: هيمر, pl: Hemer';
const EIGHT = REGION.replace('en: Town of Hemer}', `en: Town of Hemer, ${NAMES}}`).replace(
  'languages: [de, en]',
  'languages: [de, en, uk, ru, ar, pl]',
);

/** What Hemer says of these facts on Mastodon, in an exercise: nobody has signed these translations. */
async function saidIn(facts: object): Promise<Readonly<Record<string, string>>> {
  await using system = await openSystem({ at: at('09:00'), region: EIGHT });
  const outage = { id: 'outage', kind: 'outage', post_as: ['hemer'] };
  const { posts } = await system.plan(fileOf({ mode: 'exercise' }, { hemer: facts }, outage));
  const own = posts.filter(({ intent }) => intent.account === 'hemer-mastodon');
  return Object.fromEntries(own.map(({ intent }) => [intent.language, intent.text ?? '']));
}

test('the day until which people are asked is said to be the last, in languages whose "until" leaves that open', async () => {
  const until = (end: string) =>
    saidIn({ reach: { website: 'down' }, instruction: { say: 'stay-home', until: end } });
  const included = {
    uk: / до .*25.* включно\./,
    ru: / до .*25.* включительно\./,
    pl: / do .*25.* włącznie\./,
  };
  const [day, time] = [await until('2026-11-25'), await until('2026-11-25 20:00')];
  for (const [language, words] of Object.entries({ ...included, ar: /حتى نهاية يوم .*25/ })) {
    expect(day[language]).toMatch(words);
    expect(time[language]).toContain('20:00');
    expect(time[language]).not.toMatch(words);
  }
});

test('Polish joins two ways that both fail with "ani", not with "or"', async () => {
  const reach = { phone: 'down', email_in: 'down', email_out: 'down' };
  const { pl } = await saidIn({ reach, instruction: { say: 'wait' } });
  expect(pl).toContain('nie można się z nami skontaktować telefonicznie ani e-mailem.');
});
