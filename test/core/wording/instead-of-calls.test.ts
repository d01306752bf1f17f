import { describe, expect, test } from 'vitest';
import { at, FIX, fileOf, openDay, REGION } from '../../fixtures/day.ts';
import { openSystem } from '../../fixtures/system.ts';

const GO = 'Gehen Sie im Notfall zum Feuerwehrhaus Menden, auch nachts';
const DEAD = 'ACHTUNG: Der Notruf 110/112 ist ausgefallen.';
const TURKISH = REGION.replace('{de: Stadt Menden, ', '{de: Stadt Menden, tr: Menden Belediyesi, ').replace(
  /(part_of: mk\n {4}languages: )\[de\]/,
  '$1[de, tr]',
);
const INCIDENT = {
  next_update: '2026-11-24 12:00',
  cause: { kind: 'technical-fault', supplier: 'Netzbetreiber der Region', public: true },
};

async function said(
  calls: Readonly<Record<string, unknown>>,
  { kind = 'outage', region = REGION, mode = 'live' } = {},
) {
  await using system = await openSystem({ at: at('09:00'), region });
  const facts = {
    reach: { phone: 'down', email_in: 'down', email_out: 'down', website: 'down' },
    instruction: null,
    appointments: { policy: 'cancelled' },
    services: { 'emergency-calls': { status: 'unavailable', ...calls } },
  };
  const plan = await system.plan(
    fileOf({ ...INCIDENT, mode }, { menden: facts }, { id: 'said', kind, post_as: ['menden'] }),
  );
  const texts = (language: string) =>
    plan.posts.flatMap(({ intent }) => (intent.language === language ? (intent.text ?? []) : []));
  return { ...plan, texts: texts('de'), turkish: texts('tr') };
}

describe('what people do while 110 and 112 fail', () => {
  test.each<[field: string, kind: string]>([
    ['alternative', 'outage'],
    ['note', 'outage'],
    ['alternative', 'services'],
    ['alternative', 'estimate'],
  ])('is said right behind the warning and never left out: %s, %s', async (field, kind) => {
    const { texts } = await said({ [field]: { de: GO } }, { kind });
    expect(texts).toHaveLength(2);
    for (const text of texts) {
      expect(text).toMatch(new RegExp(`(?:${DEAD}|ACHTUNG: Notruf 110/112 ausgefallen\\.)\\s${GO}\\.`));
      expect(text).not.toContain('Notruf 110/112:');
      expect(text.split(GO)).toHaveLength(2);
    }
  });

  test('holds a text in which it has no room', async () => {
    const { posts, held } = await said({ alternative: { de: 'Gehen Sie zum Feuerwehrhaus. '.repeat(9) } });
    expect(posts.map(({ intent }) => intent.channel)).toEqual(['mastodon']);
    expect(held.map(({ because }) => because)).toEqual(['too-long']);
  });

  test.each([
    [true, { de: GO, tr: 'Acil durumda itfaiyeye gidin' }],
    [false, { de: GO }],
  ])('needs no name of 110 and 112 in other languages: %s', async (isThere, alternative) => {
    const { turkish } = await said({ alternative }, { region: TURKISH, mode: 'exercise' });
    expect(turkish.length).toBeGreaterThan(0);
    for (const text of turkish) expect(text.includes('Acil durumda itfaiyeye gidin.')).toBe(isThere);
    // Where there is room, as of all that has no words in a language.
    expect(turkish.some((text) => text.includes('Daha fazlası'))).toBe(!isThere);
  });
});

describe('until when 110 and 112 fail', () => {
  const END = / Voraussichtlich bis Dienstag, 24\.11\., 12 Uhr\./;

  test.each([
    ['2026-11-24 12:00', END],
    ['2026-11-24', / Voraussichtlich bis Dienstag, 24\.11\.(?!,)/],
  ])('the end is said right after the warning, before what people do meanwhile: %s', async (until, end) => {
    const facts = { services: { 'emergency-calls': { status: 'unavailable', until, note: { de: GO } } } };
    await using day = await openDay('09:00');
    const { posts } = await day.plan(
      fileOf({ phase: 'identified' }, { menden: facts }, { id: 'said', kind: 'status', post_as: ['menden'] }),
    );
    for (const { intent } of posts)
      expect(intent.text).toMatch(new RegExp(`^${DEAD}${end.source} ${GO}\\.\n`));
    expect(posts).toHaveLength(2);
  });

  test('the end is not said in a text about several: elsewhere it may come at another time', async () => {
    const services = { 'emergency-calls': { status: 'unavailable', until: '2026-11-24 12:00' } };
    await using day = await openDay('09:00');
    const say = { id: 'said', kind: 'status', post_as: ['mk'], about: ['mk', 'menden'] };
    const { posts } = await day.plan(fileOf({ phase: 'identified' }, { mk: { services } }, say));
    expect(posts.map(({ intent }) => intent.text).join()).toMatch(new RegExp(DEAD));
    expect(posts.map(({ intent }) => intent.text).join()).not.toMatch(END);
  });

  test('the end gives way to all that people do meanwhile', async () => {
    const alternative = { de: `${GO} ${'x'.repeat(60)}` };
    const { texts } = await said({ until: '2026-11-24 12:00', alternative });
    expect(texts.map((text) => END.test(text)).sort()).toEqual([false, true]);
    for (const text of texts) expect(text).toContain(alternative.de);
  });

  test('a correction puts the end right, whatever the post was about', async () => {
    await using day = await openDay('09:00');
    const one = { id: 'one', kind: 'status', post_as: ['menden'] };
    const failing = (until: string) => ({
      menden: { services: { 'emergency-calls': { status: 'unavailable', until } } },
    });
    await day.step('09:00', fileOf({ phase: 'identified' }, failing('2026-11-24 12:00'), one));
    const fix = { ...FIX, corrects: 'one', contact: undefined };
    await day.step('09:30', fileOf({ phase: 'identified' }, failing('2026-11-24 15:00'), one, fix));
    expect(day.published('menden-x')).toEqual([
      expect.stringMatching(
        /^KORREKTUR – Stadt Menden\. ACHTUNG: Der Notruf 110\/112 ist ausgefallen\. Voraussichtlich bis Dienstag, 24\.11\., 15 Uhr\./,
      ),
    ]);
  });
});
