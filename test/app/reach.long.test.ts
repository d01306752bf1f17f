import { generateKeyPairSync } from 'node:crypto';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  at,
  FIX,
  file,
  fileOf,
  HOTLINE,
  hotline,
  openDay,
  openDayWith,
  REGION,
  RIGHT,
  readable,
  WRONG,
} from '../fixtures/day.ts';
import { openProgramAt } from '../fixtures/program.ts';

const OUTAGE = { id: 'outage', kind: 'outage', post_as: ['hemer', 'menden'] };
const PHONES_DOWN = { all: { reach: { phone: 'down' } } };
const HEMER = ['hemer-x: outage', 'hemer-mastodon: outage', 'hemer-mastodon/en: outage'];
const MENDEN = ['menden-x: outage', 'menden-mastodon: outage'];
const HOUR = 60 * 60 * 1000;
const NO_APPROVAL = 'approvals: {needed: 0}\n';
const STAY_HOME = { instruction: { say: 'stay-home' } };
const NO_MORE = { instruction: null };

describe('who may speak', () => {
  test('a token of another account stops its account before anything is sent there, and the others go on', async () => {
    await using day = await openDay('09:00');
    day.sandbox.arrange('hemer-x', { kind: 'wrong-identity' });
    await day.step('09:00', file(PHONES_DOWN, OUTAGE));
    expect(day.reads()).toEqual([...HEMER.slice(1), ...MENDEN]);
    const written = day.sandbox
      .requests()
      .filter(({ account, method }) => account === 'hemer-x' && method !== 'GET');
    expect(written).toEqual([]);
    expect(await day.held(file(PHONES_DOWN, OUTAGE))).toEqual(['outage/hemer-x/de account-stopped']);
    await day.ledger.stop('hemer-x', null, at('09:10'));
    await day.step('09:10', file(PHONES_DOWN, OUTAGE));
    expect(day.reads('hemer-x')).toEqual(HEMER.slice(0, 1));
  });

  test('whose token it is, is asked once a week by whichever process, and again where token or handle changed', async () => {
    await using day = await openDay('09:00', NO_APPROVAL);
    const asked = () =>
      day.sandbox
        .requests()
        .filter(({ account, operation }) => account === 'hemer-x' && operation === 'identity').length;
    const says: Record<string, unknown>[] = [];
    /** Another process says one thing more. */
    const sayMore = async (time = '09:00') => {
      const text = { de: `Schalter ${says.length} ist offen.`, en: `Desk ${says.length} is open.` };
      says.push({ id: `notice-${says.length}`, kind: 'notice', post_as: ['hemer'], text });
      if (time === '09:00') day.delivery.memory.identified.clear();
      const before = day.published('hemer-x').length;
      await day.step(time, fileOf({}, PHONES_DOWN, ...says));
      expect(day.published('hemer-x')).toHaveLength(before + 1);
      return asked();
    };
    expect(await sayMore()).toBe(1);
    expect(await sayMore()).toBe(1);
    const owner = await day.ledger.owner('hemer-x');
    if (!owner) throw new Error('the ledger does not know the owner');
    const others = [
      { proof: 'of another token' },
      { handle: 'a_handle_of_before' },
      { at: at('09:00') - 8 * 24 * HOUR },
    ];
    for (const [index, other] of others.entries()) {
      await day.ledger.recordOwner('hemer-x', { ...owner, ...other });
      expect(await sayMore()).toBe(2 + index);
    }
    // The same process.
    expect(await sayMore('09:01')).toBe(4);
    expect(await sayMore('09:02 +8')).toBe(5);
  });

  test('a municipality that is not affected publishes nothing, and nobody speaks of it', async () => {
    const about = { id: 'about', kind: 'outage', post_as: ['mk'], about: ['mk', 'towns-of/mk'] };
    const state = fileOf({ affects: ['mk', 'hemer'] }, PHONES_DOWN, { ...OUTAGE, post_as: ['all'] }, about);
    await using day = await openDayWith('09:00', state);
    expect(day.reads('menden-x', 'menden-mastodon')).toEqual([]);
    expect(day.reads('mk-mastodon').length).toBeGreaterThan(0);
    expect(day.published('mk-mastodon').join()).not.toContain('Menden');
  });

  test('an update says nothing for a town that left the incident, nor in a language that was dropped, and on an account that moved only what its town says', async () => {
    const everywhere = { ...OUTAGE, post_as: ['all'] };
    const more = { id: 'more', kind: 'notice', updates: 'outage', text: { de: 'Mehr dazu.', en: 'More.' } };
    await using program = await openProgramAt('09:00', file(PHONES_DOWN, everywhere));
    await program.run('run', '--once');
    const before = program.published();
    expect(before).toHaveLength(6);
    const [, onX = ''] = / *(- \{id: hemer-x.*)\n/.exec(REGION) ?? [];
    const region = await program.read('municipalities.yaml');
    const moved = region
      .replace(`      ${onX}\n`, '')
      .replace(/( *)(- \{id: mk-mastodon.*\n)/, (_, indent, line) => `${indent}${onX}\n${indent}${line}`);
    await program.write('municipalities.yaml', moved.replace('languages: [de, en]', 'languages: [de]'));
    await program.step('10:00', fileOf({ affects: ['mk', 'hemer'] }, PHONES_DOWN, everywhere, more));
    const fresh = program.published().filter((line) => !before.includes(line) && line.includes('Mehr dazu'));
    expect(fresh.map((line) => line.split(': ')[0]).sort()).toEqual([
      'hemer-mastodon Stadt Hemer',
      'hemer-x Märkischer Kreis',
      'mk-mastodon Märkischer Kreis',
    ]);
    expect(program.published().join()).not.toContain('More.');
  });

  test.each([
    ['a service is off', { services: { 'id-cards': 'unavailable' } }],
    ['nobody can work', { reach: { work: 'none' } }],
    ['the phone may not work', { reach: { phone: 'unknown' } }],
    ['appointments are cancelled', { appointments: { policy: 'cancelled' } }],
    [
      'people are told to stay away',
      { instruction: { de: 'Bitte bleiben Sie zu Hause.', en: 'Please stay at home.' } },
    ],
    ['mail is still lost', { email: { lost_since: '2026-11-24 01:40', action: 'resend' } }],
    ['people are told not to write mail', { email: { action: 'use-post-or-phone' } }],
    ['the phase is another', { phase: 'monitoring' }],
  ])('an all-clear is held while %s, and published once that is over', async (_, fact) => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['hemer', 'menden'] };
    const resolved = { phase: 'resolved' };
    const still = fileOf(resolved, { hemer: fact }, clear);
    await using day = await openDayWith('09:00', still);
    expect(day.reads()).toEqual(['menden-x: all-clear', 'menden-mastodon: all-clear']);
    expect(new Set(await day.held(still))).toContain('clear/hemer-x/de contradicts-facts');
    await day.step('09:10', fileOf(resolved, {}, clear));
    expect(day.reads('hemer-x')).toEqual(['hemer-x: all-clear']);
  });

  test.each([
    ['held while the towns of its district are', { 'towns-of/mk': STAY_HOME }, true],
    ['held while everybody is', { all: STAY_HOME }, true],
    ['published where everybody is and the town itself no more', { all: STAY_HOME, menden: NO_MORE }, false],
  ])('the all-clear of a town is %s told to stay at home', async (_, facts, isHeld) => {
    const clear = { id: 'clear', kind: 'all-clear', post_as: ['menden'] };
    const resolved = fileOf({ phase: 'resolved' }, facts, clear);
    await using day = await openDayWith('09:00', resolved);
    const because = ['menden-x', 'menden-mastodon'].map((on) => `clear/${on}/de contradicts-facts`);
    expect(await day.held(resolved)).toEqual(isHeld ? because : []);
    expect(day.reads('menden-x')).toEqual(isHeld ? [] : ['menden-x: all-clear']);
  });
});

