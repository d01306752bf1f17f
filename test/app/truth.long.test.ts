import { writeFileSync } from 'node:fs';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { SECOND } from '../../src/core/domain/clock.ts';
import { remoteIdOf } from '../../src/sandbox/account.ts';
import {
  at,
  file,
  fileOf,
  hotline,
  openDay,
  openDayWith,
  REGION,
  RIGHT,
  type TestDay,
  WRONG,
} from '../fixtures/day.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import { PLATFORMS } from '../fixtures/platforms.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { openStaffWebhook, type StaffWebhook } from '../fixtures/staff-webhook.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
const KEPT = { ...OUTAGE, keep_current: true };
const phone = (level: string, say: object = OUTAGE) =>
  file({ hemer: { reach: { phone: level } }, menden: { reach: { phone: 'down' } } }, say);

const works = { unaffected: ['emergency-calls'] };

/** The keys of what is outdated, without the incident. */
async function outdated(day: TestDay, state: string): Promise<readonly string[]> {
  return (await day.plan(state)).outdated.map(({ entry }) => entry.key.replace('it-2026/', ''));
}

/** Which level of the phone each post on an account tells. */
function phones(day: TestDay, account: string): readonly (string | undefined)[] {
  return day
    .published(account)
    .map((text) => /(nicht|eingeschränkt|cannot|only partly|funktioniert\b(?! nur))/.exec(text)?.[1]);
}

