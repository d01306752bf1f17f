import pino from 'pino';
import type { Files } from '../../app/files.ts';
import type { Runtime } from '../../app/runtime.ts';
import type { Session } from '../../app/session.ts';
import type { Tick } from '../../core/delivery/reconcile.ts';
import type { Zone } from '../../core/domain/clock.ts';
import { OperatorError } from '../../core/domain/errors.ts';
import type { Settings } from '../../core/domain/settings.ts';
import type { Adoption } from '../../core/ledger/beginning.ts';
import { JUMP_MS, jump } from '../../core/monitoring/clock-trust.ts';
import { say, timesIn } from '../../staff-words/say.ts';
import type { OnWorkerEvent } from '../../worker/events.ts';
import { mistakeLines } from './mistakes-report.ts';
import { stepLine } from './step-report.ts';
import { targetNamed, targetOf } from './target.ts';

/** The lines that the worker prints: plain lines for people at a terminal, one JSON line an event for machines. */
interface WorkerLog {
  note(event: string, text: string): void;
  readonly onEvent: OnWorkerEvent;
}

type Write = (level: 'info' | 'error', event: string, text: string, more?: object) => void;

/** Repeats nothing: the same mistake every minute would bury everything else. */
export function workerLog(runtime: Runtime, settings: Pick<Settings, 'zone'>): WorkerLog {
  let { zone } = settings;
  const write = runtime.interactive ? plainLines(runtime, () => zone) : jsonLines(runtime);
  const last = { mistakes: '', failure: '', plan: '' };

  function ticked(tick: Tick): void {
    last.failure = '';
    const mistakes = tick.kind === 'broken' ? mistakeLines(tick.mistakes) : '';
    if (mistakes !== last.mistakes) {
      if (mistakes === '') write('info', 'files-corrected', say('log-corrected'));
      else write('error', 'files-broken', `${say('log-broken')}\n${mistakes}`);
    }
    last.mistakes = mistakes;
    if (tick.kind === 'planned') planned(tick);
  }

  function planned({ plan: { posts, held, outdated } }: Extract<Tick, { kind: 'planned' }>): void {
    const waiting = posts.filter((post) => post.approvals.length === 0).length;
    const words = outdated.map(({ entry, fitting }) => [entry.key, fitting?.text]);
    const plan = JSON.stringify([held, words, waiting]);
    if (plan === last.plan) return;
    last.plan = plan;
    if (posts.length + held.length + outdated.length === 0) return;
    write(
      'info',
      'planned',
      say('log-planned', { due: posts.length, held: held.length, outdated: outdated.length }),
      {
        held: held.map(({ announcement, account, language, because }) => ({
          announcement,
          account,
          language,
          because,
        })),
      },
    );
  }

  function failed(error: unknown): void {
    if (!(error instanceof OperatorError)) {
      write('error', 'bug', error instanceof Error ? (error.stack ?? error.message) : String(error));
      return;
    }
    const lines = mistakeLines(error.mistakes);
    if (lines !== last.failure) write('error', 'failed', lines);
    last.failure = lines;
  }

  return {
    note: (event, text) => write('info', event, text),
    onEvent(event) {
      switch (event.kind) {
        case 'session-opened':
          zone = event.session.files.settings.zone;
          return sessionOpened(write, event.session, event.before);
        case 'session-closed':
          return;
        case 'ticked':
          return ticked(event.tick);
        case 'step': {
          const { step } = event;
          const isBad = step.kind === 'stopped' || (step.kind === 'sent' && step.entry.state === 'refused');
          return write(
            isBad ? 'error' : 'info',
            step.kind,
            stepLine(step, timesIn(zone, runtime.clock.now())),
          );
        }
        case 'ledger-in-use':
          if (last.failure !== event.kind) write('info', event.kind, say('log-in-use'));
          last.failure = event.kind;
          return;
        case 'failed':
          return failed(event.error);
        case 'clock':
          if (event.doubt === null && Math.abs(event.jumpedMs) > JUMP_MS)
            write('info', 'clock-jumped', say('log-clock-jumped', jump(event.jumpedMs)));
          return;
        case 'adopted':
          return adopted(write, event.adoptions);
        case 'alert': {
          const { kind, code, about } = event.message;
          return write(kind === 'raised' ? 'error' : 'info', `alert-${kind}`, event.line, { code, about });
        }
        case 'alerts-pending':
          if (event.because !== null)
            write('info', 'alerts-not-accepted', say('log-not-accepted', { because: event.because }));
          return;
        default:
          return event satisfies never;
      }
    },
  };
}

