import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openProgram, type TestProgram } from '../fixtures/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const NIGHT = Date.parse('2026-11-24T02:10+01:00');
const LINES_MAX = 10;

const handbook = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');
/** The commands of the handbook, in its order. */
const section = /\n## Five cases[\s\S]*?(?=\n## )/.exec(handbook)?.[0] ?? '';
const cases = [...section.matchAll(/```sh\n([\s\S]*?)```\n/g)].map(([, block = '']) => block);

/** Words as a shell would hand them over. */
function commandsIn(block: string): readonly (readonly string[])[] {
  return block
    .replaceAll('\\\n', ' ')
    .trim()
    .split('\n')
    .map((line) => (line.match(/(?:[^\s"]+|"[^"]*")+/g) ?? []).map((word) => word.replaceAll('"', '')))
    .map(([program, ...words]) => {
      expect(program).toBe('./ausrufer');
      return words;
    });
}

function blockOf(number: number): string {
  return cases[number - 1] ?? '';
}

async function type(program: TestProgram, block: string): Promise<void> {
  for (const words of commandsIn(block)) {
    const ended = await program.run(...words, '--yes');
    expect(ended.status, `${words.join(' ')}\n${ended.err}`).not.toBe(1);
  }
}

/** Step 8 of going live: the wording of a standing kind, approved in peace by the digest that the program names. */
async function approveBeforehand(program: TestProgram, kind: string): Promise<void> {
  const approve = ['approve', kind, '--standing', '--by', 'press-mk'];
  const digest = /--digest ([0-9a-f]+)/.exec((await program.run(...approve)).err)?.[1] ?? '';
  expect(await program.run(...approve, '--digest', digest)).toMatchObject({ status: 0 });
}

async function openShipped() {
  return openProgram({
    at: NIGHT,
    config: 'approvals: {needed: 1, standing: [outage, status]}\n',
    region: await readFile(join(ROOT, 'config/municipalities.yaml'), 'utf8'),
    state: await readFile(join(ROOT, 'config/incident.yaml'), 'utf8'),
  });
}

describe('the five cases of the handbook', () => {
  test('five cases can be typed, none of them in more than ten lines', () => {
    expect(cases).toHaveLength(5);
    for (const block of cases) expect(block.trimEnd().split('\n').length).toBeLessThanOrEqual(LINES_MAX);
  });

  test('the five cases of the handbook do what they say, one after the other', async () => {
    await using program = await openShipped();
    await approveBeforehand(program, 'status');
    await type(program, blockOf(1));
    const first = program.published();
    const everybody = new Set(first.map((line) => line.split(' ')[0]?.replace(/-(x|mastodon)$/, '')));
    expect(everybody.size).toBe(74);
    expect(first.every((line) => /klären wir|finding out|bis auf Weiteres|until further/.test(line))).toBe(
      true,
    );

    program.advanceTo(Date.parse('2026-11-24T09:00+01:00'));
    await program.run(
      'set',
      'hemer',
      'contacts.hotline.phone=+49 221 4710191',
      '--by',
      'press-hemer',
      '--yes',
    );
    await program.run(
      ...['announce', 'contacts', '--as', 'hemer', '--contact', 'hotline', '--id', 'hotline-hemer'],
      ...['--by', 'press-hemer', '--yes'],
    );
    expect(program.published().filter((line) => line.includes('4710191'))).toHaveLength(3);
    program.advanceTo(Date.parse('2026-11-24T09:20+01:00'));
    await type(program, blockOf(2));
    const corrected = program.published().filter((line) => line.startsWith('hemer-'));
    expect(corrected.filter((line) => line.includes('4710191'))).toEqual([]);
    expect(corrected.filter((line) => /KORREKTUR|CORRECTION/.test(line))).toHaveLength(3);

    program.advanceTo(Date.parse('2026-11-24T11:00+01:00'));
    const before = program.published();
    await type(program, blockOf(3));
    const back = program.published().filter((line) => !before.includes(line));
    expect(back.map((line) => line.split(' ')[0]).sort()).toEqual([
      'hemer-mastodon',
      'hemer-mastodon',
      'hemer-x',
    ]);
    expect(back.join()).toMatch(/Personalausweis/);

    const quiet = program.published();
    await type(program, blockOf(4));
    expect(program.published()).toEqual(quiet);
    program.advanceTo(Date.parse('2026-11-25T08:00+01:00'));
    await program.run('run', '--once');
    const daily = program.published().filter((line) => !quiet.includes(line));
    expect(new Set(daily.map((line) => line.split(' ')[0])).size).toBeGreaterThanOrEqual(16);

    program.advanceTo(Date.parse('2026-11-25T15:00+01:00'));
    const standing = program.published();
    await type(program, blockOf(5));
    const clear = program.published().filter((line) => !standing.includes(line));
    expect(new Set(clear.map((line) => line.split(' ')[0]?.replace(/-(x|mastodon)$/, ''))).size).toBe(74);

    program.advanceTo(Date.parse('2026-11-26T09:00+01:00'));
    const last = program.published();
    await program.run('run', '--once');
    expect(program.published()).toEqual(last);
  });
});
