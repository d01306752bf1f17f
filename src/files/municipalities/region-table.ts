import type { ChannelModule } from '../../core/domain/channel-module.ts';
import { collecting, type Mistake, mistake, OperatorError } from '../../core/domain/errors.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import type { Region } from '../../core/domain/municipality.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { type Cell, rowsInCsv } from '../csv.ts';
import { nearest } from '../nearest.ts';
import { shown } from '../yaml/check.ts';
import { type KeyPath, withValue, type YamlValue, yamlOnOneLine } from '../yaml/edit-yaml.ts';
import { id as idField, idLike } from '../yaml/fields.ts';
import { readRegion } from './region.ts';

type CellPlace = Omit<Cell, 'text'>;

/** A cell that says something, and where that belongs in the entry of its municipality. */
interface Said {
  readonly path: KeyPath;
  readonly value: YamlValue;
  readonly cell: Cell;
}

interface Row {
  readonly id: Cell;
  readonly said: readonly Said[];
}

type Column = readonly [path: KeyPath, read: (text: string) => YamlValue, otherwise?: string];

/** The columns beside `id`, those of the channels, which have a handle each, and names in further languages. */
const COLUMNS: Readonly<Record<string, Column>> = {
  name: [['name', 'de'], asWritten],
  name_en: [['name', 'en'], asWritten],
  kind: [['kind'], asWritten],
  ags: [['ags'], asWritten],
  part_of: [['part_of'], asWritten],
  languages: [['languages'], wordsIn, 'de'],
  speaks_for: [['speaks_for'], wordsIn],
  info_url: [['info_url'], asWritten],
  desk: [['facts', 'instruction'], (place) => ({ say: 'urgent-at', place })],
  emergency_phone: [['facts', 'contacts', 'emergency', 'phone'], asWritten],
  emergency_hours: [['facts', 'contacts', 'emergency', 'hours'], asWritten],
  emergency_verified_by: [['facts', 'contacts', 'emergency', 'verified_by'], asWritten],
};
/** `name_pl`: the name in Polish. The region's own rules say which languages there are. */
const NAME_IN = /^name_([a-z]{2}|de-simple)$/;
const ID = 'id';
/** The column with the server of the accounts, for channels whose accounts name one. */
const SERVER = 'server';

