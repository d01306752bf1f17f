import { mkdtempDisposable } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { load } from '../../src/app/load.ts';
import { optionsFrom } from '../../src/app/options.ts';
import { openPeople } from '../../src/app/people/people.ts';
import { startSession } from '../../src/app/people/sign-in.ts';
import { systemRuntime } from '../../src/cli/system-runtime.ts';
import { assets } from '../../src/web/console/assets.ts';
import { consoleApp } from '../../src/web/console/console.ts';
import { deskOf } from '../../src/web/console/desk.ts';
import { practising } from '../../src/web/console/practice.ts';
import { typed } from '../fixtures/arguments.ts';
import { nobodyTold } from '../fixtures/people.ts';
import { fill } from './history.ts';
import { ROOT } from './process.ts';
import { makeRegion } from './region.ts';
import { median, renew, row, shown } from './report.ts';

const USAGE = `How long the server takes for each page of the console. Each municipality has two accounts; everything is published
once, and an outage is drawn up for all once more.

npm run bench:console -- [options]
  --municipalities N,N  how many (default 72,10000)
  --runs N              how often each page is asked for (default 5)
  --json                prints the figures instead of a table
  --write               renews the table of docs/performance.md
`;

const ORIGIN = 'http://localhost:8082';
const DRAWN_UP = 'POST /melden/outage';

const values = typed(USAGE, {
  municipalities: { type: 'string', default: '72,10000' },
  runs: { type: 'string', default: '5' },
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
});
const runs = Number(values.runs);

/** Of one page, in milliseconds and bytes. `firstMs`: asked for the first time; `ms`: once more, null where it is asked only once. */
interface Page {
  readonly path: string;
  readonly firstMs: number;
  readonly ms: number | null;
  readonly cpuMs: number;
  readonly packedBytes: number;
}

const PAGES = [
  '/',
  '/beitraege',
  '/beitraege?meldung=outage&seite=2',
  '/beitraege?zu=falsch',
  '/beitraege/:key',
  '/falsch/:key',
  '/staedte',
  '/staedte/town-7',
  '/konten',
  '/anhalten',
  '/weiter',
  '/nochmal/outage',
  '/melden/outage',
  '/melden/restoration',
  '/leute',
  '/protokoll',
  '/pruefen/:id',
  '/pruefen/:id?alle=1',
  '/pruefen/:id?alle=1&seite=2',
] as const;

async function measure(municipalities: number): Promise<readonly Page[]> {
  await using temporary = await mkdtempDisposable(join(tmpdir(), 'ausrufer-bench-'));
  const folder = temporary.path;
  const region = await makeRegion(folder, municipalities, 'http://127.0.0.1:9', 1);
  const runtime = {
    ...systemRuntime(new AbortController().signal),
    environment: () => region.env,
    out: () => {},
    err: () => {},
  };
  const options = optionsFrom({
    config: folder,
    messages: join(ROOT, 'messages'),
    data: join(folder, 'data'),
  });
  await using people = await openPeople({ kind: 'memory' }, ORIGIN, runtime.clock, nobodyTold);
  await region.save(true);
  await fill(region, 0, region.env);
  const app = await load(runtime, options);
  const person = practising({ id: 'bench', name: 'bench', rights: [], isRemoved: false });
  await people.store.addPerson(person, runtime.clock.now());
  const { token: _, ...session } = await startSession(people, person, 'practice', '');
  const console = consoleApp(deskOf(app, { people, timelines: null }), {
    practice: null,
    trustedProxy: null,
    signedIn: async () => session,
  });
  const ask = async (path: string, form: string | null = null) => {
    const answer = await console.request(`${ORIGIN}${path}`, {
      ...(form !== null && { method: 'POST', body: form }),
      headers: { origin: ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const text = await answer.text();
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${text.slice(0, 2_000)}`);
    return { text, to: answer.headers.get('location') ?? '' };
  };
  const timed = async (path: string, form: string | null = null) => {
    const cpu = process.cpuUsage();
    const from = performance.now();
    const answer = await ask(path, form);
    const ms = performance.now() - from;
    const { user, system } = process.cpuUsage(cpu);
    return { ...answer, ms, cpuMs: (user + system) / 1_000 };
  };
  const [, key = ''] = /href="\/falsch\/([^"]+)"/.exec((await ask('/beitraege?zu=falsch')).text) ?? [];
  const drawn = await timed('/melden/outage', 'who=all&down=website&next=');
  const id = drawn.to.split('/').at(-1) ?? '';
  const pages: Page[] = [{ path: DRAWN_UP, firstMs: drawn.ms, ms: null, cpuMs: drawn.cpuMs, packedBytes: 0 }];
  for (const pattern of PAGES) {
    const path = pattern.replace(':key', key).replace(':id', id);
    const first = await timed(path);
    const again: { readonly ms: number; readonly cpuMs: number }[] = [];
    for (let run = 0; run < runs; run++) again.push(await timed(path));
    pages.push({
      path: pattern,
      firstMs: first.ms,
      ms: median(again.map(({ ms }) => ms)),
      cpuMs: median(again.map(({ cpuMs }) => cpuMs)),
      packedBytes: gzipSync(first.text).byteLength,
    });
    process.stderr.write(`${pattern} ${shown(first.ms)} ${shown(pages.at(-1)?.ms ?? 0)} ms\n`);
  }

  return pages;
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node.js ${process.version}, embedded ledger, medians of ${runs} runs, load ${loadavg()[0]?.toFixed(0)}`;
const results: { readonly municipalities: number; readonly pages: readonly Page[] }[] = [];
for (const municipalities of values.municipalities.split(',').map(Number))
  results.push({ municipalities, pages: await measure(municipalities) });
const { style, script, icon } = assets();
const assetBytes = [style, script, icon].reduce((sum, { brotli }) => sum + brotli.byteLength, 0);
const first = results[0]?.pages.find(({ path }) => path === '/');
const table = `${tableOf()}

A phone loads ${shown((assetBytes + (first?.packedBytes ?? 0)) / 1_000)} kB before it shows its first page.

Measured on ${machine}.`;
process.stdout.write(
  values.json ? `${JSON.stringify({ machine, assetBytes, results }, null, 2)}\n` : `${table}\n`,
);
if (values.write) await renew('console', table);

function tableOf(): string {
  const cell = ({ firstMs, ms, cpuMs, packedBytes }: Page) =>
    `${shown(firstMs)} ms${ms === null ? '' : `, then ${shown(ms)} ms`} (${shown(cpuMs)} ms of CPU), ${shown(packedBytes / 1_000)} kB`;
  const lines = PAGES.map((path) =>
    row([`\`${path}\``, ...results.map(({ pages }) => cellOf(pages.find((page) => page.path === path)))]),
  );
  const drawn = results.map(({ pages }) => cellOf(pages.find(({ path }) => path === DRAWN_UP)));
  function cellOf(page: Page | undefined): string {
    return page ? cell(page) : '';
  }
  return [
    row(['', ...results.map(({ municipalities }) => `${(2 * municipalities).toLocaleString('en')} posts`)]),
    row(Array(results.length + 1).fill('---')),
    row([`\`${DRAWN_UP}\``, ...drawn]),
    ...lines,
  ].join('\n');
}