describe('published posts that no longer match the facts', () => {
  test('a post is compared with the facts until the `until` that the file has today', async () => {
    const say = (until: string, level: string) =>
      file({ menden: { reach: { phone: level } } }, { ...OUTAGE, post_as: ['menden'], until });
    await using day = await openDayWith('08:00', say('2026-11-24 09:00', 'down'));
    await day.step('09:05', say('2026-11-24 09:00', 'up'));
    expect(await outdated(day, say('2026-11-24 09:00', 'up'))).toEqual([]);
    expect(await outdated(day, say('2026-11-24 23:00', 'up'))).not.toEqual([]);
  });

  test('a post in a language whose sentences are no longer signed is outdated where the facts have changed', async () => {
    await using program = await openProgramAt('09:00', phone('down'));
    const messages = join(program.folder, 'messages');
    await cp(join(import.meta.dirname, '../../messages'), messages, { recursive: true });
    const run = (...words: readonly string[]) => program.run(...words, '--messages', messages);
    await run('run', '--once');
    const german = await readFile(join(messages, 'de.ftl'), 'utf8');
    await writeFile(
      join(messages, 'de.ftl'),
      german.replaceAll('erreichbar', 'zu erreichen').replaceAll('eingeschränkt', 'teilweise'),
    );
    program.advanceTo(at('09:30'));
    await program.write('incident.yaml', phone('limited'));
    await run('run', '--once');
    const plan = JSON.parse((await run('plan', '--json')).out) as { outdated: readonly { key: string }[] };
    expect(plan.outdated.map(({ key }) => key)).toContain('it-2026/outage.1/hemer-mastodon/en');
  });

  test('an outdated post is listed with what it says and what it would say now, and nothing is published for it', async () => {
    await using day = await openDayWith('09:00', phone('down'));
    await day.step('10:00', phone('limited'));
    const { posts, outdated: list } = await day.plan(phone('limited'));
    expect(posts).toEqual([]);
    expect(list.map(({ entry }) => entry.key.replace('it-2026/', ''))).toEqual([
      'outage.1/hemer-mastodon/de',
      'outage.1/hemer-mastodon/en',
      'outage.1/hemer-x/de',
    ]);
    const [, , onX] = list;
    expect([onX?.says, onX?.fitting?.text]).toEqual([
      expect.stringContaining('nicht per Telefon erreichbar'),
      expect.stringContaining('Telefon funktioniert nur eingeschränkt'),
    ]);
    await day.step('10:10', phone('down'));
    expect(await outdated(day, phone('down'))).toEqual([]);
  });

  test('an older post that lacks only what a newer status says is superseded; one that says something untrue is not', async () => {
    await using day = await openDay('09:00');
    const says = (facts: object, ...said: readonly object[]) =>
      file({ hemer: facts }, { ...OUTAGE, post_as: ['hemer'] }, ...said);
    const status = { id: 'midday', kind: 'status', post_as: ['hemer'], at: '2026-11-24 12:00' };
    const contacts = {
      id: 'numbers',
      kind: 'contacts',
      contact: 'hotline',
      post_as: ['hemer'],
      at: '2026-11-24 10:00',
    };
    const hotline = { hotline: { phone: '0221 4710123', verified_by: 'press-hemer' } };
    const superseded = async (state: string) =>
      (await day.plan(state)).outdated.map(({ entry, superseded }) => [entry.announcement, superseded]);
    const known = { reach: { phone: 'down' } };
    await day.step('09:00', says(known));
    await day.step('10:00', says({ ...known, contacts: hotline }, contacts));
    const more = { reach: { phone: 'down', website: 'down' }, contacts: hotline };
    // A list of numbers does not say that the website is down.
    expect(new Set(await superseded(says(more, contacts)))).toContainEqual(['outage', false]);
    await day.step('12:00', says(more, contacts, status));
    const later = await superseded(says(more, contacts, status));
    expect(later).toContainEqual(['outage', true]);
    expect(later).not.toContainEqual([expect.anything(), false]);
    const mended = { ...more, reach: { phone: 'limited', website: 'down' } };
    expect(await superseded(says(mended, contacts, status))).toContainEqual(['outage', false]);
  });

  test('a new confirmation of the facts makes no post outdated', async () => {
    await using day = await openDay('09:00');
    const confirmed = (time: string) =>
      file({ hemer: { reach: { phone: 'down' }, confirmed: time } }, { ...OUTAGE, post_as: ['hemer'] });
    await day.step('09:00', confirmed('2026-11-24 08:50'));
    await day.step('10:00', confirmed('2026-11-24 09:50'));
    expect(await outdated(day, confirmed('2026-11-24 09:50'))).toEqual([]);
  });

  test('a promised time makes a post outdated where it moves before it has come, and no more once it has passed', async () => {
    await using day = await openDay('09:00');
    const promising = (next: string) =>
      fileOf({ next_update: `2026-11-24 ${next}` }, { menden: { reach: { phone: 'down' } } }, OUTAGE);
    await day.step('09:00', promising('11:00'));
    await day.step('10:00', promising('13:00'));
    expect(await outdated(day, promising('13:00'))).toContain('outage.1/menden-x/de');
    await day.step('11:00', promising('13:00'));
    expect(await outdated(day, promising('13:00'))).toEqual([]);
  });

  test('where what is true today is too long for the account, staff read so and to shorten it before they say it again', async () => {
    const desk = 'Dringendes: Anlaufstelle in der Feuerwache, Eingang Hof. ';
    const say = { ...OUTAGE, post_as: ['menden'] };
    const state = (level: string, times: number) =>
      file(
        {
          menden: {
            reach: { phone: level, website: 'down' },
            instruction: { de: desk.repeat(times).trim() },
          },
        },
        say,
      );
    await using program = await openProgramAt('09:00', state('down', 2));
    await program.run('run', '--once');
    program.advanceTo(at('09:10'));
    await program.write('incident.yaml', state('up', 6));
    const { out } = await program.run('plan');
    expect(out).toMatch(
      /outage on menden-x .*\n.*\n +now: +What it would say today is too long for the account: \d{3} of 280 characters\. The text: "Stadt Menden: .*Eingang Hof\. .*"$/m,
    );
    expect(out).toContain('first shorten the words of your own in the facts, then raise the edition');
    expect(out).not.toContain('Nothing is left');
  });

  test('after the all-clear older posts are not outdated unless it is withdrawn; an all-clear that is not true is', async () => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const over = fileOf({ phase: 'resolved' }, {}, { ...OUTAGE, post_as: ['hemer'] }, clear);
    await using day = await openDayWith('09:00', phone('down', { ...OUTAGE, post_as: ['hemer'] }));
    await day.step('12:00', over);
    expect(await outdated(day, over)).toEqual([]);
    const said = [{ ...OUTAGE, post_as: ['hemer'] }, clear];
    for (const untrue of [{ services: { passports: 'unavailable' } }, { reach: { work: 'none' } }]) {
      const off = fileOf({ phase: 'resolved' }, { hemer: untrue }, ...said);
      expect(await outdated(day, off)).toEqual([
        ...['clear.1/hemer-mastodon/de', 'clear.1/hemer-mastodon/en', 'clear.1/hemer-x/de'],
      ]);
    }
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'clear' };
    const withdrawn = fileOf({ phase: 'resolved' }, {}, { ...OUTAGE, post_as: ['hemer'] }, clear, oops);
    await day.step('12:30', withdrawn);
    expect(await outdated(day, withdrawn)).toContain('outage.1/hemer-x/de');
  });

  describe('after an all-clear that the readers of a post do not read, the post is outdated and nothing is called over', () => {
    const outage = { ...OUTAGE, post_as: ['hemer'] };
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const ON_X = 'it-2026/outage.1/hemer-x/de';
    const over = (...say: readonly object[]) =>
      fileOf({ phase: 'resolved' }, { hemer: { reach: { phone: 'up' } } }, outage, ...say);

    /** An outage at nine that is over at half past; at ten its all-clear is in the file. */
    async function openOutage(staff: StaffWebhook) {
      const program = await openProgramAt('09:00', phone('down', outage), {
        env: { ALERTS_WEBHOOK: staff.origin },
      });
      await program.run('run', '--once');
      const clearAtTen = async (text = over(clear)) => {
        await program.write('incident.yaml', over());
        for (const time of ['09:30', '09:50']) await program.step(time);
        await program.write('incident.yaml', text);
        await program.step('10:00');
      };
      const outdatedNow = async () => {
        const plan = JSON.parse((await program.run('plan', '--json')).out);
        return plan.outdated.map(({ key }: { key: string }) => key);
      };
      const calledOver = () =>
        staff.messages
          .filter(({ kind, code }) => kind === 'over' && code === 'outdated')
          .flatMap(({ about }) => about);
      return { program, clearAtTen, outdatedNow, calledOver };
    }

    test('in another language', async () => {
      await using staff = await openStaffWebhook();
      const { program, ...day } = await openOutage(staff);
      await using _ = program;
      await program.edit(
        'municipalities.yaml',
        'handle: stadt_hemer, languages: [de]',
        'handle: stadt_hemer, languages: [en]',
      );
      await day.clearAtTen();
      expect(await day.outdatedNow()).toEqual([ON_X]);
      expect(day.calledOver()).not.toContain(ON_X);
      // Until somebody deletes it by hand.
      await program.deleteByHand('hemer-x');
      await program.run('resolve', ON_X, '--absent', '--by', 'press-hemer');
      expect(await day.outdatedNow()).toEqual([]);
    });

    test('on another account, while the one on X waits in a pause and after it has expired', async () => {
      await using staff = await openStaffWebhook();
      const { program, ...day } = await openOutage(staff);
      await using _ = program;
      await program.run('pause', '--account', 'hemer-x', '--by', 'press-hemer');
      await day.clearAtTen(over({ ...clear, until: '2026-11-24 12:00' }));
      expect(await day.outdatedNow()).toEqual([ON_X]);
      await program.step('13:00');
      await program.run('resume', '--account', 'hemer-x', '--by', 'press-hemer', '--yes');
      await program.step('13:30');
      expect(await day.outdatedNow()).toEqual([ON_X]);
      expect(day.calledOver()).not.toContain(ON_X);
      expect((await program.run('plan')).out).toContain(
        'Where an all-clear did not go out: raise its edition',
      );
      const said = program.published().length;
      await program.step('13:40', over({ ...clear, edition: 2 }));
      expect(program.published()).toHaveLength(said + 1);
      expect(await day.outdatedNow()).toEqual([]);
    });

    test('on another account, where X refuses its own', async () => {
      await using staff = await openStaffWebhook();
      const { program, ...day } = await openOutage(staff);
      await using _ = program;
      program.sandbox.arrange('hemer-x', {
        kind: 'answer',
        on: 'publish',
        status: 403,
        body: '{"title":"Forbidden","status":403}',
      });
      await day.clearAtTen();
      expect(await day.outdatedNow()).toEqual([ON_X]);
      expect(day.calledOver()).not.toContain(ON_X);
    });
  });

  test('a second all-clear takes the place of the first, which is outdated until then and where the second is withdrawn', async () => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const second = { ...clear, id: 'second' };
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'second' };
    const is = (phase: string, reach: object, ...say: readonly object[]) =>
      fileOf({ phase }, { hemer: { reach } }, { ...OUTAGE, post_as: ['hemer'] }, ...say);
    const [down, up] = [
      { phone: 'up', website: 'down' },
      { phone: 'up', website: 'up' },
    ];
    await using day = await openDayWith('09:00', is('identified', { phone: 'down' }));
    await day.step('10:00', is('resolved', { phone: 'up' }, clear));
    const onX = async (state: string) => (await outdated(day, state)).filter((key) => key.includes('-x/'));
    expect(await onX(is('identified', down, clear))).toEqual(['clear.1/hemer-x/de']);
    await day.step('12:00', is('resolved', up, clear, second));
    expect(await outdated(day, is('resolved', up, clear, second))).toEqual([]);
    expect(await onX(is('identified', down, clear, second))).toEqual(['second.1/hemer-x/de']);
    await day.step('12:30', is('resolved', up, clear, second, oops));
    expect(await onX(is('resolved', up, clear, second, oops))).toEqual(['clear.1/hemer-x/de']);
  });

  test('an all-clear that the facts deny needs somebody until a new outage is said below it', async () => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer'] };
    const is = (phase: string, level: string, ...say: readonly object[]) =>
      fileOf({ phase }, { hemer: { reach: { phone: level } } }, { ...OUTAGE, post_as: ['hemer'] }, ...say);
    await using day = await openDayWith('09:00', is('identified', 'down'));
    await day.step('09:30', is('resolved', 'up', clear));
    const needing = async (state: string) => {
      const { outdated } = await day.plan(state);
      return [
        outdated.filter(({ superseded }) => !superseded).length,
        (await day.alerts(state)).filter(({ reason }) => reason.code === 'outdated-clear').length,
      ];
    };
    const again = { ...OUTAGE, id: 'again', post_as: ['hemer'] };
    for (const time of ['09:50', '10:20']) await day.step(time, is('identified', 'limited', clear));
    expect(await needing(is('identified', 'limited', clear))).toEqual([3, 3]);
    await day.step('10:30', is('identified', 'limited', clear, again));
    expect(await needing(is('identified', 'limited', clear, again))).toEqual([0, 0]);
  });

  test('a post that speaks for others is outdated while the facts of one that it names say otherwise', async () => {
    const TRADE = 'Zweckverband der Städte und Gemeinden im Märkischen Sauerland und am Rand des Ruhrgebiets';
    const region = REGION.replace(
      'ags: "05962016"',
      'ags: "05962016"\n    speaks_for: [hemer, menden]',
    ).replaceAll('Stadt Menden', TRADE);
    await using day = await openDay('09:00', undefined, { region });
    const say = (menden: object, about: readonly string[] = ['hemer', 'menden']) =>
      file(
        {
          all: { reach: { phone: 'down', email_in: 'down', email_out: 'down' } },
          hemer: {
            appointments: { policy: 'cancelled', until: '2026-11-27' },
            contacts: { desk: { phone: '0221 4710123', verified_by: 'press-hemer' } },
          },
          menden,
        },
        { ...OUTAGE, post_as: ['hemer'], about },
      );
    await day.step('09:00', say({}));
    // There is no room for its name on X.
    expect(day.published('hemer-x').join()).not.toContain(TRADE);
    expect(day.published('hemer-mastodon')[0]).toContain(TRADE);
    expect(await outdated(day, say({}))).toEqual([]);
    expect(await outdated(day, say({ reach: { phone: 'unknown' } }))).toEqual([]);
    const up = { reach: { phone: 'up' } };
    const { outdated: wrong } = await day.plan(say(up));
    expect(wrong.map(({ entry, fitting }) => [entry.account, entry.language, fitting])).toEqual([
      ['hemer-mastodon', 'de', null],
      ['hemer-mastodon', 'en', null],
    ]);
    const [about] = (await day.plan(say(up, ['hemer']))).outdated;
    expect(about?.fitting?.text).not.toContain(TRADE);
    await day.step('10:00', say(up));
    expect(day.published('hemer-mastodon')).toHaveLength(2);
  });

  describe('a newer edition that had no room for all of it', () => {
    const down = { phone: 'down', website: 'down', email_in: 'down', email_out: 'down' };
    const services = Object.fromEntries(
      ['id-cards', 'passports', 'driving-licence', 'vehicle-registration'].map((id) => [id, 'unavailable']),
    );
    const say = (until: string, edition: number, more: object = {}) =>
      file(
        { menden: { reach: { phone: 'down' }, estimate: { kind: 'expected', at: until }, ...more } },
        { ...OUTAGE, post_as: ['menden'], edition },
      );
    const appointments = { policy: 'cancelled', until: '2026-11-26' };
    const hotline = { phone: '0221 4710123', hours: 'Mo-Fr 08:00-16:00', verified_by: 'press-menden' };
    const long = { reach: down, services, appointments, contacts: { hotline } };
    const editions = async (day: TestDay, state: string) =>
      (await day.plan(state)).outdated
        .filter(({ entry, replaced }) => entry.account === 'menden-x' && !replaced)
        .map(({ entry }) => entry.edition);

    test.each([
      ['did not know', '2026-11-27'],
      ['knew', '2026-12-04'],
    ])('replaces nothing that it left out where it %s what is right', async (_, known) => {
      await using day = await openDayWith('09:00', say('2026-11-27', 1));
      await day.work('09:40', say(known, 2, long));
      const [first, second] = day.published('menden-x');
      expect([first?.includes('27.11.'), second?.includes('Normalbetrieb')]).toEqual([true, false]);
      expect(await editions(day, say('2026-11-27', 2, long))).toEqual([]);
      expect(await editions(day, say('2026-12-04', 2, long))).toEqual([1]);
    });

    test('replaces one that left out the same', async () => {
      const later = { ...long, contacts: { hotline: { ...hotline, phone: '0221 4710124' } } };
      await using day = await openDayWith('09:00', say('2026-11-27', 1, long));
      expect(await editions(day, say('2026-12-04', 1, later))).toEqual([1]);
      await day.work('09:40', say('2026-12-04', 2, later));
      expect(day.published('menden-x').join()).not.toContain('Normalbetrieb');
      expect(await editions(day, say('2026-12-04', 2, later))).toEqual([]);
    });
  });

  test('posts of a town that left the incident are outdated only where its own facts say otherwise', async () => {
    await using day = await openDay('09:00');
    const down = { all: { reach: { phone: 'down', website: 'down' } } };
    const left = (menden: object) =>
      fileOf(
        { affects: ['hemer', 'mk'], updated: '2026-11-24 09:50' },
        { all: { reach: { phone: 'up' } }, ...menden },
        { ...OUTAGE, post_as: ['all'] },
      );
    await day.step('09:00', file(down, OUTAGE));
    day.clock.advanceTo(at('10:00'));
    const menden = async (facts: object) =>
      (await outdated(day, left(facts))).filter((key) => key.includes('menden'));
    expect(await menden({})).toEqual([]);
    expect(await menden({ menden: { reach: { website: 'down' } } })).toEqual([]);
    expect(await menden({ menden: { reach: { phone: 'up' } } })).toEqual([
      'outage.1/menden-mastodon/de',
      'outage.1/menden-x/de',
    ]);
  });

  test('staff are told of the posts of a town that left the incident or the files, once for each town, until its all-clear', async () => {
    await using day = await openDay('09:00');
    const affecting = (affects: readonly string[], ...announcements: Parameters<typeof file>[0][]) =>
      fileOf(
        { affects, updated: '2026-11-24 09:00' },
        { all: { reach: { phone: 'down' } } },
        { ...OUTAGE, post_as: ['all'] },
        ...announcements,
      );
    const unwatched = async (state: string) =>
      (await day.plan(state)).warnings.filter(({ code }) => code === 'unwatched');
    await day.step('09:00', affecting(['hemer', 'menden', 'mk']));
    day.clock.advanceTo(at('09:10'));
    expect(await unwatched(affecting(['hemer', 'menden', 'mk']))).toEqual([]);
    expect(await unwatched(affecting(['hemer', 'mk']))).toEqual([
      { code: 'unwatched', municipality: 'menden', posts: 2, why: 'left' },
    ]);
  });
});

