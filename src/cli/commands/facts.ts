import { factsKnown } from '../../app/facts.ts';
import type { App } from '../../app/load.ts';
import { DONE, MISTAKE } from '../exit.ts';
import { factsReport } from '../reports/facts-report.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';

export const usage = '[town]';

export async function onFiles(app: App, town: string | undefined) {
  const known = await factsKnown(app, town ?? null);
  const { runtime, files, options } = app;
  runtime.out(factsReport(known, town ?? null, options.stateShown, files.settings.zone));
  runtime.err(mistakeLines(known.mistakes));
  return known.mistakes.length > 0 ? MISTAKE : DONE;
}
