import pino, { type Logger } from 'pino';
import type { Runtime } from '../app/runtime.ts';
import type { AlertWords } from '../cli/reports/advice.ts';
import { bulletinLine } from '../cli/reports/alert-report.ts';
import { mistakeLines } from '../cli/reports/mistakes-report.ts';
import { stepLine } from '../cli/reports/step-report.ts';
import type { Step } from '../core/delivery/context.ts';
import type { Tick } from '../core/delivery/reconcile.ts';
import { OperatorError } from '../core/domain/errors.ts';
import type { AlertMessage } from '../core/ledger/alert.ts';

/** What the worker tells: to people at a terminal in plain lines, to machines as one JSON line an event. */
export interface Log {
  note(event: string, text: string): void;
  step(step: Step): void;
  ticked(tick: Tick): void;
  failed(error: unknown): void;
  message(message: AlertMessage, words: AlertWords): void;
}

export function logFor(runtime: Runtime): Log {
  const events = runtime.interactive ? plainEvents(runtime) : jsonEvents(runtime);
  let lastBroken = '';
  let lastHeld = '';
  let lastFailed = '';
  return {
    note: (event, text) => events('info', event, text, {}),
    step: (step) =>
      events(
        step.kind === 'stopped' || ('answer' in step && step.answer.kind === 'refused') ? 'error' : 'info',
        step.kind,
        stepLine(step),
        {},
      ),
    ticked(tick) {
      lastFailed = '';
      if (tick.kind === 'broken') {
        const lines = mistakeLines(tick.mistakes);
        // The same mistake every minute would bury everything else.
        if (lines !== lastBroken)
          events(
            'error',
            'files-broken',
            `Nothing new is planned until this is mended; what is approved goes on.\n${lines}`,
            {},
          );
        lastBroken = lines;
        return;
      }
      if (lastBroken !== '') events('info', 'files-mended', 'The files can be read again.', {});
      lastBroken = '';
      const { posts, held, outdated } = tick.plan;
      const waiting = posts.filter((post) => post.approvals.length === 0).length;
      const state = JSON.stringify([held, outdated.map(({ entry, now }) => [entry.key, now]), waiting]);
      if (state === lastHeld) return;
      lastHeld = state;
      if (posts.length + held.length + outdated.length === 0) return;
      events(
        'info',
        'planned',
        `${posts.length} due, ${held.length} held, ${outdated.length} outdated. \`plan\` shows them.`,
        {
          held: held.map(({ announcement, account, language, because }) => ({
            announcement,
            account,
            language,
            because,
          })),
        },
      );
    },
    message: (message, words) =>
      events(
        message.kind === 'raised' ? 'error' : 'info',
        `alert-${message.kind}`,
        bulletinLine(message, words),
        {
          code: message.code,
          about: message.about,
        },
      ),
    failed(error) {
      if (error instanceof OperatorError) {
        const lines = mistakeLines(error.mistakes);
        if (lines !== lastFailed) events('error', 'failed', lines, {});
        lastFailed = lines;
      } else
        events('error', 'bug', error instanceof Error ? (error.stack ?? error.message) : String(error), {});
    },
  };
}

type Events = (level: 'info' | 'error', event: string, text: string, more: object) => void;

function plainEvents(runtime: Runtime): Events {
  return (_level, _event, text) =>
    runtime.err(`${new Date(runtime.clock.now()).toISOString().slice(11, 19)}  ${text.trimEnd()}\n`);
}

function jsonEvents(runtime: Runtime): Events {
  const logger: Logger = pino(
    { base: null, timestamp: () => `,"time":"${new Date(runtime.clock.now()).toISOString()}"` },
    { write: (line) => runtime.err(line) },
  );
  return (level, event, text, more) => logger[level]({ event, ...more }, text.trimEnd());
}