describe('a post about the outage that somebody deleted on the platform, as an edit of it finds', () => {
  const KEY = 'it-2026/outage.1/menden-mastodon/de';
  const menden = { ...KEPT, post_as: ['menden'] };
  const says = (level: string, ...more: readonly object[]) =>
    file({ menden: { reach: { phone: level } } }, menden, ...more);
  const status = { id: 'more', kind: 'status', post_as: ['menden'] };
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const told = { code: 'unwatched', municipality: 'menden', posts: 1, why: 'deleted' };

  async function unwatched(day: TestDay, state: string) {
    return (await day.plan(state)).warnings.filter(({ code }) => code === 'unwatched');
  }

  /** The post on Mastodon is deleted at 9, and this file is worked from then on. */
  async function deleted(state: string) {
    const day = await openDayWith('09:00', says('down'));
    await day.deleteByHand('menden-mastodon');
    await day.work('09:30', state);
    return day;
  }

  test.each([
    ['keeps it current', says('limited')],
    ['follows from its correction', says('limited', { id: 'fix', kind: 'correction', corrects: 'outage' })],
  ])('is told to staff where the edit %s', async (_, state) => {
    await using day = await deleted(state);
    expect(await unwatched(day, state)).toEqual([told]);
    expect(await day.raised()).toContain('unwatched');
    await day.work('10:00 +1', state);
    expect(await unwatched(day, state)).toEqual([]);
  });

  test.each([
    ['how things stand is said there since', says('limited', status)],
    ['the all-clear is given', fileOf({ phase: 'resolved' }, {}, menden, clear)],
    ['it is withdrawn', says('limited', { id: 'oops', kind: 'retraction', withdraws: 'outage' })],
    ['its town leaves the incident', fileOf({ affects: ['hemer'] }, {})],
  ])('is no longer told to staff once %s', async (_, next) => {
    await using day = await deleted(says('limited'));
    await day.work('09:40', next);
    expect((await unwatched(day, next)).filter((one) => 'why' in one && one.why === 'deleted')).toEqual([]);
    expect(day.published('menden-mastodon')).toHaveLength(next.includes('affects') ? 0 : 1);
  });

  test('is not told to staff who said so themselves', async () => {
    await using day = await openDayWith('09:00', says('down'));
    await day.deleteByHand('menden-mastodon');
    await day.ledger.resolve(KEY, { absent: true }, 'press-menden', at('09:01'));
    await day.work('09:30', says('limited'));
    expect(await unwatched(day, says('limited'))).toEqual([]);
  });
});

test.each([
  ['unlisted', [{ code: 'unwatched', municipality: 'menden', posts: 1, why: 'hidden' }]],
  ['public', []],
])('staff are told of a post that its server does not show to everybody: %s', async (visibility, told) => {
  const state = file({ menden: { reach: { phone: 'down' } } }, { ...KEPT, post_as: ['menden'] });
  await using day = await openDay('09:00');
  day.sandbox.arrange('menden-mastodon', {
    ...{ kind: 'answer', on: 'publish', accepted: true },
    ...{ status: 200, headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ id: '7', visibility, account: { id: remoteIdOf('menden-mastodon') } }),
  });
  await day.step('09:00', state);
  expect(await day.ledger.entry('it-2026/outage.1/menden-mastodon/de')).toMatchObject({ state: 'posted' });
  expect((await day.plan(state)).warnings.filter(({ code }) => code === 'unwatched')).toEqual(told);
  const status = { id: 'more', kind: 'status', post_as: ['menden'] };
  const next = file({ menden: { reach: { phone: 'limited' } } }, { ...KEPT, post_as: ['menden'] }, status);
  await day.step('10:00', next);
  expect((await day.plan(next)).warnings.filter(({ code }) => code === 'unwatched')).toEqual([]);
});

test('staff are told of a published all-clear that the facts deny what they can do, and not to say it again', async () => {
  await using staff = await openStaffWebhook();
  await using program = await openDeniedClear(staff);
  expect(program.published().filter((text) => text.includes('behoben'))).toHaveLength(2);
  const [message, ...more] = staff.messages.filter(({ kind }) => kind === 'raised');
  expect(more).toEqual([]);
  expect(message?.text).toMatch(
    /c is published.*if it has failed again, announce the outage.*announce retraction --withdraws c --by/,
  );
  expect(message?.text).not.toContain('edition');
});

test('an alert about a post that contradicts the facts lasts under the next incident, until somebody has deleted the post', async () => {
  await using staff = await openStaffWebhook();
  await using program = await openDeniedClear(staff);
  const next = { id: 'it-b', started: '2026-11-24 10:16' };
  await program.write('incident.yaml', fileOf(next, { menden: { reach: { phone: 'down' } } }));
  const told = async (time: string) => {
    await program.step(time);
    return staff.messages.slice(1).map(({ kind, code, about }) => [kind, code, about]);
  };
  expect(await told('10:20')).toEqual([]);
  expect(program.published().filter((text) => text.includes('behoben'))).toHaveLength(2);
  const [x, mastodon] = ['it-2026/c.1/menden-x/de', 'it-2026/c.1/menden-mastodon/de'];
  await program.deleteByHand('menden-x');
  await program.run('resolve', x, '--absent', '--by', 'press-menden');
  expect(await told('10:25')).toEqual([['over', 'outdated-clear', [x]]]);
  await program.deleteByHand('menden-mastodon');
  await program.run('resolve', mastodon, '--absent', '--by', 'press-menden');
  expect((await told('10:30')).at(-1)).toEqual(['over', 'outdated-clear', [mastodon]]);
});

test.each([
  ['run', '--once'],
  ['announce', 'outage', '--as', 'menden', '--by', 'press-menden', '--yes'],
])('%s %s plans no more from a state file that has changed since its first post', async (...words) => {
  const status = { id: 'status', kind: 'status', post_as: ['hemer'], every: '1 9 * * *' };
  const outage = { id: 'outage-menden', kind: 'outage', post_as: ['menden'] };
  const state = (level: string, ...say: readonly { id: string }[]) =>
    file({ hemer: { reach: { phone: level } }, menden: { reach: { phone: 'down' } } }, status, ...say);
  let changes: (() => void) | null = null;
  const platforms = PLATFORMS.map((platform) => ({
    ...platform,
    rateHeaders(...given: Parameters<typeof platform.rateHeaders>) {
      changes?.();
      return platform.rateHeaders(...given);
    },
  }));
  await using program = await openProgramAt('09:00', state('down', ...(words[0] === 'run' ? [outage] : [])), {
    ...{ config: 'approvals: {needed: 0}\nconfirmed: null\n', platforms, at: at('09:01') - SECOND },
  });
  changes = () => {
    if (program.published().length === 0) return;
    changes = null;
    writeFileSync(join(program.folder, 'incident.yaml'), state('up', outage));
    program.advanceTo(at('09:01'));
  };
  expect(await program.run(...words)).toMatchObject({ status: 0 });
  expect(await program.states()).toEqual([
    'outage-menden menden-mastodon posted',
    'outage-menden menden-x posted',
  ]);
});

describe('after the file has the id of another incident', () => {
  const B = { id: 'it-b', started: '2026-11-24 09:30' };
  const EXERCISE = { mode: 'exercise' };
  const facts = (reach: object) => ({ hemer: { reach } });
  const outage = { ...OUTAGE, post_as: ['hemer'] };
  const first = (incident = {}) => fileOf(incident, facts({ phone: 'down' }), outage);
  const next = (incident = {}) => fileOf({ ...B, ...incident }, facts({ phone: 'up' }));
  const clear = { id: 'c', kind: 'all-clear', post_as: ['hemer'] };
  const over = fileOf({ phase: 'resolved' }, facts({ phone: 'up' }), clear);

  /**
   * Each of these files is worked; two texts change the municipalities. `told` is what staff hear, by these times, of posts that
   * nobody compares with facts.
   */
  async function open(
    staff: StaffWebhook,
    ...states: readonly (string | readonly [was: string, is: string])[]
  ) {
    const program = await openProgramAt('09:00', first(), {
      env: { ALERTS_WEBHOOK: staff.origin },
      region: REGION.replaceAll('handle: stadt_hemer', 'public_exercises: true, handle: stadt_hemer'),
    });
    for (const [minute, state] of states.entries())
      await (typeof state === 'string'
        ? program.step(`09:0${minute}`, state)
        : program.edit('municipalities.yaml', ...state));
    expect(program.published().length).toBeGreaterThan(1);
    const told = async (...times: readonly string[]) => {
      for (const time of times) await program.step(time);
      return staff.messages.filter(({ code }) => code === 'unwatched').map(({ kind, text }) => [kind, text]);
    };
    return { program, told, [Symbol.asyncDispose]: () => program[Symbol.asyncDispose]() };
  }

  test('staff are told of the outage that is still there, until the town says how things stand now', async () => {
    await using staff = await openStaffWebhook();
    await using day = await open(staff, first(), next());
    expect(await day.told('09:30', '09:44')).toEqual([
      [
        'raised',
        expect.stringMatching(/^ALERT: 2 accounts of hemer .*earlier incident.*resolve KEY --absent/),
      ],
    ]);
    await day.program.write('incident.yaml', fileOf(B, facts({ website: 'down' }), outage));
    expect((await day.told('09:50')).map(([kind]) => kind)).toEqual(['raised', 'over']);
  });

  const district = (about: string, kind = 'outage') => ({
    ...{ id: `${kind}-${about}`, kind, post_as: ['mk'] },
    about: [about],
  });
  const inEnglish = ['stadt_hemer, languages: [de]', 'stadt_hemer, languages: [en]'] as const;
  const cleared = fileOf({ ...B, phase: 'resolved' }, facts({ phone: 'up' }), clear);
  const fix = { id: 'fix', kind: 'correction', corrects: 'outage' };
  const corrected = fileOf({}, facts({ phone: 'limited' }), outage, fix);
  const ofDistrict = fileOf({}, { mk: { reach: { phone: 'down' } } }, { ...OUTAGE, post_as: ['mk'] });
  const clearOfTown = fileOf({ ...B, phase: 'resolved' }, facts({ phone: 'up' }), {
    ...clear,
    post_as: ['mk'],
    about: ['hemer'],
  });

  test.each([
    ['an all-clear is about another town', [ofDistrict, clearOfTown], /1 account of mk/],
    ['an all-clear is in another language', [first(), inEnglish, cleared], /of hemer /],
    ['a correction has taken its place', [first(), corrected, next()], /2 accounts of hemer/],
  ])('staff are told of it where %s', async (_, states, message) => {
    await using staff = await openStaffWebhook();
    await using day = await open(staff, ...states);
    expect(await day.told('09:30', '09:50')).toEqual([['raised', expect.stringMatching(message)]]);
  });

  test.each([
    [
      'other posts of its account are newer',
      fileOf(B, { mk: { reach: { website: 'down' } } }, district('mk'), district('mk', 'status')),
    ],
    [
      'newer ones of its account have ended',
      fileOf({ ...B, phase: 'resolved' }, {}, district('mk', 'all-clear'), district('menden', 'all-clear')),
    ],
  ])('what a district said of a town is watched also days later where %s', async (_, state) => {
    await using staff = await openStaffWebhook();
    const down = Object.fromEntries(
      ['hemer', 'menden', 'mk'].map((who) => [who, { reach: { phone: 'down' } }]),
    );
    await using day = await open(
      staff,
      fileOf({}, down, district('hemer')),
      fileOf({}, down, district('hemer'), district('menden'), district('mk')),
      state,
    );
    expect((await day.told('09:30', '09:50')).map(([kind]) => kind)).toEqual(['raised']);
    const notice = {
      id: 'note',
      kind: 'notice',
      post_as: ['mk'],
      text: { de: 'Das Kreishaus ist geöffnet.' },
    };
    await day.program.write(
      'incident.yaml',
      state.replace('"announcements": [', `"announcements": [${JSON.stringify(notice)}, `),
    );
    expect((await day.told('10:00 +2', '10:20 +2', '10:40 +2')).map(([kind]) => kind)).not.toContain('over');
  });

  test.each([
    ['an all-clear had ended it', [first(), over, next()], '09:50'],
    ['both are exercises', [first(EXERCISE), next(EXERCISE)], '09:50'],
    ['it was said more than thirty days ago', [first(), next()], '09:50 +31'],
  ])('staff hear nothing of it where %s', async (_, states, time) => {
    await using staff = await openStaffWebhook();
    await using day = await open(staff, ...states);
    expect(await day.told(time.replace('09:50', '09:30'), time)).toEqual([]);
  });
});

