import { isoOf } from '../../core/domain/clock.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { ALL } from '../../core/domain/municipality.ts';
import {
  fingerprintOf,
  LOGGED,
  type LogHead,
  type LogLine,
  type Verified,
  verifyLog,
} from '../../core/domain/signed-log.ts';
import { csvOf, rowsInCsv } from '../../files/csv.ts';
import type { Change } from '../changed-file.ts';
import { signatureHolds } from './passkeys.ts';
import type { People } from './people.ts';

const COLUMNS = ['number', 'at', 'id', 'name', 'via', 'what', 'about', 'before', 'hash'] as const;

/** The log as a table for spreadsheets. */
export function logAsCsv(lines: readonly LogLine[]): string {
  const rows = lines.map(({ number, at, actor: { id, name, via }, what, about, before, hash }) => [
    ...[String(number), isoOf(at), id, name, via, what, about, before, hash],
  ]);
  return csvOf([COLUMNS, ...rows]);
}

/** Reads what `logAsCsv` wrote. Throws `not-a-log` where it is something else. */
export function logInCsv(csv: string): readonly LogLine[] {
  const [head, ...rows] = rowsInCsv(csv, notALog).map((row) => row.map(({ text }) => text));
  if (head?.join() !== COLUMNS.join()) throw notALog(1);
  return rows.map((row, n) => {
    const [number, written, id = '', name = '', via, what, about = '', before = '', hash = ''] = row;
    const at = Date.parse(written ?? '');
    const known = LOGGED.find((one) => one === what);
    const way = (['command-line', 'console', 'script'] as const).find((one) => one === via);
    if (row.length !== COLUMNS.length || !known || !way || Number.isNaN(at)) throw notALog(n + 2);
    const actor = { id, name, via: way };
    return { number: Number(number), at, actor, what: known, about, before, hash };
  });
}

function notALog(line: number) {
  return operatorError('not-a-log.line', { line });
}

/** A fact by its path, and whose it is: a municipality, a group or `all`. */
interface FactNamed {
  readonly who: string;
  readonly path: string;
}

/** The facts that a change writes; those of the incident count for all. The time of confirmation is none of them. */
export function factsWritten({ incident = [], facts = [] }: Change): readonly FactNamed[] {
  return [{ who: ALL, assignments: incident }, ...facts]
    .flatMap(({ who, assignments }) => assignments.map(({ path }) => ({ who, path: path.join('.') })))
    .filter(({ path }) => path !== 'confirmed');
}

/** The digest of a change as the log names it, with the facts that it writes: `3f9a… hemer:reach.phone`. */
export function changeInLine(digest: string, change: Change): string {
  return [digest, ...factsWritten(change).map(({ who, path }) => `${who}:${path}`)].join(' ');
}

/** The facts that a line of the log names so. */
export function factsInLine(about: string): readonly FactNamed[] {
  return about.split(' ').flatMap((word) => {
    const [who = '', path] = word.split(':');
    return path === undefined ? [] : { who, path };
  });
}

/** The result of checking the log and the signatures of approvals. */
interface Audit {
  readonly log: Verified;
  /** Ids of signatures that do not match what they are said to have signed, or that the log names and nobody kept. */
  readonly forged: readonly string[];
  readonly signatures: number;
}

/** How the log names what was signed: the digest, and the id of the signature. */
const SIGNED = /^\S+ ([\da-f]{64}) ([\da-f-]{36})$/;
/** How it names a passkey that somebody got or gave up. */
const FINGERPRINT = / ([\da-f]{64})$/;

/**
 * Checks every line of the store, that each signature which a line names is kept, and that each kept one is named by a line and
 * made by a passkey which, as the lines before say, its person had then.
 */
export async function audit(people: People): Promise<Audit> {
  // A signature is kept together with the line that names it.
  const lines = await people.store.log();
  const assertions = await people.store.assertions();
  const unproven = new Map(assertions.map((one) => [one.id, one]));
  const forged: string[] = [];
  const passkeys = new Map<string, Set<string>>();
  for (const { what, about, actor } of lines) {
    const own = passkeys.get(actor.id) ?? new Set();
    const fingerprint = FINGERPRINT.exec(about)?.[1] ?? '';
    // A person who joins, also once more, has no passkey from before.
    if (what === 'joined') passkeys.set(actor.id, new Set([fingerprint]));
    else if (what === 'passkey-added') passkeys.set(actor.id, new Set([...own, fingerprint]));
    else if (what === 'passkey-removed') own.delete(fingerprint);
    if (what !== 'approved' && what !== 'changed') continue;
    const [, digest, id] = SIGNED.exec(about) ?? [];
    if (id === undefined) continue;
    const kept = unproven.get(id);
    const isTheirs =
      kept?.digest === digest &&
      kept?.person === actor.id &&
      own.has(fingerprintOf({ ...kept, id: kept.passkey }));
    if (!isTheirs || !(await signatureHolds(people, kept))) forged.push(id);
    unproven.delete(id);
  }
  return {
    log: verifyLog(lines),
    forged: [...new Set([...unproven.keys(), ...forged])],
    signatures: assertions.length,
  };
}

/** A copy that was kept elsewhere, checked by itself and against the store: both have the same line with its last number. */
export async function auditCsv(
  people: People | null,
  csv: string,
): Promise<Verified | { readonly kind: 'differs'; readonly at: LogHead }> {
  const lines = logInCsv(csv);
  const verified = verifyLog(lines);
  if (verified.kind === 'broken' || people === null || verified.number === 0) return verified;
  const own = (await people.store.log()).find(({ number }) => number === verified.number);
  return own?.hash === verified.hash ? verified : { kind: 'differs', at: verified };
}
