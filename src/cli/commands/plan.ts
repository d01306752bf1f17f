import { ledgerInDoubt } from '../../app/deliver-change.ts';
import { type App, readConfiguration, viewNow } from '../../app/load.ts';
import { rememberShown } from '../../app/shown-digests.ts';
import type { Instant, Zone } from '../../core/domain/clock.ts';
import { OperatorError } from '../../core/domain/errors.ts';
import { upcoming } from '../../core/planning/upcoming.ts';
import { planToRead } from '../../core/planning/wordings.ts';
import { readInstant } from '../../files/validation/times.ts';
import { timesIn } from '../../staff-words/say.ts';
import { MISTAKE } from '../exit.ts';
import { archivedReport } from '../reports/archived-report.ts';
import { ending, staffReasons, upcomingReasons } from '../reports/ending.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';
import { openLiveReport } from '../reports/open-live-report.ts';
import { planJson } from '../reports/plan-json.ts';
import { planReport } from '../reports/plan-report.ts';
import { targetOf } from '../reports/target.ts';

export const usage = '[--all] [--json] [--now <iso>]';

export async function onFiles(
  app: App,
  { all = false, json = false, now: at }: { all?: boolean; json?: boolean; now?: string },
) {
  const { runtime, options, files } = app;
  const { zone, sandbox } = files.settings;
  const now = at === undefined ? runtime.clock.now() : instantIn(at, zone);
  const time = timesIn(zone, now);
  // A plan for an earlier time does not call a mistake what became one only with the time.
  const configuration = await readConfiguration(app, Math.max(now, runtime.clock.now()));
  const view = await viewNow(app, configuration);
  const planned = planToRead(configuration, view, now);
  const digests = planned.announcements.map(({ digest }) => digest);
  const digestName = await rememberShown(options.data, digests);
  const later = upcoming(configuration, view, now);
  const reasons = [...staffReasons(planned, []), ...upcomingReasons(planned.mode, later)];
  const end = ending(targetOf(app, planned.mode), reasons);
  const shown = { now, time, all, sandbox, digestName };
  runtime.out(
    json
      ? `${JSON.stringify(planJson(planned, time), null, 2)}\n`
      : `${planReport(planned, { ...shown, upcoming: later })}\n${end.line}`,
  );
  runtime.err(await openLiveReport(app, planned.mode));
  runtime.err(archivedReport(options.data));
  const doubt = at === undefined ? ledgerInDoubt(configuration, view, now) : null;
  if (doubt !== null) runtime.err(mistakeLines([doubt]));
  return doubt === null ? end.status : MISTAKE;
}

function instantIn(text: string, zone: Zone): Instant {
  const read = readInstant(text, zone);
  if ('value' in read) return read.value;
  throw new OperatorError([read]);
}
