import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { adopt } from '../../src/core/delivery/adopt.ts';
import type { Seen } from '../../src/core/domain/channel.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/core/domain/clock.ts';
import { at, file, hotline, openDay, RIGHT } from '../fixtures/day.ts';
import { UNGUARDED } from '../fixtures/platforms.ts';
import { openProgram, openProgramAt, phonesDown, type TestProgram } from '../fixtures/program.ts';

const NOON = Date.parse('2023-10-30T12:00+01:00');

function state(announcements: readonly string[], phone = 'down', mode = 'live', started = '01:01'): string {
  return phonesDown(`2023-10-30 ${started}`, announcements)
    .replace('mode: live', `mode: ${mode}`)
    .replace('phone: down', `phone: ${phone}`);
}

/** Of an incident that began four minutes ago. */
function first(...announcements: readonly string[]): string {
  return state(announcements, 'down', 'live', '11:56');
}

const UNDATED = '{id: outage, kind: outage, post_as: all}';
const OUTAGE = '{id: outage, kind: outage, post_as: all, at: "2023-10-30 09:00"}';
const NEWS = '{id: news, kind: status, post_as: all, at: "2023-10-30 10:00"}';

async function open(file: string) {
  let now = NOON;
  const program = await openProgram({
    at: now,
    state: file,
    // No platform refuses a second copy.
    platforms: UNGUARDED,
  });
  const pass = (ms: number) => {
    now += ms;
    program.advanceTo(now);
  };
  return {
    program,
    pass,
    /** A round that adopts; without a file with the one that is there. */
    async adopt(file?: string) {
      if (file !== undefined) await program.write('incident.yaml', file);
      return program.run('run', '--once', '--adopt');
    },
    /** Rounds of the worker, five minutes apart; without a file with the one that is there. */
    async workHalfAnHour(file?: string) {
      if (file !== undefined) await program.write('incident.yaml', file);
      for (let round = 0; round < 6; round++) {
        pass(5 * MINUTE);
        await program.run('run', '--once');
      }
    },
    async loseLedger() {
      await rm(join(program.folder, 'data'), { recursive: true });
      pass(10 * MINUTE);
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

/** After everything is published and then the ledger is lost. `before`: what was published. */
async function openLost(file: string) {
  const given = await open(file);
  await given.adopt();
  const before = published(given.program);
  await given.loseLedger();
  return { ...given, before };
}

const ANNOUNCE = ['announce', 'status', '--as', 'siegen', '--by', 'press-siegen', '--yes'];

/** Every published post, as often as it is published. */
function published({ published }: TestProgram): readonly string[] {
  return [...published()].sort();
}

describe('a lost ledger', () => {
  test('run refuses a lost ledger of a live incident, and plan says so too: with what to do, and nothing is published', async () => {
    await using given = await open(state([OUTAGE]));
    const { program } = given;
    // The first day: nobody has said anything yet, so even this is refused until somebody says that it may be.
    const refused = await program.run('run', '--once');
    expect(refused.status).toBe(1);
    expect(refused.err).toMatch(
      /knows nothing of i-1, but 8 posts of outage may be on the accounts already.*ledger-empty/s,
    );
    expect(refused.err).toContain('run --adopt');
    const planned = await program.run('plan');
    expect([planned.status, planned.err]).toEqual([1, expect.stringContaining('8 posts of outage may be')]);
    expect(published(program)).toEqual([]);
    expect((await given.adopt()).status).toBe(0);
    expect((await program.run('plan')).status).toBe(0);
    expect(published(program)).toHaveLength(8);
  });

  test('run --adopt takes over what is published on the accounts, and publishes the rest', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program, before } = given;
    await program.write('incident.yaml', state([OUTAGE, NEWS]));
    expect((await program.run('run', '--once')).status).toBe(1);
    expect(published(program)).toEqual(before);
    const adopted = await given.adopt();
    expect(adopted.err).toContain('8 posts taken over');
    expect(published(program).filter((text) => !before.includes(text))).toHaveLength(8);
    expect(published(program)).toHaveLength(16);
    expect((await program.run('plan')).out).toContain('Nothing is due');
    // And from now on they are ours like any other: they can be corrected.
    await program.reads(state([OUTAGE, NEWS, '{id: oops, kind: retraction, withdraws: outage}']));
    expect(published(program).filter((text) => before.includes(text))).toEqual([]);
  });

  test('a similar post with other facts holds the announcement until a person has looked', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program, pass, before } = given;
    const adopted = await given.adopt(state([OUTAGE], 'limited'));
    expect(adopted.status).toBe(2);
    expect(adopted.err).toContain('8 held, because something similar is there');
    pass(HOUR);
    await program.run('run', '--once');
    expect(published(program)).toEqual(before);
    const [, url = ''] = /outage\.1\/siegen-mastodon\/de: .* at (\S+)\. Look/.exec(adopted.err) ?? [];
    const resolve = ['resolve', 'i-1/outage.1/siegen-mastodon/de', '--by', 'press-siegen'];
    expect((await program.run(...resolve, '--posted', url)).status).toBe(0);
    expect(
      (await program.run('resolve', 'i-1/outage.1/hsk-x/de', '--absent', '--by', 'press-hsk')).status,
    ).toBe(0);
    await program.run('run', '--once');
    const now = published(program).filter((text) => !before.includes(text));
    expect(now.map((text) => text.split(' ')[0])).toEqual(['hsk-x']);
  });

  const works = { services: { passports: 'available' } };
  const come = {
    instruction: { text: { de: 'Bitte kommen Sie persönlich vorbei.', en: 'Please come in person.' } },
  };
  const down = { reach: { phone: 'down' } };
  const closed = { appointments: { policy: 'cancelled' }, ...hotline(RIGHT) };

  test.each([
    [
      'begins with the same line',
      [works, { ...works, ...come, ...hotline(RIGHT) }],
      [{ id: 'works', kind: 'restoration', post_as: ['hemer'], services: ['passports'] }],
    ],
    [
      'has hardly more than the town in common with it',
      [down, { ...down, ...closed, ...come }],
      [{ id: 'outage', kind: 'outage', post_as: ['hemer'] }],
    ],
  ])('a post that %s holds the announcement until a person has looked', async (_, [then, now], said) => {
    await using program = await openProgramAt('02:10', file({ hemer: then }, ...said));
    await program.step('02:10');
    await program.step('02:40');
    const before = program.published();
    await rm(join(program.folder, 'data'), { recursive: true });
    await program.write('incident.yaml', file({ hemer: now }, ...said));
    expect((await program.run('run', '--once', '--adopt')).err).toContain('3 held');
    await program.step('03:10');
    expect(program.published()).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('an announcement that had said nothing new holds with the one whose words it has', async () => {
    const [one, two] = ['one', 'two'].map((id) => ({ id, kind: 'status', post_as: ['hemer'] }));
    await using program = await openProgramAt('02:10', file({ hemer: down }, one ?? {}));
    await program.step('02:10');
    await program.step('02:40', file({ hemer: down }, one ?? {}, two ?? {}));
    const before = program.published();
    await rm(join(program.folder, 'data'), { recursive: true });
    await program.write('incident.yaml', file({ hemer: { ...down, ...come } }, one ?? {}, two ?? {}));
    await program.run('run', '--once', '--adopt');
    await program.step('03:10');
    expect(program.published()).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('a post that another announcement of the kind may have said is not deleted for one that was withdrawn', async () => {
    const status = (id: string, more = {}) => ({ id, kind: 'status', post_as: ['hemer'], ...more });
    const said = status('said', { until: '2026-11-24 03:00' });
    await using program = await openProgramAt('02:10', file({ hemer: down }, said));
    await program.step('02:10');
    const before = program.published();
    await rm(join(program.folder, 'data'), { recursive: true });
    program.advanceTo(at('03:10'));
    const never = { id: 'oops', kind: 'retraction', withdraws: 'never' };
    await program.write('incident.yaml', file({ hemer: down }, said, status('never'), never));
    await program.run('run', '--once', '--adopt');
    await program.step('03:40');
    expect(program.published()).toEqual(before);
    expect(before).toHaveLength(3);
  });

  test('what was withdrawn is deleted where only other towns say something of its kind', async () => {
    const said = { id: 'said', kind: 'outage', post_as: ['hemer'] };
    const other = { id: 'other', kind: 'outage', post_as: ['menden'] };
    const both = { hemer: down, menden: down };
    await using program = await openProgramAt('02:10', file(both, said, other));
    await program.step('02:10');
    await rm(join(program.folder, 'data'), { recursive: true });
    program.advanceTo(at('02:40'));
    const oops = { id: 'oops', kind: 'retraction', withdraws: 'said' };
    await program.write('incident.yaml', file(both, said, other, oops));
    await program.run('run', '--once', '--adopt');
    const left = program.published().filter((text) => text.startsWith('hemer'));
    expect(left).toHaveLength(3);
    for (const text of left) expect(text).toMatch(/ZURÜCKGEZOGEN|WITHDRAWN/);
  });

  test('a post by hand that begins with the name of the town does not stop the first word', async () => {
    await using program = await openProgramAt('06:30', file({ hemer: down }));
    const server = `${program.sandbox.origin}/api/v1/statuses`;
    const [token = ''] = program.secrets.filter((secret) => secret.includes('token-of-hemer-mastodon'));
    await fetch(server, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ status: 'Stadt Hemer: Die Bücherei bleibt am Freitag geschlossen.' }),
    });
    await program.step('06:40', file({ hemer: down }, { id: 'outage', kind: 'outage', post_as: ['hemer'] }));
    expect(program.published()).toHaveLength(4);
  });

  test('an account that cannot be read is read again until it can, and holds up no other', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program, before } = given;
    program.sandbox.arrange('hsk-mastodon', { kind: 'timeline-unavailable' }, 3);
    await given.adopt(state([OUTAGE, NEWS]));
    expect(published(program).filter((text) => !before.includes(text))).toHaveLength(7);
    await given.workHalfAnHour();
    expect(published(program)).toHaveLength(16);
    expect(new Set(published(program)).size).toBe(16);
  });

  test('an account that could not be read is not posted on again when it shows the same with other facts', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program, before } = given;
    program.sandbox.arrange('hsk-mastodon', { kind: 'timeline-unavailable' }, 2);
    await given.adopt(state([OUTAGE], 'limited'));
    await given.workHalfAnHour();
    expect(published(program)).toEqual(before);
    const { status, out } = await program.run('plan');
    expect({ status, out }).toEqual({ status: 2, out: expect.stringContaining('hsk-mastodon') });
  });

  const notice = (id: string, at: string, day: string) =>
    `{id: ${id}, kind: notice, post_as: [hsk], at: "2023-10-30 ${at}", text: {de: "Das Rathaus ist am ${day} wegen des Ausfalls den ganzen Tag für alle geschlossen, auch die Ausgabe der Ausweise.", en: "On ${day} the town hall is closed."}}`;

  test('a post that never arrived and came back in the words of its correction is corrected after a lost ledger, though Mastodon remembers its key', async () => {
    const corrected = [UNDATED, '{id: fix, kind: correction, corrects: outage, post_as: [hsk]}'];
    await using program = await openProgram({ at: NOON, state: first(UNDATED) });
    const work = async (from: number, to: number) => {
      for (let minutes = from; minutes <= to; minutes += 5) {
        program.advanceTo(NOON + minutes * MINUTE);
        await program.run('run', '--once');
      }
    };
    const said = () => published(program).filter((text) => text.startsWith('hsk-mastodon'));
    program.sandbox.arrange('hsk-mastodon', { kind: 'refused-before' });
    await program.run('run', '--once', '--adopt');
    await program.write('incident.yaml', state(corrected, 'limited', 'live', '11:56'));
    await work(5, 15);
    expect((await program.run('history', '--announcement', 'outage')).out).toContain(
      'outage.1/hsk-mastodon/de  published',
    );
    expect(said()).toHaveLength(1);

    await rm(join(program.folder, 'data'), { recursive: true });
    program.advanceTo(NOON + 25 * MINUTE);
    await program.run('run', '--once', '--adopt');
    await program.write('incident.yaml', state(corrected, 'down', 'live', '11:56'));
    await work(30, 45);
    expect(said()).toContainEqual(expect.stringContaining('KORREKTUR'));
  });

  test('a similar post of another announcement holds nothing on an account that could not be read', async () => {
    await using given = await openLost(state([notice('second', '10:00', 'Dienstag')]));
    const { program, before } = given;
    expect(before.some((text) => text.startsWith('hsk-mastodon'))).toBe(true);
    program.sandbox.arrange('hsk-mastodon', { kind: 'timeline-unavailable' }, 1);
    await given.adopt(state([notice('first', '09:00', 'Montag'), notice('second', '10:00', 'Dienstag')]));
    await given.workHalfAnHour();
    const now = published(program).filter(
      (text) => text.startsWith('hsk-mastodon') && !before.includes(text),
    );
    expect(now.filter((text) => text.includes('Montag'))).toHaveLength(1);
  });

  test('what was withdrawn while the ledger was lost is deleted: run refuses, and --adopt finds it', async () => {
    await using given = await openLost(first(UNDATED));
    const { program, before } = given;
    await program.write('incident.yaml', first(UNDATED, '{id: oops, kind: retraction, withdraws: outage}'));
    const refused = await program.run('run', '--once');
    await given.adopt();
    await program.run('run', '--once');
    expect(published(program).filter((text) => before.includes(text))).toEqual([]);
    expect(published(program)).toHaveLength(8);
    expect(refused.err).toContain('ledger-empty');
  });

  test('an approval given to an empty ledger publishes nothing twice, and hides no published post', async () => {
    await using given = await open(state([OUTAGE]));
    const { program } = given;
    await program.edit('config.yaml', 'needed: 0', 'needed: 1, standing: [outage]');
    const approve = async () => {
      const words = ['approve', 'outage', '--standing', '--by', 'press-hsk'];
      const digest = /--digest ([0-9a-f]+)/.exec((await program.run(...words)).err)?.[1] ?? '';
      expect((await program.run(...words, '--digest', digest)).status).toBe(0);
    };
    await approve();
    await given.adopt();
    const before = published(program);
    expect(before).toHaveLength(8);
    await given.loseLedger();
    await approve();
    expect((await program.run('run', '--once')).err).toContain('ledger-empty');
    await program.approve('outage', 'press-hsk');
    expect((await program.run('run', '--once')).err).toContain('ledger-empty');
    expect((await given.adopt()).err).toContain('8 posts taken over');
    await program.run('run', '--once');
    expect(published(program)).toEqual(before);
  });

  test('--adopt on a complete ledger adopts nothing: a new announcement with the same words is published', async () => {
    await using given = await open(state([OUTAGE]));
    const { program, pass } = given;
    await given.adopt();
    const again = '{id: again, kind: outage, post_as: all}';
    pass(HOUR);
    const { err } = await given.adopt(state([OUTAGE, again]));
    expect(err).toContain('0 posts taken over; 0 held');
    const posted = program.sandbox.timeline('siegen-mastodon').filter((post) => post.language === 'de');
    expect(posted).toHaveLength(2);
  });

  test('the time in which an announcement may go out begins when the incident goes live, not when its draft was read with --adopt', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program, before, pass } = given;
    const news = '{id: news, kind: status, post_as: all}';
    await program.write('incident.yaml', state([OUTAGE, news], 'down', 'draft'));
    expect((await given.adopt()).err).toContain('8 posts taken over');
    pass(DAY);
    await program.reads(state([OUTAGE, news]));
    expect(published(program).filter((text) => !before.includes(text))).toHaveLength(8);
  });
});

