import type { ChannelId } from '../core/domain/channel.ts';
import type { ChannelModule } from '../core/domain/channel-module.ts';
import { type Instant, MINUTE } from '../core/domain/clock.ts';
import type { Localized } from '../core/domain/language.ts';
import type { SandboxAccount } from './account.ts';
import {
  ANSWER_FAULTS,
  type AnswerFault,
  type Fault,
  type Operation,
  SERVER_FAULTS,
  type ServerError,
} from './fault.ts';
import type { Piece } from './pieces.ts';
import type { Rate, RateStatus } from './rates.ts';
import type { Timelines } from './timelines.ts';

/** A channel that brings its pretended platform along, which is loaded only where a sandbox is started. */
export interface ChannelWithSandbox extends ChannelModule {
  sandbox(): Promise<SandboxPlatform>;
}

/**
 * A pretended platform, as its channel describes it. It holds no state: the sandbox keeps timelines, rates and faults,
 * and calls the platform's routes with them.
 */
export interface SandboxPlatform {
  readonly channel: ChannelId;
  readonly name: string;
  /** CSS colours of the name on the page. */
  readonly colours: { readonly background: string; readonly text: string };
  /** A sentence for the foot of the page, or nothing. */
  readonly footnote: Localized | null;
  /** Matches the path on which followers read an account or a post, with the groups `handle` and `id`. */
  readonly address: RegExp;
  readonly charactersMax: number;
  /** The length of a text as the platform counts it. */
  length(text: string): number;
  pieces(text: string): readonly Piece[];
  /** The id of a post, as digits. Ids grow with the time, and at the same time with the number. */
  postId(at: Instant, number: number): string;
  /** How long the platform keeps a post that is sent twice from being published twice, in its own way. */
  readonly repeatGuardMs: number;
  /** Whether posts carry an Idempotency-Key, and are shown as HTML. */
  readonly speaksHtml: boolean;

  /** The beginning of every path of its API: `/2/`. */
  readonly prefix: string;
  readonly routes: readonly Endpoint[];
  /** The field of a request to publish that makes the post a reply. */
  readonly replyField: string;
  /** By name. */
  readonly rates: Readonly<Record<string, Rate>>;
  /** The token in an Authorization header, or null. */
  readToken(authorization: string): string | null;
  rateHeaders(usages: readonly RateStatus[]): Readonly<Record<string, string>>;
  /**
   * The page `/oauth/authorize` on which an account lets a program in: the code that it shows then; null where another platform
   * was asked. Absent where the platform has no such page.
   */
  consentCode?(query: Readonly<Record<string, string>>, account: SandboxAccount): string | null;

  /** Answers in place of what was asked. A fault without an entry does not happen on this platform. */
  readonly answers: Readonly<
    Partial<Record<AnswerFault, Reply>> & Record<'unauthorized' | 'not-found', Reply>
  >;
  unavailable(status: ServerError): Reply;
  tooManyRequests(usage: RateStatus): Reply;
  /** The rate that a fault uses up, by name. */
  readonly limitedBy: { readonly 'rate-limited': string; readonly 'app-limited'?: string };
}

/** One address of a platform's API. `act` decides and remembers; it knows nothing of faults, rates and connections. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** In Hono's syntax. `:id` is handed on as the call's id. */
  readonly path: string;
  readonly operation: Operation;
  /** The names of the rates in which a request counts; the most particular one first. */
  readonly rates: readonly string[];
  act(call: Call): Reply;
  /** The answer to a request without the token of an account; absent where it needs one. */
  anonymous?(asked: Anonymous): Reply;
}

/** A request that comes from no account. */
export interface Anonymous extends PlatformState {
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** All that a platform's routes work on. */
export interface PlatformState {
  readonly platform: SandboxPlatform;
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** This platform's only. */
  readonly accounts: readonly SandboxAccount[];
  readonly timelines: Timelines;
  /** The tokens that are valid, and whose they are. */
  readonly tokens: Map<string, SandboxAccount>;
}

/** A request whose account is known. */
export interface Call extends PlatformState {
  readonly account: SandboxAccount;
  /** When what it asks for happens: now, or later where the platform accepts late. */
  readonly when: Instant;
  /** Reads show what was there then: now, or earlier where the platform lags. */
  readonly asOf: Instant;
  /** The id in the path, or nothing. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON or form; undefined where it was neither. */
  readonly body: unknown;
  readonly idempotencyKey: string | null;
  /** The fault that this request meets: `wrong-identity` and the `SERVER_FAULTS` are the route's to obey. */
  readonly fault: Fault | null;
}

/** An answer before it is put on the wire. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: JSON.stringify(body) };
}

export function htmlPage(status: number, title: string, text: string): Reply {
  const body = `<!DOCTYPE html><html><head><title>${title}</title></head><body>${text}</body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** The account that the platform names as the owner of the token: with `wrong-identity` another one. */
export function identityIn({ account, fault }: Call): SandboxAccount {
  if (fault?.kind !== 'wrong-identity') return account;
  const { handle = 'jemand_anders' } = fault;
  return { ...account, id: `${account.id} ${handle}`, handle, name: handle };
}

/** Whether a fault happens on this platform at all. */
export function happensOn(platform: SandboxPlatform, { kind }: Fault): boolean {
  if (ANSWER_FAULTS.some((one) => one === kind)) return kind in platform.answers;
  if (SERVER_FAULTS.some((one) => one === kind)) return platform.speaksHtml;
  return kind !== 'app-limited' || kind in platform.limitedBy;
}

/** The platform's answer to a fault instead of doing what was asked; null where the fault concerns no answer. */
export function answerTo(platform: SandboxPlatform, fault: Fault, now: Instant): Reply | null {
  switch (fault.kind) {
    case 'rate-limited':
    case 'app-limited': {
      const name = platform.limitedBy[fault.kind] ?? '';
      const rate = platform.rates[name];
      if (!rate) return null;
      // A whole day would be longer than anybody watches.
      const wait = fault.kind === 'app-limited' ? 2 * MINUTE : rate.withinMs;
      const resetAt = now + (fault.resetAfterMs ?? wait);
      return platform.tooManyRequests({ name, limit: rate.count, remaining: 0, resetAt, exceeded: true });
    }
    case 'unavailable':
    case 'timeline-unavailable':
      return platform.unavailable(fault.status ?? 503);
    case 'html':
      return htmlPage(fault.status ?? 200, platform.name, 'Something went wrong.');
    case 'answer':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body };
    default:
      return platform.answers[fault.kind as AnswerFault] ?? null;
  }
}
