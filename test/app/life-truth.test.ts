import { describe, expect, test } from 'vitest';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { KINDS } from '../../src/core/domain/announcement.ts';
import { wordingFor } from '../../src/core/wording/fill.ts';
import { worstCaseSnapshot } from '../../src/core/wording/worst-case.ts';
import { at, file, fileOf, type Life, openLife, REGION } from '../fixtures/life.ts';
import { openOffice } from '../fixtures/office.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
const KEPT = { ...OUTAGE, keep_current: true };
const phone = (level: string, say: object = OUTAGE) =>
  file({ hemer: { reach: { phone: level } }, menden: { reach: { phone: 'down' } } }, { ...say });

/** The keys of what is outdated, without the incident. */
async function outdated(life: Life, state: string): Promise<readonly string[]> {
  return (await life.plan(state)).outdated.map(({ entry }) => entry.key.replace('it-2026/', ''));
}

/** Which level of the phone each post on an account tells. */
function phones(life: Life, account: string): readonly (string | undefined)[] {
  return life
    .standing(account)
    .map((text) => /(Ausgefallen|Eingeschränkt|In Betrieb|Erreichbar): /.exec(text)?.[1]);
}

describe('what stands and is no longer so', () => {
  test('is listed with what it says and what it would say now, and nothing is posted for it', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', phone('down'));
    await life.step('10:00', phone('limited'));
    const { posts, outdated: list } = await life.plan(phone('limited'));
    expect(posts).toEqual([]);
    expect(list.map(({ entry }) => entry.key.replace('it-2026/', ''))).toEqual([
      'outage.1/hemer-mastodon/de',
      'outage.1/hemer-mastodon/en',
      'outage.1/hemer-x/de',
    ]);
    const [, , onX] = list;
    expect([onX?.says, onX?.now]).toEqual([
      expect.stringContaining('Ausgefallen: Telefon'),
      expect.stringContaining('Eingeschränkt: Telefon'),
    ]);
    await life.step('10:10', phone('down'));
    expect(await outdated(life, phone('down'))).toEqual([]);
  });

  test('a confirmation alone outdates nothing', async () => {
    await using life = await openLife('09:00');
    const confirmed = (time: string) =>
      file({ hemer: { reach: { phone: 'down' }, confirmed: time } }, { ...OUTAGE, post_as: ['hemer'] });
    await life.step('09:00', confirmed('2026-11-24 08:50'));
    await life.step('10:00', confirmed('2026-11-24 09:50'));
    expect(await outdated(life, confirmed('2026-11-24 09:50'))).toEqual([]);
  });

  test('is not listed any more after the all-clear, unless that is withdrawn; an all-clear that is not so is listed', async () => {
    await using life = await openLife('09:00');
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const over = fileOf({ phase: 'resolved' }, {}, { ...OUTAGE, post_as: ['hemer'] }, clear);
    await life.step('09:00', phone('down', { ...OUTAGE, post_as: ['hemer'] }));
    await life.step('12:00', over);
    expect(await outdated(life, over)).toEqual([]);
    const said = [{ ...OUTAGE, post_as: ['hemer'] }, clear];
    const off = fileOf({ phase: 'resolved' }, { hemer: { services: { passports: 'unavailable' } } }, ...said);
    expect(await outdated(life, off)).toEqual([
      ...['clear.1/hemer-mastodon/de', 'clear.1/hemer-mastodon/en', 'clear.1/hemer-x/de'],
    ]);
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'clear' };
    const withdrawn = fileOf({ phase: 'resolved' }, {}, { ...OUTAGE, post_as: ['hemer'] }, clear, oops);
    await life.step('12:30', withdrawn);
    expect(await outdated(life, withdrawn)).toContain('outage.1/hemer-x/de');
  });
});

