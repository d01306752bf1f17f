import { Counter, Gauge, Registry } from 'prom-client';
import type { Step } from '../core/delivery/context.ts';
import type { Tick } from '../core/delivery/reconcile.ts';
import { SECOND } from '../core/domain/clock.ts';
import { OperatorError } from '../core/domain/errors.ts';
import { ENTRY_STATES } from '../core/ledger/entry.ts';
import type { OnWorkerEvent } from '../worker/events.ts';
import { type Condition, failureCode } from './condition.ts';

/** The metrics for Prometheus, in its text format 0.0.4. */
interface Metrics {
  readonly contentType: string;
  readonly onEvent: OnWorkerEvent;
  text(): Promise<string>;
}

/** The metrics, by their names after `ausrufer_`. */
const HELP = {
  deliveries_total: 'Deliveries by action, channel and outcome',
  look_ups_total: 'Look-ups of posts whose answer was lost, by what they found',
  ticks_total: 'Ticks by what they found',
  failures_total: 'Ticks and deliveries that failed, by reason',
  plan: 'The last plan: posts that are due or to come, held, outdated',
  posts: 'Posts, edits and deletions of the incident by state, at the last tick',
  alerts_open: 'Alerts that last, by code',
  alerts_not_accepted: '1 while the webhook does not take what staff must hear',
  last_tick_age_seconds: 'Seconds since the last tick, or since the start',
  next_due_timestamp_seconds:
    'When something can be sent or looked for next; 0 where nothing waits for its time',
  state_file_broken: '1 while the files have mistakes for which nothing new is planned',
  clock_doubted: '1 while the clock cannot be believed, and nothing is sent',
  healthy: '1 while /healthz says that all is well',
} as const;

export function metricsOf(condition: Condition): Metrics {
  const registry = new Registry();
  const named = <Label extends string>(name: keyof typeof HELP, labelNames: Label[]) => ({
    ...{ name: `ausrufer_${name}`, help: HELP[name], labelNames, registers: [registry] },
  });
  const counter = <Label extends string>(name: keyof typeof HELP, ...labels: Label[]) =>
    new Counter(named(name, labels));
  const gauge = <Label extends string>(name: keyof typeof HELP, ...labels: Label[]) =>
    new Gauge(named(name, labels));

  const deliveries = counter('deliveries_total', 'action', 'channel', 'outcome');
  const looks = counter('look_ups_total', 'found');
  const ticks = counter('ticks_total', 'found');
  const failures = counter('failures_total', 'code');
  const plans = gauge('plan', 'of');
  const posts = gauge('posts', 'state');
  const alerts = gauge('alerts_open', 'code');
  const behind = gauge('alerts_not_accepted');
  const age = gauge('last_tick_age_seconds');
  const due = gauge('next_due_timestamp_seconds');
  const broken = gauge('state_file_broken');
  const doubted = gauge('clock_doubted');
  const well = gauge('healthy');

  async function lookUp(): Promise<void> {
    age.set(condition.tickAgeMs() / SECOND);
    behind.set(Number(condition.alertsPending));
    broken.set(Number(condition.isBroken));
    doubted.set(Number(condition.isInDoubt));
    well.set(Number(condition.isWell()));
    const ledger = condition.session?.ledger;
    if (!ledger) return;
    const [open, nextDue] = [await ledger.openAlerts(), await ledger.nextDue()];
    // Without a wait between, or another scrape would count them once more.
    alerts.reset();
    for (const { reason } of open) alerts.inc({ code: reason.code });
    due.set(nextDue.length === 0 ? 0 : Math.min(...nextDue.map((next) => next.at)) / SECOND);
  }

  function ticked(tick: Tick): void {
    ticks.inc({ found: tick.kind });
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
      if (event.kind === 'failed') failures.inc({ code: failureCode(event.error) });
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
