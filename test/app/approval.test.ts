import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KINDS } from '../../src/core/domain/announcement.ts';
import { file, openDay, openDayWith, REGION, RIGHT, type TestDay } from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { openSystem } from '../fixtures/system.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'], at: '2026-11-24 10:00' };
const PLANNED = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE);
const CHANGED = file({ hemer: { reach: { phone: 'limited' } } }, OUTAGE);

const HEMER = ['hemer-x: outage', 'hemer-mastodon: outage', 'hemer-mastodon/en: outage'];
const MENDEN = ['menden-x: outage', 'menden-mastodon: outage'];

const needed = (count: number, more = '') => `approvals: {needed: ${count}, standing: []${more}}\n`;

/** How many approvals are needed, who approves at nine, and what is published at ten. */
const APPROVALS: readonly (readonly [number, readonly string[], readonly string[]])[] = [
  [0, [], [...HEMER, ...MENDEN]],
  [1, [], []],
  [1, ['press-hemer'], [...HEMER, ...MENDEN]],
  [2, ['press-hemer'], []],
  [2, ['press-hemer', 'Press-Hemer '], []],
  [2, ['press-hemer', ' '], []],
  [2, ['press-hemer', 'рrеss-hеmеr'], []],
  [2, ['press-hemer', 'mayor'], [...HEMER, ...MENDEN]],
];

async function approvedBy(day: TestDay, names: readonly string[]): Promise<void> {
  await day.step('09:00', PLANNED);
  for (const name of names) await day.approve('outage', PLANNED, name);
}

describe('approval of each post', () => {
  test.each(APPROVALS)(
    'where %i approvals are needed and %j approved, exactly the approved posts are published',
    async (count, names, standing) => {
      await using day = await openDay('09:00', needed(count));
      await approvedBy(day, names);
      await day.step('10:00', PLANNED);
      expect(day.reads()).toEqual(standing);
    },
  );

  test('a changed fact voids the approval of only those posts whose text it changed', async () => {
    await using day = await openDay('09:00', needed(1));
    await approvedBy(day, ['press-hemer']);
    await day.step('09:30', CHANGED);
    await day.step('10:00', CHANGED);
    expect(day.reads()).toEqual(MENDEN);
    expect(await day.approve('outage', CHANGED, 'press-hemer')).toBe(HEMER.length);
    await day.step('10:05', CHANGED);
    expect(day.reads()).toEqual([...HEMER, ...MENDEN]);
  });

  test('a text that was approved for eight tomorrow goes out then, though a number begins and a promise ends at eight', async () => {
    await using day = await openDay('18:00', needed(1));
    const hotline = { phone: RIGHT, hours: 'Mo-Fr 08:00-16:00', verified_by: 'press-hemer' };
    const contacts = { hotline: { ...hotline, valid_from: '2026-11-25 08:00' } };
    const facts = { hemer: { contacts, next_update: '2026-11-25 08:00' } };
    const time = '2026-11-25 08:00';
    const said = file(facts, {
      id: 'hotline',
      kind: 'contacts',
      post_as: ['hemer'],
      contact: 'hotline',
      at: time,
    });
    await day.step('18:00', said);
    await day.approve('hotline', said, 'press-hemer');
    await day.step('08:00 +1', said);
    expect(day.published('hemer-x')).toEqual([expect.not.stringMatching(/25\.11\./)]);
  });

  test('a text that returns after a change needs a new approval', async () => {
    await using day = await openDay('09:00', needed(1));
    await approvedBy(day, ['press-hemer']);
    await day.step('09:30', CHANGED);
    await day.step('09:40', `${PLANNED}\n`);
    await day.step('10:00', `${PLANNED}\n`);
    expect(day.reads()).toEqual(MENDEN);
  });
});

const DAILY = { id: 'daily', kind: 'status', post_as: ['hemer', 'menden'], every: '0 8 * * *' };
const [NIGHT, MORNING] = [{}, { reach: { website: 'down' } }].map((news) =>
  file(
    {
      hemer: { confirmed: '2026-11-24 02:00', ...news },
      menden: { confirmed: '2026-11-24 02:00', ...news },
    },
    { id: 'first', kind: 'outage', post_as: ['hemer', 'menden'] },
    DAILY,
  ),
) as [string, string];
const STATUS = [
  'hemer-x: status',
  'hemer-mastodon: status',
  'hemer-mastodon/en: status',
  'menden-x: status',
  'menden-mastodon: status',
];