/** All-clear at nine, and by ten the phones are down again: staff have been told. */
async function openDeniedClear(staff: StaffWebhook) {
  const clear = { id: 'c', kind: 'all-clear', post_as: ['menden'] };
  const program = await openProgramAt('09:00', fileOf({ phase: 'resolved' }, {}, clear), {
    env: { ALERTS_WEBHOOK: staff.origin },
  });
  await program.run('run', '--once');
  await program.write('incident.yaml', file({ menden: { reach: { phone: 'down' } } }, clear));
  for (const time of ['10:00', '10:15']) await program.step(time);
  return program;
}

describe('kept current', () => {
  test('a post kept current is edited on Mastodon after five quiet minutes and at most once an hour; on X it stays outdated', async () => {
    await using day = await openDayWith('09:00', phone('down', KEPT));
    await day.step('10:00', phone('limited', KEPT));
    await day.work('10:04', phone('limited', KEPT));
    expect(phones(day, 'hemer-mastodon')[0]).toBe('nicht');
    await day.work('10:06', phone('limited', KEPT));
    expect(phones(day, 'hemer-mastodon')[0]).toBe('eingeschränkt');
    expect(phones(day, 'hemer-x')).toEqual(['nicht']);
    expect(await outdated(day, phone('limited', KEPT))).toEqual(['outage.1/hemer-x/de']);
    await day.work('10:50', phone('unknown', KEPT));
    expect(phones(day, 'hemer-mastodon')[0]).toBe('eingeschränkt');
    await day.work('11:10', phone('unknown', KEPT));
    expect(phones(day, 'hemer-mastodon')[0]).not.toBe('eingeschränkt');
    expect(day.sandbox.timeline('hemer-mastodon').map((post) => post.edits.length)).toEqual([2, 2]);
    expect(day.published('hemer-mastodon')).toHaveLength(2);
    expect(await day.dueNow(phone('unknown', KEPT))).toEqual([]);
  });

  test('an edit that an older version of the file would make is held up to staff until somebody confirms the file', async () => {
    await using day = await openDayWith('09:00', phone('down', KEPT));
    await day.step('10:00', phone('limited', KEPT));
    await day.work('10:10', phone('limited', KEPT));
    await day.work('12:00', phone('down', KEPT));
    expect(phones(day, 'hemer-mastodon')[0]).toBe('eingeschränkt');
    expect(await day.held(phone('down', KEPT))).toEqual([
      'outage/hemer-mastodon/de older-file',
      'outage/hemer-mastodon/en older-file',
    ]);
  });

  test('no post is edited while somebody goes on changing facts', async () => {
    await using day = await openDayWith('09:00', phone('down', KEPT));
    for (const [minute, level] of ['limited', 'up', 'limited', 'up', 'limited'].entries())
      await day.step(`10:${String(minute * 4).padStart(2, '0')}`, phone(level, KEPT));
    expect(day.sandbox.timeline('hemer-mastodon').flatMap((post) => post.edits)).toEqual([]);
  });
});

describe('`set … --tell`', () => {
  test('`set --tell` writes the fact as confirmed now, and publishes it on both channels only where the text changed', async () => {
    await using program = await openProgramAt('09:00', phone('down'), {
      config: 'approvals: {needed: 1, standing: []}\n',
    });
    await program.run('set', 'menden', 'reach.website=down', '--by', 'press-menden', '--yes');
    await program.approve('outage', 'press-mk');
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(5);

    program.advanceTo(at('10:00'));
    const told = ['set', 'hemer', 'reach.phone=limited', '--tell', '--by', 'press-hemer'];
    expect(await program.run(...told)).toMatchObject({
      status: 1,
      err: expect.stringContaining('not-confirmed'),
    });
    expect(program.published()).toHaveLength(5);
    const before = program.published();
    expect((await program.run(...told, '--yes')).status).toBe(0);
    const fresh = program.published().filter((line) => !before.includes(line));
    expect(fresh.map((line) => line.split(' ')[0]).sort()).toEqual([
      'hemer-mastodon',
      'hemer-mastodon',
      'hemer-x',
    ]);
    for (const line of fresh)
      expect(line).toMatch(/Stand: Dienstag, 24.11., 10 Uhr|As of Tuesday 24 November, 10 am/);

    program.advanceTo(at('10:30'));
    await program.run(...told, '--yes');
    await program.run('set', 'all', 'unaffected=[]', '--tell', '--by', 'press-mk', '--yes');
    expect(program.published()).toHaveLength(8);
    await program.run('run', '--once');
    expect(program.published()).toHaveLength(8);
  });
});

test('`set --tell` says a fact where the state file was restored and no longer knows the last edition', async () => {
  await using program = await openProgramAt('09:00', phone('down'));
  const tell = (level: string) =>
    program.run('set', 'hemer', `reach.phone=${level}`, '--tell', '--by', 'press-hemer', '--yes');
  await program.run('run', '--once');
  program.advanceTo(at('10:00'));
  await tell('limited');
  program.advanceTo(at('11:00'));
  await program.write('incident.yaml', phone('down'));
  const before = program.published();
  expect((await tell('up')).status).toBe(0);
  const fresh = program.published().filter((line) => !before.includes(line));
  expect(fresh.map((line) => line.split(' ')[0]).sort()).toEqual([
    'hemer-mastodon',
    'hemer-mastodon',
    'hemer-x',
  ]);
});

describe('the time of a promised update that moves', () => {
  const promising = (next: string, ...said: readonly object[]) =>
    fileOf({ next_update: `2026-11-24 ${next}` }, { menden: { reach: { phone: 'down' } } }, ...said);
  const SAID = { ...OUTAGE, post_as: ['menden'] };
  const STATUS = { id: 'now', kind: 'status', post_as: ['menden'] };

  test.each(['09:30', '11:50'])('is said with `set --tell` at %s, before it has come', async (time) => {
    await using program = await openProgramAt('09:00', promising('12:00', SAID));
    await program.run('run', '--once');
    program.advanceTo(at(time));
    const before = program.published();
    const told = ['set', 'incident', 'next_update=2026-11-24 16:00', '--tell', '--by', 'press-menden'];
    expect((await program.run(...told, '--yes')).status).toBe(0);
    const fresh = program.published().filter((line) => !before.includes(line));
    expect(fresh.map((line) => line.split(' ')[0]).sort()).toEqual(['menden-mastodon', 'menden-x']);
    for (const line of fresh) expect(line).toMatch(/Nächste Info: Dienstag, 24\.11\., 16 Uhr\./);
    expect(await program.run('plan')).toMatchObject({ out: expect.not.stringContaining('OUTDATED') });
    await program.run(...told, '--yes');
    expect(program.published()).toHaveLength(before.length + 2);
  });

  test('is not said by an edition that somebody raised for what changed elsewhere', async () => {
    await using day = await openDay('09:00');
    const both = { ...OUTAGE, post_as: ['hemer', 'menden'] };
    const state = (next: string, phone: string, edition: number) =>
      fileOf(
        { next_update: `2026-11-24 ${next}` },
        { hemer: { reach: { phone } }, menden: { reach: { phone: 'down' } } },
        { ...both, edition },
      );
    await day.step('09:00', state('18:00', 'down', 1));
    await day.step('10:00', state('18:00', 'limited', 2));
    expect(day.published('hemer-x')).toHaveLength(2);
    await day.step('11:00', state('19:00', 'limited', 2));
    expect(day.published('menden-x')).toHaveLength(1);
    await day.step('11:30', state('19:00', 'limited', 3));
    expect(day.published('menden-x').at(-1)).toMatch(/19 Uhr/);
  });

  test('is said of a status as well where somebody raises it, and by no other status', async () => {
    const daily = { ...STATUS, id: 'daily', every: '0 10 * * *' };
    await using day = await openDayWith('08:00', promising('12:00', SAID));
    await day.step('09:00', promising('12:00', SAID, STATUS));
    await day.step('10:00', promising('16:00', SAID, STATUS, daily));
    expect(day.published('menden-x')).toHaveLength(2);
    const raised = promising('16:00', SAID, { ...STATUS, edition: 2 });
    await day.step('10:30', raised);
    expect(day.published('menden-x').at(-1)).toMatch(/16 Uhr/);
    const { outdated } = await day.plan(raised);
    expect(outdated.filter(({ replaced }) => !replaced)).toEqual([]);
  });

  test('is said by a status once it has come, and by no raised edition', async () => {
    await using day = await openDayWith('09:00', promising('12:00', SAID));
    await day.step('12:01', promising('16:00', { ...SAID, edition: 2 }));
    expect(day.published('menden-x')).toHaveLength(1);
    await day.step('12:02', promising('16:00', SAID, STATUS));
    expect(day.published('menden-x').at(-1)).toMatch(/16 Uhr/);
  });
});

