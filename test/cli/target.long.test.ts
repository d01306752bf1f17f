import { describe, expect, test } from 'vitest';
import type { PostHistory } from '../../src/app/history.ts';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { workerLog } from '../../src/cli/reports/worker-log.ts';
import { liveLines } from '../../src/cli/terminal.ts';
import { reason } from '../../src/core/domain/reason.ts';
import { boardLine } from '../../src/staff-words/board.ts';
import { at, fileOf, REGION } from '../fixtures/day.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';
import { runtimeAt } from '../fixtures/runtime.ts';

const BY = ['--by', 'press-hemer'];
const OUTAGE = { id: 'o', kind: 'outage', post_as: ['hemer'] };
const ONE_APPROVAL = 'approvals: {needed: 1, standing: []}\n';

const stateOf = (mode: string, ...say: readonly object[]) =>
  fileOf({ mode }, { hemer: { reach: { phone: 'down' } } }, ...(say as never[]));

/** Everything that a command printed, results first. */
async function lines(program: TestProgram, ...words: readonly string[]): Promise<readonly string[]> {
  const { out, err, status } = await program.run(...words);
  expect(status, err).not.toBe(1);
  return `${out}${err}`.trim().split('\n');
}

const COMMANDS = [
  ['plan'],
  ['plan', '--all'],
  ['approve', 'o', '--digest', 'DIGEST', ...BY],
  ['announce', 'outage', '--as', 'menden', ...BY, '--yes'],
  ['set', 'hemer', 'reach.website=down', ...BY, '--yes'],
  ['resume', ...BY],
  ['history'],
] as const;

describe('sandbox, exercise and live', () => {
  test.each([
    ['live', 'false', 'LIVE on the real platforms'],
    ['exercise', 'false', 'EXERCISE on the real platforms'],
    ['draft', 'false', 'DRAFT for the real platforms'],
    ['live', 'true', 'LIVE in the sandbox on this machine'],
    ['exercise', 'true', 'EXERCISE in the sandbox on this machine'],
    ['draft', 'true', 'DRAFT in the sandbox on this machine'],
  ])('mode %s, sandbox %s: every command begins and ends with the words %s', async (mode, sandbox, words) => {
    const region = REGION.replaceAll(/handle: \w+/g, '$&, public_exercises: true');
    const options = { config: ONE_APPROVAL, region };
    await using program = await openProgramAt('09:00', stateOf(mode, OUTAGE), options);
    if (sandbox === 'true') await program.edit('config.yaml', 'sandbox: false', 'sandbox: true');
    expect((await program.run('check')).out).toContain(`incident it-2026, ${words}, with 1 announcement`);
    for (const command of COMMANDS) {
      const digest = command[0] === 'approve' ? await program.digestOf('o') : '';
      const printed = await lines(program, ...command.map((word) => word.replace('DIGEST', digest)));
      expect(printed[0], command.join(' ')).toMatch(new RegExp(`^${words}`));
      expect(printed.at(-1), command.join(' ')).toMatch(new RegExp(`^${words}`));
    }
  });

  test('the worker names them in its first and last line', async () => {
    await using program = await openProgramAt('09:00', stateOf('exercise', OUTAGE));
    const worker = program.begin('run');
    await worker.round();
    const { err } = await worker.end();
    expect(err).toContain('Running since Tue 24 Nov 09:00.');
    expect(err).toMatch(/The worker runs EXERCISE on the real platforms, /);
    expect(err.trim().split('\n').at(-1)).toContain('Stopped: EXERCISE on the real platforms.');
  });
});

test('what the worker prints at a terminal begins with the time in the configured zone', () => {
  const lines: string[] = [];
  const runtime = { ...runtimeAt(virtualClock(at('09:00'))), interactive: true };
  workerLog({ ...runtime, err: (text) => void lines.push(text) }, { zone: 'Europe/Berlin' }).note(
    'any',
    'This.',
  );
  expect(lines).toEqual(['09:00:00  This.\n']);
});

