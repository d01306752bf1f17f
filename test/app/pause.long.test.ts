import { randomUUID } from 'node:crypto';
import { cp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { deliverNow } from '../../src/app/deliver-now.ts';
import { eachPlace, LEDGER_NAMES, placeNamed } from '../../src/app/locate-ledgers.ts';
import { pause } from '../../src/app/pause.ts';
import { resume } from '../../src/app/resume.ts';
import { CHANNELS } from '../../src/channels/registry.ts';
import { systemRuntime } from '../../src/cli/system-runtime.ts';
import { MINUTE } from '../../src/core/domain/clock.ts';
import type { PauseScope } from '../../src/core/domain/pause.ts';
import type { Ledger } from '../../src/core/ledger/ledger.ts';
import { readSettings } from '../../src/files/settings/settings.ts';
import { openLedger } from '../../src/sql/open-ledger.ts';
import {
  at,
  FIX,
  file,
  fileOf,
  HOTLINE,
  hotline,
  openDay,
  REGION,
  RIGHT,
  readable,
  WRONG,
} from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';
import { regionFolder } from '../fixtures/region-folder.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
const SAID = file({ hemer: { reach: { phone: 'down' } } }, OUTAGE);
const HEMER_X = ['hemer-x: outage'];
const HEMER_MASTODON = ['hemer-mastodon: outage', 'hemer-mastodon/en: outage'];
const EVERYTHING: PauseScope = { of: 'everything' };

const SCOPES: readonly (readonly [string, PauseScope, readonly string[]])[] = [
  ['everything', EVERYTHING, []],
  [
    'one account',
    { of: 'account', account: 'hemer-x' },
    [...HEMER_MASTODON, 'menden-x: outage', 'menden-mastodon: outage'],
  ],
  ['one channel', { of: 'channel', channel: 'x' }, [...HEMER_MASTODON, 'menden-mastodon: outage']],
];

describe('a pause', () => {
  test.each(SCOPES)(
    'a pause of %s holds exactly that, and everything is published after it',
    async (_, scope, standing) => {
      await using day = await openDay('09:00');
      await day.ledger.pause({ scope, by: 'press-mk', at: at('09:00') });
      await day.step('09:00', SAID);
      await day.work('09:30', SAID);
      expect(day.reads()).toEqual(standing);
      expect((await day.plan(SAID)).warnings[0]).toMatchObject({ code: 'paused', pause: { by: 'press-mk' } });
      await day.ledger.resume(scope, 'press-mk', at('09:30'));
      await day.step('09:31', SAID);
      expect(day.reads()).toEqual([
        ...HEMER_X,
        ...HEMER_MASTODON,
        'menden-x: outage',
        'menden-mastodon: outage',
      ]);
    },
  );

  test('a pause that comes right after a claim still keeps its request from leaving', async () => {
    await using day = await openDay('09:00');
    await day.takeOver(SAID);
    const { ledger } = day;
    const paused: Ledger = {
      ...ledger,
      async claim(...claim) {
        const claimed = await ledger.claim(...claim);
        await ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: day.clock.now() });
        return claimed;
      },
    };
    await deliverNow({ ...day.delivery, ledger: paused }, new AbortController().signal);
    expect(day.reads()).toEqual([]);
    expect(day.sandbox.requests().filter(({ method }) => method === 'POST')).toEqual([]);
  });

  test('what ran out during a pause, and is to be said for longer since, is named as what does not go out', async () => {
    await using day = await openDay('09:00');
    const until = (time: string) =>
      file({ hemer: { reach: { phone: 'down' } } }, { ...OUTAGE, post_as: ['hemer'], until: time });
    await day.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: at('09:00') });
    await day.step('09:00', until('2026-11-24 10:00'));
    await day.step('10:30', until('2026-11-24 10:00'));
    const droppedBy = ({ warnings }: Awaited<ReturnType<typeof day.plan>>) =>
      warnings.flatMap((one) => (one.code === 'dropped' ? [[one.announcement, one.posts]] : []));
    expect(droppedBy(await day.plan(until('2026-11-24 10:00')))).toEqual([]);
    expect(droppedBy(await day.plan(until('2026-11-24 18:00')))).toEqual([['outage', 3]]);
  });

  test('a pause between a correction and its deletion leaves the wrong post, and staff are told until it ends', async () => {
    await using day = await openDay('09:00');
    const corrected = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX);
    await day.step('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    day.sandbox.arrange('hemer-x', { kind: 'unavailable', on: 'delete' });
    day.clock.advanceTo(at('09:20'));
    await day.tick(corrected);
    await day.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: day.clock.now() });
    await day.work('09:50', corrected);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong', 'hemer-x: correction, right']);
    expect(await day.held(corrected)).toEqual(['fix/hemer-x/de paused']);
    await day.ledger.resume(EVERYTHING, 'press-mk', day.clock.now());
    await day.work('10:10', corrected);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
    expect(await day.held(corrected)).toEqual([]);
  });

  test('a wrong post that stays because its account was stopped is held up to staff until it is deleted', async () => {
    await using day = await openDay('09:00');
    const corrected = file({ hemer: hotline(RIGHT) }, HOTLINE, FIX);
    await day.step('09:00', file({ hemer: hotline(WRONG) }, HOTLINE));
    day.sandbox.arrange('hemer-x', { kind: 'suspended', on: 'delete' });
    await day.step('09:20', corrected);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: hotline, wrong', 'hemer-x: correction, right']);
    expect(await day.held(corrected)).toEqual(['fix/hemer-x/de account-stopped']);
    await day.ledger.stop('hemer-x', null, day.clock.now());
    await day.work('09:40', corrected);
    expect(day.reads('hemer-x')).toEqual(['hemer-x: correction, right']);
    expect(await day.held(corrected)).toEqual([]);
  });

  test('a post whose answer was lost is looked up during a pause', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
    await day.step('09:00', SAID);
    await day.ledger.pause({ scope: EVERYTHING, by: 'press-mk', at: at('09:00') });
    await day.work('09:10', SAID);
    const states = (await day.entries()).map((entry) => entry.state);
    expect(new Set(states)).toEqual(new Set(['posted']));
    expect(day.reads('hemer-x')).toEqual(HEMER_X);
  });
});

