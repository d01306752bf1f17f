import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REGION } from '../fixtures/day.ts';
import { openProgram, type ProgramOptions, type TestProgram } from '../fixtures/program.ts';

const ROOT = join(import.meta.dirname, '../..');
const NIGHT = Date.parse('2026-11-24T02:10+01:00');
const LINES_MAX = 10;
/** The district of the handbook and two of its towns: three bodies with five accounts. */
const DISTRICT = REGION.replaceAll(/\bmk\b/g, 'maerkischer-kreis');

const handbook = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');
const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
/** Every page: README, and the whole of docs. */
const pages = [
  readme,
  ...(await Promise.all(
    (
      await readdir(join(ROOT, 'docs'))
    )
      .filter((name) => name.endsWith('.md'))
      .map((name) => readFile(join(ROOT, 'docs', name), 'utf8')),
  )),
];
/** The commands of a text, in its order. */
const blocksOf = (text: string) =>
  [...text.matchAll(/^ *```sh\n([\s\S]*?)^ *```\n/gm)].map(([, block = '']) => block);
const cases = blocksOf(/\n## Five cases[\s\S]*?(?=\n## )/.exec(handbook)?.[0] ?? '');

/** Words as a shell would hand them over. */
function commandsIn(block: string): readonly (readonly string[])[] {
  return block
    .replaceAll('\\\n', ' ')
    .trim()
    .split('\n')
    .map((line) => line.replace(/ +#.*| > .*/, ''))
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

async function openShipped(options: Partial<ProgramOptions> = {}) {
  return openProgram({
    ...options,
    at: NIGHT,
    config: 'approvals: {needed: 1, standing: [outage, status]}\n',
    region: DISTRICT,
    state: await readFile(join(ROOT, 'config/incident.yaml'), 'utf8'),
  });
}

describe('the five cases of the handbook', () => {
  const EVERYBODY = new Set(['maerkischer-kreis', 'hemer', 'menden']);
  /** Whose accounts these posts are on. */
  const speakersOf = (posts: readonly string[]) =>
    new Set(posts.map((line) => line.split(' ')[0]?.replace(/-(x|mastodon)$/, '')));

  test('five cases can be typed, none of them in more than ten lines', () => {
    expect(cases).toHaveLength(5);
    for (const block of cases) expect(block.trimEnd().split('\n').length).toBeLessThanOrEqual(LINES_MAX);
  });

  test('the five cases of the handbook do what they say, one after the other', async () => {
    await using program = await openShipped();
    await approveBeforehand(program, 'status');
    await type(program, blockOf(1));
    const first = program.published();
    expect(speakersOf(first)).toEqual(EVERYBODY);
    expect(
      first.every((line) =>
        /klären wir|finding out|ausgefallen\.|not working\.|bis auf Weiteres|until further/.test(line),
      ),
    ).toBe(true);

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
    expect(speakersOf(daily)).toEqual(EVERYBODY);

    program.advanceTo(Date.parse('2026-11-25T15:00+01:00'));
    const standing = program.published();
    await type(program, blockOf(5));
    const clear = program.published().filter((line) => !standing.includes(line));
    expect(speakersOf(clear)).toEqual(EVERYBODY);

    program.advanceTo(Date.parse('2026-11-26T09:00+01:00'));
    const last = program.published();
    await program.run('run', '--once');
    expect(program.published()).toEqual(last);
  });
});

/** Blocks that need what no test has; each by how it begins, and who runs it otherwise. */
const EXCEPTED: readonly string[] = [
  'docker build', // a container
  'sqlite3', // a program of the system
  'openssl', // test/app/signed-state.long.test.ts
  'sed', // the same
  './ausrufer migrate-ledger', // PostgreSQL: npm run test:postgres
  'npm', // .ci/run
  'npx',
  '.ci/',
];

describe('every other block of all pages', () => {
  const others = pages
    .flatMap(blocksOf)
    .filter(
      (block) => !cases.includes(block) && !EXCEPTED.some((begins) => block.trimStart().startsWith(begins)),
    );
  const typed = new Set<string>();
  const KEY = 'it-2026-11-24/outage.1/hemer-x/de';
  const ASKING = ['set', 'announce', 'resume', 'secrets'];

  /** The block that begins so. What it leaves for people to fill in is filled in. */
  function linesOf(
    begins: string,
    fill: readonly [string, string] = ['', ''],
  ): readonly (readonly string[])[] {
    const block = others.find((one) => !typed.has(one) && one.trimStart().startsWith(`./ausrufer ${begins}`));
    typed.add(block ?? '');
    return commandsIn((block ?? '').replaceAll(...fill));
  }

  async function typeAll(program: TestProgram, lines: readonly (readonly string[])[]): Promise<string> {
    const shown: string[] = [];
    for (const words of lines) {
      const ended = await program.run(...words, ...(ASKING.includes(words[0] ?? '') ? ['--yes'] : []));
      expect(ended.status, `${words.join(' ')}\n${ended.err}`).not.toBe(1);
      shown.push(ended.out);
    }
    return shown.join('');
  }

  /** Hemer's outage is said, and its hotline made known. */
  async function openAfterOutage(): Promise<TestProgram> {
    const program = await openShipped();
    await typeAll(program, commandsIn(blockOf(1).replaceAll('--as all', '--as hemer')));
    await typeAll(program, [
      ['set', 'hemer', 'contacts.hotline.phone=+49 221 4710191', '--by', 'press-hemer'],
      [...'announce contacts --as hemer --contact hotline --id hotline-hemer --by press-hemer'.split(' ')],
    ]);
    return program;
  }
  const withNumber = (program: TestProgram) => program.published().filter((line) => line.includes('4710191'));

  test('going live: the table of the handbook becomes a region without mistakes, which plays a day of its own', async () => {
    await using program = await openShipped();
    await program.write(
      'kommunen.csv',
      /```csv\n([\s\S]*?)```/.exec(handbook)?.[1]?.replace(/^ {3}/gm, '') ?? '',
    );
    const paths = ['region', 'kommunen.csv'];
    const lines = linesOf('init').map((words) =>
      words.map((word) => (paths.includes(word) ? join(program.folder, word) : word)),
    );
    for (const words of lines)
      expect(await program.run(...words), words.join(' ')).toMatchObject({ status: 0 });
    expect(await program.read('region/municipalities.yaml')).toContain('  neustadt:\n');
  });

  test('going live: accounts are connected and asked, and a wording is approved by the digest that the program names', async () => {
    const names = ['X_ACCESS_TOKEN', 'X_ACCESS_SECRET', 'MASTODON_ACCESS_TOKEN'];
    await using program = await openShipped({
      env: Object.fromEntries(names.map((name) => [`HEMER_${name}`, null])),
      code: async (page) => {
        const account = page.includes('client_id') ? 'hemer-mastodon' : 'hemer-x';
        const shown = await (await fetch(`${page}&as=${account}`)).text();
        return /<code>(.*)<\/code>/.exec(shown)?.[1] ?? null;
      },
    });
    await typeAll(program, linesOf('connect'));
    expect((await program.run('connect')).status).toBe(0);
    await typeAll(program, linesOf('secrets'));
    expect((await program.run('connect')).out).toMatch(/hemer-x .* not connected/);
    await program.run('connect', 'hemer-x');
    await typeAll(program, [...linesOf('check --online'), ...linesOf('ready')]);
    const [ask = [], approve = []] = linesOf('approve outage --standing');
    const refused = await program.run(...ask);
    expect(refused.status).toBe(1);
    const digest = /--digest ([0-9a-f]+)/.exec(refused.err)?.[1] ?? '';
    await typeAll(program, [approve.map((word) => word.replace('DIGEST', digest))]);
  });

  test('at night: a lost answer is settled either way, and a changed fact is said again', async () => {
    await using program = await openShipped();
    const lost = async () => {
      program.sandbox.arrange('hemer-x', { kind: 'accepted-then-cut', on: 'write' });
      program.sandbox.arrange('hemer-x', { kind: 'timeline-unavailable' }, 100);
    };
    await lost();
    await approveBeforehand(program, 'outage');
    await typeAll(program, commandsIn(blockOf(1).replaceAll('--as all', '--as hemer')));
    const id = () => program.sandbox.timeline('hemer-x').at(-1)?.id ?? '';
    const [history = [], posted = [], absent = []] = linesOf('history\n');
    expect(await typeAll(program, [history])).toContain(KEY);
    await lost();
    await typeAll(program, [absent]);
    await program.run('run', '--once');
    await typeAll(program, [posted.map((word) => word.replace('1719000000000000000', id()))]);
    expect(await program.states()).toContain('outage hemer-x posted');
    program.sandbox.clear();

    program.advanceTo(NIGHT + 600_000);
    const before = program.published().length;
    await typeAll(program, linesOf('set hemer reach.phone=up --tell'));
    expect(program.published().length).toBeGreaterThan(before);
  });

  test('a number is withdrawn, with its fact or without, what went out is shown, paused, resumed and archived', async () => {
    await using first = await openAfterOutage();
    expect(withNumber(first)).toHaveLength(3);
    await typeAll(first, linesOf('announce retraction'));
    expect(withNumber(first)).toEqual([]);
    expect(await typeAll(first, linesOf('history --announcement'))).toContain('hotline-hemer');
    await typeAll(first, linesOf('pause --by'));
    expect((await first.run('plan')).out).not.toMatch(/paused/i);

    first.advanceTo(NIGHT + 3 * 86_400_000);
    await typeAll(first, [['set', 'incident', 'id=another', 'mode=draft', '--by', 'press-night']]);
    await typeAll(first, linesOf('archive'));

    await using second = await openAfterOutage();
    await typeAll(second, linesOf('set hemer contacts.hotline.until'));
    expect(withNumber(second)).toEqual([]);
    const asking = second.published().filter((line) => /Bitte nicht anrufen|do not call it/.test(line));
    expect(asking).toHaveLength(3);
    expect(await second.read('incident.yaml')).not.toMatch(/^[^#]*hotline:/m);
    const before = second.published().length;
    await typeAll(second, [
      [...'set hemer reach.phone=limited --by press-hemer'.split(' ')],
      [...'announce outage --as hemer --by press-hemer'.split(' ')],
    ]);
    expect([second.published().length, withNumber(second)]).toEqual([before + 3, []]);
  });

  test('the first announcement of README goes out', async () => {
    await using program = await openShipped();
    const lines = linesOf('check');
    const run = lines.findIndex(([command]) => command === 'run');
    await typeAll(program, lines.slice(0, run));
    const worker = program.begin(...(lines[run] ?? []));
    await worker.origin();
    const typed = await typeAll(program, lines.slice(run + 1)).finally(() => worker.end());
    expect(typed).toMatch(/hemer-mastodon/);
  });

  test('people are invited to the console as it says', async () => {
    await using program = await openShipped();
    await program.edit('config.yaml', /$/, 'console: {origin: https://lage.example.org, port: 0}\n');
    expect(await typeAll(program, linesOf('people invite'))).toMatch(
      /press-hemer +approver hemer, writer hemer/,
    );
  });

  test('translations are listed, signed, exported and imported as docs/messages.md says', async () => {
    await using program = await openShipped();
    const own = join(program.folder, 'messages');
    await cp(join(ROOT, 'messages'), own, { recursive: true });
    const here = (lines: readonly (readonly string[])[]) =>
      lines.map((words) => [
        '--messages',
        own,
        ...words.map((word) => word.replace('ar.po', `${own}/ar.po`)),
      ]);
    const blocks = [linesOf('translations '), linesOf('translations ')];
    expect(await typeAll(program, here(blocks.flat()))).toMatch(/ar/);
    const signed = await readFile(join(own, 'ar.review.yaml'), 'utf8');
    expect(signed).toContain('agency');
    expect(await readFile(join(own, 'ar.po'), 'utf8')).toContain('msgid');
  });

  test('no block is left out', () => {
    const fences = pages.flatMap((page) => [...page.matchAll(/^ *```(\S*)\n([\s\S]*?)^ *```$/gm)]);
    const others = fences.filter(
      ([, language, block = '']) => language !== 'sh' && block.includes('./ausrufer '),
    );
    expect(others.map(([fence]) => fence)).toEqual([]);
  });

  test('every block was typed', () => {
    expect(others.filter((block) => !typed.has(block))).toEqual([]);
    expect(others.length).toBeGreaterThan(8);
  });
});