describe('a timeline in which a new ledger looks for what was said', () => {
  const said = file(
    { menden: { reach: { phone: 'down' } } },
    { id: 'outage', kind: 'outage', post_as: ['menden'] },
  );
  /** What becomes of both posts, where the accounts show these, or a part of them. */
  async function adopted(posts: readonly Seen[], complete: boolean) {
    await using day = await openDay('01:45', undefined, {
      clients: (client) => ({
        ...client,
        timeline: async ({ from }) => ({
          kind: 'read',
          value: { posts: posts.filter((seen) => seen.at >= from), complete },
        }),
      }),
    });
    const found = await adopt(day.delivery, day.configuration(said), new AbortController().signal);
    return found.map(({ as }) => as.kind);
  }

  test('a part of it shows nothing to be absent', async () => {
    expect(await adopted([], false)).toEqual(['unread', 'unread']);
  });

  test('a post is found that its platform, whose clock is behind, dates before the incident', async () => {
    await using day = await openDay('01:45');
    const text = (await day.plan(said)).posts[0]?.intent.text ?? '';
    const seen = { remoteId: '7', text, url: null, at: at('01:35'), isOwn: true };
    expect(await adopted([seen], true)).toEqual(['published', 'published']);
  });
});

describe('a lost ledger of an incident with a recurring status', () => {
  const recurring = (every: string) => `{id: daily, kind: status, post_as: all, every: "${every}"}`;
  const confirmed = (announcements: readonly string[], phone?: string) =>
    state(announcements, phone).replace('{all: {', '{all: {confirmed: "2023-10-30 11:30", ');

  test('a recurring status that is on the accounts is not said again in the same words', async () => {
    const said = confirmed([UNDATED, recurring('0 * * * *')]);
    await using given = await open(said);
    const { program, pass } = given;
    for (let hours = 0; hours < 3; hours++) {
      await program.run('run', '--once');
      pass(HOUR);
    }
    const before = published(program);
    expect(before).toHaveLength(16);
    await given.loseLedger();
    expect((await program.run('run', '--once')).err).toContain('ledger-empty');
    expect((await given.adopt()).err).toContain('16 posts taken over');
    pass(HOUR);
    await program.run('run', '--once');
    expect(published(program)).toEqual(before);
  });

  test.each([
    ['that can be read', null],
    ['among them one that cannot be read', 'hsk-mastodon'],
  ])(
    'the status of today is not said again because the facts have changed, on accounts %s',
    async (_, unread) => {
      const note =
        '{id: note, kind: notice, post_as: [siegen], at: "2023-10-30 10:00", text: {de: "Das Rathaus ist zu.", en: "Closed."}}';
      const list = [recurring('30 12 * * *'), note];
      await using given = await open(confirmed(list));
      const { program, pass } = given;
      await given.adopt();
      pass(30 * MINUTE);
      await program.run('run', '--once');
      const before = published(program);
      expect(before).toHaveLength(11);
      await given.loseLedger();
      if (unread) program.sandbox.arrange(unread, { kind: 'timeline-unavailable' }, 3);
      await given.adopt(confirmed(list, 'limited'));
      await given.workHalfAnHour();
      expect(published(program)).toEqual(before);
    },
  );

  test('a daily status of the day before is known: it is listed once it is no longer true, and deleted once it is withdrawn', async () => {
    const daily = recurring('0 12 * * *');
    await using given = await openLost(confirmed([daily]));
    const { program, pass, before } = given;
    expect(before).toHaveLength(8);
    pass(23 * HOUR);
    expect((await program.run('run', '--once')).err).toContain('ledger-empty');
    await given.adopt();
    await program.write('incident.yaml', confirmed([daily], 'limited'));
    expect((await program.run('plan')).out).toContain('OUTDATED');
    await program.reads(confirmed([daily, '{id: oops, kind: retraction, withdraws: daily}'], 'limited'));
    expect(published(program).filter((text) => before.includes(text))).toEqual([]);
  });

  test('what was withdrawn while the ledger was lost is deleted however old it is, also the newest post of what recurs', async () => {
    const daily = recurring('0 12 * * *');
    await using given = await openLost(confirmed([UNDATED, daily]));
    const { program, pass, before } = given;
    expect(before).toHaveLength(16);
    pass(2 * DAY - HOUR);
    const withdrawn = ['outage', 'daily'].map((id) => `{id: no-${id}, kind: retraction, withdraws: ${id}}`);
    const outage = UNDATED.replace('}', ', at: "2023-10-30 12:00"}');
    await given.adopt(confirmed([outage, daily, ...withdrawn]));
    await program.run('run', '--once');
    expect(published(program).filter((text) => before.includes(text))).toEqual([]);
  });
});

