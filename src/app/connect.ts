import { sameHandle } from '../core/delivery/identity.ts';
import { channelWithId } from '../core/domain/channel.ts';
import type { Credential } from '../core/domain/channel-module.ts';
import { serverOf } from '../core/domain/configuration.ts';
import { type Mistake, mistake, mistakesIn, OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Account } from '../core/domain/municipality.ts';
import { channelSettings } from '../core/domain/settings.ts';
import { saveInEnv, writtenInEnv } from '../files/settings/env-file.ts';
import { hiding, readAppSecrets, variableOf, variableOfServer } from '../files/settings/secrets.ts';
import type { App } from './load.ts';

/** An account that is being connected: its owner has not agreed yet. */
export interface Connecting {
  readonly account: Account;
  /** The platform's name, for people. */
  readonly platform: string;
  /** The page on which the owner agrees. It then shows a code. */
  readonly page: string;
  /**
   * Gets the token for the code, asks the platform whose it is, and writes it into `.env`. Returns warnings about it. Throws an
   * OperatorError where the code is not accepted, the token is that of another account, or cannot be kept: then nothing is written.
   */
  finish(code: string): Promise<readonly Mistake[]>;
}

/** Asks the platform to let the program into an account. Throws an OperatorError where it cannot be. */
export async function beginConnecting(app: App, id: string): Promise<Connecting> {
  const { files, runtime } = app;
  const account = files.region.accounts.get(id) ?? null;
  if (account === null) throw operatorError(mistake('unknown-account.here', { account: id }));
  if (files.settings.sandbox) throw operatorError(mistake('no-token-needed.sandbox'));
  const module = channelWithId(files.channels, account.channel);
  const connect = await module.connecting?.();
  const { handle } = account;
  const told = { account: id, platform: module.name };
  if (!connect || runtime.envFile === null) throw operatorError(mistake('not-connected.by-hand', told));
  const { envFile } = runtime;
  const server = serverOf(files.settings, account);
  const { sendTimeoutMs } = channelSettings(files.settings, account.channel);
  const signal = () => AbortSignal.any([runtime.signal, AbortSignal.timeout(sendTimeoutMs)]);

  const named = (secrets: Credential, variable: (name: string) => string) =>
    Object.fromEntries(Object.entries(secrets).map(([name, value]) => [variable(name), value]));
  const ofAccount = (secrets: Credential) => named(secrets, (name) => variableOf(account, name));
  const ofServer = (secrets: Credential) => named(secrets, (name) => variableOfServer(server, name));
  refuseElsewhere(app, envFile, Object.keys(ofAccount(blank(module.credential.account))));

  const access = {
    ...{ server, sendTimeoutMs, clock: runtime.clock },
    credential: readAppSecrets(files.environment, module, server),
  };
  const asked = await connect(access, handle, signal());
  if (asked.kind !== 'read')
    throw operatorError(
      asked.kind === 'absent'
        ? mistake('not-connected.by-hand', told)
        : mistake('not-connected.begin', { ...told, why: asked.reason }),
    );
  const consent = asked.value;
  conceal(app, [consent.ofServer[module.credential.server?.secret ?? ''] ?? '']);
  // Before anybody agrees: what cannot be written now would be lost then.
  await saveInEnv(envFile, ofServer(consent.ofServer));

  async function finish(code: string): Promise<readonly Mistake[]> {
    const given = await consent.exchange(code.trim(), signal());
    if (given.kind !== 'read')
      throw operatorError(
        mistake('not-connected.code', { ...told, why: given.kind === 'unreadable' ? given.reason : '' }),
      );
    conceal(app, Object.values(given.value));
    const credential = { ...access.credential, ...given.value };
    const channel = (await module.client())({ ...access, credential });
    const identity = await channel.identity(signal());
    if (identity.kind !== 'read')
      throw operatorError(
        identity.kind === 'absent'
          ? mistake('unidentified.here', { account: id })
          : mistake('unidentified.why', { account: id, why: identity.reason }),
      );
    const { handle: found } = identity.value;
    if (!sameHandle(found, handle))
      throw operatorError(mistake('wrong-account.connected', { ...told, found, handle }));
    await saveInEnv(envFile, ofAccount(given.value)).catch((error) => {
      throw new OperatorError([...mistakesIn(error), mistake('not-connected.unsaved', { account: id })]);
    });
    refuseElsewhere(app, envFile, Object.keys(ofAccount(given.value)));
    const rights = await channel.rights(signal());
    const isReadOnly = rights.kind === 'read' && rights.value.publishes === false;
    return isReadOnly ? [mistake('read-only-token.here', { account: id })] : [];
  }

  return { account, platform: module.name, page: consent.page, finish };
}

/** Throws `set-elsewhere` where the environment, or a file of its own, has a variable, which wins over `.env`. */
function refuseElsewhere({ runtime }: App, envFile: string, variables: readonly string[]): void {
  const written = writtenInEnv(envFile);
  const now = runtime.environment();
  const mistakes = variables
    .filter((name) => (now[name] ?? '') !== (written[name] ?? ''))
    .map((variable) => mistake('set-elsewhere.here', { variable, file: envFile }));
  if (mistakes.length > 0) throw new OperatorError(mistakes);
}

/** From now on these are replaced in everything that is printed, as all that the files hold. */
function conceal({ runtime, files }: App, secrets: readonly string[]): void {
  const { redact } = hiding(secrets);
  runtime.conceal((text) => redact(files.redact(text)));
}

function blank(names: readonly string[]): Credential {
  return Object.fromEntries(names.map((name) => [name, '']));
}
