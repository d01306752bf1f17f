import http from 'node:http';
import { createRestAPIClient } from 'masto';
import { TwitterApi, TwitterApiv2 } from 'twitter-api-v2';
import type { Clock } from '../src/clock.ts';
import {
  type Sandbox,
  type SandboxAccount,
  type SandboxOptions,
  startSandbox,
} from '../src/sandbox/sandbox.ts';

export const START = Date.UTC(2023, 9, 30, 5, 30);

/** A clock that stands still until it is moved. */
export function standingClock(): Clock & { move(ms: number): void } {
  let now = START;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
    },
    move: (ms) => {
      now += ms;
    },
  };
}

export function xAccount(handle: string, group = 'Stadt Siegen'): SandboxAccount {
  return { id: `${handle}-x`, channel: 'x', handle, name: group, token: `x-token-${handle}`, group };
}

export function mastodonAccount(handle: string, group = 'Stadt Siegen'): SandboxAccount {
  return {
    id: `${handle}-mastodon`,
    channel: 'mastodon',
    handle,
    name: group,
    token: `m-token-${handle}`,
    group,
  };
}

export async function sandboxWith(
  accounts: readonly SandboxAccount[],
  options: Partial<SandboxOptions> = {},
): Promise<{
  readonly sandbox: Sandbox;
  readonly clock: ReturnType<typeof standingClock>;
}> {
  const clock = standingClock();
  return { clock, sandbox: await startSandbox({ accounts, clock, ...options }) };
}

/** Longer than any answer from this machine takes, short enough to wait for one that never comes. */
const PATIENCE_MS = 400;

/** The real client of X, as the program sets it up: no keep-alive, and a time after which it gives up. */
export function xClient(sandbox: Sandbox, account: SandboxAccount) {
  const client = new TwitterApi(
    { appKey: 'key', appSecret: 'secret', accessToken: account.token, accessSecret: 'secret' },
    {
      httpAgent: new http.Agent(),
      plugins: [
        {
          onBeforeRequest: ({ requestOptions }) => {
            requestOptions.signal = AbortSignal.timeout(PATIENCE_MS);
          },
        },
      ],
    },
  );
  return new ApiElsewhere(client, `${sandbox.origin}/2/`);
}

class ApiElsewhere extends TwitterApiv2 {
  constructor(client: TwitterApi, prefix: string) {
    super(client);
    this.setPrefix(prefix);
  }
}

/** The real client of Mastodon. */
export function mastodonClient(sandbox: Sandbox, account: SandboxAccount) {
  return createRestAPIClient({ url: sandbox.origin, accessToken: account.token, timeout: PATIENCE_MS });
}

/** What a refused call was refused with: its HTTP status where it had one, else the name of the error. */
export async function refusalOf(
  call: PromiseLike<unknown>,
): Promise<{ readonly status: number | string; readonly said: string }> {
  try {
    await call;
  } catch (error) {
    const { code, statusCode, data, name, message } = error as Record<string, unknown>;
    const status = typeof code === 'number' ? code : (statusCode ?? name);
    return { status: status as number | string, said: `${JSON.stringify(data ?? '')} ${message}` };
  }
  throw new Error('it was not refused');
}