describe('the commands', () => {
  test('`pause` and `resume` say what they stopped, what will be published, and what still holds it', async () => {
    await using program = await openProgramAt('09:00', SAID);
    const by = ['--by', 'press-mk'];
    expect((await program.run('pause', ...by)).err).toContain('Paused everything');
    await program.run('pause', '--account', 'hemer-x', ...by);
    await program.run('run', '--once');
    expect(program.published()).toEqual([]);
    expect((await program.run('plan')).out).toContain(
      'everything: paused since Tue 24 Nov 09:00 by press-mk',
    );

    const account = await program.run('resume', '--yes', '--account', 'hemer-x', ...by);
    expect(account).toMatchObject({ status: 2, err: expect.stringContaining('everything is paused') });
    await program.run('run', '--once');
    expect(program.published()).toEqual([]);

    const unasked = await program.run('resume', ...by);
    expect(unasked).toMatchObject({
      status: 1,
      err: expect.stringContaining('5 posts, edits and deletions go out'),
    });
    expect((await program.run('plan')).out).toContain('everything: paused since');

    const all = await program.run('resume', '--yes', ...by);
    expect(all.status).toBe(0);
    expect(all.err).toContain('5 posts, edits and deletions go out:');
    expect(all.err).toContain('publish outage: hemer-x, hemer-mastodon, menden-x, menden-mastodon');
    expect(program.published()).toEqual([]);
    await program.run('run', '--once');
    expect(readable(program.sandbox, ['hemer-x', 'menden-x'])).toEqual([...HEMER_X, 'menden-x: outage']);
    expect((await program.run('resume', '--yes', ...by)).err).toContain('No such pause was on');
  });

  test.each([
    ['', '?'],
    ['a\u202Eb\n   everything: resumed', 'a b everything: resumed'],
  ])('a pause in any name (%j) stops everything, and is told on one line', async (by, told) => {
    await using program = await openProgramAt('09:00', SAID);
    expect((await program.run('pause', '--by', by)).status).toBe(0);
    expect((await program.run('plan')).out).toContain(`by ${told}: nothing goes out there`);
  });
});