describe('what ends in nothing', () => {
  test('a draft is said where it ends, and no worker is said to deliver it', async () => {
    await using program = await openProgramAt('09:00', stateOf('draft'));
    const worker = program.begin('run');
    await worker.round();
    const announced = await program.run('announce', 'outage', '--as', 'hemer', ...BY, '--yes');
    await worker.end();
    expect(announced.err).toContain('Nothing goes out: the incident is a draft.');
    expect(announced.err).not.toContain('it delivers');
  });

  test('a next occurrence whose posts would all be held is not called pre-approved', async () => {
    const daily = { id: 'daily', kind: 'status', post_as: ['hemer'], every: '0 10 * * *' };
    const config =
      'approvals: {needed: 1, standing: [status]}\nconfirmed: {within_hours: 24, otherwise: hold}\n';
    await using program = await openProgramAt('09:00', stateOf('live', daily), { config });
    const { out } = await program.run('plan');
    expect(out).toContain('daily, next on Tue 24 Nov 10:00');
    expect(out).toContain('Would be held on hemer-x');
    expect(out).not.toContain('pproved beforehand');
  });

  test('a pause is said where it ends, and no worker is said to deliver what it stops', async () => {
    await using program = await openProgramAt('09:00', stateOf('live'));
    const worker = program.begin('run');
    await worker.round();
    await program.run('pause', '--account', 'hemer-x', ...BY);
    const one = await program.run('announce', 'outage', '--as', 'hemer', ...BY, '--yes');
    await program.run('pause', ...BY);
    const all = await program.run('announce', 'status', '--as', 'menden', ...BY, '--yes');
    await worker.end();
    expect(one.err).toContain('1 of 3 actions does not go out: press-hemer paused the account hemer-x');
    expect(all.err).toContain('Nothing goes out: press-hemer paused everything, Tue 24 Nov 09:00.');
    expect(all.err).not.toContain('it delivers');
  });
});

test('posts that a newer edition on the same account has superseded are counted, not listed as wrong', async () => {
  await using program = await openProgramAt('09:00', stateOf('live', OUTAGE));
  await program.run('run', '--once');
  program.advanceTo(at('10:00'));
  await program.run('set', 'hemer', 'reach.phone=limited', '--tell', ...BY, '--yes');
  const { out } = await program.run('plan');
  expect(out).toContain('3 older posts are superseded by newer ones on the same accounts.');
  expect(out).not.toContain('OUTDATED');
  await program.run('set', 'hemer', 'reach.phone=up', 'reach.website=down', ...BY, '--yes');
  const wrong = (await program.run('plan')).out;
  expect(wrong).toContain('OUTDATED: 3 published posts no longer match the facts');
  expect(wrong).toContain('3 older posts are superseded');
  await program.run('set', 'hemer', 'reach.phone=limited', 'reach.website=null', ...BY, '--yes');
  await program.run('set', 'hemer', 'unaffected=[emergency-calls]', ...BY, '--yes');
  expect((await program.run('plan')).out).toMatch(/now: {2}.*110\/112/);
});

