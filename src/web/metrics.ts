import { Counter, Gauge, Registry } from 'prom-client';
import type { Step } from '../core/delivery/context.ts';
import type { Tick } from '../core/delivery/reconcile.ts';
import { SECOND } from '../core/domain/clock.ts';
import { OperatorError } from '../core/domain/errors.ts';
import { ENTRY_STATES } from '../core/ledger/entry.ts';
import type { Ledger } from '../core/ledger/ledger.ts';
import type { OnWorkerEvent } from '../worker/events.ts';

/** The metrics for Prometheus, in its text format 0.0.4. */
export interface Metrics {
  readonly contentType: string;
  readonly onEvent: OnWorkerEvent;
  text(): Promise<string>;
}

/** The values that are looked up when somebody asks. */
interface Vitals {
  readonly tickAgeSeconds: () => number;
  /** Null before the first session. */
  readonly ledger: () => Pick<Ledger, 'openAlerts' | 'nextDue'> | null;
  readonly isWell: () => boolean;
  readonly isBehind: () => boolean;
  readonly isInDoubt: () => boolean;
}

export function metricsOf(vitals: Vitals): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: Label[]) =>
    new Counter({ name, help, labelNames, registers });
  const gauge = <Label extends string>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name, help, labelNames, registers });

  const deliveries = counter('ausrufer_deliveries_total', 'Deliveries by action, channel and outcome', [
    'action',
    'channel',
    'outcome',
  ]);
  const looks = counter(
    'ausrufer_look_ups_total',
    'Look-ups of posts whose answer was lost, by what they found',
    ['found'],
  );
  const ticks = counter('ausrufer_ticks_total', 'Ticks by what they found', ['found']);
  const failures = counter('ausrufer_failures_total', 'Ticks and deliveries that failed, by reason', [
    'code',
  ]);
  const plans = gauge('ausrufer_plan', 'The last plan: posts that are due or to come, held, outdated', [
    'of',
  ]);
  const posts = gauge(
    'ausrufer_posts',
    'Posts, edits and deletions of the incident by state, at the last tick',
    ['state'],
  );
  const alerts = gauge('ausrufer_alerts_open', 'Alerts that last, by code', ['code']);
  const behind = gauge(
    'ausrufer_alerts_not_accepted',
    '1 while the webhook does not take what staff must hear',
  );
  const age = gauge('ausrufer_last_tick_age_seconds', 'Seconds since the last tick, or since the start');
  const due = gauge(
    'ausrufer_next_due_timestamp_seconds',
    'When something can be sent or looked for next; 0 where nothing waits for its time',
  );
  const broken = gauge(
    'ausrufer_state_file_broken',
    '1 while the files have mistakes for which nothing new is planned',
  );
  const doubted = gauge(
    'ausrufer_clock_doubted',
    '1 while the clock cannot be believed, and nothing is sent',
  );
  const well = gauge('ausrufer_healthy', '1 while /healthz says that all is well');

  async function lookUp(): Promise<void> {
    age.set(vitals.tickAgeSeconds());
    behind.set(vitals.isBehind() ? 1 : 0);
    doubted.set(vitals.isInDoubt() ? 1 : 0);
    well.set(vitals.isWell() ? 1 : 0);
    const ledger = vitals.ledger();
    if (ledger === null) return;
    alerts.reset();
    for (const { reason } of await ledger.openAlerts()) alerts.inc({ code: reason.code });
    const nextDue = await ledger.nextDue();
    due.set(nextDue.length === 0 ? 0 : Math.min(...nextDue.map((next) => next.at)) / SECOND);
  }

  function ticked(tick: Tick): void {
    ticks.inc({ found: tick.kind });
    broken.set(tick.kind === 'broken' ? 1 : 0);
    if (tick.kind === 'planned-elsewhere') {
      plans.reset();
      posts.reset();
    }
    if (tick.kind !== 'planned') return;
    const { plan, view } = tick;
    plans.set({ of: 'posts' }, plan.posts.length);
    plans.set({ of: 'held' }, plan.held.length);
    plans.set({ of: 'outdated' }, plan.outdated.length);
    for (const state of ENTRY_STATES)
      posts.set({ state }, view.entries.filter((entry) => entry.state === state).length);
  }

  function stepped(step: Step): void {
    if (step.kind === 'sent') {
      const { action, channel } = step.entry;
      deliveries.inc({ action, channel, outcome: step.answer.kind });
    }
    if (step.kind === 'looked-up') looks.inc({ found: step.found });
  }

  return {
    contentType: registry.contentType,
    onEvent(event) {
      if (event.kind === 'ticked') ticked(event.tick);
      if (event.kind === 'step') stepped(event.step);
      if (event.kind === 'failed') failures.inc({ code: codeOf(event.error) });
    },
    async text() {
      try {
        await lookUp();
      } catch (error) {
        // The ledger fails, which other numbers say: without any numbers nobody would see it.
        failures.inc({ code: error instanceof OperatorError ? 'metrics' : 'bug' });
      }
      return registry.metrics();
    },
  };
}

/** The code of a mistake, or `bug`. */
export function codeOf(error: unknown): string {
  return (error instanceof OperatorError ? error.mistakes[0]?.code : null) ?? 'bug';
}