const PHONE = { hemer: { reach: { phone: 'down' } } };
const LATER = { ...OUTAGE, at: '2026-11-24 09:10' };
const AT_NINE_TEN = file(PHONE, LATER);
const DRAFT = fileOf({ mode: 'draft' }, PHONE, LATER);
const BY = ['--by', 'press-mk'];

/** A program with messages of its own, in which a file can get a typo. */
async function openBreakable() {
  const program = await openProgramAt('09:00', SAID);
  await cp(join(import.meta.dirname, '../../messages'), join(program.folder, 'messages'), {
    recursive: true,
  });
  const messages = ['--messages', join(program.folder, 'messages')];
  return {
    program,
    run: (...words: readonly string[]) => program.run(...messages, ...words),
    begin: (...words: readonly string[]) => program.begin(...messages, ...words),
    /** Puts a typo into a file; what it returns mends it. */
    async spoil(file: string) {
      const right = await program.read(file);
      await program.write(file, `${right}\n{% nonsense [\n`);
      return () => program.write(file, right);
    },
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  };
}

const FILES = ['messages/de.ftl', 'services.yaml', 'municipalities.yaml', 'config.yaml'];

describe('a kill switch beside a file with a typo', () => {
  test.each(FILES)('with a typo in %s, `pause`, `resume` and `history` still work', async (file) => {
    await using given = await openBreakable();
    const { program, run, spoil } = given;
    await run('resume', '--yes', ...BY);
    const mend = await spoil(file);
    expect((await run('check')).status).toBe(1);
    const paused = await run('pause', ...BY);
    expect(paused).toMatchObject({ status: 0, err: expect.stringContaining('Paused everything') });
    await mend();
    await run('run', '--once');
    expect(program.published()).toEqual([]);
    await spoil(file);
    const resumed = await run('resume', '--yes', ...BY);
    expect(resumed).toMatchObject({ status: 0, err: expect.stringContaining('Ended every pause') });
    expect(resumed.err).toContain('only what was approved before goes out');
    const { status, out, err } = await run('history');
    const guessed = file === 'config.yaml' ? expect.stringContaining('live.sqlite') : '';
    expect({ status, err }).toEqual({ status: 0, err: guessed });
    expect(out.match(/ {2}waits: /g)).toHaveLength(5);
    await mend();
    await run('run', '--once');
    expect(program.published()).toHaveLength(5);
  });

  test('`pause` says that it may not have reached a worker whose database it cannot read in config.yaml', async () => {
    await using given = await openBreakable();
    const { program, run } = given;
    await run('resume', '--yes', ...BY);
    await program.write('config.yaml', 'database: >-\n  postgres://example.org/ausrufer\n{% nonsense [\n');
    const paused = await run('pause', ...BY);
    expect(paused).toMatchObject({ status: 1, err: expect.stringContaining('is NOT paused by this') });
    expect(paused.err).toContain('Paused everything in 4 ledgers ONLY');
  });

  test('`pause --account` works beside a typo, and warns that it cannot tell whether the account exists', async () => {
    await using given = await openBreakable();
    const { program, run, spoil } = given;
    const pause = (account: string) => run('pause', '--account', account, ...BY);
    expect((await pause('hemer-y')).err).toContain('unknown-account');
    expect(await pause('hemer-x')).toMatchObject({
      status: 0,
      err: expect.not.stringContaining('could not be checked'),
    });
    const mend = await spoil('municipalities.yaml');
    const paused = await pause('menden-x');
    expect(paused).toMatchObject({ status: 0, err: expect.stringContaining('could not be checked') });
    await mend();
    await run('run', '--once');
    expect(readable(program.sandbox, ['hemer-x', 'menden-x'])).toEqual([]);
    expect(program.published()).toHaveLength(3);
  });

  test('`pause` beside a database that does not answer pauses nothing and says so, and that a worker elsewhere goes on', async () => {
    await using given = await openBreakable();
    await given.program.edit('config.yaml', /$/, 'database: postgres://127.0.0.1:1/ausrufer\ntick: [\n');
    const { status, err } = await given.run('pause', ...BY);
    expect({ status, err }).toEqual({ status: 1, err: expect.not.stringContaining('Paused') });
    expect(err).toContain('127.0.0.1');
    expect(err).toContain('nothing goes out from here; a worker elsewhere that reaches it goes on');
  });
});

