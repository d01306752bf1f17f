import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HOUR, isoOf, MINUTE } from '../../src/core/domain/clock.ts';
import { fileOf, OUTAGE, REGION } from '../fixtures/day.ts';
import { openProgram, type TestProgram } from '../fixtures/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const handbook = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');
const [, block = ''] = /\n## Five cases[\s\S]*?```sh\n([\s\S]*?)```/.exec(handbook) ?? [];
/** The lines of the first case as they are printed; only the night is tonight. */
const FIRST_CASE = block
  .replace('2026-11-24 01:40', isoOf(Date.now() - 30 * MINUTE))
  .replace('2026-11-24 06:00', isoOf(Date.now() + 4 * HOUR))
  .trim()
  .split('\n');

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
  test('the first word of the handbook is said from the state file as it ships, and asks twice before', async () => {
    await using program = await openProgram({
      config: 'approvals: {needed: 1, standing: [outage, status]}\n',
      region: REGION,
      state: await readFile(join(ROOT, 'config/incident.yaml'), 'utf8'),
    });
    const shown = await typed(program, FIRST_CASE);
    expect(shown.match(/\[j\/N\]/g)).toHaveLength(2);
    const towns = program.published().map((line) => line.split(/-(?:x|mastodon) /)[0]);
    expect([...new Set(towns)].sort()).toEqual(['hemer', 'menden', 'mk']);
  });

  test('Ctrl-C at a question changes nothing, and says so', async () => {
    const said = fileOf({ mode: 'draft' }, { hemer: { reach: { phone: 'down' } } });
    await using program = await openProgram({ region: REGION, state: said });
    const questions = [
      'set incident mode=live --by press',
      'announce outage --as hemer --by press',
      'set hemer reach.phone=up --tell --by press',
    ];
    for (const line of questions) {
      const before = [await program.read('incident.yaml'), program.published()];
      const { out } = await program.type(`./ausrufer ${line}`, '\u0003');
      expect(out, line).toMatch(/\[j\/N\][\s\S]*Es wurde nichts geändert/);
      expect([await program.read('incident.yaml'), program.published()], line).toEqual(before);
      expect((await program.run(...line.split(' '), '--yes')).status, line).not.toBe(1);
    }
  });

  test('a log that cannot be written, as on a full disk, ends no worker', async () => {
    const said = fileOf({}, { hemer: { reach: { phone: 'down' } } }, OUTAGE);
    await using program = await openProgram({ region: REGION, state: said });
    expect((await program.type('./ausrufer run --once 2>/dev/full', '')).status).toBe(0);
    expect(program.published()).toHaveLength(3);
  });

  test('results that cannot be written are one line and exit status 2, what the command does is done, and a closed pipe is silent', async () => {
    const said = fileOf({}, { hemer: { reach: { phone: 'down' } } }, OUTAGE);
    await using program = await openProgram({ region: REGION, state: said });
    const full = (command: string) => program.type(`./ausrufer ${command} >/dev/full`, '');
    const line = /^Fehler: Die Ausgabe ließ sich nicht schreiben \(ENOSPC\)\s*$/;
    for (const command of ['history', '--help'])
      expect(await full(command), command).toMatchObject({ status: 2, out: expect.stringMatching(line) });
    const announced = await full('announce outage --as menden --by press --yes');
    expect(announced).toMatchObject({ status: 2, out: expect.stringContaining('nicht schreiben (ENOSPC)') });
    expect(announced.out).not.toMatch(/^\s+at /m);
    expect(program.published()).toHaveLength(5);
    expect((await program.type('./ausrufer facts | head -n 1', '')).out.trim()).not.toContain('\n');
  });
});