test('`set --tell` does not say again what is wrong of others only, which it would say in the same words', async () => {
  const both = { ...OUTAGE, post_as: ['mk'], about: ['mk', 'hemer'] };
  await using program = await openProgramAt('09:00', file({ mk: { reach: { phone: 'down' } } }, both));
  await program.run('run', '--once');
  program.advanceTo(at('10:00'));
  const { out } = await program.run(
    'set',
    'hemer',
    'reach.phone=up',
    '--tell',
    '--by',
    'press-hemer',
    '--yes',
  );
  expect(out).toContain('now:  The facts of hemer say otherwise.');
  expect(out).toMatch(/→ What the facts of others contradict: .*announce retraction --withdraws outage/);
  expect(out).not.toContain('--tell');
  expect(await program.read('incident.yaml')).not.toContain('edition');
});

describe('what is kept current is edited only where it still speaks', () => {
  test('an edition that a later one replaced stays as it was', async () => {
    await using day = await openDayWith('09:00', phone('down', KEPT));
    await day.work('10:30', phone('limited', { ...KEPT, edition: 2 }));
    expect(phones(day, 'hemer-mastodon')).toEqual(['nicht', 'cannot', 'eingeschränkt', 'only partly']);
  });

  const NOON = { ...KEPT, id: 'noon', kind: 'status', every: '0 9,12 * * *' };
  const COMES_WITH_NOON = phone('limited', NOON);

  test('a post stays as it was where the next occurrence takes its place now', async () => {
    await using day = await openDayWith('08:30', phone('down', NOON));
    await day.step('09:00', phone('down', NOON));
    await day.step('11:56', COMES_WITH_NOON);
    await day.step('12:02', COMES_WITH_NOON);
    const timeline = day.sandbox.timeline('hemer-mastodon');
    expect(timeline.map((post) => post.edits)).toEqual([[], [], [], []]);
  });

  test('a post is kept current while the next occurrence waits for an approval', async () => {
    await using day = await openDay('08:30', 'approvals: {needed: 1, standing: []}\nconfirmed: null\n');
    await day.step('08:30', phone('down', NOON));
    day.clock.advanceTo(at('09:00'));
    await day.approve('noon', phone('down', NOON), 'press-hemer');
    await day.step('09:00', phone('down', NOON));
    await day.step('11:56', COMES_WITH_NOON);
    day.clock.advanceTo(at('12:02'));
    const edited = (await day.plan(COMES_WITH_NOON)).posts.filter(({ intent }) => intent.action === 'edit');
    expect(edited.map(({ intent }) => intent.target?.split('/').slice(-2).join('/')).sort()).toEqual([
      ...['hemer-mastodon/de', 'hemer-mastodon/en'],
    ]);
  });

  test('a municipality that is no longer affected says nothing new', async () => {
    const down = { menden: { reach: { phone: 'down' } } };
    await using day = await openDayWith('09:00', file(down, KEPT));
    const before = day.published('menden-mastodon');
    await day.work('10:30', fileOf({ affects: ['hemer', 'mk'] }, {}, { ...KEPT, post_as: ['hemer'] }));
    expect(day.published('menden-mastodon')).toEqual(before);
  });
});

test.each([
  [
    'is over',
    { 'emergency-calls': { status: 'unavailable', until: '2026-11-24 10:00' } },
    /^WIEDER|behoben/,
    /110/,
  ],
  ['is not known', { 'emergency-calls': 'unknown' }, /Telefon/, /Notruf 110\/112 funktioniert/],
])('that 110/112 fail or work is not said where it %s', async (_, services, said, untrue) => {
  await using day = await openDay('11:30');
  const isOver = typeof services['emergency-calls'] !== 'string';
  const hemer = { reach: { phone: isOver ? 'up' : 'down' }, services };
  const say = isOver
    ? { id: 'clear', kind: 'all-clear', post_as: ['hemer'] }
    : { ...OUTAGE, post_as: ['hemer'] };
  const all = isOver ? {} : { unaffected: ['emergency-calls'] };
  await day.work('11:35', fileOf(isOver ? { phase: 'resolved' } : {}, { all, hemer }, say));
  const [post] = day.published('hemer-x');
  expect(post).toMatch(said);
  expect(post).not.toMatch(untrue);
});

test('a post about a town whose facts cannot be read is not reworded from none, no matter who posts it', async () => {
  const say = { id: 'o', kind: 'outage', post_as: ['mk'], about: ['hemer'], keep_current: true };
  await using day = await openDayWith('09:00', file({ hemer: { reach: { phone: 'down' } } }, say));
  await day.work('09:20', file({ hemer: { reach: { phone: 'downn' } } }, say));
  expect(day.published('mk-mastodon').join()).toContain('nicht per Telefon erreichbar');
});

test('a district says nothing of a town whose facts have a mistake', async () => {
  await using day = await openDay('08:00');
  const say = { id: 'outage', kind: 'outage', post_as: ['mk'], about: ['hemer'] };
  const said = file({ hemer: { reach: { phone: 'dwn' } } }, say);
  expect(await day.held(said)).toEqual(['outage/mk-mastodon/de facts-broken']);
});

test('a text with room for one name begins with the town whose facts it states, and not with a group', async () => {
  const groups = 'groups:\n  rest: {name: {de: die weiteren Rathäuser im Kreis}, members: [hemer]}\n';
  const region = REGION.replace('speaks_for: [mk, hemer, menden]', 'speaks_for: [mk, hemer, menden, rest]');
  const withX = region.replace(
    '{id: mk-mastodon,',
    '{id: mk-x, channel: x, handle: kreis_mk}\n      - {id: mk-mastodon,',
  );
  await using day = await openDay('09:00', undefined, { region: `${withX}${groups}` });
  const menden = {
    reach: { phone: 'down', website: 'down', email_in: 'down', email_out: 'down' },
    appointments: { policy: 'cancelled', from: '2026-11-24', until: '2026-11-27' },
    instruction: {
      de: 'Dringendes: Neues Rathaus, Eingang am Markt, zweite Tür links, bitte klingeln und warten.',
    },
    contacts: { hotline: { phone: RIGHT, verified_by: 'press-menden' } },
  };
  const say = { id: 'o', kind: 'outage', post_as: ['mk'], about: ['rest', 'menden'] };
  const { posts } = await day.plan(file({ all: { unaffected: ['emergency-calls'] }, menden }, say));
  expect(posts.find(({ intent }) => intent.account === 'mk-x')?.intent.text).toMatch(/^Stadt Menden/);
});

test('a service that a town says is off is not listed with those that work everywhere', async () => {
  await using day = await openDay('09:00');
  const menden = { reach: { phone: 'down' }, services: { 'vehicle-registration': 'unavailable' } };
  const facts = { all: { unaffected: ['emergency-calls', 'vehicle-registration'] }, menden };
  const { posts } = await day.plan(file(facts, { id: 'o', kind: 'outage', post_as: ['menden'] }));
  const texts = posts.map(({ intent }) => intent.text).join();
  expect(texts).toContain('Kfz-Zulassung');
  expect(texts).not.toContain('Nicht betroffen: Kfz-Zulassung');
});

describe('a post in which the district speaks for a group', () => {
  const groups = 'groups:\n  rest: {name: {de: die weiteren Rathäuser im Kreis}, members: [hemer]}\n';
  const region = REGION.replace('speaks_for: [mk, hemer, menden]', 'speaks_for: [mk, hemer, menden, rest]');
  const WITH_GROUP = { region: `${region}${groups}` };
  const reach = (levels: object) => ({ reach: levels });
  const say = (more: object = {}) => ({
    id: 'o',
    kind: 'outage',
    post_as: ['mk'],
    about: ['mk', 'rest'],
    ...more,
  });

  test('is not corrected to what the facts of the group deny: the correction is held', async () => {
    await using day = await openDay('09:00', undefined, WITH_GROUP);
    const fix = { id: 'fix', kind: 'correction', corrects: 'o' };
    await day.step('09:00', file({ mk: reach({ phone: 'down' }) }, say()));
    const facts = { mk: reach({ phone: 'up' }), hemer: reach({ phone: 'down' }) };
    await day.step('10:00', file(facts, say(), fix));
    expect(day.published('mk-mastodon').join()).not.toContain('Das Telefon funktioniert');
    expect(await day.held(file(facts, say(), fix))).toContain('fix/mk-mastodon/de contradicts-others');
  });

  test.each([
    ['with what the facts of the group deny', reach({ phone: 'up', email_in: 'up' })],
    ['while its facts have a mistake', reach({ phone: 'dwn' })],
  ])('is not kept current %s', async (_, hemer) => {
    await using day = await openDay('09:00', undefined, WITH_GROUP);
    await day.step('09:00', file({ mk: reach({ phone: 'down' }) }, say({ keep_current: true })));
    const mk = reach({ phone: 'down', email_in: 'down', email_out: 'down' });
    await day.work('09:20', file({ mk, hemer }, say({ keep_current: true })));
    expect(day.published('mk-mastodon').join()).not.toContain('E-Mail');
    await day.work('09:40', file({ mk }, say({ keep_current: true })));
    expect(day.published('mk-mastodon').join()).toContain('E-Mail');
  });

  test.each([
    ['outage', { about: ['rest'] }],
    ['outage', {}],
    ['status', { every: '0 * * * *' }],
    ['notice', { text: { de: 'Kommen Sie ins Kreishaus.' } }],
  ])('says nothing of a group whose only member has a mistake in its facts: %s %j', async (kind, more) => {
    await using day = await openDay('09:00', undefined, WITH_GROUP);
    const said = (level: string) =>
      file(
        { all: works, mk: reach({ phone: 'down' }), hemer: reach({ phone: level }) },
        say({ kind, ...more }),
      );
    await day.work('10:05', said('dwn'));
    expect(day.published('mk-mastodon')).toEqual([]);
    expect(await day.held(said('dwn'))).toEqual(['o/mk-mastodon/de facts-broken']);
    expect(await day.raised()).toEqual(['facts-broken']);
    await day.work('11:05', said('down'));
    expect(day.published('mk-mastodon')).not.toEqual([]);
  });

  test('is said for a group whose other members have no mistake in their facts', async () => {
    const larger = { region: WITH_GROUP.region.replace('[hemer]}', '[hemer, menden]}') };
    const facts = { mk: reach({ phone: 'down' }), hemer: reach({ phone: 'dwn' }) };
    await using day = await openDayWith('09:00', file(facts, say()), undefined, larger);
    expect(day.published('mk-mastodon')).toHaveLength(1);
    const denied = file(
      { ...facts, menden: reach({ phone: 'up' }) },
      say(),
      say({ id: 'o2', kind: 'status' }),
    );
    expect(await day.held(denied)).toEqual(['o2/mk-mastodon/de facts-broken']);
  });

  test('is withdrawn also while the facts of the group have a mistake', async () => {
    const facts = { mk: reach({ phone: 'down' }) };
    await using day = await openDayWith('09:00', file(facts, say()), undefined, WITH_GROUP);
    const withdraws = { id: 'w', kind: 'retraction', withdraws: 'o' };
    await day.step('09:30', file({ ...facts, hemer: reach({ phone: 'dwn' }) }, say(), withdraws));
    expect(day.reads('mk-mastodon')).toEqual(['mk-mastodon: retraction']);
  });

  test('is no all-clear once the facts that denied it have a mistake, though it was approved', async () => {
    await using day = await openDay('09:00', 'approvals: {needed: 1}\nconfirmed: null\n', WITH_GROUP);
    const [up, down] = [reach({ phone: 'up' }), reach({ phone: 'down' })];
    const over = (hemer: object) =>
      fileOf({ phase: 'resolved' }, { mk: up, hemer }, say(), say({ id: 'c', kind: 'all-clear', at: TEN }));
    const TEN = '2026-11-24 10:00';
    const outage = file({ mk: down, hemer: down }, say());
    await day.approve('o', outage, 'press-mk');
    await day.step('09:00', outage);
    await day.approve('c', over(up), 'press-mk');
    await day.work('10:05', over(down));
    expect(await day.held(over(down))).toEqual(['c/mk-mastodon/de contradicts-others']);
    await day.work('10:10', over(reach({ phone: 'dwn' })));
    expect(day.reads('mk-mastodon')).toEqual(['mk-mastodon: outage']);
    await day.work('10:15', over(up));
    expect(day.reads('mk-mastodon')).toEqual(['mk-mastodon: outage', 'mk-mastodon: all-clear']);
  });
});