/** The values that a spreadsheet shows for a failed formula, and formulas that were saved in place of their results. */
const NOT_COMPUTED = /^(#[A-ZÄÖÜ/0-9]+[?!]?$|=)/;

const START: CellPlace = { line: 1, column: 1 };

/**
 * Reads a table with a municipality in each row, as a spreadsheet saves it: with commas, semicolons or tabs. Gives the region,
 * and the text of its `municipalities.yaml`. Throws an OperatorError with everything that is wrong, each at its cell.
 */
export function readRegionTable(
  csv: string,
  file: string,
  services: Services,
  settings: Pick<Settings, 'zone'>,
  channels: readonly ChannelModule[],
): { readonly region: Region; readonly yaml: string } {
  const at = (found: Mistake, { line, column }: CellPlace): Mistake => ({
    ...found,
    place: { file, line, column },
  });
  const broken = (_: number, place: CellPlace) => new OperatorError([at(mistake('bad-table.quotes'), place)]);
  // An empty line in place of what tells Excel the separator: the lines below keep their numbers.
  const table = csv.replace(/\r\n?/g, '\n').replace(/^\uFEFF?sep=[,;\t]\n/, '\n');
  const [separator] = /[,;\t]/.exec(table) ?? [];
  const rowsRead = rowsInCsv(table, broken, separator)
    .map((row) => row.map((cell) => ({ ...cell, text: cell.text.trim() })))
    .filter((row) => row.some(isFilled));
  const [fullHead = [], ...body] = rowsRead;
  // Spreadsheets save empty columns at the end too.
  const head = fullHead.slice(0, fullHead.findLastIndex(isFilled) + 1);
  const names = head.map(({ text }) => text);
  const mistakes = mistakesOfHead(head, channels).map(([found, cell]) => at(found, cell));
  if (!names.includes(ID)) mistakes.push(at(mistake('bad-table.no-id'), START));
  if (body.length === 0) mistakes.push(at(mistake('bad-table.empty'), START));
  if (!names.includes(ID) || body.length === 0) throw new OperatorError(mistakes);

  const columns = columnsFor(names);
  const rows = new Map<string, Row>();
  for (const row of body) {
    const id = row[names.indexOf(ID)] ?? { ...START, ...row[0], text: '' };
    const wrong = mistakeOfId(id, rows);
    if (wrong !== null) mistakes.push(at(wrong, id));
    for (const cell of row.slice(head.length).filter(isFilled))
      mistakes.push(at(mistake('bad-table.cell', { text: shown(cell.text) }), cell));
    for (const cell of row.filter(({ text }) => NOT_COMPUTED.test(text)))
      mistakes.push(at(mistake('bad-table.formula', { text: shown(cell.text) }), cell));
    // Under another name, so that the rest of the row is checked too.
    const key = wrong === null ? id.text : `line-${id.line}`;
    rows.set(key, { id, said: saidIn(row, names, columns, { ...id, text: key }, channels) });
  }
  const yaml = `municipalities:\n${[...rows].map(entryOf).join('')}`;
  const found: Mistake[] = [];
  const region = collecting(found)(() => readRegion(yaml, file, services, settings, channels));
  for (const one of found) {
    const key = String(one.args.key);
    const told = one.code === 'missing-key' ? mistake('bad-table.missing', { key }) : one;
    // How many more there are has no place.
    mistakes.push(one.place?.line ? at(told, cellOf(rows, one.path ?? [])) : one);
  }
  if (region !== null && mistakes.length === 0) return { region, yaml };
  const order = (one: Mistake) => [one.place?.line ?? Infinity, one.place?.column ?? 0] as const;
  throw new OperatorError(mistakes.sort((a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1]));
}

function isFilled({ text }: Cell): boolean {
  return text !== '';
}

/** The columns that a table with these can have. */
function columnsFor(names: readonly string[]): Readonly<Record<string, Column>> {
  const named = names.flatMap((name): readonly (readonly [string, Column])[] => {
    const language = NAME_IN.exec(name)?.[1];
    return language === undefined ? [] : [[name, [['name', language], asWritten]]];
  });
  return { ...COLUMNS, ...Object.fromEntries(named) };
}

function mistakesOfHead(head: readonly Cell[], channels: readonly ChannelModule[]) {
  const columns = [ID, ...Object.keys(COLUMNS), ...channels.map(({ id }) => id), SERVER];
  return head.flatMap((cell, index): readonly (readonly [Mistake, Cell])[] => {
    const name = shown(cell.text);
    if (!columns.includes(cell.text) && !NAME_IN.test(cell.text))
      return [[mistake('bad-table.column', { name, columns, meant: nearest(cell.text, columns) }), cell]];
    const isFirst = head.findIndex(({ text }) => text === cell.text) === index;
    return isFirst ? [] : [[mistake('bad-table.columns', { name }), cell]];
  });
}

function mistakeOfId({ text }: Cell, rows: ReadonlyMap<string, Row>): Mistake | null {
  const written = shown(text);
  const first = rows.get(text)?.id;
  if (text === '') return mistake('bad-table.no-name');
  if (first) return mistake('bad-table.twice', { id: written, line: first.line });
  return idField.safeParse(text).success ? null : mistake('bad-id.id', { written, meant: idLike(text) });
}

/** The cells of a row that are filled in, and what holds where one is not. */
function saidIn(
  row: readonly Cell[],
  names: readonly string[],
  columns: Readonly<Record<string, Column>>,
  id: Cell,
  channels: readonly ChannelModule[],
): readonly Said[] {
  const filled = (name: string) => {
    const cell = row[names.indexOf(name)];
    return cell && isFilled(cell) ? cell : null;
  };
  const facts = Object.entries(columns).flatMap(([name, [path, read, otherwise]]) => {
    const cell = filled(name) ?? (otherwise === undefined ? null : { ...id, text: otherwise });
    return cell === null ? [] : [{ path, value: read(cell.text), cell }];
  });
  const server = filled(SERVER);
  const accounts = channels
    .flatMap((channel) => {
      const cell = filled(channel.id);
      return cell === null ? [] : [{ channel, cell }];
    })
    .flatMap(({ channel, cell }, index): readonly Said[] => {
      const path = ['accounts', index];
      const value = { id: `${id.text}-${channel.id}`, channel: channel.id };
      const own = { path, value: { ...value, handle: cell.text.replace(/^@/, '') }, cell };
      return channel.account.hasServer && server !== null
        ? [own, { path: [...path, SERVER], value: server.text, cell: server }]
        : [own];
    });
  return [...facts, ...accounts];
}

/** One key to a line, of facts and accounts one entry to a line. */
function entryOf([id, { said }]: readonly [string, Row]): string {
  const entry = said.reduce<YamlValue>((whole, { path, value }) => withValue(whole, path, value), {});
  const lines = Object.entries(entry as Readonly<Record<string, YamlValue>>).flatMap(([key, value]) => {
    if (key === 'accounts')
      return ['accounts:', ...Object.values(value ?? []).map((one) => `  - ${yamlOnOneLine(one)}`)];
    if (key === 'facts') return ['facts:', ...Object.entries(value ?? {}).map((fact) => `  ${lineOf(fact)}`)];
    return lineOf([key, value]);
  });
  return [`  ${yamlOnOneLine(id)}:`, ...lines.map((line) => `    ${line}`), ''].join('\n');
}

function lineOf([key, value]: readonly [string, YamlValue]): string {
  return `${key}: ${yamlOnOneLine(value)}`;
}

/** The cell of the row that says most of what a path of the YAML leads to; that of the id where none does. */
function cellOf(rows: ReadonlyMap<string, Row>, [, id, ...path]: readonly (string | number)[]): CellPlace {
  const row = rows.get(String(id));
  if (!row) return START;
  const shared = (said: Said) => {
    const end = said.path.findIndex((step, at) => step !== path[at]);
    return end < 0 ? said.path.length : end;
  };
  const [nearestSaid] = row.said.toSorted((a, b) => shared(b) - shared(a));
  return nearestSaid && shared(nearestSaid) > 0 ? nearestSaid.cell : row.id;
}

function asWritten(text: string): string {
  return text;
}

function wordsIn(text: string): readonly string[] {
  return text.split(/[\s,]+/);
}