describe('kinds whose wording is approved beforehand', () => {
  const settings = 'approvals: {needed: 2, standing: [outage, status]}\n';

  test('the outage at 02:10 and the status at 08:00 are published without waiting for an approval', async () => {
    await using day = await openDay('01:00', settings);
    for (const name of ['press-mk', 'mayor'])
      for (const kind of ['outage', 'status'] as const) await day.approveWording(kind, name);
    await day.step('02:10', NIGHT);
    expect(day.reads()).toEqual([...HEMER, ...MENDEN]);
    await day.step('08:00', MORNING);
    expect(day.reads().filter((line) => line.endsWith('status'))).toEqual(STATUS);
  });

  test('a notice in own words is never covered by an approval of wording', async () => {
    await using day = await openDay('01:00', settings);
    for (const name of ['press-mk', 'mayor']) await day.approveWording('notice', name);
    await day.step(
      '02:10',
      file({}, { id: 'own', kind: 'notice', post_as: ['hemer'], text: { de: 'Worte', en: 'Words' } }),
    );
    expect(day.reads()).toEqual([]);
  });
});

/** A stranger's words, typed into the file by hand. */
const CASH = { de: 'Bußgelder bitte bar an der Haustür.', en: 'Pay fines in cash at the door.' };

describe('words that people wrote into the facts since a kind was approved', () => {
  const night = (facts: object, id = 'outage') =>
    file(
      { hemer: { reach: { phone: 'down' }, ...facts } },
      { id, kind: 'outage', post_as: ['hemer', 'menden'] },
    );
  const CASHED = night({ instruction: CASH });

  /** A night for which the wording of outages was approved. */
  async function openNight(settings: string): Promise<TestDay> {
    const day = await openDay('01:00', settings);
    await day.approveWording('outage', 'press-mk');
    return day;
  }

  test.each([
    { instruction: CASH },
    { services: { 'id-cards': { status: 'limited', note: CASH } } },
    { services: { 'id-cards': { status: 'limited', alternative: CASH } } },
    { appointments: { policy: 'limited', note: CASH } },
    { email: { note: CASH } },
    { contacts: { desk: { place: CASH } } },
    { contacts: { desk: { email: 'desk@example.org', note: CASH } } },
  ])('%j waits for an approval, nobody else does, and it was seen from then on', async (facts) => {
    await using day = await openNight('approvals: {needed: 1, standing: [outage]}\n');
    await day.step('02:10', night(facts));
    expect(day.reads()).toEqual(MENDEN);
    expect(await day.approve('outage', night(facts), 'press-hemer')).toBe(HEMER.length);
    await day.step('02:20', night(facts));
    expect(day.reads()).toEqual([...HEMER, ...MENDEN]);
  });

  test('where two names are needed, new words need both', async () => {
    await using day = await openNight('approvals: {needed: 2, standing: [outage]}\n');
    await day.approveWording('outage', 'press-hemer');
    await day.step('02:10', CASHED);
    await day.approve('outage', CASHED, 'press-mk');
    await day.step('02:20', CASHED);
    expect(day.reads()).toEqual(MENDEN);
    await day.approve('outage', CASHED, 'press-hemer');
    await day.step('02:30', CASHED);
    expect(day.reads()).toEqual([...HEMER, ...MENDEN]);
  });

  test('an instruction that somebody approved in one text needs nobody in the next', async () => {
    await using day = await openNight('approvals: {needed: 1, standing: [outage]}\n');
    const facts = { instruction: { de: 'Notfälle: Rathaus.', en: 'Emergencies: town hall.' } };
    await day.step('02:10', night(facts));
    await day.approve('outage', night(facts), 'press-hemer');
    await day.step('02:20', night(facts));
    await day.step('03:20', night({ ...facts, reach: { website: 'down' } }, 'again'));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: outage', 'hemer-x: outage']);
  });

  test('staff are told that they wait', async () => {
    await using day = await openNight('approvals: {needed: 1, standing: [outage]}\n');
    await day.step('02:10', CASHED);
    expect(await day.alerts(CASHED)).toMatchObject([{ reason: { code: 'approval', texts: 3 } }]);
    await day.step('06:00', CASHED);
    expect(day.reads()).toEqual(MENDEN);
  });

  test('who approves the wording of a kind reads the words, and who types them approves them', async () => {
    const config = 'approvals: {needed: 1, standing: [outage]}\n';
    await using program = await openProgramAt('10:00', CASHED, { config });
    const approve = (...digest: string[]) =>
      program.run('approve', 'outage', '--standing', ...digest, '--by', 'press-mk');
    const shown = await approve();
    expect(shown).toMatchObject({ status: 1, err: expect.stringContaining(`"${CASH.de}"`) });
    const [, digest = ''] = /--digest (\S+)/.exec(shown.err) ?? [];
    await program.write('incident.yaml', night({ instruction: { ...CASH, de: 'Zu Hause bleiben.' } }));
    expect((await approve('--digest', digest)).err).toContain('wording-changed');
    await program.write('incident.yaml', CASHED);
    expect((await approve('--digest', digest)).status).toBe(0);
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(5);
    const typed = ['hemer', 'instruction.de=Anders.', 'instruction.en=Other.'];
    expect((await program.run('set', ...typed, '--by', 'press-hemer')).status).toBe(0);
    await program.reads((await program.read('incident.yaml')).replace('"outage",', '"again",'));
    expect(program.published().filter((text) => text.includes('Anders.'))).toHaveLength(2);
  });
});

