import { type App, planNow, readConfiguration } from '../../app/load.ts';
import { isoOf } from '../../core/domain/clock.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { staffNeeded } from '../exit.ts';
import { planJson } from '../reports/plan-json.ts';
import { planReport } from '../reports/plan-report.ts';

export interface PlanOptions {
  readonly json: boolean;
  /** ISO 8601 with an offset, instead of the present. */
  readonly now: string | null;
}

/** Shows what would go out now. Changes nothing, and needs no ledger to exist. */
export async function planCommand(app: App, { json, now: at }: PlanOptions): Promise<number> {
  const { runtime, files } = app;
  const now = at === null ? runtime.clock.now() : instantIn(at);
  const configuration = await readConfiguration(app);
  const plan = await planNow(app, configuration, now);
  if (json) runtime.out(`${JSON.stringify(planJson(plan, files.settings.zone, now), null, 2)}\n`);
  else runtime.out(planReport(plan, files.settings.zone, now));
  return staffNeeded(plan);
}

function instantIn(text: string): number {
  const hasOffset = /T.*(Z|[+-]\d\d:?\d\d)$/.test(text);
  const instant = Date.parse(text);
  if (!hasOffset || Number.isNaN(instant))
    throw operatorError(
      'bad-time',
      `--now ${text} is no point in time`,
      `Write it with an offset: --now ${isoOf(0)}`,
    );
  return instant;
}
