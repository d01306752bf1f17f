import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completed } from '../../src/app/history.ts';
import { historyCsv } from '../../src/cli/reports/history-report.ts';
import { at, FIX, file, hotline, OUTAGE, openDay, REGION, RIGHT, WRONG } from '../fixtures/day.ts';
import { openProgramAt, type TestProgram } from '../fixtures/program.ts';

const SAID = {
  id: 'hotline',
  kind: 'contacts',
  post_as: ['hemer', 'menden'],
  about: ['hemer'],
  contact: 'hotline',
};
const LATER = { id: 'later', kind: 'outage', post_as: ['menden'], at: '2026-11-24 18:00' };
const MENDEN_SPEAKS = REGION.replace(
  'part_of: mk\n    languages: [de]\n',
  'part_of: mk\n    languages: [de]\n    speaks_for: [menden, hemer]\n',
);

interface Line {
  readonly key: string;
  readonly state: string;
  readonly approved_by: readonly string[];
  readonly replaced_by: string | null;
  readonly pending: string | null;
  readonly removed_at: string | null;
  readonly published_text: string | null;
  readonly earlier_texts: readonly object[];
}

/** A wrong number, approved by two and corrected; an outage that waits for its time, changed after it was approved. */
async function openFirstDay(): Promise<TestProgram> {
  const program = await openProgramAt('09:00', file({ hemer: hotline(WRONG) }, SAID), {
    region: MENDEN_SPEAKS,
    config: 'approvals: {needed: 2, standing: []}\n',
  });
  const both = async (id: string) => {
    for (const name of ['press-hemer', 'Müller, Anna']) await program.approve(id, name);
    await program.run('run', '--once');
  };
  await both('hotline');
  program.advanceTo(at('09:20'));
  await program.write('incident.yaml', file({ hemer: hotline(RIGHT) }, SAID, FIX));
  await both('fix');
  program.advanceTo(at('10:00'));
  await program.write('incident.yaml', file({ hemer: hotline(RIGHT) }, SAID, FIX, LATER));
  await program.approve('later', 'press-menden');
  await program.reads(
    file({ hemer: hotline(RIGHT), menden: { reach: { phone: 'down' } } }, SAID, FIX, LATER),
  );
  return program;
}

const lines = async (program: TestProgram, ...words: readonly string[]) =>
  JSON.parse((await program.run('history', '--json', ...words)).out) as Line[];

let program: TestProgram;
beforeAll(async () => {
  program = await openFirstDay();
});
afterAll(() => program[Symbol.asyncDispose]());

