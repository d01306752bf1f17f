import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { CHANNELS } from '../channels/registry.ts';
import { operatorError } from '../core/domain/errors.ts';
import { hiding, readSecrets } from '../files/settings/secrets.ts';
import { LEDGER_CONTENTS, type MovedLedger, moveLedger, PEOPLE_CONTENTS } from '../sql/move-ledger.ts';
import type { LedgerPlace } from '../sql/open-store.ts';
import { exists, LEDGER_NAMES, placeNamed } from './locate-ledgers.ts';
import type { AppContext } from './pause.ts';

/** The people of the console are moved like a ledger. */
export const MOVABLE = [...LEDGER_NAMES, 'people'] as const;
export type Movable = (typeof MOVABLE)[number];

/** The place of a ledger and its new place, as people write them: a file, an address, or the word DATABASE_URL. */
interface Migration {
  readonly from: string;
  readonly to: string;
  /** The ledger that is meant in a database. Null: that of the file's name, or `live` where neither place is a file. */
  readonly ledger: Movable | null;
}

/** Moves a ledger between a file and a database: see `moveLedger`. No address is ever shown. */
export async function migrateLedger(
  { runtime }: Pick<AppContext, 'runtime'>,
  { from, to, ledger }: Migration,
): Promise<MovedLedger> {
  const environment = runtime.environment();
  const isAddress = (written: string) => /^postgres(?:ql)?:\/\//i.test(written);
  const addressOf = (written: string) =>
    written === 'DATABASE_URL' ? (environment.DATABASE_URL ?? '') : written;
  const addresses = [from, to].map(addressOf).filter(isAddress);
  runtime.conceal(
    hiding(addresses.flatMap((url) => readSecrets({ DATABASE_URL: url }, [], CHANNELS).values)).redact,
  );
  const names = [ledger, nameIn(from), nameIn(to)].filter((one) => one !== null);
  const [name = 'live'] = names;
  const other = names.find((one) => one !== name);
  if (other !== undefined) throw operatorError('other-ledger.here', { name, other });
  const isFile = (written: string) => written !== 'DATABASE_URL' && !isAddress(written);
  const placeOf = (written: string): LedgerPlace => {
    const address = addressOf(written);
    if (address === '') throw operatorError('database-url.unset');
    if (isAddress(address)) return placeNamed(name, address, '');
    if (written === 'DATABASE_URL') throw operatorError('database-url.here');
    return { kind: 'file', file: written };
  };
  // A slip would become the name of a file, and the old ledger be marked as moved.
  if (isFile(to) && !to.endsWith('.sqlite')) throw operatorError('database-url.neither');
  const source = placeOf(from);
  const isFolder = source.kind === 'file' && existsSync(join(source.file, '/'));
  if (isFolder || !exists(source)) throw operatorError('no-ledger.file', { file: from });
  // Through such a file, rehearsed posts would become published ones.
  const unnamed = [from, to].find((written) => isFile(written) && nameIn(written) === null);
  if (unnamed !== undefined)
    throw operatorError('other-ledger.unnamed', { file: unnamed, names: MOVABLE.map(fileNamed) });
  return moveLedger(
    source,
    placeOf(to),
    runtime.clock.now(),
    name === 'people' ? PEOPLE_CONTENTS : LEDGER_CONTENTS,
  );
}

function nameIn(written: string): Movable | null {
  return MOVABLE.find((name) => basename(written) === fileNamed(name)) ?? null;
}

function fileNamed(name: Movable): string {
  return `${name}.sqlite`;
}