describe('a file that goes back in time', () => {
  const SAID = {
    id: 'hotline',
    kind: 'contacts',
    post_as: ['hemer'],
    contact: 'hotline',
    keep_current: true,
  };
  const old = file({ hemer: hotline(WRONG) }, SAID);
  const current = file({ hemer: hotline(RIGHT) }, SAID, FIX);

  test('an older state file brings no wrong number back until somebody confirms it', async () => {
    await using day = await openDayWith('09:00', old);
    await day.step('09:20', current);
    await day.step('11:00', old);
    await day.work('13:00', old);
    expect(day.reads('hemer-x', 'hemer-mastodon').filter((line) => line.includes('wrong'))).toEqual([]);
    const { digest } = day.configuration(old).state;
    const subject = { file: digest };
    await day.ledger.approve([{ digest, subject, by: 'press-hemer', at: day.clock.now() }]);
    await day.work('13:10', old);
    expect(day.reads('hemer-mastodon')).toContain('hemer-mastodon: hotline, wrong');
  });
});

describe('two commands and an editor on one file at once', () => {
  test('a file that an editor saves while a command works is kept, with the change or without it', async () => {
    await using program = await openProgramAt('09:00', file(PHONES_DOWN));
    const edited = `# saved by an editor\n${file(PHONES_DOWN)}`;
    const set = program.run('set', 'hemer', 'reach.website=down', '--by', 'press-hemer', '--yes');
    await program.write('incident.yaml', edited);
    const { status, err } = await set;
    const text = await program.read('incident.yaml');
    expect(text).toContain('# saved by an editor');
    expect(text.includes('website')).toBe(status !== 1);
    if (status === 1) expect(err).toContain('changed-meanwhile');
  });

  test('of commands at the same time each change is in the file or was refused as a whole', async () => {
    await using program = await openProgramAt('09:00', file(PHONES_DOWN, OUTAGE));
    const words = [
      ['set', 'hemer', 'reach.website=down', '--by', 'press-hemer', '--yes'],
      ['set', 'menden', 'reach.website=limited', '--by', 'press-menden', '--yes'],
      ['announce', 'status', '--as', 'mk', '--id', 'mk-status', '--by', 'press-mk', '--yes'],
    ];
    const ended = await Promise.all(words.map((command) => program.run(...command)));
    const text = await program.read('incident.yaml');
    const marks = [/"?hemer"?:[^}]*website/s, /"?menden"?:[^}]*website/s, /mk-status/];
    for (const [index, { status, err }] of ended.entries()) {
      const isPublished = marks[index]?.test(text) ?? false;
      expect(isPublished, `${words[index]?.join(' ')}\n${err}\n${text}`).toBe(status !== 1);
      if (status === 1) expect(err).toContain('changed-meanwhile');
    }
    expect(ended.some(({ status }) => status !== 1)).toBe(true);
    for (const [index, command] of words.entries())
      if (ended[index]?.status === 1) expect((await program.run(...command)).status).not.toBe(1);
    const all = await program.read('incident.yaml');
    for (const mark of marks) expect(all).toMatch(mark);
  });

  test('facts that five people set at once, and that publish nothing, are all written', async () => {
    await using program = await openProgramAt('09:00', file({}));
    const ways = ['counter', 'phone', 'website', 'online_services', 'email_in'];
    const ended = await Promise.all(
      ways.map((way) => program.run('set', 'hemer', `reach.${way}=down`, '--by', 'press-hemer', '--yes')),
    );
    expect(ended.map(({ status, err }) => (status === 0 ? '' : err))).toEqual(ways.map(() => ''));
    const text = await program.read('incident.yaml');
    for (const way of ways) expect(text).toMatch(new RegExp(`${way}"?: "?down`));
  });
});