describe('kept current', () => {
  test('Mastodon is edited after five quiet minutes and at most once an hour; X stays listed', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', phone('down', KEPT));
    await life.step('10:00', phone('limited', KEPT));
    await life.work('10:04', phone('limited', KEPT));
    expect(phones(life, 'hemer-mastodon')[0]).toBe('Ausgefallen');
    await life.work('10:06', phone('limited', KEPT));
    expect(phones(life, 'hemer-mastodon')[0]).toBe('Eingeschränkt');
    expect(phones(life, 'hemer-x')).toEqual(['Ausgefallen']);
    expect(await outdated(life, phone('limited', KEPT))).toEqual(['outage.1/hemer-x/de']);
    await life.work('10:50', phone('unknown', KEPT));
    expect(phones(life, 'hemer-mastodon')[0]).toBe('Eingeschränkt');
    await life.work('11:10', phone('unknown', KEPT));
    expect(phones(life, 'hemer-mastodon')[0]).not.toBe('Eingeschränkt');
    expect(life.sandbox.timeline('hemer-mastodon').map((post) => post.edits.length)).toEqual([2, 2]);
    expect(life.standing('hemer-mastodon')).toHaveLength(2);
    expect(await life.dueNow(phone('unknown', KEPT))).toEqual([]);
  });

  test('while somebody goes on changing facts, nothing is edited', async () => {
    await using life = await openLife('09:00');
    await life.step('09:00', phone('down', KEPT));
    for (const [minute, level] of ['limited', 'up', 'limited', 'up', 'limited'].entries())
      await life.step(`10:${String(minute * 4).padStart(2, '0')}`, phone(level, KEPT));
    expect(life.sandbox.timeline('hemer-mastodon').flatMap((post) => post.edits)).toEqual([]);
  });
});

describe('`set … --tell`', () => {
  test('writes the fact as confirmed now, and says it in a new post on both channels, only where the text changed', async () => {
    const clock = virtualClock(at('09:00'));
    await using office = await openOffice({
      region: REGION,
      state: phone('down'),
      clock,
      config: 'approvals: {needed: 1, standing: []}\n',
    });
    await office.run('set', 'menden', 'reach.website=down', '--by', 'press-menden', '--yes');
    const digest = /--digest ([0-9a-f]+)/.exec((await office.run('plan')).out)?.[1] ?? '';
    await office.run('approve', 'outage', '--digest', digest, '--by', 'press-mk');
    await office.run('run', '--once');
    expect(office.standing()).toHaveLength(5);

    clock.advanceTo(at('10:00'));
    const told = ['set', 'hemer', 'reach.phone=limited', '--tell', '--by', 'press-hemer'];
    expect(await office.run(...told)).toMatchObject({
      status: 1,
      err: expect.stringContaining('not-confirmed'),
    });
    expect(office.standing()).toHaveLength(5);
    const before = office.standing();
    expect((await office.run(...told, '--yes')).status).toBe(0);
    const fresh = office.standing().filter((line) => !before.includes(line));
    expect(fresh.map((line) => line.split(' ')[0]).sort()).toEqual([
      'hemer-mastodon',
      'hemer-mastodon',
      'hemer-x',
    ]);
    for (const line of fresh) expect(line).toMatch(/Stand: Di., 24.11., 10:00 Uhr|As of Tue, 24 Nov, 10:00/);

    clock.advanceTo(at('10:30'));
    await office.run(...told, '--yes');
    await office.run('set', 'all', 'unaffected=[]', '--tell', '--by', 'press-mk', '--yes');
    expect(office.standing()).toHaveLength(8);
    await office.run('run', '--once');
    expect(office.standing()).toHaveLength(8);
  });
});

describe('`Stand:`', () => {
  test('is in what every kind says on a bad day, on both channels and in both languages', async () => {
    await using life = await openLife('09:00');
    const configuration = life.configuration(file({}));
    const now = at('09:00');
    const missing: string[] = [];
    for (const municipality of configuration.region.municipalities.values())
      for (const kind of KINDS)
        for (const account of municipality.accounts)
          for (const language of account.languages) {
            const fit = wordingFor(configuration, now).fit(
              worstCaseSnapshot(configuration, municipality, kind, now),
              account,
              language,
            );
            if (fit.kind !== 'fitting' || !/(Stand|As of|Last confirmed)\b/.test(fit.text))
              missing.push(`${kind} ${account.id} ${language}`);
          }
    expect(missing).toEqual([]);
  });
});
