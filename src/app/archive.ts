import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '../core/domain/actor.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { Mode } from '../core/domain/incident.ts';
import { type ArchivedTable, archiveIncident } from '../sql/archive-incident.ts';
import { unknownIncident } from '../sql/history.ts';
import { archiveIn } from './archived.ts';
import { refuseElsewhere } from './history.ts';
import { type App, readConfiguration } from './load.ts';
import { exists, ledgerPlace, otherMode } from './locate-ledgers.ts';

/** Moves an earlier incident from the ledger of the state file's mode into a file in the data folder. */
export async function archive(
  app: App,
  incident: string,
  actor: Actor,
): Promise<{ readonly file: string; readonly tables: readonly ArchivedTable[] }> {
  const { options, files, runtime } = app;
  const { state } = await readConfiguration(app);
  const placeOf = (mode: Mode) => ledgerPlace(files.settings, options.data, mode);
  const place = placeOf(state.incident.mode);
  const other = otherMode(state.incident.mode);
  // Also where this ledger has read it and knows no post: with an exercise of the same id, the real one would seem archived.
  await refuseElsewhere(place, placeOf(other), other, { incident });
  if (!exists(place)) throw unknownIncident(incident, []);
  if (incident === state.incident.id) throw operatorError('incident-open.current', { incident });
  const folder = archiveIn(options.data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const now = runtime.clock.now();
  const file = join(folder, `${incident}.${new Date(now).toISOString().replaceAll(':', '')}.jsonl`);
  if (existsSync(file)) throw new Error(`${file} is there already`);
  return { file, tables: await archiveIncident(place, incident, file, actor.name, files.settings, now) };
}