test('what recurs and names a town says nothing of it while a mistake hides whether it is over there', async () => {
  await using day = await openDay('09:00');
  const status = { id: 'st', kind: 'status', post_as: ['mk'], about: ['mk', 'menden'], every: '0 * * * *' };
  const said = (phase: string) =>
    file({ mk: { reach: { phone: 'down' } }, menden: { reach: { phone: 'up' }, phase } }, status);
  await day.work('10:05', said('resolved'));
  await day.work('11:05', said('resolvd'));
  expect(day.published('mk-mastodon')).toEqual([]);
  expect(await day.held(said('resolvd'))).toEqual(['st/mk-mastodon/de facts-broken']);
});

test('who gives an all-clear for itself gives none for others whom the outage was about', async () => {
  await using day = await openDay('09:00');
  const outage = { id: 'o', kind: 'outage', post_as: ['mk'], about: ['mk', 'menden'] };
  const clear = { id: 'clear', kind: 'all-clear', updates: 'o', post_as: ['mk'] };
  const down = { reach: { phone: 'down' } };
  await day.work('09:10', file({ mk: down, menden: down }, outage));
  await day.work(
    '10:10',
    file({ mk: { reach: { phone: 'up' }, phase: 'resolved' }, menden: down }, outage, clear),
  );
  expect(day.published('mk-mastodon')).toHaveLength(2);
  expect(day.published('mk-mastodon').at(-1)).not.toContain('Menden');
});

test('what recurs goes on where the facts of one of those whom it names have a mistake', async () => {
  await using day = await openDay('09:00');
  const status = { id: 'st', kind: 'status', post_as: ['mk'], about: ['mk', 'menden'], every: '0 * * * *' };
  const said = (phone: string, website: string) =>
    file({ mk: { reach: { phone: 'down', website } }, menden: hotline(phone) }, status);
  await day.work('10:05', said(RIGHT, 'down'));
  await day.work('11:05', said('keine', 'limited'));
  expect(day.published('mk-mastodon')).toHaveLength(2);
});

test.each([
  ['outdated', { phone: 'up', website: 'down' }, ['hemer']],
  ['outdated-others', { phone: 'up', website: 'up' }, ['mk', 'hemer']],
])(
  'staff do not hear that %s is over because the facts of a town that a post names have a mistake',
  async (code, reach, about) => {
    await using day = await openDay('09:00');
    const down = { reach: { phone: 'down', website: 'down' } };
    const said = (hemer: object) =>
      file({ mk: down, hemer }, { id: 'o', kind: 'outage', post_as: ['mk'], about });
    await day.work('09:30', said(down));
    await day.work('10:00', said({ reach }));
    expect(await day.raised()).toEqual([code]);
    await day.work('10:30', said({ reach: { phone: 'upp' } }));
    expect(await day.raised()).toEqual([code, 'facts-broken']);
    await day.work('11:00', said(down));
    expect(await day.raised()).toEqual([]);
  },
);