const PUBLIC = REGION.replaceAll('handle: stadt_hemer', 'handle: stadt_hemer, public_exercises: true');
const exercise = (live: string) => live.replace('"mode": "live"', '"mode": "exercise"');

describe('exercise and reality', () => {
  test('`resolve` settles a key where it is open, and asks where the exercise and the real thing both have it', async () => {
    const live = file({}, { id: 'o', kind: 'outage', post_as: ['hemer'] });
    await using program = await openProgramAt('09:00', exercise(live), { region: PUBLIC });
    const resolve = (...mode: string[]) =>
      program.run('resolve', 'it-2026/o.1/hemer-x/de', '--absent', ...mode, '--by', 'press-hemer');
    program.sandbox.arrange('hemer-x', { kind: 'unavailable' });
    await program.run('run', '--once');
    await program.write('incident.yaml', live);
    program.sandbox.arrange('hemer-x', { kind: 'unavailable' });
    await program.run('run', '--once');
    expect((await resolve()).err).toContain('which-mode');
    expect((await resolve('--mode', 'live')).err).toContain('it will be sent again');
    await program.run('run', '--once');
    expect((await resolve()).err).toContain('it will be sent again');
    expect((await resolve()).err).toContain('it-2026/o.1/hemer-x/de is posted already');
  });

  test('a real post that staff deleted is not mistaken for that of an exercise with the same key', async () => {
    const live = file({}, { id: 'o', kind: 'outage', post_as: ['hemer'] });
    await using program = await openProgramAt('09:00', exercise(live), { region: PUBLIC });
    const key = 'it-2026/o.1/hemer-x/de';
    const resolve = (...mode: string[]) =>
      program.run('resolve', key, '--absent', ...mode, '--by', 'press-hemer');
    await program.run('run', '--once');
    await program.write('incident.yaml', live);
    await program.run('run', '--once');
    await program.write('incident.yaml', exercise(live).replaceAll('it-2026', 'uebung-2'));
    expect((await resolve()).err).toContain('which-mode');
    expect((await resolve('--mode', 'live')).err).toContain('post-there');
    await program.deleteByHand('hemer-x');
    expect((await resolve('--mode', 'live')).err).toContain(`${key} is deleted, says press-hemer.`);
  });

  test('a change that ends `live` says how much of the live incident is open, because none of it goes on', async () => {
    const live = file(PHONES_DOWN, { id: 'o', kind: 'outage', post_as: ['hemer'] });
    await using program = await openProgramAt('09:00', live, { region: PUBLIC });
    program.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
    program.sandbox.arrange('hemer-mastodon', { kind: 'unavailable' });
    await program.run('run', '--once');
    const said = await program.run(
      'set',
      'incident',
      'id=uebung-2',
      'mode=exercise',
      '--by',
      'press-mk',
      '--yes',
    );
    expect(said.err).toContain(
      '2 actions of the live incident are still open: until the file is `mode: live` again, nothing of it is posted, changed or deleted, and what is unknown is not looked for.',
    );
    const back = await program.run('set', 'incident', 'id=it-2026', 'mode=live', '--by', 'press-mk', '--yes');
    expect(back.err).not.toContain('still open');
    const draft = await program.run('set', 'incident', 'mode=draft', '--by', 'press-mk', '--yes');
    expect(draft.err).toMatch(/still open: .* posted, changed or deleted\.\n/);
  });

  test('an exercise says what waits and what is unknown of the live incident, until that goes on', async () => {
    const live = file(PHONES_DOWN, { id: 'o', kind: 'outage', post_as: ['hemer'] });
    await using program = await openProgramAt('09:00', live, { region: PUBLIC });
    const line =
      /nobody works on the live incident it-2026: 2 actions wait \(due: 2\), unknown: 1.*history --mode live --incident it-2026/;
    const said = async (...words: string[]) => (await program.run(...words)).err;
    program.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
    await program.run('pause', '--account', 'hemer-mastodon', '--by', 'press');
    await program.run('run', '--once');
    expect(await said('plan')).not.toMatch(line);
    await program.write('incident.yaml', exercise(live).replaceAll('it-2026', 'uebung-2'));
    for (const command of ['plan', 'plan --json', 'resume --yes --by press', 'run --once'])
      expect(await said(...command.split(' ')), command).toMatch(line);
    const { out } = await program.run('history', '--mode', 'live', '--incident', 'it-2026', '--json');
    expect(out).toContain('"unknown"');
    expect(out).toContain('waits until the file has this mode again');
    expect(out).not.toContain('in line for the worker');
    program.advanceTo(at('09:30'));
    await program.reads(live);
    await program.run('run', '--once');
    await program.write('incident.yaml', exercise(live).replaceAll('it-2026', 'uebung-2'));
    expect(await said('plan')).not.toContain('live incident');
    expect(await said('run', '--once')).not.toMatch(line);
  });

  test('an exercise neither makes a live ledger nor changes one to say what is open', async () => {
    await using program = await openProgramAt('09:00', exercise(file(PHONES_DOWN, OUTAGE)), {
      region: PUBLIC,
    });
    for (const words of [['plan'], ['run', '--once'], ['history', '--incident', 'it-2026']])
      await program.run(...words);
    const names = await readdir(join(program.folder, 'data'));
    expect(names.filter((name) => name.endsWith('.sqlite'))).toEqual(['exercise.sqlite']);
    await program.write('data/live.sqlite', 'no ledger '.repeat(500));
    for (const words of [['plan'], ['run', '--once']])
      expect(await program.run(...words)).toMatchObject({
        status: 2,
        err: expect.stringContaining('live.sqlite'),
      });
  });

  test('a change that ends `live` counts what earlier live incidents left too', async () => {
    const live = file(PHONES_DOWN, { id: 'o', kind: 'outage', post_as: ['hemer'] });
    await using program = await openProgramAt('09:00', live, { region: PUBLIC });
    program.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut' });
    await program.run('run', '--once');
    await program.reads(file({}).replaceAll('it-2026', 'it-2027'));
    const { err } = await program.run('set', 'incident', 'mode=draft', '--by', 'press-mk', '--yes');
    expect(err).toContain('One action of the live incident is still open');
  });

  test.each([
    ['--incident', 'it-2026'],
    ['--key', 'it-2026/o.1/hemer-x/de'],
  ])(
    '`history %s` of the other mode says in which ledger it is, and which command shows it',
    async (option, value) => {
      const live = file(PHONES_DOWN, { id: 'o', kind: 'outage', post_as: ['hemer'] });
      await using program = await openProgramAt('09:00', live, { region: PUBLIC });
      await program.run('run', '--once');
      await program.reads(exercise(file({})).replaceAll('it-2026', 'uebung-2'));
      const { status, err } = await program.run('history', option, value);
      expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('(not-known)') });
      const [, command = ''] = /`ausrufer ([^`]*)`/.exec(err) ?? [];
      expect(await program.run(...command.split(' '), '--json')).toMatchObject({
        status: 0,
        out: expect.stringContaining('it-2026/o.1/hemer-x/de'),
      });
    },
  );

  test('`archive` takes no incident of the other mode, also where the exercise had the same id', async () => {
    const live = file(PHONES_DOWN, { id: 'o', kind: 'outage', post_as: ['hemer'] });
    await using program = await openProgramAt('09:00', live, { region: PUBLIC });
    await program.run('run', '--once');
    const archive = () => program.run('archive', 'it-2026', '--by', 'press');
    const refused = { status: 1, err: expect.stringContaining('history --mode live --incident it-2026') };
    await program.step('09:10', exercise(file({})).replaceAll('it-2026', 'uebung-2'));
    expect(await archive()).toMatchObject(refused);
    await program.step('09:20', exercise(file({})));
    await program.step('09:30', exercise(file({})).replaceAll('it-2026', 'uebung-2'));
    expect(await archive()).toMatchObject(refused);
  });

  test('a change that makes an incident live shows what will be said again and again, before any of it is due', async () => {
    const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 10 * * *' };
    const facts = { hemer: { reach: { phone: 'down' }, confirmed: '2026-11-24 08:50' } };
    await using program = await openProgramAt('09:00', exercise(file(facts, daily)), { region: PUBLIC });
    const { out, err } = await program.run('set', 'incident', 'mode=live', '--by', 'press-mk', '--yes');
    expect(`${out}${err}`).toMatch(/the incident goes LIVE\. Nothing is due yet\..*daily.*10:00.*Telefon/s);
  });

  const state = file(PHONES_DOWN, OUTAGE);

  // Mastodon answers a second request with the same Idempotency-Key with the first one's post, for an hour.
  test('the live incident with the file and id of an exercise is published completely, also within the hour in which Mastodon remembers its keys', async () => {
    await using program = await openProgramAt('09:00', exercise(state), { region: PUBLIC });
    const accounts = ['hemer-x', 'hemer-mastodon', 'menden-x', 'menden-mastodon'];
    await program.run('run', '--once');
    expect(readable(program.sandbox, accounts)).toEqual([
      'hemer-x: exercise',
      'hemer-mastodon: exercise',
      'hemer-mastodon/en: exercise',
    ]);
    await program.write('incident.yaml', state);
    for (let run = 0; run < 2; run++) expect((await program.run('run', '--once')).status).toBe(0);
    const all = readable(program.sandbox, accounts);
    expect(all.filter((line) => !line.endsWith('exercise'))).toEqual([...HEMER, ...MENDEN]);
    expect(all).toHaveLength(3 + HEMER.length + MENDEN.length);
    const names = await readdir(join(program.folder, 'data'));
    expect(names.filter((name) => name.endsWith('.sqlite')).sort()).toEqual([
      'exercise.sqlite',
      'live.sqlite',
    ]);
  });

  test('every text of an exercise begins with the banner, also own words and corrections', async () => {
    await using day = await openDay('09:00', `${NO_APPROVAL}sandbox: true\n`);
    const own = {
      id: 'own',
      kind: 'notice',
      post_as: ['hemer'],
      text: { de: 'Eigene Worte.', en: 'Own words.' },
    };
    await day.step('09:00', exercise(file({ hemer: hotline(WRONG) }, OUTAGE, own, HOTLINE)));
    await day.step('09:20', exercise(file({ hemer: hotline(RIGHT) }, OUTAGE, own, HOTLINE, FIX)));
    const texts = ['hemer-x', 'hemer-mastodon', 'menden-x', 'menden-mastodon'].flatMap((id) =>
      day.published(id),
    );
    expect(texts.length).toBeGreaterThan(8);
    for (const text of texts) expect(text).toMatch(/^(ÜBUNG|EXERCISE)/);
  });

  test('neither a drill nor the sandbox reaches a real account, with production tokens in the environment', async () => {
    await using program = await openProgramAt('09:00', state);
    await mkdir(join(program.folder, 'drill'));
    await program.write('drill/2026-11-24T0900.yaml', state);
    const drill = await program.run('drill', '--exit');
    expect(drill).toMatchObject({
      status: 0,
      out: expect.stringMatching(/in all +5 +0 +0\s+Everything was carried out\./),
    });
    await program.write('config.yaml', `sandbox: true\nweb: {port: 0}\n${NO_APPROVAL}`);
    expect((await program.run('run', '--once')).status).toBe(0);
    expect(program.sandbox.requests()).toEqual([]);
    expect(program.published()).toEqual([]);
    expect(program.printed.join('')).not.toMatch(new RegExp(program.secrets.join('|')));
  });

  test('a drill of another region says how to play a day of the own, on which every account speaks from the first word to the all-clear', async () => {
    await using program = await openProgramAt('09:00', state);
    await cp(join(import.meta.dirname, '../../config/drill'), join(program.folder, 'drill'), {
      recursive: true,
    });
    const other = await program.run('drill', '--exit');
    expect(other).toMatchObject({ status: 1, err: expect.stringMatching(/drill --own/) });
    const key = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' });
    await program.write('config.yaml', `state: {signature: "${key.toString('base64')}"}\n${NO_APPROVAL}`);
    const { status, out } = await program.run('drill', '--own', '--exit');
    expect([status, out]).toEqual([0, expect.stringContaining('Everything was carried out.')]);
    expect(out).toMatch(/in all +18 +0 +0/);
    expect(out).toContain('WIEDER ERREICHBAR – Stadt Hemer');
    expect(program.sandbox.requests()).toEqual([]);
  });
});