describe('a lost ledger in the first hour of an incident', () => {
  test.each([
    ['without a time', UNDATED],
    ['with a time', '{id: outage, kind: outage, post_as: all, at: "2023-10-30 11:58"}'],
  ])(
    'an announcement %s is not published twice, and an announcement beside it is refused',
    async (_, outage) => {
      await using given = await open(first(outage));
      const { program } = given;
      expect((await program.run('run', '--once')).status).toBe(0);
      const before = published(program);
      expect(before).toHaveLength(8);
      await given.loseLedger();
      expect((await program.run(...ANNOUNCE)).err).toContain('ledger-empty');
      expect((await program.run('run', '--once')).err).toContain('ledger-empty');
      expect(published(program)).toEqual(before);
      expect((await given.adopt()).err).toContain('8 posts taken over');
      expect(published(program)).toEqual(before);
    },
  );

  test('an announcement of an hour ago that an older file lacked is looked for before it is said', async () => {
    await using given = await openLost(state([OUTAGE, NEWS]));
    const { program } = given;
    await given.adopt(state([OUTAGE]));
    await given.workHalfAnHour(state([OUTAGE, NEWS]));
    expect(published(program)).toEqual(given.before);
  });

  const OF_SIEGEN = OUTAGE.replace('all', '[siegen]');

  test('a town that an older file did not let speak is looked for before it speaks, and nothing is said twice', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program } = given;
    await given.adopt(state([OF_SIEGEN]));
    await given.workHalfAnHour(state([OUTAGE]));
    expect(published(program)).toEqual(given.before);
  });

  test('a town that is added to what was adopted speaks at once, and an edition that is raised waits for no look-up', async () => {
    await using given = await openLost(state([OF_SIEGEN]));
    const { program, before } = given;
    await given.adopt();
    await program.reads(state([OUTAGE]));
    const all = published(program);
    expect(all.length).toBeGreaterThan(before.length);
    given.pass(HOUR);
    for (const one of ['siegen-x', 'hsk-x'])
      program.sandbox.arrange(one, { kind: 'timeline-unavailable' }, Number.POSITIVE_INFINITY);
    await program.reads(state([OUTAGE.replace('}', ', edition: 2}')], 'limited'));
    expect(published(program)).toHaveLength(2 * all.length);
  });

  test.each([
    ['an account', UNDATED, /^.*id: siegen-x.*\n/m, ''],
    ['an account', OUTAGE, /^.*id: siegen-x.*\n/m, ''],
    ['a language', OUTAGE, 'languages: [de, en]', 'languages: [de]'],
  ] as const)(
    'nothing is published twice although the region file lacked %s when the ledger began (%s)',
    async (_, outage, present, lacking) => {
      const over = '{id: over, kind: all-clear, post_as: all}';
      const up = (...announcements: readonly string[]) =>
        state(announcements, 'up').replace('identified', 'resolved');
      await using given = await open(state([outage]));
      const { program } = given;
      await given.adopt();
      given.pass(10 * MINUTE);
      await program.reads(up(outage, over));
      const before = published(program);
      expect(before).toHaveLength(16);
      await given.loseLedger();
      const region = await program.read('municipalities.yaml');
      await program.write('municipalities.yaml', region.replace(present, lacking));
      await given.adopt();
      expect(published(program)).toEqual(before);
      // The facts contradict the all-clear when the account is there again.
      await program.write('municipalities.yaml', region);
      await given.workHalfAnHour(state([outage, over]));
      await given.workHalfAnHour(up(outage, over));
      expect(published(program)).toEqual(before);
      await given.workHalfAnHour(up(outage, over, '{id: next, kind: outage, post_as: [siegen]}'));
      expect(published(program).filter((text) => !before.includes(text))).toHaveLength(3);
    },
  );

  test('a post that is found and says what is right is neither corrected nor deleted', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program } = given;
    const corrected = (phone?: string) =>
      state([OUTAGE, '{id: wrong, kind: correction, corrects: outage}'], phone);
    await given.adopt(corrected());
    await given.workHalfAnHour();
    expect(published(program)).toEqual(given.before);
    expect((await program.run('plan')).out).not.toContain('HELD');
    await given.workHalfAnHour(corrected('limited'));
    expect(published(program)).not.toEqual(given.before);
  });

  test('the first announcement waits half a minute at most for a platform that does not answer', async () => {
    await using given = await open(first(UNDATED));
    const { program, pass } = given;
    for (const account of ['siegen-x', 'hsk-x', 'soest-x'])
      program.sandbox.arrange(account, { kind: 'delay', on: 'any', ms: HOUR }, Number.POSITIVE_INFINITY);
    const onX = () => program.sandbox.requests().filter(({ channel, fault }) => channel === 'x' && fault);
    const worker = program.begin('run');
    await expect.poll(() => onX().length, { timeout: 10_000 }).toBeGreaterThan(0);
    const aSecondLater = () => {
      pass(SECOND);
      return published(program).length;
    };
    await expect.poll(aSecondLater, { timeout: 10_000 }).toBe(5);
    program.sandbox.clear();
    pass(HOUR);
    await worker.end();
  });
});