test.each([
  ['reach: null', { phase: 'resolved', reach: null }],
  ['reach.phone: up', { phase: 'resolved', reach: { phone: 'up' } }],
])(
  'what recurs says no outage of a town for which it is over, cleared as %s: it is held, and shown as held before',
  async (_, cleared) => {
    const status = { id: 'st', kind: 'status', post_as: ['mk'], about: ['mk', 'hemer'], every: '0 * * * *' };
    const clears = [
      { id: 'c1', kind: 'all-clear', post_as: ['hemer'] },
      { id: 'c2', kind: 'all-clear', post_as: ['mk'], about: ['hemer'] },
    ];
    const facts = (mk: object, hemer: object) => ({
      mk: { confirmed: '2026-11-24 07:00', reach: { phone: 'down', ...mk } },
      hemer,
    });
    const before = file(facts({}, { reach: { phone: 'down' } }), status);
    await using program = await openProgramAt('07:30', before);
    await program.run('run', '--once');
    await program.step('08:00');
    program.advanceTo(at('08:30'));
    const after = (mk: object, about = ['mk', 'hemer']) =>
      file(facts(mk, cleared), { ...status, about }, ...clears);
    await program.reads(after({}));
    const { out } = await program.run('plan', '--json');
    expect(JSON.parse(out)).toMatchObject({ outdated: [{ key: expect.stringContaining('/st@') }] });
    await program.write('incident.yaml', after({ website: 'down' }));
    expect((await program.run('plan')).out).toMatch(/Would be held on mk-mastodon.*hemer \(phase: resolved/);
    await program.step('09:00');
    const said = () => program.published().filter((text) => text.startsWith('mk-mastodon'));
    expect(said().filter((text) => /Hemer: zurzeit nicht/.test(text))).toHaveLength(1);
    expect((await program.run('plan')).out).toContain('st on mk-mastodon (de): contradiction with others');
    await program.reads(after({ website: 'down' }, ['mk']));
    expect(said().at(-1)).toMatch(/Märkischer Kreis: zurzeit nicht per Telefon erreichbar.*Website/s);
  },
);

test('a hotline that says beside it that nobody should come is outdated while a town that it names has appointments', async () => {
  await using day = await openDay('09:00');
  const say = {
    id: 'hotline',
    kind: 'contacts',
    contact: 'hotline',
    post_as: ['mk'],
    about: ['mk', 'menden'],
  };
  const facts = (policy: string) => ({
    mk: {
      contacts: { hotline: { phone: '0221 4710119', verified_by: 'press-mk' } },
      appointments: { policy: 'cancelled', until: '2026-11-27' },
    },
    menden: { appointments: { policy, until: '2026-11-27' } },
  });
  await day.step('09:00', file(facts('cancelled'), say));
  expect(await outdated(day, file(facts('cancelled'), say))).toEqual([]);
  const { outdated: wrong } = await day.plan(file(facts('take-place'), say));
  expect(wrong.map(({ wordless }) => wordless)).toContainEqual({
    because: 'others',
    contradicted: ['menden'],
  });
  // To say it again would say the same.
  expect((await day.alerts(file(facts('take-place'), say))).map(({ reason }) => reason.code)).toContain(
    'outdated-others',
  );
});

test('a post is not kept current with what a town that it names denies, and staff are told whose facts say otherwise', async () => {
  const say = { id: 'o', kind: 'outage', post_as: ['mk'], about: ['mk', 'menden'], keep_current: true };
  const facts = (mk: object) => file({ mk: { reach: mk }, menden: { reach: { phone: 'down' } } }, say);
  await using day = await openDayWith('09:00', facts({ phone: 'down', website: 'down' }));
  const [said] = day.published('mk-mastodon');
  // What nobody denies is kept current.
  await day.work('09:40', facts({ phone: 'down', website: 'limited' }));
  const [current] = day.published('mk-mastodon');
  expect(current).not.toBe(said);
  const denied = facts({ phone: 'up', website: 'limited' });
  await day.work('10:40', denied);
  expect(day.published('mk-mastodon')).toEqual([current]);
  expect((await day.plan(denied)).outdated.map((one) => one.denied)).toEqual([['menden']]);
  expect((await day.alerts(denied)).map(({ reason }) => reason.code)).toContain('outdated-others');
});

describe('whether a post that is kept current is edited although a town denies something', () => {
  const say = { id: 'o', kind: 'outage', post_as: ['mk'], about: ['mk', 'menden'], keep_current: true };
  const CALLS = { unaffected: ['emergency-calls'] };
  const number = (hotline: string, press: string) => ({
    contacts: { hotline: { phone: hotline, verified_by: 'mk' }, press: { phone: press, verified_by: 'mk' } },
  });
  const FAIL = { services: { 'emergency-calls': 'unavailable' } };
  const until = (at: string) => ({ contacts: { hotline: { phone: WRONG, until: at, verified_by: 'mk' } } });
  const instead = (de: string) => ({
    services: { 'emergency-calls': { status: 'unavailable', alternative: { de } } },
  });

  test.each([
    [
      'it is not edited to say that the telephone works where that of the town works only in part',
      ['up', 'limited'],
      CALLS,
      CALLS,
      'nicht per Telefon',
    ],
    [
      'it is edited where the new text says of nothing that it works',
      ['limited', 'down'],
      {},
      {},
      'Telefon funktioniert nur eing',
    ],
    ['it is edited where 110 and 112 fail', ['up', 'down'], CALLS, FAIL, '110/112 ist ausgefallen'],
    [
      'it is edited where it gives the number of another contact',
      ['up', 'down'],
      number(WRONG, RIGHT),
      number(RIGHT, WRONG),
      '0221 4710119',
    ],
    [
      'it is not edited where a number that was given until ten is over',
      ['up', 'down'],
      until('2026-11-24 10:00'),
      until('2026-11-24 10:00'),
      'Telefon ist ausgefallen',
    ],
    [
      'it is edited where people read what to do instead of calling 110 and 112',
      ['up', 'down'],
      instead('Feuerwache Nord'),
      instead('Feuerwache Süd'),
      'Feuerwache Süd',
    ],
  ])('%s', async (_, [own, town], before, after, reads) => {
    const facts = (mk: object) => file({ mk, menden: { reach: { phone: town } } }, say);
    await using day = await openDayWith('09:00', facts({ reach: { phone: 'down' }, ...before }));
    await day.work('10:40', facts({ reach: { phone: own }, ...after }));
    expect(day.published('mk-mastodon')).toEqual([expect.stringContaining(reads)]);
  });
});

test('the correction of an all-clear that says once more that it is over is outdated like the all-clear', async () => {
  await using day = await openDay('08:30');
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const fix = { id: 'fix', kind: 'correction', corrects: 'clear' };
  const lost = (lost_until: string) => ({ email: { lost_since: '2026-11-20 10:00', lost_until } });
  const over = (until: string) => ({ menden: { reach: { phone: 'up' }, ...lost(until) } });
  await day.step('09:00', fileOf({ phase: 'resolved' }, over('2026-11-22 10:00'), clear));
  await day.step('09:20', fileOf({ phase: 'resolved' }, over('2026-11-23 10:00'), clear, fix));
  expect(day.published('menden-x').at(-1)).toMatch(/behoben\.$/);
  const relapse = { menden: { phase: 'identified', reach: { phone: 'down' } } };
  const down = (...more: readonly object[]) => fileOf({ phase: 'resolved' }, relapse, clear, fix, ...more);
  const { outdated: denied } = await day.plan(down());
  expect(denied.map(({ wordless }) => wordless?.because)).toContain('denied');
  const again = down({ id: 'again', kind: 'outage', post_as: ['menden'] });
  await day.step('11:00', again);
  expect((await day.plan(again)).outdated.filter(({ replaced }) => !replaced)).toEqual([]);
});

test('the correction of an all-clear in words of its own is no all-clear, and not called one that is too early', async () => {
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const text = { de: 'Das Bürgerbüro öffnet erst um 10 Uhr.' };
  const fix = { id: 'fix', kind: 'correction', corrects: 'clear', text };
  const up = { menden: { reach: { phone: 'up' } } };
  await using day = await openDayWith('09:00', fileOf({ phase: 'resolved' }, up, clear));
  await day.step('09:20', fileOf({ phase: 'resolved' }, up, clear, fix));
  const relapse = { menden: { phase: 'identified', reach: { phone: 'down' } } };
  const { outdated: wrong } = await day.plan(fileOf({ phase: 'resolved' }, relapse, clear, fix));
  expect(wrong.filter(({ entry }) => entry.announcement === 'fix')).toEqual([]);
});

describe('the correction of an all-clear that names others', () => {
  const GROUP = {
    region: `${REGION.replace('speaks_for: [mk, hemer, menden]', 'speaks_for: [mk, hemer, menden, rest]')}groups:\n  rest: {name: {de: die weiteren Rathäuser im Kreis}, members: [hemer]}\n`,
  };
  const DOWN = { phase: 'identified', reach: { phone: 'down' } };

  test.each([
    ['says once more that it is over where they agree', 'menden', {}, true],
    ['does not say so where a town denies it', 'menden', DOWN, false],
    ['does not say so where a group denies it, and is not held', 'rest', DOWN, false],
  ])('%s', async (_, named, its, isSaid) => {
    await using day = await openDay('09:00', undefined, GROUP);
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['mk'], about: ['mk', named] };
    const mk = (lost_until: string) => ({
      mk: { reach: { phone: 'up' }, email: { lost_since: '2026-11-20 10:00', lost_until } },
    });
    await day.step('09:00', fileOf({ phase: 'resolved' }, mk('2026-11-22 10:00'), clear));
    const fix = { id: 'fix', kind: 'correction', corrects: 'clear' };
    const others = { [named === 'rest' ? 'hemer' : 'menden']: its };
    await day.step(
      '09:20',
      fileOf({ phase: 'resolved' }, { ...mk('2026-11-23 10:00'), ...others }, clear, fix),
    );
    const correction = day.published('mk-mastodon').at(-1) ?? '';
    expect(correction).toMatch(/^KORREKTUR .*23\.11\./s);
    expect(/behoben\.$/.test(correction)).toBe(isSaid);
  });

  test('goes out with a warning where a town has another number', async () => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['mk'], about: ['mk', 'menden'] };
    const facts = (phone: string) => ({ mk: hotline(phone), menden: hotline('02373 9030') });
    await using day = await openDayWith('09:00', fileOf({ phase: 'resolved' }, facts(WRONG), clear));
    day.clock.advanceTo(at('09:20'));
    const fix = { id: 'fix', kind: 'correction', corrects: 'clear', contact: 'hotline' };
    const { warnings } = await day.plan(fileOf({ phase: 'resolved' }, facts(RIGHT), clear, fix));
    expect(warnings.map(({ code }) => code)).toContain('contradicts-others');
  });
});

test('a post is not edited to say that it is over, which a town denies, though what it said was to end by now', async () => {
  const say = { id: 's', kind: 'status', post_as: ['mk'], about: ['mk', 'menden'], keep_current: true };
  const menden = { phase: 'identified', reach: { phone: 'down' } };
  const off = { 'vehicle-registration': { status: 'unavailable', until: '2026-11-24 10:00' } };
  const facts = (mk: object) => fileOf({ phase: 'resolved' }, { mk, menden }, say);
  await using day = await openDayWith('09:00', facts({ services: off }));
  await day.work('10:40', facts({ instruction: { de: 'Eingang Süd' } }));
  expect(day.published('mk-mastodon')).toEqual([expect.stringContaining('Kfz-Zulassung')]);
});

test('a post that says that it is over, which a town denies, is still kept current in all else', async () => {
  const say = { id: 's', kind: 'status', post_as: ['mk'], about: ['mk', 'menden'], keep_current: true };
  const menden = { phase: 'identified', reach: { phone: 'down' } };
  const entrance = (de: string) => ({ instruction: { de } });
  const facts = (de: string) => fileOf({ phase: 'resolved' }, { mk: entrance(de), menden }, say);
  await using day = await openDayWith('09:00', facts('Eingang Nord'));
  expect(day.published('mk-mastodon')).toEqual([expect.stringMatching(/keine Störung.*Eingang Nord/s)]);
  await day.work('10:40', facts('Eingang Süd'));
  expect(day.published('mk-mastodon')).toEqual([expect.stringContaining('Eingang Süd')]);
});

test('what an edit says, and not the post before it, tells whether a town denies something new', async () => {
  await using day = await openDay('09:00');
  const say = { id: 's', kind: 'status', post_as: ['mk'], about: ['mk', 'menden'], keep_current: true };
  const off = { 'vehicle-registration': { status: 'unavailable', until: '2026-11-24 10:00' } };
  const facts = (de: string, menden: object) =>
    fileOf({ phase: 'resolved' }, { mk: { services: off, instruction: { de } }, menden }, say);
  await day.step('09:00', facts('Eingang Nord', {}));
  await day.work('10:05', facts('Eingang Nord', {}));
  await day.work('11:40', facts('Eingang Süd', {}));
  expect(day.published('mk-mastodon')).toEqual([expect.stringMatching(/keine Störung.*Eingang Süd/s)]);
  await day.work('14:40', facts('Eingang West', { phase: 'identified', reach: { phone: 'down' } }));
  expect(day.published('mk-mastodon')).toEqual([expect.stringContaining('Eingang West')]);
});

test('a correction that says of another town what its facts deny goes out with a warning', async () => {
  const say = { id: 'o', kind: 'outage', post_as: ['mk'], about: ['mk', 'menden'] };
  const down = { reach: { phone: 'down' } };
  await using day = await openDayWith('09:00', file({ mk: down }, say));
  day.clock.advanceTo(at('10:00'));
  const fix = { id: 'fix', kind: 'correction', corrects: 'o' };
  const { warnings } = await day.plan(file({ mk: { reach: { phone: 'up' } }, menden: down }, say, fix));
  const others = [{ municipality: 'menden', facts: ['reach.phone: down'] }];
  expect(warnings).toContainEqual({
    ...{ code: 'contradicts-others', announcement: 'fix' },
    spoken: [{ speaker: 'mk', others }],
  });
});

test('a daily status is said again where something that the last one said has ended', async () => {
  await using day = await openDay('07:30');
  const daily = { id: 'daily', kind: 'status', post_as: ['menden'], every: '0 8 * * *' };
  const said = (confirmed: string) => ({
    ...{ confirmed, reach: { phone: 'down' } },
    services: { 'id-cards': { status: 'unavailable', until: '2026-11-24' } },
    instruction: { say: 'stay-home', until: '2026-11-24 20:00' },
  });
  await day.step('08:00', file({ menden: said('2026-11-24 07:30') }, daily));
  expect(day.published('menden-x').at(-1)).toMatch(/Personalausweis.*zu Hause/s);
  await day.step('08:00 +1', file({ menden: said('2026-11-25 07:30') }, daily));
  await day.step('08:00 +2', file({ menden: said('2026-11-26 07:30') }, daily));
  expect(day.published('menden-x')).toEqual([
    expect.stringContaining('zu Hause'),
    expect.not.stringMatching(/zu Hause|Personalausweis/),
  ]);
});

