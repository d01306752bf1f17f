import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Needed, Run, Setup } from './measure.ts';
import { ROOT } from './process.ts';

export interface Result {
  readonly setup: Setup;
  readonly run: Run;
}

/** What is compared: the program, and the floors below it. */
const CONTENDERS = [
  ['ausrufer', 'Ausrufer'],
  ['clients', 'twitter-api-v2 and masto'],
  ['peer', '`@humanwhocodes/crosspost`'],
  ['bare', '`node:http`'],
] as const;

/** Two tables in Markdown: the delivery beside its floors, and the program for itself. */
export function tableOf(results: readonly Result[]): string {
  const delivery = results.flatMap(({ setup, run }) =>
    CONTENDERS.flatMap(([contender, name]) => {
      const needed = run[contender];
      if (needed === undefined) return [];
      const of = (pick: (one: Needed) => number, unit: string) =>
        `${shown(pick(needed))}${unit}${contender === 'ausrufer' ? ` (${shown(pick(needed) / pick(run.clients))}×)` : ''}`;
      return row([
        contender === 'ausrufer' ? titleOf(setup) : '',
        name,
        of(({ firstS }) => firstS, ' s'),
        of(({ lastS }) => lastS, ' s'),
        of(({ cpuMsPerPost }) => cpuMsPerPost, ' ms'),
        of(({ peakMb }) => peakMb, ' MB'),
        needed.twice === 0 ? `${needed.accepted}` : `${needed.accepted}, ${needed.twice} twice`,
      ]);
    }),
  );
  const names = Object.keys(results[0]?.run.commands ?? {});
  const alone = results.map(({ setup, run }) =>
    row([
      titleOf(setup),
      `${shown(run.idleTickCpuMs)} ms`,
      `${shown(run.startMs / 1_000)} s`,
      ...names.map((name) => {
        const { cpuMs = 0, ms = 0 } = run.commands[name] ?? {};
        return `${shown(ms / 1_000)} s (${shown(cpuMs / 1_000)} s)`;
      }),
    ]),
  );
  return [
    row(['', '', 'first post', 'last post', 'CPU a post', 'peak memory', 'accepted']),
    row(Array(7).fill('---')),
    ...delivery,
    '',
    row(['', 'CPU of an idle tick', 'start of `run`', ...names.map((name) => `\`${name}\` (CPU)`)]),
    row(Array(names.length + 3).fill('---')),
    ...alone,
  ].join('\n');
}

function titleOf({ municipalities, answersAfterMs, workers }: Setup): string {
  const people = workers === 1 ? '' : `, ${workers} workers`;
  return `${municipalities.toLocaleString('en')} municipalities, ${answersAfterMs} ms${people}`;
}

export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

export function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

export function shown(value: number): string {
  if (!Number.isFinite(value)) return 'never';
  return value >= 99.5 ? value.toFixed(0) : value.toPrecision(2);
}

const BAR = 18;
const LEFT = 330;
const WIDTH = 900;
/** Seconds at the left and the right edge. */
const [FROM_S, TO_S] = [0.1, 1_000];
const COLOURS = { ausrufer: '#b3261e', clients: '#3f6fb5', peer: '#4c8c4a', bare: '#8a8a8a' } as const;

/** Seconds from the save to the last post, on a logarithmic scale. */
export function chartOf(results: readonly Result[]): string {
  const bars: string[] = [];
  let y = 40;
  for (const { setup, run } of results) {
    for (const [contender, name] of CONTENDERS) {
      const needed = run[contender];
      if (needed === undefined) continue;
      const { lastS } = needed;
      const x = xOf(Number.isFinite(lastS) ? lastS : TO_S);
      const label = `${contender === 'ausrufer' ? `${titleOf(setup)}: ` : ''}${name.replaceAll('`', '')}`;
      bars.push(
        text(LEFT - 8, y + 13, 'end', label),
        `<rect x="${LEFT}" y="${y}" width="${(x - LEFT).toFixed(0)}" height="${BAR - 3}" fill="${COLOURS[contender]}"/>`,
        text(x + 6, y + 13, 'start', `${shown(lastS)} s`),
      );
      y += BAR;
    }
    y += 10;
  }
  const lines = [0.1, 1, 10, 100, 1_000].map(
    (seconds) =>
      `<line x1="${xOf(seconds)}" x2="${xOf(seconds)}" y1="32" y2="${y}" stroke="#ddd"/>${text(xOf(seconds), 26, 'middle', `${seconds} s`)}`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH + 70} ${y + 10}" font-family="sans-serif" font-size="12"><title>Seconds from the saved state file to the last post</title><rect width="100%" height="100%" fill="#fff"/>\n${[...lines, ...bars].join('\n')}\n</svg>\n`;
}

function xOf(seconds: number): number {
  const share = Math.log10(seconds / FROM_S) / Math.log10(TO_S / FROM_S);
  return Math.round(LEFT + Math.max(0.002, share) * (WIDTH - LEFT));
}

function text(x: number, y: number, anchor: string, words: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${words}</text>`;
}

const END = '<!-- end -->';

/** Writes a table into docs/performance.md, after the comment that names its section. */
export async function renew(section: string, table: string): Promise<void> {
  const page = join(ROOT, 'docs/performance.md');
  const text = await readFile(page, 'utf8');
  const begin = `<!-- ${section} -->`;
  const [before = '', rest = ''] = text.split(begin);
  await writeFile(page, `${before}${begin}\n\n${table}\n\n${rest.slice(rest.indexOf(END))}`);
}
