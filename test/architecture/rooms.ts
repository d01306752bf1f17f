import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const SRC = join(import.meta.dirname, '../../src');

/**
 * The rooms of `src/`, from the top floor down. A file belongs to the room whose path is its longest prefix. Rooms on one
 * line share a floor and never import each other; every other import goes down.
 */
export const FLOORS: readonly (readonly string[])[] = [
  ['cli'],
  ['web'],
  ['worker'],
  // What staff read, in German and English: for the terminal, the browser and alerts.
  ['staff-words'],
  ['app'],
  ['files', 'sql', 'channels'],
  // Below the channels: each brings its own pretended platform, made from the sandbox's kit.
  ['sandbox'],
  ['core/delivery'],
  ['core/monitoring'],
  ['core/planning'],
  ['core/ledger'],
  ['core/wording'],
  ['core/domain'],
];

export const ROOMS: readonly string[] = FLOORS.flat();

export interface Source {
  /** Relative to `src/`: `core/planning/plan.ts`. */
  readonly path: string;
  readonly room: string;
  readonly lines: number;
  /** Without comments. */
  readonly code: string;
  /** Paths of imported files, relative to `src/`. */
  readonly imports: readonly string[];
  readonly packages: readonly string[];
}

/** All TypeScript files of `src/`. Throws where a file belongs to no room. */
export function readSources(): readonly Source[] {
  return readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .sort()
    .map((path) => {
      const text = readFileSync(join(SRC, path), 'utf8');
      const specifiers = [...text.matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm)].map(
        (match) => match[1] ?? match[2] ?? match[3] ?? '',
      );
      const isLocal = (specifier: string) => specifier.startsWith('.');
      return {
        path,
        room: roomOf(path),
        lines: text.split('\n').length - 1,
        code: text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
        imports: specifiers.filter(isLocal).map((one) => relative(SRC, join(SRC, dirname(path), one))),
        packages: specifiers.filter((one) => !isLocal(one)),
      };
    });
}

function roomOf(path: string): string {
  const room = ROOMS.filter((one) => path.startsWith(`${one}/`)).sort((a, b) => b.length - a.length)[0];
  if (room === undefined)
    throw new Error(`src/${path} is in no room: see FLOORS in test/architecture/rooms.ts`);
  return room;
}

export interface RoomImport {
  readonly from: Source;
  readonly to: Source;
}

/** Imports that leave their room. */
export function importsBetweenRooms(sources: readonly Source[]): readonly RoomImport[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return sources.flatMap((from) =>
    from.imports.flatMap((path) => {
      const to = byPath.get(path);
      return to && to.room !== from.room ? [{ from, to }] : [];
    }),
  );
}

/** Whether an import goes neither up nor sideways. */
export function goesDown({ from, to }: RoomImport): boolean {
  return floorOf(from.room) < floorOf(to.room);
}

/** Counted from the top. */
function floorOf(room: string): number {
  return FLOORS.findIndex((rooms) => rooms.includes(room));
}

/** Chains of files that import each other in a circle. */
export function circles(sources: readonly Source[]): readonly string[] {
  const edges = new Map(sources.map((source) => [source.path, source.imports]));
  const found: string[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (path: string, trail: readonly string[]): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      found.push([...trail.slice(trail.indexOf(path)), path].join(' → '));
      return;
    }
    state.set(path, 'open');
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    state.set(path, 'done');
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}

/** The table of rooms that `npm run rooms` prints. */
export function roomsReport(sources: readonly Source[]): string {
  const between = importsBetweenRooms(sources);
  const rows = ROOMS.map((room) => {
    const own = sources.filter((source) => source.room === room);
    const lines = own.reduce((sum, source) => sum + source.lines, 0);
    const targets = Map.groupBy(
      between.filter(({ from }) => from.room === room),
      ({ to }) => to.room,
    );
    const imports = [...targets].map(([name, list]) => `${name} ${list.length}`).join(', ');
    return `${room.padEnd(16)} ${String(own.length).padStart(3)} files ${String(lines).padStart(6)} lines   ${imports}`;
  });
  const lines = sources.reduce((sum, source) => sum + source.lines, 0);
  const upward = between.filter((one) => !goesDown(one)).length;
  return [
    ...rows,
    `${ROOMS.length} rooms, ${lines} lines, ${between.length} imports between rooms: ${upward} upward or sideways, ${circles(sources).length} circles`,
    '',
  ].join('\n');
}

if (import.meta.main) process.stdout.write(roomsReport(readSources()));