describe('the history explains itself', () => {
  test('the history of a post says its words, who approved it, what replaced it, and what is published now', async () => {
    const [onX] = await lines(program, '--key', 'it-2026/hotline.1/hemer-x/de');
    expect(onX).toMatchObject({
      state: 'posted',
      posted_at: '2026-11-24T08:00:00Z',
      text: expect.stringContaining(WRONG.slice(-7)),
      approved_by: ['press-hemer', 'Müller, Anna'],
      removed_at: '2026-11-24T08:20:00Z',
      replaced_by: 'it-2026/fix.1/hemer-x/de',
      published_text: null,
      pending: null,
    });
    const [onMastodon] = await lines(program, '--key', 'it-2026/hotline.1/hemer-mastodon/en');
    expect(onMastodon).toMatchObject({
      published_text: expect.stringContaining(RIGHT),
      replaced_by: 'it-2026/fix.1/hemer-mastodon/en',
    });
  });

  test('the line of a post that was deleted or changed since says so, and by which post', async () => {
    const { out } = await program.run('history', '--announcement', 'hotline');
    expect(out).toMatch(
      /hotline\.1\/hemer-x\/de {2}published, gone since .*09:20 \(it-2026\/fix\.1\/hemer-x\/de\) {2}http/,
    );
    expect(out).toMatch(
      /hotline\.1\/hemer-mastodon\/en {2}published, changed since \(it-2026\/fix\.1\/hemer-mastodon\/en\) {2}http/,
    );
  });

  test('the history of a municipality lists only its own posts', async () => {
    const menden = await lines(program, '--municipality', 'menden');
    expect(menden.length).toBeGreaterThan(4);
    for (const { key } of menden) expect(key).toMatch(/\/menden-(x|mastodon)\//);
  });

  test('the history of an announcement says why a post waits', async () => {
    await using other = await openProgramAt('09:00', file({}, LATER), { config: '' });
    await other.run('run', '--once');
    const waits = async () =>
      new Set((await lines(other, '--announcement', 'later')).map((line) => line.pending));
    expect(await waits()).toEqual(new Set(['due on Tue 24 Nov 18:00']));
    other.advanceTo(at('18:00'));
    expect(await waits()).toEqual(new Set(['approval is missing']));
    await other.run('pause', '--by', 'press-mk');
    expect(await waits()).toEqual(new Set(['paused']));
  });

  test('the history table says where, when, by whom, with what outcome, and which texts there were before', async () => {
    const { out } = await program.run('history', '--all');
    expect(out).toContain('replaced by it-2026/fix.1/hemer-x/de');
    expect(out).toMatch(/approved .* by press-hemer/);
    expect(out).toContain('   says now:');
    expect(out).toContain('waits: due on Tue 24 Nov 18:00');
    expect(out).toMatch(
      / {3}planned until Tue 24 Nov 10:00, never sent \(1 approval void\):\n {3}│ .+\n {3}│ /,
    );
    expect(out).toContain('deletes it-2026/hotline.1/hemer-x/de');
  });
});

/** RFC 4180, as a spreadsheet reads it. */
function cells(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

test('the history has one line a post, the newest last, until more is asked for', async () => {
  const [board, , ...lines] = (await program.run('history')).out.trim().split('\n');
  expect(board).toMatch(
    /10 of 12 published \(2 deleted since\), 3 of 3 changed, 2 of 2 deleted, 2 wait: due/,
  );
  expect(lines.slice(0, -2)).toHaveLength(17);
  const times = lines.slice(0, -2).map((line) => /^Tue 24 Nov (\d\d:\d\d) {2}it-2026\//.exec(line)?.[1]);
  expect(times).toEqual(times.toSorted());
});

test.each([
  ['--municipality', 'hemr', 'hemer'],
  ['--announcement', 'hotlin', 'hotline'],
  ['--incident', 'it-2062', 'it-2026'],
  ['--key', 'it-2026/hotline.1/hemer-x/ed', 'it-2026/hotline.1/hemer-x/de'],
])('the history of a mistyped %s names the nearest, and is a mistake', async (option, typed, meant) => {
  expect(await program.run('history', option, typed)).toEqual({
    status: 1,
    out: '',
    err: expect.stringContaining(`Did you mean \`${meant}\`?`),
  });
});

test('the history of a town that has said nothing yet is no mistake', async () => {
  expect(await program.run('history', '--municipality', 'mk')).toMatchObject({
    status: 0,
    out: expect.stringContaining('nothing has been planned or posted yet'),
  });
});

test.each([
  ['a typo in the mode', 'incident.yaml', '"mode": "live"', '"mode": "liev"', '09:00'],
  ['no incident', 'incident.yaml', /^.*$/s, '{}', '09:00'],
  ['another typo in config.yaml', 'config.yaml', /$/, 'time_zone: Asia/Tokyo\n{% nonsense [\n', '17:00'],
  ['no zone of that name', 'config.yaml', /$/, 'time_zone: Berlin\n', '08:00 UTC'],
  ['a config.yaml that leaves the zone open', 'config.yaml', /$/, '{% nonsense [\n', '08:00 UTC'],
])(
  'beside %s the history keeps the time zone, or says that it is UTC',
  async (_, name, place, text, time) => {
    await using other = await openProgramAt('09:00', file({ hemer: { reach: { phone: 'down' } } }, OUTAGE));
    await other.run('run', '--once');
    await other.edit(name, place, text);
    expect((await other.run('history')).out).toContain(`Tue 24 Nov ${time}  it-2026/`);
  },
);

describe('the CSV that a council can be handed', () => {
  test('the CSV is UTF-8 with a byte order mark, and every row has a cell for every column', async () => {
    const { out } = await program.run('history', '--csv');
    expect(out.startsWith('\uFEFF')).toBe(true);
    const [header = [], ...rows] = cells(out.slice(1));
    expect(rows).toHaveLength((await lines(program)).length);
    for (const row of rows) expect(row).toHaveLength(header.length);
    const wrong = rows.find((row) => row.at(-1) === 'it-2026/hotline.1/hemer-x/de') ?? [];
    const cell = (name: string) => wrong[header.indexOf(name)];
    expect(cell('text')).toContain('Dringendes: Anlaufstelle in der Feuerwache.');
    expect(cell('approved_by')).toBe('press-hemer; Müller, Anna');
    expect(cell('replaced_by')).toBe('it-2026/fix.1/hemer-x/de');
    expect(cell('removed_at')).toBe('2026-11-24T08:20:00Z');
  });

  test('what is both JSON and CSV is refused', async () => {
    await using program = await openFirstDay();
    const { status, out, err } = await program.run('history', '--json', '--csv');
    expect({ status, out, err }).toEqual({ status: 1, out: '', err: expect.stringMatching(/--json.*--csv/) });
  });

  test('no spreadsheet computes a text in the CSV, and no character of it is lost', async () => {
    await using day = await openDay('09:00');
    await day.step('09:00', file({}, { id: 'own', kind: 'outage', post_as: ['mk'] }));
    const [row] = completed(await day.ledger.history(null), [], () => null);
    for (const words of [
      '=HYPERLINK("https://example.org","Hier")',
      '+49 221 4710119 anrufen',
      '-1+1',
      '@SUM(1,2)',
      '\t=1+1',
      '\n=1+1',
      '＝1+1',
      'Netz;=1+1',
      'Mit "Anführung", Komma; Semikolon\r\nund Zeile',
    ]) {
      if (!row) throw new Error('nothing was posted');
      const csv = historyCsv([{ ...row, entry: { ...row.entry, text: words } }]);
      const [header = [], line = [], ...more] = cells(csv.slice(1));
      expect([line.length, more]).toEqual([header.length, []]);
      const cell = line[header.indexOf('text')];
      expect(cell?.replace(/(^|[;\r\n])'/g, '$1')).toBe(words);
      expect(cell).not.toMatch(/^[\r\n]|(?:^|[;\r\n])[=+\-@\t＝]/);
    }
  });
});
