import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answersYes } from '../../src/cli/terminal.ts';
import { file } from '../fixtures/day.ts';
import { folderOfTest } from '../fixtures/folder.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const BY = ['--by', 'press-night'];

describe('`./ausrufer`', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ausrufer-desk-'));
    symlinkSync(join(ROOT, 'ausrufer'), join(folder, 'crier'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const typed = (program: string, ...words: readonly string[]) =>
    spawnSync(program, words, {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8' },
    });

  test('`./ausrufer` runs from any folder, also by a link, hands every option on and reads the files beside it', () => {
    for (const program of [join(ROOT, 'ausrufer'), './crier']) {
      const planned = typed(program, 'plan', '--json', '--data', 'nothing');
      expect(JSON.parse(planned.stdout)).toMatchObject({ mode: 'draft' });
    }
  });

  test('compiled code is kept where this user alone can write', () => {
    const [home, shared] = [folderOfTest(), folderOfTest()];
    const env = { PATH: process.env.PATH, HOME: home, TMPDIR: shared };
    expect(spawnSync(join(ROOT, 'ausrufer'), ['--help'], { env }).status).toBe(0);
    expect(readdirSync(join(home, '.cache/ausrufer'))).toHaveLength(1);
    expect(readdirSync(shared)).toEqual([]);
  });

  test('a relative path that is typed starts at the working directory', () => {
    const { status, stderr } = typed('./crier', 'plan', '--state', 'mine.yaml');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('mine.yaml') });
    expect(stderr).toContain('no-state-file');
  });

  test('`./ausrufer` says in plain words what to do before anything is installed', () => {
    const elsewhere = folderOfTest();
    execFileSync('cp', [join(ROOT, 'ausrufer'), elsewhere]);
    const { status, stderr } = spawnSync('sh', [join(elsewhere, 'ausrufer'), 'plan'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining('npm ci') });
  });
});

describe('a question', () => {
  async function answered(keys: string): Promise<boolean> {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = answersYes({ input, output, terminal: true }, 'Send? ', new AbortController().signal);
    input.write(keys);
    return answer;
  }

  test.each([
    ['Ctrl-C', '\u0003', false],
    ['Ctrl-D', '\u0004', false],
    ['n', 'n\r', false],
    ['nothing', '\r', false],
    ['y', 'y\r', true],
    ['ja', 'ja\r', true],
  ])('%s at a question is an answer', async (_, keys, yes) => {
    expect(await answered(keys)).toBe(yes);
  });

  test('a signal that ends the program answers no', async () => {
    const ending = new AbortController();
    const streams = { input: new PassThrough(), output: new PassThrough(), terminal: true };
    const answer = answersYes(streams, 'Send? ', ending.signal);
    ending.abort();
    expect(await answer).toBe(false);
  });
});

