import { readBytes } from '../../app/files.ts';
import type { App } from '../../app/load.ts';
import { audit, auditCsv } from '../../app/people/log.ts';
import { operatorError } from '../../core/domain/errors.ts';
import type { LogHead, Verified } from '../../core/domain/signed-log.ts';
import { say } from '../../staff-words/say.ts';
import type { Typed } from '../command.ts';
import { consolePeople, hasPeople } from './people.ts';

export const usage = '<action> [file]';

export function refine({ argument }: Typed): void {
  argument('action').choices(['verify']);
}

export async function onFiles(app: App, _: string, file: string | undefined) {
  await using people = file === undefined || hasPeople(app) ? await consolePeople(app) : null;
  if (file !== undefined) {
    refuseBroken(await auditCsv(people, (await readBytes(file)).toString()));
    if (people === null) app.runtime.err(`${say('audit-alone')}\n`);
  }
  if (people === null) return;
  const { log, forged, signatures } = await audit(people);
  const { number, hash } = refuseBroken(log);
  if (forged.length > 0) throw operatorError('log-broken.forged', { ids: [...forged] });
  app.runtime.out(`${say('audit-whole', { lines: number, signatures, hash })}\n`);
}

/** Throws `log-broken`. */
function refuseBroken(found: Verified | { readonly kind: 'differs'; readonly at: LogHead }): LogHead {
  if (found.kind === 'whole') return found;
  if (found.kind === 'differs') throw operatorError('log-broken.differs', { number: found.at.number });
  const { number } = found;
  throw found.because === 'missing'
    ? operatorError('log-broken.missing', { number })
    : operatorError('log-broken.changed', { number });
}