describe('a lost ledger after the all-clear', () => {
  test('nothing below an all-clear is said again either on an account that could not be read', async () => {
    const said = state([UNDATED]);
    const over = state([UNDATED, '{id: over, kind: all-clear, post_as: all}'], 'up');
    await using given = await open(said);
    const { program, pass } = given;
    await program.run('run', '--once');
    pass(HOUR);
    await program.reads(over.replace('phase: identified', 'phase: resolved'));
    const before = published(program);
    await given.loseLedger();
    for (const account of ['hsk-x', 'hsk-mastodon'])
      program.sandbox.arrange(account, { kind: 'timeline-unavailable' }, 2);
    await given.adopt();
    await given.workHalfAnHour();
    expect(published(program)).toEqual(before);
    expect(await program.states()).toContain('over hsk-mastodon posted');
  });

  test('run --adopt publishes nothing below an all-clear, whether announcements have a time or not', async () => {
    const said = [
      UNDATED,
      '{id: news, kind: status, post_as: all, at: "2023-10-30 11:30"}',
      '{id: later, kind: status, post_as: all}',
    ];
    const over = [...said, '{id: over, kind: all-clear, post_as: all}'];
    await using given = await open(state(said));
    const { program, pass } = given;
    await program.run('run', '--once');
    pass(HOUR);
    const now = state(over, 'up').replace('phase: identified', 'phase: resolved');
    await program.reads(now);
    const before = published(program);
    expect(before.length).toBeGreaterThan(23);
    await given.loseLedger();
    await given.adopt();
    pass(10 * MINUTE);
    await program.run('run', '--once');
    expect(published(program)).toEqual(before);
  });
});