/** The names of those who paused, in every ledger that a worker could use next. */
function pausedIn(folder: string): readonly (readonly unknown[])[] {
  return ['live', 'exercise', 'sandbox-live', 'sandbox-exercise'].map((name) => {
    const database = new DatabaseSync(join(folder, 'data', `${name}.sqlite`), { readOnly: true });
    const rows = database.prepare('select "by" from pauses where ended_at is null').all();
    database.close();
    return rows.map((row) => row.by);
  });
}

const BINARY = new Uint8Array([0xff, 0xfe, 0x00, 0x64, 0x00, 0x80]);
const AS_FOLDER = (name: string) => async (folder: string) => {
  await rm(join(folder, name), { force: true });
  await mkdir(join(folder, name));
};
const AS = (name: string, content: string | Uint8Array) => (folder: string) =>
  writeFile(join(folder, name), content);
const NO = (name: string) => (folder: string) => rm(join(folder, name));

/** Whether a database may be configured that nobody can read: then `pause` says that it may not have reached it. */
const BROKEN: readonly (readonly [string, 'told' | 'sure', (folder: string) => Promise<unknown>])[] = [
  ['no config.yaml', 'sure', NO('config.yaml')],
  ['a config.yaml with a typo', 'sure', AS('config.yaml', 'sandbox: [\n')],
  ['an empty config.yaml', 'sure', AS('config.yaml', '')],
  [
    'a config.yaml that names a database in a comment',
    'sure',
    AS('config.yaml', '# database: postgres://h/d\n'),
  ],
  ['a config.yaml that is a folder', 'told', AS_FOLDER('config.yaml')],
  ['a config.yaml that is no text', 'told', AS('config.yaml', BINARY)],
  ['a config.yaml whose database is an alias', 'told', AS('config.yaml', 'database: *where\n')],
  [
    'a config.yaml in one line whose database is an alias',
    'told',
    AS('config.yaml', '{tick: x, database: *a}\n'),
  ],
  [
    'a config.yaml that sets the database apart from its value',
    'told',
    AS('config.yaml', '? database\n: *where\n'),
  ],
  ['a config.yaml whose database has an anchor', 'told', AS('config.yaml', '&db database: *where\n')],
  [
    'a config.yaml whose database is behind a text with a #',
    'told',
    AS('config.yaml', '{"tick": "x #y", "database": "postgres:\\/\\/h"\n'),
  ],
  ['a config.yaml without a database', 'sure', AS('config.yaml', 'sandbox: true\ndatabase: Null\n')],
  ['no state file', 'sure', NO('incident.yaml')],
  ['a state file that is a folder', 'sure', AS_FOLDER('incident.yaml')],
  ['a state file that is no text', 'sure', AS('incident.yaml', BINARY)],
  ['no municipalities.yaml', 'sure', NO('municipalities.yaml')],
  ['a municipalities.yaml that is no text', 'sure', AS('municipalities.yaml', BINARY)],
  ['a services.yaml that is a folder', 'sure', AS_FOLDER('services.yaml')],
];

test.each(BROKEN)(
  'beside %s, `pause` pauses all four ledgers (%s that these are all), a second one says since when, `history` works, and `resume` ends it',
  async (_, sure, spoil) => {
    await using program = await openProgramAt('09:00', SAID);
    await spoil(program.folder);
    for (const said of [
      'Paused everything',
      'Paused already: everything, since Tue 24 Nov 08:00 (UTC) by press-mk',
    ]) {
      const { status, err } = await program.run('pause', ...BY);
      expect({ status, err }).toEqual(
        sure === 'sure'
          ? { status: 0, err: expect.stringContaining(said) }
          : { status: 1, err: expect.stringContaining('is NOT paused by this') },
      );
      expect(pausedIn(program.folder)).toEqual(Array(4).fill(['press-mk']));
    }
    expect(await program.run('history')).toMatchObject({ status: 0 });
    await program.run('resume', '--yes', ...BY);
    expect(pausedIn(program.folder)).toEqual(Array(4).fill([]));
  },
);