function sessionOpened(write: Write, session: Session, before: Session | null): void {
  write('info', 'session', sessionLine(session, before));
  if (session.sandbox !== null && before?.sandbox !== session.sandbox)
    write('info', 'sandbox', say('log-sandbox', { address: `${session.sandbox.origin}/` }));
}

/** One line: what the worker works from now on, and what changed for it. */
function sessionLine(session: Session, before: Session | null): string {
  const { files } = session;
  const what = {
    target: targetNamed(targetOf(session, session.mode)),
    municipalities: say('municipalities', { n: files.region.municipalities.size }),
    accounts: say('accounts', { n: files.region.accounts.size }),
  };
  if (before === null) return say('session-runs', what);
  const changes = changesOf(before, session).join(' ') || say('session-again');
  return `${say('session-changed', what)} ${changes}`;
}

/** States what changed from one session to the next, a sentence each. */
function changesOf(before: Session, now: Session): readonly string[] {
  const changes: string[] = [];
  if (before.mode !== now.mode) changes.push(say('session-mode', { now: now.mode, before: before.mode }));
  const [was, is] = [before.files, now.files];
  if (was.settings.sandbox !== is.settings.sandbox)
    changes.push(say('session-sandbox', { now: String(is.settings.sandbox) }));
  const files = changedFiles(was, is);
  if (files.length > 0) changes.push(say('session-edited', { names: files.join(', ') }));
  return changes;
}

function changedFiles(
  { texts: was, environment: env }: Files,
  { texts: is, environment }: Files,
): readonly string[] {
  const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;
  return [
    ...(same(was.config, is.config) ? [] : ['config.yaml']),
    ...(same(was.municipalities, is.municipalities) ? [] : ['municipalities.yaml']),
    ...(same(was.services, is.services) ? [] : ['services.yaml']),
    ...(JSON.stringify([...was.messages]) === JSON.stringify([...is.messages]) ? [] : ['messages']),
    ...(JSON.stringify(env) === JSON.stringify(environment) ? [] : [say('session-environment')]),
  ];
}

function adopted(write: Write, adoptions: readonly Adoption[]): void {
  const of = (kind: Adoption['as']['kind']) => adoptions.filter(({ as }) => as.kind === kind).length;
  write(
    'info',
    'adopted',
    say('log-adopted', { published: of('published'), similar: of('similar'), unread: of('unread') }),
  );
  for (const { intent, as } of adoptions) {
    if (as.kind !== 'similar') continue;
    const { key } = intent;
    const { url } = as.seen;
    const words = url === null ? say('log-similar', { key }) : say('log-similar-at', { key, url });
    write('info', 'similar', `${say('log-held').padEnd(9)} ${words}`);
  }
}

/** The time of day in the configured zone, then the line: `06:30:05`. */
function plainLines(runtime: Runtime, zone: () => Zone): Write {
  return (_level, _event, text) => {
    const now = new Date(runtime.clock.now());
    const time = now.toLocaleTimeString('en-GB', { timeZone: zone(), hourCycle: 'h23' });
    runtime.err(`${time}  ${text.trimEnd()}\n`);
  };
}

function jsonLines(runtime: Runtime): Write {
  const logger = pino(
    { base: null, timestamp: () => `,"time":"${new Date(runtime.clock.now()).toISOString()}"` },
    { write: (line) => runtime.err(line) },
  );
  return (level, event, text, more = {}) => logger[level]({ event, ...more }, text.trimEnd());
}
