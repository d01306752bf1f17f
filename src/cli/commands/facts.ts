import { factsKnown } from '../../app/facts.ts';
import type { App } from '../../app/load.ts';
import { factsJson, factsReport } from '../reports/facts-report.ts';

export const usage = '[town] [--json]';

export async function onFiles(app: App, town: string | undefined, { json = false }: { json?: boolean }) {
  const known = await factsKnown(app, town ?? null);
  const { runtime, files, options } = app;
  runtime.out(
    json
      ? `${JSON.stringify(factsJson(known), null, 2)}\n`
      : factsReport(known, town ?? null, options.stateShown, files.settings.zone, runtime.clock.now()),
  );
}
