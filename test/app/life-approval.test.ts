import { describe, expect, test } from 'vitest';
import { at, file, type Life, openLife, REGION, RIGHT } from '../fixtures/life.ts';
import { openOffice } from '../fixtures/office.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'], at: '2026-11-24 10:00' };
const PLANNED = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE);
const CHANGED = file({ hemer: { reach: { phone: 'limited' } } }, OUTAGE);

const HEMER = ['hemer-x: outage', 'hemer-mastodon: outage', 'hemer-mastodon/en: outage'];
const MENDEN = ['menden-x: outage', 'menden-mastodon: outage'];

const needed = (count: number, more = '') => `approvals: {needed: ${count}, standing: []${more}}\n`;

/** How many approvals are needed, who says yes at nine, and what stands at ten. */
const APPROVALS: readonly (readonly [number, readonly string[], readonly string[]])[] = [
  [0, [], [...HEMER, ...MENDEN]],
  [1, [], []],
  [1, ['press-hemer'], [...HEMER, ...MENDEN]],
  [2, ['press-hemer'], []],
  [2, ['press-hemer', 'Press-Hemer '], []],
  [2, ['press-hemer', ' '], []],
  [2, ['press-hemer', 'mayor'], [...HEMER, ...MENDEN]],
];

async function approvedBy(life: Life, names: readonly string[]): Promise<void> {
  await life.step('09:00', PLANNED);
  for (const name of names) await life.approve('outage', PLANNED, name);
}

describe('approval of each post', () => {
  test.each(APPROVALS)('where %i are needed and %j said yes', async (count, names, standing) => {
    await using life = await openLife('09:00', needed(count));
    await approvedBy(life, names);
    await life.step('10:00', PLANNED);
    expect(life.reads()).toEqual(standing);
  });

  test("a changed fact voids only the approval of the posts that it changed, and the others' go out", async () => {
    await using life = await openLife('09:00', needed(1));
    await approvedBy(life, ['press-hemer']);
    await life.step('09:30', CHANGED);
    await life.step('10:00', CHANGED);
    expect(life.reads()).toEqual(MENDEN);
    expect(await life.approve('outage', CHANGED, 'press-hemer')).toBe(HEMER.length);
    await life.step('10:05', CHANGED);
    expect(life.reads()).toEqual([...HEMER, ...MENDEN]);
  });

  test('a text that comes back after it was changed needs a new approval: the old one is void', async () => {
    await using life = await openLife('09:00', needed(1));
    await approvedBy(life, ['press-hemer']);
    await life.step('09:30', CHANGED);
    await life.step('09:40', `${PLANNED}\n`);
    await life.step('10:00', `${PLANNED}\n`);
    expect(life.reads()).toEqual(MENDEN);
  });

  test('what was approved is kept with the digest of each text, and by whom', async () => {
    await using life = await openLife('09:00', needed(2));
    await approvedBy(life, ['press-hemer', 'mayor']);
    await life.step('10:00', PLANNED);
    const rows = await life.ledger.history({
      incident: null,
      municipality: null,
      announcement: null,
      key: null,
    });
    expect(rows).toHaveLength(HEMER.length + MENDEN.length);
    for (const { entry, approvals } of rows) {
      expect(approvals.map((approval) => approval.by)).toEqual(['press-hemer', 'mayor']);
      expect(approvals.every((approval) => approval.digest === entry.digest)).toBe(true);
    }
  });
});

const DAILY = { id: 'daily', kind: 'status', post_as: ['hemer', 'menden'], every: '0 8 * * *' };
const NIGHT = file(
  { hemer: { confirmed: '2026-11-24 02:00' }, menden: { confirmed: '2026-11-24 02:00' } },
  { id: 'first', kind: 'outage', post_as: ['hemer', 'menden'] },
  DAILY,
);
const STATUS = [
  'hemer-x: status',
  'hemer-mastodon: status',
  'hemer-mastodon/en: status',
  'menden-x: status',
  'menden-mastodon: status',
];

