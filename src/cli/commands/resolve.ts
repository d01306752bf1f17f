import type { App } from '../../app/load.ts';
import { LEDGER_MODES, type LedgerMode } from '../../app/locate-ledgers.ts';
import { areaOfPause } from '../../app/people/area.ts';
import { inTheNameOf } from '../../app/people/by-name.ts';
import { refuseUnlessMay } from '../../app/people/people.ts';
import { resolve } from '../../app/resolve.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { say } from '../../staff-words/say.ts';
import type { Typed } from '../command.ts';

interface Given {
  readonly posted?: string;
  readonly absent?: boolean;
  readonly mode?: LedgerMode | null;
  readonly by: string;
}

export const usage = '<key> [--posted <url>] [--absent] [--mode <mode>] --by <name>';

export function refine({ option }: Typed): void {
  option('mode').choices(LEDGER_MODES);
}

export async function onFiles(app: App, key: string, { posted, absent = false, mode = null, by }: Given) {
  if ((posted === undefined) !== absent) throw operatorError('resolve-how');
  const seen = posted === undefined ? ({ absent: true } as const) : { posted };
  const { region } = app.files;
  const area = areaOfPause({ of: 'account', account: key.split('/')[2] ?? '' }, region);
  const { state, reason } = await inTheNameOf(
    app,
    by,
    { what: 'settled', about: key },
    (asker) => refuseUnlessMay(asker, 'write', area, region),
    (actor) => resolve(app, key, seen, { mode, actor }),
  );
  const as =
    posted !== undefined ? 'posted' : state === 'posted' ? 'gone' : state === 'superseded' ? state : 'again';
  const said = say('resolved', { as, key, by, url: posted ?? '', reason: reason ?? '' });
  app.runtime.err(`${said}\n`);
}