test('a ledger that is damaged keeps `pause` from none of the others', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await program.run('pause', ...BY);
  await writeFile(join(program.folder, 'data/exercise.sqlite'), 'no ledger '.repeat(500));
  const { status, err } = await program.run('pause', ...BY);
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('exercise.sqlite is damaged') });
  expect(err).toContain('Paused everything in 3 ledgers ONLY');
  expect(await program.run('resume', '--yes', ...BY)).toMatchObject({
    status: 1,
    err: expect.stringMatching(/exercise\.sqlite is damaged[\s\S]*everything in 3 ledgers ONLY: see above/),
  });
  await program.run('pause', ...BY);
  await rm(join(program.folder, 'data/exercise.sqlite'));
  await program.run('pause', ...BY);
  expect(pausedIn(program.folder)).toEqual(Array(4).fill(['press-mk']));
});

test('`pause` says that it reaches no worker on a database, where .env may have lost which, unless a worker has the ledgers', async () => {
  await using program = await openProgramAt('09:00', SAID);
  const lost = 'If one works with a database, it goes on: set DATABASE_URL';
  for (const said of ['Paused everything', 'Paused already']) {
    const { status, err } = await program.run('pause', ...BY);
    expect({ status, err }).toEqual({ status: 0, err: expect.stringContaining(said) });
    expect(err).toContain(lost);
  }
  // Made by another user, a lock would keep the worker out.
  expect(await readdir(join(program.folder, 'data'))).not.toContainEqual(expect.stringMatching(/worker/));
  const worker = program.begin('run');
  await worker.round();
  expect((await program.run('pause', ...BY)).err).not.toContain(lost);
  await worker.end();
});

test('whoever pauses waits once for a database that is silent, and not once for each ledger in it', async () => {
  const places = LEDGER_NAMES.map((name) => placeNamed(name, 'postgres://db.example.org/ausrufer', 'data'));
  let asked = 0;
  const { done } = await eachPlace(places, async ({ name }) => {
    asked++;
    await setImmediate();
    return [name, asked];
  });
  expect(done).toEqual(LEDGER_NAMES.map((name) => [name, 4]));
});

test('the console pauses and resumes also the database that its worker has, though .env names it no longer', async () => {
  await using folder = await regionFolder({ config: '', state: SAID, region: REGION });
  const runtime = { ...systemRuntime(new AbortController().signal), environment: () => ({}) };
  const by = { id: 'k', name: 'Krause', via: 'console' } as const;
  const context = { runtime, options: folder.options };
  expect(await pause(context, EVERYTHING, by)).toMatchObject({ ledgers: 4, mistakes: [] });
  const settings = {
    ...readSettings('{}', 'config.yaml', CHANNELS),
    database: 'postgres://127.0.0.1:1/ausrufer',
  };
  const beside = { ...context, files: { settings } };
  for (const act of [() => pause(beside, EVERYTHING, by), () => resume(beside, EVERYTHING, null, by)]) {
    const { ledgers, mistakes } = await act();
    expect([ledgers, ...new Set(mistakes.map(({ code }) => code))]).toEqual([4, 'database-unreachable']);
  }
});

test('`resume` says how many posts go out later', async () => {
  const later = { id: 'later', kind: 'outage', post_as: ['menden'], at: '2026-11-24 09:10' };
  const now = { id: 'now', kind: 'outage', post_as: ['hemer'] };
  await using program = await openProgramAt('09:00', file({}, now, later));
  await program.run('pause', ...BY);
  const { err } = await program.run('resume', '--yes', ...BY);
  expect(err).toMatch(/3 posts, edits and deletions go out:\n.*\n2 actions follow later\.\n/);
});

test('`resume --account` ends the pause of an account that was taken out of the files, and knows no other', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await program.run('pause', '--account', 'hemer-x', ...BY);
  await program.edit('municipalities.yaml', /^.*id: hemer-x,.*\n/m, '');
  const resumed = async (account: string) =>
    (await program.run('resume', '--yes', '--account', account, ...BY)).err;
  expect(await resumed('hemer-y')).toContain('(unknown-account)');
  expect(await resumed('hemer-x')).not.toContain('(unknown-account)');
  expect(await resumed('hemer-x')).toContain('(unknown-account)');
});

