import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { virtualClock } from '../../src/app/virtual-clock.ts';
import { main } from '../../src/cli/program.ts';
import { runtimeAt } from '../fixtures/runtime.ts';

const ROOT = join(import.meta.dirname, '../..');
const shipped = (name: string) => readFile(join(ROOT, 'config', name), 'utf8');

/** A folder in which somebody types commands, and files of theirs. */
async function opened(files: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'ausrufer-init-'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return {
    at: (name: string) => join(folder, name),
    read: (name: string) => readFile(join(folder, name), 'utf8'),
    async type(...words: readonly string[]) {
      const told = { out: '', err: '' };
      const runtime = {
        ...runtimeAt(virtualClock(Date.parse('2026-11-24T02:10+01:00'))),
        environment: () => ({ LANG: 'en_GB.UTF-8' }),
        out: (text: string) => {
          told.out += text;
        },
        err: (text: string) => {
          told.err += text;
        },
      };
      return { status: await main(['--data', join(folder, 'data'), ...words], runtime), ...told };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

test('an example region has no mistakes, a calm draft for the sandbox, and what is shipped of everything else', async () => {
  await using here = await opened();
  const region = here.at('region');
  const made = await here.type('init', region);
  expect(made).toMatchObject({ status: 0, out: expect.stringContaining('NEUSTADT_X_ACCESS_TOKEN=\n') });
  expect(made.out.split('\n')).toHaveLength(6);
  expect(made.err).toContain(`ausrufer --config ${region} check`);
  for (const name of await readdir(region))
    if (name !== 'municipalities.yaml')
      expect(await here.read(`region/${name}`), name).toBe(await shipped(name));
  expect(await here.read('region/municipalities.schema.json')).toBe(
    await shipped('municipalities.schema.json'),
  );
  expect(await here.type('--config', region, 'check')).toMatchObject({ status: 0, err: '' });
  expect(await here.type('--config', region, 'drill', '--own', '--exit')).toMatchObject({ status: 0 });
});

test('a row of a table becomes a municipality with everything that its cells say', async () => {
  await using here = await opened({
    'kommunen.csv': [
      '\uFEFFid;name;name_en;kind;ags;part_of;languages;speaks_for;x;mastodon;server;info_url;desk;emergency_phone;emergency_hours;emergency_verified_by',
      'kreis-neu;Kreis Neu;District of Neu;kreis;05999;;de en;altdorf all;kreis_neu;kreis_neu;https://social.example.org;https://example.org/kreis;"Schalter ""Nord""; Kreishaus";\'+49 221 4710119;Mo-So 07:00-20:00;leitstelle',
      'altdorf;Gemeinde Altdorf;;gemeinde;05999002;kreis-neu;;;;;;;;;;',
      ';;;;;;;;;;;;;;;',
      '',
    ].join('\r\n'),
  });
  const made = await here.type('init', here.at('region'), '--from', here.at('kommunen.csv'));
  expect(made).toMatchObject({ status: 0, err: expect.stringContaining('2 municipalities with 2 accounts') });
  expect(
    await here.read('region/municipalities.yaml'),
  ).toBe(`# yaml-language-server: $schema=./municipalities.schema.json
municipalities:
  kreis-neu:
    name: {de: Kreis Neu, en: District of Neu}
    kind: kreis
    ags: "05999"
    languages: [de, en]
    speaks_for: [altdorf, all]
    info_url: https://example.org/kreis
    facts:
      instruction: {say: urgent-at, place: Schalter "Nord"; Kreishaus}
      contacts: {emergency: {phone: "+49 221 4710119", hours: Mo-So 07:00-20:00, verified_by: leitstelle}}
    accounts:
      - {id: kreis-neu-x, channel: x, handle: kreis_neu}
      - {id: kreis-neu-mastodon, channel: mastodon, handle: kreis_neu, server: https://social.example.org}
  altdorf:
    name: {de: Gemeinde Altdorf}
    kind: gemeinde
    ags: "05999002"
    part_of: kreis-neu
    languages: [de]
`);
  expect((await here.type('--config', here.at('region'), 'check')).status).not.toBe(1);
});

test('a column gives the names in each further language, and one for no language is a mistake', async () => {
  const table = (column: string) =>
    `id;name;${column};kind;ags;languages\nkreis;Kreis Neu;Powiat Neu;kreis;05999;de pl\n`;
  await using here = await opened({ 'good.csv': table('name_pl'), 'bad.csv': table('name_polski') });
  expect((await here.type('init', here.at('region'), '--from', here.at('good.csv'))).status).toBe(0);
  expect(await here.read('region/municipalities.yaml')).toContain('name: {de: Kreis Neu, pl: Powiat Neu}');
  const { status, err } = await here.type('init', here.at('other'), '--from', here.at('bad.csv'));
  expect([status, err]).toEqual([1, expect.stringContaining('bad.csv:1:9')]);
});

test('every mistake in a table is named at once, each at its cell, and nothing is written', async () => {
  await using here = await opened({
    'kommunen.csv': `id,name,kind,ags,mastodon,server,info_url,desc,languages
altstadt,Stadt Altstadt,Stadt,5999001,alt,,www.example.org,,de en de
Bergdorf,"Gemeinde
Bergdorf",gemeinde,05999002,,,,,,zu viel
,Tal,gemeinde,05999003
altstadt,,stadt,05999004
`,
  });
  const { status, out, err } = await here.type('init', here.at('region'), '--from', here.at('kommunen.csv'));
  expect([status, out]).toEqual([1, '']);
  const places = [...err.matchAll(/kommunen\.csv:(\d+:\d+) .*\((\S+)\)$/gm)].map(
    ([, at, code]) => `${at} ${code}`,
  );
  expect(places).toEqual([
    '1:43 bad-table',
    '2:25 unknown-word',
    '2:31 bad-ags',
    '2:39 bad-table',
    '2:44 bad-url',
    '2:61 listed-twice',
    '3:1 bad-id',
    '4:34 bad-table',
    '5:1 bad-table',
    '6:1 bad-table',
    '6:1 bad-table',
  ]);
  expect(err).toContain('Did you mean `desk`?');
  expect(existsSync(here.at('region'))).toBe(false);
});

test('what a spreadsheet did not compute becomes no name, and its empty columns at the end are none', async () => {
  const table = (name: string) => `id;name;kind;ags;;\naltstadt;${name};stadt;05999001;;\n`;
  await using here = await opened({
    'good.csv': table('Stadt Altstadt'),
    'failed.csv': table('#NAME?'),
    'formula.csv': table('"=HYPERLINK(""http://x"")"'),
  });
  for (const name of ['failed', 'formula'])
    expect(await here.type('init', here.at('region'), '--from', here.at(`${name}.csv`))).toMatchObject({
      status: 1,
      err: expect.stringMatching(/\.csv:2:10 .* is a formula, .*\(bad-table\)/),
    });
  expect(await here.type('init', here.at('region'), '--from', here.at('good.csv'))).toMatchObject({
    status: 0,
  });
});

test.each(['\r', '\r\n'])('a table as Excel saves it is read, with lines that end in %j', async (end) => {
  const rows = ['sep=;', 'id;name;kind;ags;x', 'altstadt;Stadt Altstadt;stadt;05999001;@altstadt', ''];
  await using here = await opened({ 'excel.csv': rows.join(end) });
  expect(await here.type('init', here.at('region'), '--from', here.at('excel.csv'))).toMatchObject({
    status: 0,
  });
  expect(await here.read('region/municipalities.yaml')).toContain('handle: altstadt}');
});

test('`init` writes nothing into a folder that has one of its files', async () => {
  await using here = await opened({ 'incident.yaml': 'ours\n' });
  expect(await here.type('init', here.at('.'))).toMatchObject({
    status: 1,
    out: '',
    err: expect.stringMatching(/incident\.yaml exists already \(not-written\)/),
  });
  expect(await readdir(here.at('.'))).toEqual(['incident.yaml']);
  expect(await here.read('incident.yaml')).toBe('ours\n');
});

test('a region in the folder `config` of an empty working directory works with the messages of the program, and `check` says so', async () => {
  await using here = await opened();
  expect(await here.type('init', here.at('config'))).toMatchObject({ status: 0 });
  await mkdir(here.at('data'));
  const typed = (...words: readonly string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'src/cli/main.js'), ...words], {
      cwd: here.at('.'),
      env: { PATH: process.env.PATH, LANG: 'en_GB.UTF-8' },
      encoding: 'utf8',
    });
  expect(typed('--config', 'config', 'check')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining(`own sentences apply (${join(ROOT, 'messages')})`),
  });
  expect(typed('drill', '--exit')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/config\/drill cannot be read .*\n.*`ausrufer drill --own`/),
  });
  await cp(join(ROOT, 'messages'), here.at('messages'), { recursive: true });
  expect(typed('check').stdout).not.toContain('own sentences apply');
});

test('of a table with very many mistakes the first are named, and at the end how many more there are', async () => {
  const rows = Array.from({ length: 300 }, (_, n) => `ort-${n},Ort ${n},Dorf,${10_000_000 + n}`);
  await using here = await opened({ 'kommunen.csv': ['id,name,kind,ags', ...rows].join('\n') });
  const { err } = await here.type('init', here.at('region'), '--from', here.at('kommunen.csv'));
  const first = err.split('\n').filter((line) => /^\S*\.csv/.test(line));
  expect(first[0]).toMatch(/kommunen\.csv:2:13 .*\(unknown-word\)$/);
  expect(first.at(-1)).toMatch(/and 100 more mistakes \(more-mistakes\)$/);
});
