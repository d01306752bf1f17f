import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOUR, isoOf, MINUTE } from '../../src/core/domain/clock.ts';
import { fileOf, REGION } from '../fixtures/day.ts';
import { openProgram, type TestProgram } from '../fixtures/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const handbook = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');
const [, cases = ''] = /\n## Five cases([\s\S]*?)(?=\n## )/.exec(handbook) ?? [];

/** The lines of each case as they are printed; only the night is tonight. */
const CASES = [...cases.matchAll(/^```sh\n([\s\S]*?)^```\n/gm)].map(([, block = '']) =>
  block
    .replaceAll('\\\n', ' ')
    .replace('2026-11-24 01:40', isoOf(Date.now() - 30 * MINUTE))
    .replace('2026-11-24 06:00', isoOf(Date.now() + 4 * HOUR))
    .trim()
    .split('\n'),
);

async function openShipped() {
  return openProgram({
    config: 'approvals: {needed: 1, standing: [outage, status]}\n',
    region: await readFile(join(ROOT, 'config/municipalities.yaml'), 'utf8'),
    state: await readFile(join(ROOT, 'config/incident.yaml'), 'utf8'),
  });
}

async function typed(program: TestProgram, lines: readonly string[]): Promise<string> {
  const shown: string[] = [];
  for (const line of lines) {
    const { status, out } = await program.type(line, 'j\n');
    expect([0, 2], `${line}\n${out}`).toContain(status);
    shown.push(out);
  }
  return shown.join('');
}

describe.skipIf(process.platform !== 'linux')('at a terminal', () => {
  test('the five cases of the handbook do what they say, typed as they are printed, from the files as they ship', async () => {
    await using program = await openShipped();
    const [first = [], correction = [], service = [], daily = [], clear = []] = CASES;
    const towns = () => new Set(program.published().map((line) => line.split(/-(?:x|mastodon) /)[0]));
    const since = (before: readonly string[]) => program.published().filter((line) => !before.includes(line));

    const shown = await typed(program, first);
    expect(shown.match(/\[j\/N\]/g)).toHaveLength(2);
    expect(towns().size).toBe(74);

    await typed(program, [
      './ausrufer set hemer contacts.hotline.phone="+49 221 4710191" --by press-hemer',
      './ausrufer announce contacts --as hemer --contact hotline --id hotline-hemer --by press-hemer',
    ]);
    expect(program.published().filter((line) => line.includes('4710191'))).toHaveLength(3);
    await typed(program, correction);
    expect(program.published().filter((line) => line.includes('4710191'))).toEqual([]);
    expect(program.published().filter((line) => line.includes('4710119'))).not.toEqual([]);

    let before = program.published();
    await typed(program, service);
    expect(since(before).join()).toMatch(/Personalausweis/);

    before = program.published();
    expect(await typed(program, daily)).toMatch(/status-mk/);
    expect(since(before)).toEqual([]);

    await typed(program, clear);
    expect(new Set(since(before).map((line) => line.split(/-(?:x|mastodon) /)[0])).size).toBe(74);
  });

  test('Ctrl-C at a question changes nothing, and says so', async () => {
    const said = fileOf({ mode: 'draft' }, { hemer: { reach: { phone: 'down' } } });
    await using program = await openProgram({ region: REGION, state: said });
    const questions = [
      './ausrufer set incident mode=live --by press',
      './ausrufer announce outage --as hemer --by press',
      './ausrufer set hemer reach.phone=up --tell --by press',
    ];
    for (const line of questions) {
      const before = [await program.read('incident.yaml'), program.published()];
      const { out } = await program.type(line, '\u0003');
      expect(out, line).toMatch(/\[j\/N\][\s\S]*Es wurde nichts geändert/);
      expect([await program.read('incident.yaml'), program.published()], line).toEqual(before);
      await typed(program, [line]);
    }
  });
});