test.each([
  ['pause', []],
  ['resume', ['--yes']],
])('where every ledger was moved elsewhere, `%s` says so', async (command, more) => {
  await using program = await openProgramAt('09:00', SAID);
  await program.run('pause', ...(command === 'resume' ? [] : ['--account', 'hemer-x']), ...BY);
  for (const name of await readdir(join(program.folder, 'data'))) {
    if (!name.endsWith('.sqlite')) continue;
    using db = new DatabaseSync(join(program.folder, 'data', name));
    db.exec("update ledger set moved_to = 'elsewhere'");
  }
  const { status, err } = await program.run(command, ...more, ...BY);
  expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('(ledger-moved)') });
});

test('beside an .env that cannot be read and a ledger that is damaged, `history` shows the others and names what is wrong', async () => {
  await using program = await openProgramAt('09:00', SAID);
  await program.run('resume', '--yes', ...BY);
  await program.run('run', '--once');
  await mkdir(join(program.folder, '.env'));
  await writeFile(join(program.folder, 'data/exercise.sqlite'), 'no ledger '.repeat(500));
  const { status, out, err } = await program.start('history').ended;
  expect({ status, out, err }).toEqual({
    status: 1,
    out: expect.stringContaining('5 of 5 published'),
    err: expect.stringContaining('exercise.sqlite is damaged'),
  });
});

test('a pause written by the quick way is the one that the ledger writes', async () => {
  await using program = await openProgramAt('09:00', SAID);
  for (const scope of [[], ['--account', 'hemer-x'], ['--channel', 'x']])
    await program.run('pause', ...scope, ...BY);
  const place = { kind: 'file', file: join(program.folder, 'data/live.sqlite') } as const;
  const settings = readSettings('{}', 'config.yaml', CHANNELS);
  const ledger = await openLedger(place, settings, randomUUID, at('09:00'));
  const { pauses } = await ledger.view('it-2026');
  await ledger.close();
  expect(pauses).toEqual(SCOPES.map(([, scope]) => ({ scope, by: 'press-mk', at: at('09:00') })));
});

test.each(['messages/de.ftl', 'config.yaml'])(
  'a worker beside a typo in %s obeys `mode: draft`, and does not tell staff that the typo is mended',
  async (file) => {
    await using given = await openBreakable();
    const { program, begin, spoil } = given;
    const printed = () => program.printed.join('');
    await program.write('incident.yaml', AT_NINE_TEN);
    const worker = begin('run');
    try {
      await expect.poll(printed).toContain('5 due');
      const mend = await spoil(file);
      await program.write('incident.yaml', DRAFT);
      await expect.poll(printed).toContain('files-broken');
      await expect.poll(printed).toContain('The worker now runs DRAFT');
      program.advanceTo(at('09:00') + 15 * MINUTE);
      await worker.round();
      expect(program.published()).toEqual([]);
      expect(printed()).not.toMatch(/files-corrected|alert-over/);
      // It is still a mistake for everything else.
      await program.write('incident.yaml', AT_NINE_TEN);
      await worker.round();
      expect(program.published()).toEqual([]);
      await mend();
      await program.write('incident.yaml', `${AT_NINE_TEN}\n`);
      await expect.poll(() => program.published()).toHaveLength(5);
      expect(printed()).toContain('files-corrected');
    } finally {
      await worker.end();
    }
  },
);

test.each<[string, (path: string) => Promise<void>]>([
  ['a file', (path) => writeFile(path, '')],
  ['a link to itself', (path) => symlink(path, path)],
])(
  'where the folder of the ledgers is %s, no command takes that for ledgers in which nothing happened',
  async (_, make) => {
    await using program = await openProgramAt('09:00', file({}, OUTAGE));
    const data = join(program.folder, 'elsewhere');
    await make(data);
    for (const words of [
      ['plan'],
      ['history'],
      ['run', '--once'],
      ['pause', '--by', 'press-hemer'],
      ['resume', '--by', 'press-hemer', '--yes'],
      ['resolve', 'it-2026/outage.1/hemer-x/de', '--absent', '--by', 'press-hemer'],
    ])
      expect(await program.run('--data', data, ...words), words.join(' ')).toMatchObject({
        status: 1,
        err: expect.stringMatching(/ledger-unopenable/),
      });
    expect(program.published()).toEqual([]);
  },
);