describe('a post that is due again only after a lost ledger was adopted', () => {
  const OVER = '{id: over, kind: all-clear, post_as: all}';
  const resolved = (phone: string) =>
    state([OUTAGE, OVER], phone).replace('phase: identified', 'phase: resolved');
  const brokenIn = (town: string, file: string) =>
    file.replace('facts: {', `facts: {${town}: {reach: {phone: dwon}}, `);

  const RETRACTION = '{id: oops, kind: retraction, withdraws: outage}';
  const CORRECTION = '{id: fixed, kind: correction, corrects: outage, what: {de: Zeit, en: Time}}';

  /**
   * The outage is published and then amended, but the ledger is lost before what follows on hsk-mastodon, a deletion or an
   * edit, is carried out.
   */
  async function openAmended(amendment: string) {
    const given = await open(state([OUTAGE]));
    const { program, pass } = given;
    const onHsk = () => published(program).filter((text) => text.startsWith('hsk-mastodon'));
    await given.adopt();
    const [outage] = onHsk();
    pass(MINUTE);
    await program.write('incident.yaml', state([OUTAGE, amendment]));
    for (const on of ['edit', 'delete'] as const)
      program.sandbox.arrange('hsk-mastodon', { kind: 'unavailable', on }, Number.POSITIVE_INFINITY);
    await program.run('run', '--once');
    expect(onHsk()).toHaveLength(2);
    const amended = onHsk().filter((text) => text !== outage);
    await given.loseLedger();
    program.sandbox.clear();
    return { ...given, onHsk, amended };
  }

  test.each([
    ['retraction', RETRACTION, 1],
    ['correction', CORRECTION, 2],
  ])('a %s is not said again where its original could not be read', async (_, amendment, left) => {
    await using given = await openAmended(amendment);
    const { program, onHsk, amended } = given;
    program.sandbox.arrange('hsk-mastodon', { kind: 'timeline-unavailable' }, 3);
    await given.adopt();
    expect(onHsk()).toHaveLength(2);
    await given.workHalfAnHour();
    expect(onHsk()).toEqual(expect.arrayContaining(amended));
    // The retraction is followed by the deletion.
    expect(onHsk()).toHaveLength(left);
  });

  test('a retraction is not said again once a person has found its original', async () => {
    await using given = await openAmended(RETRACTION);
    const { program, onHsk, amended } = given;
    const { err } = await given.adopt(state([OUTAGE, RETRACTION], 'limited'));
    const [, url = ''] = /outage\.1\/hsk-mastodon\/de: .* at (\S+)\. Look/.exec(err) ?? [];
    const key = 'i-1/outage.1/hsk-mastodon/de';
    const resolved = await program.run('resolve', key, '--by', 'press-hsk', '--posted', url);
    expect(resolved.status).toBe(0);
    await given.workHalfAnHour();
    const retractions = onHsk().filter((text) => text.includes('ZURÜCKGEZOGEN'));
    expect(retractions).toEqual(amended);
  });

  test('a status that was held while adopting is not said again once it no longer is', async () => {
    await using given = await openLost(state([OUTAGE, NEWS]));
    const { program, before } = given;
    await given.adopt(brokenIn('hsk', state([OUTAGE, NEWS])));
    await given.workHalfAnHour(state([OUTAGE, NEWS]));
    expect(published(program)).toEqual(before);
    expect(await program.states()).toContain('news hsk-mastodon posted');
  });

  test('an all-clear that the facts contradicted while adopting is not said again once they no longer do', async () => {
    await using given = await open(state([OUTAGE]));
    const { program, pass } = given;
    await given.adopt();
    pass(HOUR);
    await program.reads(resolved('up'));
    const before = published(program);
    await given.loseLedger();
    await given.adopt(resolved('down'));
    await given.workHalfAnHour(resolved('up'));
    expect(published(program)).toEqual(before);
    expect(await program.states()).toContain('over hsk-mastodon posted');
  });

  test('what nobody said before the ledger was lost goes out once it is no longer held', async () => {
    await using given = await openLost(state([OUTAGE]));
    const { program, before } = given;
    const news = '{id: news, kind: status, post_as: [hsk], at: "2023-10-30 11:00"}';
    await given.adopt(brokenIn('hsk', state([OUTAGE, news])));
    await program.write('incident.yaml', state([OUTAGE, news]));
    for (const one of ['hsk-x', 'hsk-mastodon'])
      program.sandbox.arrange(one, { kind: 'timeline-unavailable' }, 2);
    await program.run('run', '--once');
    expect(published(program)).toEqual(before);
    await given.workHalfAnHour();
    const more = published(program).filter((text) => !before.includes(text));
    expect(more).toHaveLength(2);
  });
});