describe('a recurring status whose facts nobody has confirmed for 24 hours', () => {
  const settings = (otherwise: string) =>
    `approvals: {needed: 0}\nconfirmed: {within_hours: 24, otherwise: ${otherwise}}\n`;
  const confirmedIn = (day: TestDay, account: string) =>
    day
      .published(account)
      .map(
        (text) => /(Stand:|Angaben sind von|As of|information is from) [^\n#]*?(?=\.(\s|$))/.exec(text)?.[0],
      );
  const confirmedAt = (time: string, phone = 'down') =>
    file({ hemer: { confirmed: time, reach: { phone } } }, { ...DAILY, post_as: ['hemer'] });

  test('a status with unconfirmed facts is held until somebody confirms them, where so configured', async () => {
    const old = confirmedAt('2026-11-24 07:00');
    await using day = await openDayWith('07:00', old, settings('hold'));
    await day.step('08:00', old);
    expect(day.reads()).toHaveLength(3);
    await day.step('08:00 +1', old);
    expect(day.reads()).toHaveLength(3);
    expect(await day.held(old)).toContain('daily/hemer-x/de not-confirmed');
    await day.step('08:30 +1', confirmedAt('2026-11-25 08:25', 'limited'));
    expect(day.reads()).toHaveLength(6);
  });

  test('a status says when its facts were last confirmed, where so configured', async () => {
    const old = confirmedAt('2026-11-24 07:00');
    await using day = await openDayWith('07:00', old, settings('say'));
    await day.step('08:00', old);
    const later = confirmedAt('2026-11-24 07:00', 'limited');
    await day.step('08:00 +1', later);
    expect(confirmedIn(day, 'hemer-x')).toEqual([
      'Stand: Dienstag, 24.11., 7 Uhr',
      'Angaben sind von Dienstag, 24.11., 7 Uhr',
    ]);
    expect(confirmedIn(day, 'hemer-mastodon').filter((one) => !/Stand|Angaben/.test(one ?? ''))).toEqual([
      'As of Tuesday 24 November, 7 am',
      'information is from Tuesday 24 November, 7 am',
    ]);
    expect((await day.plan(later)).outdated.filter(({ superseded }) => !superseded)).toEqual([]);
  });

  test.each(KINDS.filter((kind) => !['status', 'correction', 'retraction', 'all-clear'].includes(kind)))(
    'whatever else recurs says so too: %s',
    async (kind) => {
      await using day = await openDay('07:00', settings('say'));
      const hemer = {
        confirmed: '2026-11-24 06:30',
        ...{ appointments: { policy: 'cancelled' }, services: { passports: 'limited' } },
        contacts: { hotline: { phone: RIGHT, verified_by: 'press' } },
      };
      const named = { contact: 'hotline', services: ['passports'], text: { de: 'Geduld.', en: 'Patience.' } };
      const given = {
        ...(kind === 'contacts' && { contact: named.contact }),
        ...(kind === 'restoration' && { services: named.services }),
        ...(kind === 'notice' && { text: named.text }),
      };
      const old = file({ hemer }, { id: 'daily', kind, every: '0 8 * * *', post_as: ['hemer'], ...given });
      await day.step('07:00 +1', old);
      await day.step('08:00 +1', old);
      expect(confirmedIn(day, 'hemer-x')).toEqual(['Angaben sind von Dienstag, 24.11., 6:30 Uhr']);
    },
  );

  test.each(['hold', 'say'])('a status whose facts nobody ever confirmed is held (%s)', async (otherwise) => {
    const never = file({}, { ...DAILY, post_as: ['hemer'] });
    await using day = await openDayWith('07:00', never, settings(otherwise));
    await day.step('08:00', never);
    expect(day.reads()).toEqual([]);
    expect(await day.held(never)).toContain('daily/hemer-x/de not-confirmed');
  });
});

describe('the command `approve`', () => {
  const OUTAGE_NOW = { id: 'now', kind: 'outage', post_as: ['hemer'] };
  const openNow = (count: number) =>
    openProgramAt('10:00', file({ hemer: {} }, OUTAGE_NOW), { config: needed(count) });

  test.each(['', 'рress-hemer', 'YOUR-NAME'])('%j is nobody who could approve', async (name) => {
    await using program = await openNow(1);
    const digest = await program.digestOf('now');
    expect(await program.run('approve', 'now', '--digest', digest, '--by', name)).toMatchObject({
      status: 1,
      err: expect.stringContaining('bad-name'),
    });
  });

  test('`approve` takes the digest that `plan` shows, and refuses it once the texts have changed', async () => {
    await using program = await openNow(2);
    expect((await program.run('plan')).status).toBe(2);
    const digest = await program.digestOf('now');
    expect(digest).not.toBe('');
    const approve = (given: string, by: string) =>
      program.run('approve', 'now', '--digest', given, '--by', by);
    expect(await approve('0123456789ab', 'press-hemer')).toMatchObject({
      status: 1,
      err: expect.stringContaining('texts-changed'),
    });
    expect((await approve(digest, 'press-hemer')).status).toBe(2);
    expect((await program.run('run', '--once')).status).toBe(2);
    expect(program.published()).toEqual([]);
    expect((await approve(digest, 'mayor')).status).toBe(0);
    expect((await program.run('run', '--once')).status).toBe(0);
    expect(program.published()).toHaveLength(3);
    const contacts = { hotline: { phone: RIGHT } };
    await program.write('incident.yaml', file({ hemer: { contacts } }, { ...OUTAGE_NOW, edition: 2 }));
    expect(await approve(digest, 'mayor')).toMatchObject({ status: 1 });
  });

  test('a short digest means the texts that `plan` showed this person, not others that begin alike', async () => {
    await using program = await openNow(2);
    // The first of the two makes the folder of the ledgers, in which `plan` keeps what it showed.
    await program.approve('now', 'press-hemer');
    const { out } = await program.run('plan');
    const [, short = ''] = /--digest (\S+)/.exec(out) ?? [];
    expect(short).toMatch(/^([0-9a-f]{4}-){4}[0-9a-f]{4}$/);
    const shown = `data/shown-to-${process.getuid?.()}.json`;
    const digest = await program.digestOf('now');
    expect(JSON.parse(await program.read(shown))).toEqual([digest]);
    expect((await stat(join(program.folder, shown))).mode & 0o777).toBe(0o600);
    const approve = (by = short) => program.run('approve', 'now', '--digest', by, '--by', 'mayor');
    const swapped = `${digest.slice(0, 20)}${digest.slice(20).split('').reverse().join('')}`;
    for (const others of [[swapped], [], [digest, swapped]]) {
      await program.write(shown, JSON.stringify(others));
      expect(await approve()).toMatchObject({ status: 1, err: expect.stringContaining('texts-changed') });
    }
    await program.run('plan');
    expect(await approve(short.slice(0, -5))).toMatchObject({ status: 1 });
    expect(await approve()).toMatchObject({ status: 0 });
  });
});

test('what is shown in the morning is what was planned in the night, whatever UTC says of the day', async () => {
  const estimate = { kind: 'expected', at: '2027-01-15' };
  const said = file({ hemer: { estimate } }, { id: 'estimate', kind: 'estimate', post_as: ['hemer'] });
  const textAt = async (time: string) => {
    await using system = await openSystem({ at: Date.parse(time), region: REGION });
    return (await system.plan(said)).posts.map(({ intent }) => intent.text);
  };
  const inTheNight = await textAt('2026-12-15T00:30+01:00');
  expect(inTheNight).toHaveLength(3);
  expect(await textAt('2026-12-15T08:00+01:00')).toEqual(inTheNight);
});
