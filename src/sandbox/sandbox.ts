import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Clock, Instant, Zone } from '../core/domain/clock.ts';
import { operatorError } from '../core/domain/errors.ts';
import type { SandboxAccount } from './account.ts';
import { arrangementsFor } from './arrangements.ts';
import { happensOn } from './call.ts';
import { mountControl } from './control.ts';
import type { Fault } from './fault.ts';
import { limitsWith, meterFor, type SandboxLimitsPatch } from './limits.ts';
import { mastodonPlatform } from './mastodon.ts';
import { contentOf } from './mastodon-status.ts';
import { richText } from './page-post.ts';
import { mountPages } from './pages.ts';
import { requestLog, type SandboxRequest } from './requests.ts';
import { type Shown, timelinesWith } from './timelines.ts';
import { type Bindings, mount } from './wire.ts';
import { xPlatform } from './x.ts';

export type { SandboxAccount } from './account.ts';
export type { SandboxRequest } from './requests.ts';

/** A post as it stands on its pretended platform. */
export interface SandboxPost {
  readonly id: string;
  /** As it was sent. */
  readonly text: string;
  /** As the platform renders it. */
  readonly html: string;
  /** The id of the post that it answers. */
  readonly replyTo: string | null;
  readonly at: Instant;
  /** Its earlier texts, oldest first. */
  readonly edits: readonly string[];
  readonly editedAt: Instant | null;
  readonly deletedAt: Instant | null;
  /** As sent; on X, which takes none, as the platform guesses it. */
  readonly language: string | null;
  readonly idempotencyKey: string | null;
}

/** Both platforms, pretended, on one HTTP server, with a page on which all timelines can be read. */
export interface Sandbox extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`. X's API stands at `${origin}/2/`, a Mastodon server at the origin, the page at `/`. */
  readonly origin: string;
  /** Oldest first, deleted posts among them. Throws a RangeError where there is no such account, as all that name one do. */
  timeline(accountId: string): readonly SandboxPost[];
  /** What arrived, oldest first. */
  requests(): readonly SandboxRequest[];
  /** Makes the next `times` requests that the fault concerns fail (default 1; Infinity: until cleared). Faults are met in the order in which they were arranged. */
  arrange(accountId: string, fault: Fault, times?: number): void;
  /** Forgets what was arranged, for one account or all. What a well-known handle brings stays. */
  clear(accountId?: string): void;
  /** Cuts every line. Nothing is kept. */
  close(): Promise<void>;
}

export interface SandboxOptions {
  readonly accounts: readonly SandboxAccount[];
  readonly clock: Clock;
  /** Default: this machine only. */
  readonly host?: string;
  /** Default 0: any that is free. */
  readonly port?: number;
  readonly title?: string;
  /** In which the page tells the time. Default: Europe/Berlin. */
  readonly zone?: Zone;
  /** Where they differ from what the platforms allow. */
  readonly limits?: SandboxLimitsPatch;
}

/** Throws an OperatorError `port-in-use` where something else listens already. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const {
    accounts,
    clock,
    host = '127.0.0.1',
    port = 0,
    title = 'Sandbox',
    zone = 'Europe/Berlin',
  } = options;
  const limits = limitsWith(options.limits ?? {});
  const byId = accountsById(accounts);
  const arrangements = arrangementsFor(accounts);
  const log = requestLog(limits.requestsMax);
  const timelines = timelinesWith(limits.postsPerAccountMax);
  const closing = new AbortController();
  const app = new Hono<Bindings>();

  // Whoever asks what time it is here hears the clock that all this runs on.
  app.use('*', async (context, next) => {
    await next();
    if (!context.res.headers.has('date')) context.header('date', new Date(clock.now()).toUTCString());
  });

  // Standing in for `Request` and `Response` everywhere is not the sandbox's to do: real clients run in the same process.
  const listener = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  const origin = await listen(listener, host, port);
  const server = { origin, accounts };
  const wire = { accounts, arrangements, meter: meterFor(limits), log, clock, closing: closing.signal };

  const sandbox: Sandbox = {
    origin,
    timeline: (id) => {
      const shown = timelines.of(account(id).id, clock.now());
      return shown.map((one) => postOf(one)).reverse();
    },
    requests: log.all,
    arrange: (id, fault, times = 1) => {
      const to = account(id);
      const platform = platforms.find((one) => one.channel === to.channel);
      if (platform && !happensOn(platform, fault))
        throw new RangeError(`${fault.kind} is nothing that happens on ${to.channel}`);
      arrangements.arrange(to, fault, times);
    },
    clear: (id) => {
      for (const one of id === undefined ? accounts : [account(id)]) arrangements.clear(one);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  const platforms = [xPlatform(accounts, timelines, limits), mastodonPlatform(server, timelines, limits)];
  for (const platform of platforms) mount(app, platform, wire);
  mountControl(app, { ...sandbox, has: (id) => byId.has(id), everyTimeline });
  mountPages(app, { accounts, timelines, clock, limits, title, zone });
  return sandbox;

  function account(id: string): SandboxAccount {
    const found = byId.get(id);
    if (!found) throw new RangeError(`there is no account ${id} in this sandbox`);
    return found;
  }

  function everyTimeline() {
    return accounts.map(({ token: _, ...open }) => ({ ...open, posts: sandbox.timeline(open.id) }));
  }

  function postOf(shown: Shown): SandboxPost {
    const { post, text, createdAt, earlier, editedAt, deletedAt, language } = shown;
    const { channel } = post.account;
    return {
      id: post.id,
      text,
      html: channel === 'mastodon' ? contentOf(text, server) : richText(text, channel).toString(),
      replyTo: post.replyTo,
      at: createdAt,
      edits: earlier.map((version) => version.text),
      editedAt,
      deletedAt,
      language,
      idempotencyKey: post.idempotencyKey,
    };
  }

  async function close(): Promise<void> {
    if (closing.signal.aborted) return;
    closing.abort();
    const closed = once(listener, 'close');
    listener.close();
    if ('closeAllConnections' in listener) listener.closeAllConnections();
    await closed;
  }
}

function accountsById(accounts: readonly SandboxAccount[]): ReadonlyMap<string, SandboxAccount> {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  if (byId.size < accounts.length) throw new RangeError('two accounts of a sandbox have the same id');
  const tokens = new Set(accounts.map((account) => `${account.channel} ${account.token}`));
  if (tokens.size < accounts.length) throw new RangeError('two accounts of a sandbox have the same token');
  return byId;
}

async function listen(
  listener: ReturnType<typeof createAdaptorServer>,
  host: string,
  port: number,
): Promise<string> {
  listener.listen(port, host);
  try {
    await once(listener, 'listening');
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    throw operatorError(
      'port-in-use',
      `Something else listens on ${host}:${port} already.`,
      'Choose another port for the sandbox, or end what listens there.',
      { cause },
    );
  }
  const address = listener.address() as AddressInfo;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${address.port}`;
}