const TYPO = 'incident: [';
const DRAFT = state([OUTAGE], 'down', 'draft');
const SILENT = state([], 'down', 'draft');

/** A worker that reads `first`, and `then` once it has: until it has ended, or `more` posts are out and it was told to end. */
async function working(
  program: TestProgram,
  first: string,
  then: string,
  more: number,
  ...words: readonly string[]
) {
  const before = published(program).length;
  const from = program.printed.length;
  await program.write('incident.yaml', first);
  const worker = program.begin('run', ...words);
  let over = false;
  const ended = worker.ended.finally(() => {
    over = true;
  });
  try {
    const hasRead = () => /files-broken|\d due|taken over/.test(program.printed.slice(from).join(''));
    await expect.poll(() => over || hasRead()).toBe(true);
    expect(published(program)).toHaveLength(before);
    await program.write('incident.yaml', then);
    const isRefused = () => program.printed.slice(from).join('').includes('(ledger-empty)');
    await expect.poll(() => over || isRefused() || published(program).length >= before + more).toBe(true);
  } finally {
    void worker.end();
  }
  return await ended;
}

describe('a worker that notices late that its ledger was lost', () => {
  test.each([
    ['a file with a typo, mended a minute later', TYPO],
    ['a draft that goes live', DRAFT],
  ])(
    'a worker that began with %s publishes nothing twice when its ledger proves lost, and goes on',
    async (_, first) => {
      await using given = await openLost(state([OUTAGE]));
      const { program, before } = given;
      const { status, err } = await working(program, first, state([OUTAGE]), 1);
      expect(published(program)).toEqual(before);
      expect(status).toBe(0);
      expect(err).toContain('ledger-empty');
    },
  );

  test.each([
    ['a file with a typo, mended a minute later', TYPO],
    ['a draft that says nothing yet', SILENT],
  ])('a worker with --adopt that began with %s adopts as soon as it can', async (_, first) => {
    await using given = await openLost(state([OUTAGE]));
    const { program, before } = given;
    const { status, err } = await working(program, first, state([OUTAGE, NEWS]), 8, '--adopt');
    expect(err).toContain('8 posts taken over');
    expect(published(program)).toEqual(expect.arrayContaining([...before]));
    expect(published(program)).toHaveLength(16);
    expect(status).toBe(0);
  });

  test('a worker with --adopt sends nothing that waits in an old copy of the ledger before it has read the accounts', async () => {
    await using given = await open(state([OUTAGE]));
    const { program } = given;
    // An old copy: planned and approved, and then everything went out from another.
    await program.run('pause', '--by', 'press-hsk');
    await given.adopt();
    await program.run('resume', '--yes', '--by', 'press-hsk');
    await cp(join(program.folder, 'data'), join(program.folder, 'backup'), { recursive: true });
    await program.run('run', '--once');
    const before = published(program);
    expect(before).toHaveLength(8);
    await given.loseLedger();
    await cp(join(program.folder, 'backup'), join(program.folder, 'data'), { recursive: true });
    const { err } = await working(program, TYPO, state([OUTAGE, NEWS]), 8, '--adopt');
    expect(err).toContain('8 posts taken over');
    expect(new Set(published(program)).size).toBe(published(program).length);
  });
});