describe('standing kinds, approved as wording beforehand', () => {
  const settings = 'approvals: {needed: 2, standing: [outage, status]}\n';

  test('the first word at 02:10 and the status at 08:00 wait for nobody', async () => {
    await using life = await openLife('01:00', settings);
    for (const name of ['press-mk', 'mayor'])
      for (const kind of ['outage', 'status'] as const) await life.approveWording(kind, name);
    await life.step('02:10', NIGHT);
    expect(life.reads()).toEqual([...HEMER, ...MENDEN]);
    await life.step('08:00', NIGHT);
    expect(life.reads().filter((line) => line.endsWith('status'))).toEqual(STATUS);
  });

  test('one name for two approvals is not enough, also for wording', async () => {
    await using life = await openLife('01:00', settings);
    for (const name of ['press-mk', 'press-mk']) await life.approveWording('outage', name);
    await life.step('02:10', NIGHT);
    expect(life.reads()).toEqual([]);
  });

  test('a notice in own words is never covered by an approval of wording', async () => {
    await using life = await openLife('01:00', settings);
    for (const name of ['press-mk', 'mayor']) await life.approveWording('notice', name);
    await life.step(
      '02:10',
      file({}, { id: 'own', kind: 'notice', post_as: ['hemer'], text: { de: 'Worte', en: 'Words' } }),
    );
    expect(life.reads()).toEqual([]);
  });
});

describe('a recurring status whose facts nobody has confirmed for 24 hours', () => {
  const settings = (otherwise: string) =>
    `approvals: {needed: 0}\nconfirmed: {within_hours: 24, otherwise: ${otherwise}}\n`;
  const stand = (life: Life, account: string) =>
    life
      .standing(account)
      .map((text) => /(Stand|As of|Last confirmed|Not confirmed)[^\n#]*?(?=\.(\s|$))/.exec(text)?.[0]);
  const confirmedAt = (time: string) =>
    file({ hemer: { confirmed: time } }, { ...DAILY, post_as: ['hemer'] });

  test('is held, where that is configured, until somebody confirms them', async () => {
    await using life = await openLife('07:00', settings('hold'));
    const old = confirmedAt('2026-11-24 07:00');
    await life.step('07:00', old);
    await life.step('08:00', old);
    expect(life.reads()).toHaveLength(3);
    await life.step('08:00 +1', old);
    expect(life.reads()).toHaveLength(3);
    expect(await life.held(old)).toContain('daily/hemer-x/de not-confirmed');
    await life.step('08:30 +1', confirmedAt('2026-11-25 08:25'));
    expect(life.reads()).toHaveLength(6);
  });

  test('says when they were last confirmed, where that is configured, and only then', async () => {
    await using life = await openLife('07:00', settings('say'));
    const old = confirmedAt('2026-11-24 07:00');
    await life.step('07:00', old);
    await life.step('08:00', old);
    await life.step('08:00 +1', old);
    expect(stand(life, 'hemer-x')).toEqual([
      'Stand: Di., 24.11., 7:00 Uhr',
      'Stand (zuletzt bestätigt): Di., 24.11., 7:00 Uhr',
    ]);
    expect(stand(life, 'hemer-mastodon').filter((one) => !one?.startsWith('Stand'))).toEqual([
      'As of Tue, 24 Nov, 7:00',
      'Last confirmed: Tue, 24 Nov, 7:00',
    ]);
    expect((await life.plan(old)).outdated).toEqual([]);
  });

  test('says so where nobody ever confirmed them', async () => {
    await using life = await openLife('07:00', settings('say'));
    const never = file({}, { ...DAILY, post_as: ['hemer'] });
    await life.step('07:00', never);
    await life.step('08:00', never);
    expect(stand(life, 'hemer-x')).toEqual(['Stand: nicht bestätigt']);
  });
});

describe('the command `approve`', () => {
  test('takes the digest that plan shows, says who is missing by its exit status, and knows other texts', async () => {
    await using office = await openOffice({
      region: REGION,
      state: file({ hemer: {} }, { id: 'now', kind: 'outage', post_as: ['hemer'] }),
      config: needed(2),
      clock: { now: () => at('10:00'), sleep: async () => {} },
    });
    expect((await office.run('plan')).status).toBe(2);
    const digest = /--digest ([0-9a-f]+)/.exec((await office.run('plan')).out)?.[1] ?? '';
    expect(digest).not.toBe('');
    const approve = (given: string, by: string) =>
      office.run('approve', 'now', '--digest', given, '--by', by);
    expect(await approve('0123456789ab', 'press-hemer')).toMatchObject({
      status: 1,
      err: expect.stringContaining('texts-changed'),
    });
    expect((await approve(digest, 'press-hemer')).status).toBe(0);
    expect((await office.run('run', '--once')).status).toBe(2);
    expect(office.standing()).toEqual([]);
    expect((await approve(digest, 'mayor')).status).toBe(0);
    expect((await office.run('run', '--once')).status).toBe(0);
    expect(office.standing()).toHaveLength(3);
    await office.write(
      'incident.yaml',
      file(
        { hemer: { contacts: { hotline: { phone: RIGHT } } } },
        { id: 'now', kind: 'outage', post_as: ['hemer'], edition: 2 },
      ),
    );
    expect(await approve(digest, 'mayor')).toMatchObject({ status: 1 });
  });
});
