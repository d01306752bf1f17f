import { archive } from '../../app/archive.ts';
import type { App } from '../../app/load.ts';
import { inTheNameOf } from '../../app/people/by-name.ts';
import { refuseUnlessMay } from '../../app/people/people.ts';
import { say } from '../../staff-words/say.ts';
import { fingerprintLines } from '../reports/fingerprints.ts';

export const usage = '<incident> --by <name>';

export async function onFiles(app: App, incident: string, { by }: { readonly by: string }) {
  const { region } = app.files;
  const { file, tables } = await inTheNameOf(
    app,
    by,
    { what: 'archived', about: incident },
    (asker) => refuseUnlessMay(asker, 'accounts', [...region.municipalities.keys()], region),
    (actor) => archive(app, incident, actor),
  );
  app.runtime.out(fingerprintLines(tables.map(({ table, ledger, file }) => [table, ledger, file] as const)));
  app.runtime.err(`${say('archived', { incident, file })}\n`);
}