describe('what is typed wrong at the desk', () => {
  let program: TestProgram;
  beforeAll(async () => {
    program = await openProgramAt('02:10', file({}));
  });
  afterAll(() => program[Symbol.asyncDispose]());

  test.each<readonly [wrong: string, words: readonly string[], hint: string]>([
    [
      'two people in the place of one',
      ['announce', 'outage', '--as', 'hemer', ...BY, '--by', 'press-menden'],
      "option '--by <name>' is typed twice",
    ],
    [
      'two state files in the place of one',
      ['plan', '--state', 'copy.yaml', '--state', 'incident.yaml'],
      "option '--state <file|url>' is typed twice",
    ],
    [
      'two channels in the place of one',
      ['pause', '--channel', 'x', '--channel', 'mastodon', ...BY],
      "option '--channel <channel>' is typed twice",
    ],
    [
      'a dash of a word processor before --yes',
      ['announce', 'outage', '--as', 'hemer', ...BY, '–yes'],
      'Type: --yes',
    ],
    [
      'a dash of a word processor before --tell',
      ['set', 'hemer', 'reach.phone=down', ...BY, '—tell'],
      'Type: --tell',
    ],
    [
      'quotation marks of a word processor around a value',
      ['set', 'hemer', 'reach.phone=„down“', ...BY],
      'Write it with straight ones, which the shell removes: reach.phone="down"',
    ],
    [
      'quotation marks of a word processor around a text',
      ['announce', 'notice', '--as', 'hemer', '--text', '„Rathaus', 'offen“', ...BY],
      'Type straight ones',
    ],
    ['a kind with a slip', ['announce', 'outge', '--as', 'hemer', ...BY], 'Did you mean outage?'],
    [
      'a service by the name that citizens know',
      ['set', 'hemer', 'services.personalausweise=unavailable', ...BY],
      'Did you mean `id-cards`?',
    ],
    ['a name of two words', ['set', 'Stadt Hemer', 'reach.phone=down', ...BY], 'Did you mean `hemer`?'],
    [
      'a name that the id is not like',
      ['set', 'Märkischer Kreis', 'phase=null', ...BY],
      'Did you mean `mk`?',
    ],
    ['two at once', ['set', 'hemer,menden', 'reach.phone=down', ...BY], 'Give exactly one id'],
    [
      'the towns of a town',
      ['set', 'towns-of/menden', 'reach.phone=down', ...BY],
      'nobody has the name `towns-of/menden`',
    ],
    [
      'the towns of a town after --as',
      ['announce', 'outage', '--as', 'towns-of/menden', ...BY],
      'nobody has the name `towns-of/menden`',
    ],
    [
      'the towns of a district with a slip',
      ['set', 'towns-of/mkk', 'reach.phone=down', ...BY],
      'Did you mean `towns-of/mk`?',
    ],
    [
      'a name of two words after --as',
      ['announce', 'outage', '--as', 'stadt hemer', ...BY],
      'Not: stadt hemer',
    ],
    [
      'an option in the place of a name',
      ['announce', 'outage', '--as', 'hemer', '--by', '--yes'],
      "option '--by <name>' argument missing",
    ],
    [
      'an option in the place of own words',
      ['announce', 'notice', '--as', 'hemer', '--text', '--yes', ...BY],
      "option '--text <words>' argument missing",
    ],
    [
      'a folder of ledgers that a script left empty',
      ['pause', '--data', '', ...BY],
      "option '--data <dir>' argument missing",
    ],
    [
      'an account that a script left empty',
      ['pause', '--account', ' ', ...BY],
      "option '--account <id>' argument missing",
    ],
    [
      'an account and a channel in one pause',
      ['pause', '--account', 'hemer-x', '--channel', 'mastodon', ...BY],
      'cannot be used with',
    ],
    [
      'an account and a channel in one resume',
      ['resume', '--account', 'hemer-x', '--channel', 'mastodon', ...BY],
      'cannot be used with',
    ],
    [
      'a fact without a value',
      ['set', 'hemer', 'reach.phone=down', 'instruction.de= ', ...BY],
      'To clear it, write instruction.de=null',
    ],
    [
      'a name of two words after --as, which is in no file',
      ['announce', 'outage', '--as', 'stadt hemer', ...BY],
      'Did you mean `hemer`?',
    ],
    ['a hyphen before a dash of a word processor', ['check', '-–online'], 'Type: --online'],
    [
      'two words after --as',
      ['announce', 'outage', '--as', 'stadt', 'hemer', ...BY],
      'After --as comes one word',
    ],
    [
      'two words before a fact',
      ['set', 'stadt', 'hemer', 'reach.phone=down', ...BY],
      'comes one word, the id of a town or group',
    ],
    [
      'a town in place of an account',
      ['pause', '--account', 'hemer', ...BY],
      'hemer is a municipality. Its accounts, one at a time: --account hemer-x, --account hemer-mastodon',
    ],
  ])('%s changes nothing and gets its hint', async (_, words, hint) => {
    const before = await program.read('incident.yaml');
    const { status, err } = await program.run(...words);
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining(hint) });
    expect(await program.read('incident.yaml')).toBe(before);
  });
});

test('`set` writes when facts were confirmed by the clocks of the zone, and prints it so', async () => {
  await using program = await openProgramAt('02:10', file({}));
  const { err } = await program.run('set', 'hemer', 'reach.phone=down', 'next_update=now', ...BY, '--yes');
  const minute = '2026-11-24T02:10+01:00';
  expect(err).toContain(`reach.phone=down, next_update=${minute}, confirmed=${minute} of hemer`);
  expect(await program.read('incident.yaml')).toContain(`"confirmed": "${minute}"`);
});

test('`set` asks about a next update that has passed and an incident a year ahead, and `plan` and `check` warn of them', async () => {
  const before = file({});
  await using program = await openProgramAt('09:00', before);
  const late = ['set', 'incident', 'started=2027-11-24 01:40', ...BY];
  const past = ['set', 'hemer', 'next_update=2026-11-24 06:00', ...BY];
  for (const words of [late, past])
    expect(await program.run(...words)).toMatchObject({
      status: 1,
      err: expect.stringContaining('(not-confirmed)'),
    });
  expect(await program.read('incident.yaml')).toBe(before);
  await program.run(...late, '--yes');
  const set = await program.run(...past, '--yes');
  // What was odd before is asked about by nobody again.
  expect((await program.run('set', 'hemer', 'reach.phone=down', ...BY)).err).toContain('reach.phone=down');
  for (const { out, err } of [set, await program.run('plan'), await program.run('check')]) {
    const printed = `${out}${err}`;
    expect(printed).toContain('hemer: its next_update Tue 24 Nov 06:00 has passed');
    expect(printed).toContain('incident: it begins only on Wed 24 Nov 2027 01:40');
  }
});
