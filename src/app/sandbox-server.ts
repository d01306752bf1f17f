import type { Clock } from '../core/domain/clock.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { sandboxAccounts } from './account-access.ts';
import type { Files } from './files.ts';

/** The sandbox of one process. It outlives sessions as the real platforms do, so that its timelines stay. */
export interface SandboxServer extends AsyncDisposable {
  /** Starts it at the first call. Later calls admit the accounts that were added since. Throws `port-in-use`. */
  open(files: Pick<Files, 'channels' | 'region' | 'settings'>): Promise<Sandbox>;
}

/** `port`: 0 for any that is free. */
export function sandboxServer(clock: Clock, port: (settings: Settings) => number): SandboxServer {
  let sandbox: Sandbox | null = null;
  return {
    async open({ channels, region, settings }) {
      const accounts = sandboxAccounts(region);
      if (sandbox === null) {
        const { startSandbox } = await import('../sandbox/sandbox.ts');
        const platforms = await Promise.all(channels.map((channel) => channel.sandbox()));
        sandbox = await startSandbox({
          platforms,
          accounts,
          clock,
          port: port(settings),
          zone: settings.zone,
        });
      } else sandbox.admit(accounts);
      return sandbox;
    },
    [Symbol.asyncDispose]: async () => sandbox?.close(),
  };
}