test('the number of one hotline is not given as that of another whose name ends alike', async () => {
  await using day = await openDay('09:00');
  const menden = {
    reach: { phone: 'down' },
    instruction: { de: 'Bei Rohrbruch: Wasser-Hotline' },
    contacts: { main: { name: { de: 'Hotline' }, phone: RIGHT, verified_by: 'press' } },
  };
  await day.step('09:00', file({ menden }, { id: 'daily', kind: 'status', post_as: ['menden'] }));
  const [text] = day.published('menden-mastodon');
  expect(text).toMatch(/Wasser-Hotline\.?\n/);
  expect(text).toMatch(/^Hotline: 0221 /m);
});

test('no text ends with a time at which the opposite was true: who only confirmed what holds for all follows it', async () => {
  await using day = await openDay('07:30');
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  const morning = { menden: { confirmed: '2026-11-24 07:30' } };
  const over = { all: { confirmed: '2026-11-24 12:00', reach: null, ...works }, ...morning };
  await day.step('12:00', fileOf({ phase: 'resolved' }, over, clear));
  expect(day.published('menden-x')).toEqual([expect.stringMatching(/behoben.*Stand: .*12 Uhr/s)]);
});

test('no all-clear ends with a time of an earlier day, at which nobody knew that it would be over', async () => {
  await using day = await openDay('07:30');
  const menden = { confirmed: '2026-11-24 07:30', ...works };
  const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
  await day.step('08:00 +2', fileOf({ phase: 'resolved' }, { menden }, clear));
  expect(day.published('menden-mastodon')).toEqual([expect.stringMatching(/behoben\.(?!.*Stand)/s)]);
});

test('a correction gives no time before the post that it corrects', async () => {
  await using day = await openDay('07:30');
  const said = { id: 'o', kind: 'outage', post_as: ['menden'] };
  const facts = (phone: string) => ({ menden: { confirmed: '2026-11-24 07:30', reach: { phone } } });
  await day.step('08:00', file(facts('down'), said));
  expect(day.published('menden-mastodon').join()).toContain('Stand: Dienstag, 24.11., 7:30 Uhr.');
  const fix = { id: 'fix', kind: 'correction', corrects: 'o' };
  await day.step('09:00', file(facts('limited'), said, fix));
  expect(day.published('menden-mastodon').at(-1)).toMatch(/^KORREKTUR(?!.*Stand)/s);
});

test.each([
  ['has facts of its own and newer ones of all', '12 Uhr', { reach: { website: 'down' } }],
  ['has facts of its own, and those of all are the same', '7:30 Uhr', { reach: { phone: 'down' } }],
  ['has facts of its own in the place of newer ones of all', '7:30 Uhr', { reach: { phone: 'up' } }],
])(
  'the time below a text is the newest of the facts that it says, where a town %s',
  async (_, time, others) => {
    await using day = await openDay('07:30');
    const own = { menden: { confirmed: '2026-11-24 07:30', reach: { phone: 'down' } } };
    const facts = { all: { confirmed: '2026-11-24 12:00', ...others }, ...own };
    await day.step('12:00', file(facts, { id: 'o', kind: 'outage', post_as: ['menden'] }));
    expect(day.published('menden-mastodon').at(0)).toMatch(new RegExp(`Stand: [^\\n]*, ${time}`));
    // Who looks at a text again later finds it as true as before.
    const later = file(
      { ...facts, all: { ...facts.all, confirmed: '2026-11-24 12:30' } },
      {
        ...{ id: 'o', kind: 'outage', post_as: ['menden'] },
      },
    );
    day.clock.advanceTo(at('12:30'));
    expect(await outdated(day, later)).toEqual([]);
  },
);

test('a status is held until the own facts of a town are confirmed, though newer ones of all are said too', async () => {
  const own = { menden: { confirmed: '2026-11-22 07:30', reach: { phone: 'down' } } };
  const facts = { all: { confirmed: '2026-11-24 07:30', reach: { website: 'down' } }, ...own };
  const daily = { id: 'd', kind: 'status', every: '0 8 * * *', post_as: ['menden'] };
  await using day = await openDayWith('07:30', file(facts, daily), 'approvals: {needed: 0}\n');
  day.clock.advanceTo(at('08:00'));
  expect(await day.held(file(facts, daily))).toContain('d/menden-x/de not-confirmed');
});

describe('what people can read decides whether a post of services is outdated', () => {
  const facts = (vehicles: string) => ({
    menden: { services: { passports: 'unavailable', 'vehicle-registration': vehicles } },
  });
  const off = (services: readonly string[]) => ({
    id: 'off',
    kind: 'services',
    post_as: ['menden'],
    services,
  });
  const BOTH = ['passports', 'vehicle-registration'];
  const POSTS = ['off.1/menden-mastodon/de', 'off.1/menden-x/de'];

  test('not which of them the file lists now', async () => {
    await using day = await openDayWith('09:00', file(facts('unavailable'), off(BOTH)));
    const narrowed = off(['passports']);
    expect(await outdated(day, file(facts('unavailable'), narrowed))).toEqual([]);
    expect(await outdated(day, file(facts('available'), narrowed))).toEqual(POSTS);
    expect((await day.plan(file(facts('unavailable'), { ...narrowed, edition: 2 }))).posts).toHaveLength(2);
  });

  test('nor which of them its announcement named when every service was told', async () => {
    const ledger = join(folderOfTest(), 'live.sqlite');
    await using day = await openDay('09:00', undefined, { ledger: { kind: 'file', file: ledger } });
    await day.step('09:00', file(facts('unavailable'), off(BOTH)));
    {
      using db = new DatabaseSync(ledger);
      const { changes } = db
        .prepare('update snapshots set json = replace(json, ?, ?)')
        .run(`"services":${JSON.stringify(BOTH)}`, '"services":["passports"]');
      expect(changes).toBe(1);
    }
    expect(await outdated(day, file(facts('unavailable'), off(['passports'])))).toEqual([]);
    expect(await outdated(day, file(facts('available'), off(['passports'])))).toEqual(POSTS);
  });
});

describe('what a restoration says works again', () => {
  const services = (passports: string, vehicles: string) => ({
    menden: { services: { passports, 'vehicle-registration': vehicles } },
  });
  const off = { id: 'off', kind: 'services', post_as: ['menden'] };
  const back = (id: string, more = {}) => ({
    ...{ id: `back-${id}`, kind: 'restoration', post_as: ['menden'] },
    ...{ services: [id], ...more },
  });
  const UNSETTLED = ['menden-mastodon', 'menden-x'];
  const unsettled = async (day: TestDay, state: string) =>
    (await day.plan(state)).outdated
      .filter(({ entry, replaced }) => entry.announcement === 'off' && !replaced)
      .map(({ entry }) => entry.account);

  test('needs nobody any more in the older post of services, once all of it is said', async () => {
    await using day = await openDayWith('09:00', file(services('unavailable', 'unavailable'), off));
    const first = [off, back('passports')];
    await day.step('10:00', file(services('available', 'unavailable'), ...first));
    expect(await unsettled(day, file(services('available', 'unavailable'), ...first))).toEqual([]);
    const both = services('available', 'available');
    expect(await unsettled(day, file(both, ...first))).toEqual(UNSETTLED);
    const all = file(both, ...first, back('vehicle-registration'));
    await day.step('11:00', all);
    expect(await unsettled(day, all)).toEqual([]);
    expect(await day.alerts(all)).toEqual([]);
  });

  test('settles no older post about more towns than it is about', async () => {
    const ofBoth = { ...off, post_as: ['mk'], about: ['mk', 'menden'] };
    const facts = (passports: string) => ({ mk: { services: { passports } } });
    await using day = await openDayWith('09:00', file(facts('unavailable'), ofBoth));
    const all = file(facts('available'), ofBoth, back('passports', { post_as: ['mk'] }));
    await day.step('10:00', all);
    expect(await unsettled(day, all)).toEqual(['mk-mastodon']);
  });

  test('settles also a way to reach the town, but nothing else that has changed', async () => {
    const facts = (phone: string, website: string) => ({ menden: { reach: { phone, website } } });
    const outage = { ...off, kind: 'outage' };
    await using day = await openDayWith('09:00', file(facts('down', 'down'), outage));
    const all = [outage, back('phone', { services: undefined, reach: ['phone'] })];
    await day.step('10:00', file(facts('up', 'down'), ...all));
    expect(await unsettled(day, file(facts('up', 'down'), ...all))).toEqual([]);
    expect(await unsettled(day, file(facts('up', 'limited'), ...all))).toEqual(UNSETTLED);
  });
});

describe('the promise of a next update that a body made on an account', () => {
  const down = (time: string) => ({ reach: { phone: 'down' }, next_update: `2026-11-24 ${time}` });
  const said = (mk: string, hemer: string, ...more: readonly object[]) =>
    file({ mk: down(mk), hemer: down(hemer) }, ...[own, ...more].map((one) => ({ ...one })));
  const own = { id: 'own', kind: 'outage', post_as: ['mk'] };
  const region = { id: 'region', kind: 'outage', post_as: ['mk'], about: ['hemer'] };
  const more = { id: 'more', kind: 'status', post_as: ['mk'], about: ['mk', 'hemer'] };
  const notice = { ...region, kind: 'notice', text: { de: 'Kommen Sie ins Kreishaus.' } };

  test.each([
    ['promises another time', region],
    ['promises nothing', notice],
  ])('is not kept by a post about another body that %s', async (_, other) => {
    await using day = await openDay('09:00');
    await day.work('11:30', said('12:00', '15:00'));
    await day.work('12:05', said('12:00', '15:00', other));
    expect(await day.raised()).toEqual(['promise-broken']);
  });

  test('is kept by one about that body too, and each post is named once', async () => {
    await using day = await openDay('09:00');
    await day.work('11:30', said('12:00', '12:00', region));
    await day.work('12:05', said('16:00', '16:00', region, more));
    expect(await day.raised()).not.toContain('promise-broken');
    const due = (await day.alerts(said('16:00', '16:00', region, more))).filter(({ reason }) =>
      reason.code.startsWith('promise'),
    );
    expect(due).toEqual([]);
    await day.work('16:05', said('16:00', '16:00', region, more));
    const broken = (await day.alerts(said('16:00', '16:00', region, more))).map(({ id }) => id);
    expect(broken.filter((id) => id.startsWith('promise'))).toHaveLength(1);
  });
});