describe('the board', () => {
  test('`announce` follows the worker until everything is out, and lists what is not in the order of the region', async () => {
    await using program = await openProgramAt('09:00', stateOf('live'));
    const worker = program.begin('run');
    await worker.round();
    for (const account of ['menden-x', 'hemer-mastodon'])
      await program.run('pause', '--account', account, ...BY);
    const { err } = await program.run('announce', 'outage', '--as', 'mk,menden,hemer', ...BY, '--yes');
    expect(program.published()).toHaveLength(3);
    await worker.end();
    expect(err).toContain('A worker is running: it delivers.');
    expect(err).toMatch(/\/mk-mastodon\/de {2}published/);
    expect(err.trimEnd().split('\n').slice(-6)).toEqual([
      expect.stringContaining('3 of 6 published, 3 wait: paused.'),
      '   hemer-mastodon (de) waits: paused',
      '   hemer-mastodon (en) waits: paused',
      '   menden-x (de) waits: paused',
      expect.stringContaining('3 of 6 actions do not go out: press-hemer paused the account'),
      'LIVE on the real platforms.',
    ]);
  });

  test('`announce` does not follow for ever a worker that gets nothing done, and says where to look', async () => {
    await using program = await openProgramAt('09:00', stateOf('live'));
    const worker = program.begin('run');
    await worker.round();
    program.sandbox.arrange('hemer-x', { kind: 'unavailable' }, Number.POSITIVE_INFINITY);
    program.sandbox.arrange('hemer-x', { kind: 'timeline-unavailable' }, Number.POSITIVE_INFINITY);
    let ended: { readonly status: number | null; readonly err: string } | null = null;
    const announced = program.run('announce', 'outage', '--as', 'hemer', ...BY, '--yes').then((result) => {
      ended = result;
      return result;
    });
    for (let passed = 0; ended === null && passed < 12; passed++) {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      program.advanceTo(at('09:00') + (passed + 1) * 11 * 60_000);
    }
    expect(ended).toMatchObject({
      status: 2,
      err: expect.stringContaining('Nothing has changed here for ten'),
    });
    await worker.end();
    await announced;
  });

  test('a board at a terminal is drawn in the place of the one before, and no line of it wraps', () => {
    const written: string[] = [];
    const draw = liveLines({ columns: 10, write: (text: string) => written.push(text) > 0 });
    draw(['0 of 2 published', 'hemer-xyz']);
    draw(['2 of 2 published']);
    expect(written).toEqual(['0 of 2 p…\nhemer-xyz\n', '\u001B[2A\u001B[J2 of 2 p…\n']);
    liveLines({ columns: 0, write: (text: string) => written.push(text) > 0 })(['hemer-x published']);
    expect(written.at(-1)).toBe('hemer-x published\n');
  });

  test('posts that wait for the same minute are counted together', () => {
    const waits = (second: number) => {
      const time = { at: at('09:00') + second * 1000, zone: 'Europe/Berlin', now: at('09:00') };
      const entry = { state: 'waiting', action: 'publish', held: null };
      return { entry, pending: reason('reason.due-at', { time }) } as unknown as PostHistory;
    };
    expect(boardLine([waits(1), waits(59)])).toBe('0 of 2 published, 2 wait: due on Tue 24 Nov 09:00');
  });

  test('a command that ends with 2 because of other texts says which', async () => {
    await using program = await openProgramAt('09:00', stateOf('live', OUTAGE), { config: ONE_APPROVAL });
    const said = ['announce', 'outage', '--as', 'menden', ...BY, '--yes'];
    for (const command of [said, ['plan'], ['run', '--once']]) {
      const { out, err, status } = await program.run(...command);
      expect(status).toBe(2);
      expect(`${out}${err}`.trim().split('\n').at(-1)).toBe(
        'LIVE on the real platforms. Exit status 2: 3 texts wait for approval (o).',
      );
    }
  });
  test('it begins with how much is published, and what is not and why', async () => {
    await using program = await openProgramAt('09:00', stateOf('live', OUTAGE));
    expect((await program.run('history')).out).toContain('nothing has been planned or posted yet.');
    program.sandbox.arrange('hemer-x', { kind: 'suspended' });
    await program.run('run', '--once');
    await program.run('pause', '--account', 'menden-x', ...BY);
    await program.run('announce', 'outage', '--as', 'menden', ...BY, '--yes');
    const [first] = await lines(program, 'history');
    expect(first).toMatch(/^LIVE on the real platforms: 3 of 5 published, .*1 waits: paused/);
  });

  test('it also shows an incident that is over', async () => {
    await using program = await openProgramAt('09:00', stateOf('live', OUTAGE));
    await program.run('run', '--once');
    await program.run('set', 'incident', 'id=another', ...BY, '--yes');
    const now = JSON.parse((await program.run('history', '--json')).out) as { key: string }[];
    expect(now.filter(({ key }) => key.startsWith('it-2026/'))).toEqual([]);
    const over = JSON.parse((await program.run('history', '--incident', 'it-2026', '--json')).out) as {
      state: string;
    }[];
    expect(over.map(({ state }) => state)).toEqual(['posted', 'posted', 'posted']);
  });
});
