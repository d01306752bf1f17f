import { sameHandle } from '../core/delivery/identity.ts';
import { channelWithId } from '../core/domain/channel.ts';
import type { ChannelModule, Credential } from '../core/domain/channel-module.ts';
import { serverOf } from '../core/domain/configuration.ts';
import { mistake, mistakesIn, OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Account } from '../core/domain/municipality.ts';
import { channelSettings } from '../core/domain/settings.ts';
import { saveInEnv, writtenInEnv } from '../files/settings/env-file.ts';
import { hiding, readAppSecrets, variableOf, variableOfServer } from '../files/settings/secrets.ts';
import type { App } from './load.ts';

/** An account that is being connected: its owner has not agreed yet. */
interface PendingConsent {
  readonly account: Account;
  /** The platform's name, for people. */
  readonly platform: string;
  /** The page on which the owner agrees. It then shows a code. */
  readonly page: string;
  /**
   * Gets the token for the code, asks the platform whose it is and what it may, and writes it into `.env`. Throws an OperatorError
   * where the code is not accepted, the token is that of another account or may not post, or it cannot be kept: then nothing is
   * written.
   */
  finish(code: string): Promise<void>;
}

/** Asks the platform to let the program into an account. Throws an OperatorError where it cannot be. */
export async function beginConnecting(app: App, id: string): Promise<PendingConsent> {
  const { account, module, connecting, envFile, access, signal, told } = await reach(app, id);
  const { handle } = account;
  const named = (secrets: Credential, variable: (name: string) => string) =>
    Object.fromEntries(Object.entries(secrets).map(([name, value]) => [variable(name), value]));
  const ofServer = (secrets: Credential) => named(secrets, (name) => variableOfServer(access.server, name));
  const ofAccount = (secrets: Credential) => named(secrets, (name) => variableOf(account, name));
  const { connect } = connecting;
  const asked = await connect(access, handle, signal());
  if (asked.kind !== 'read')
    throw asked.kind === 'absent'
      ? operatorError('not-connected.by-hand', told)
      : operatorError('not-connected.begin', { ...told, why: asked.reason });
  const consent = asked.value;
  conceal(app, [consent.ofServer[module.credential.server?.secret ?? ''] ?? '']);
  // Before anybody agrees: what cannot be written now would be lost then.
  await saveInEnv(envFile, ofServer(consent.ofServer));

  async function finish(code: string): Promise<void> {
    const given = await consent.exchange(code.trim(), signal());
    if (given.kind !== 'read')
      throw operatorError('not-connected.code', {
        ...told,
        why: given.kind === 'unreadable' ? given.reason : '',
      });
    conceal(app, Object.values(given.value));
    const credential = { ...access.credential, ...given.value };
    const channel = (await module.client())({ ...access, credential });
    const identity = await channel.identity(signal());
    if (identity.kind !== 'read')
      throw identity.kind === 'absent'
        ? operatorError('unidentified.here', { account: id })
        : operatorError('unidentified.why', { account: id, why: identity.reason });
    const { handle: found } = identity.value;
    if (!sameHandle(found, handle))
      throw operatorError('wrong-account.connected', { ...told, found, handle });
    const rights = await channel.rights(signal());
    if (rights.kind === 'read' && rights.value.publishes === false)
      throw operatorError('read-only-token.connected', { ...told, handle });
    await saveInEnv(envFile, ofAccount(given.value)).catch((error) => {
      throw new OperatorError([...mistakesIn(error), mistake('not-connected.unsaved', { account: id })]);
    });
    // A process that was started with the variables of .env still has the old ones.
    refuseElsewhere(app, envFile, variablesOf(account, module));
  }

  return { account, platform: module.name, page: consent.page, finish };
}

/** The token of an account, as far as it can be revoked. */
interface AccountToken {
  /** The platform's name, for people. */
  readonly platform: string;
  /** The page on which the account's owner withdraws its consent. */
  readonly consentsPage: string;
  /**
   * `by-hand`: only the owner can. `unknown`: the platform does not know it, or not as a token of this app. Throws an OperatorError
   * where the platform says neither.
   */
  revoke(): Promise<'revoked' | 'unknown' | 'by-hand'>;
  /** Takes its lines out of `.env`. */
  takeOut(): Promise<void>;
}

/** Throws an OperatorError where the account has no token that could be revoked. */
export async function tokenOf(app: App, id: string): Promise<AccountToken> {
  const { account, module, connecting, envFile, access, signal, told } = await reach(app, id);
  const own = app.files.credentials.get(id);
  if (!own) throw operatorError('not-revoked.none', { account: id });
  const page = connecting.consentsPage(access.server);
  return {
    ...{ platform: module.name, consentsPage: page },
    async revoke() {
      const answer = await connecting.revoke(
        { ...access, credential: { ...access.credential, ...own } },
        signal(),
      );
      if (answer.kind === 'unreadable')
        throw operatorError('not-revoked.why', { ...told, page, why: answer.reason });
      return answer.kind === 'read' ? answer.value : 'by-hand';
    },
    takeOut: () =>
      saveInEnv(envFile, Object.fromEntries(variablesOf(account, module).map((name) => [name, null]))),
  };
}

/** All that is needed to ask the platform of an account about its token. Throws an OperatorError where it cannot be asked. */
async function reach(app: App, id: string) {
  const { files, runtime } = app;
  const account = files.region.accounts.get(id);
  if (!account) throw operatorError('unknown-account.here', { account: id });
  if (files.settings.sandbox) throw operatorError('no-token-needed.sandbox');
  const module = channelWithId(files.channels, account.channel);
  const connecting = await module.connecting?.();
  const told = { account: id, platform: module.name };
  const { envFile } = runtime;
  if (!connecting || envFile === null) throw operatorError('not-connected.by-hand', told);
  refuseElsewhere(app, envFile, variablesOf(account, module));
  const server = serverOf(files.settings, account);
  const { sendTimeoutMs } = channelSettings(files.settings, account.channel);
  // The environment as it is now: another account of the server may just have been connected.
  const credential = readAppSecrets(runtime.environment(), module, server);
  const access = { server, sendTimeoutMs, clock: runtime.clock, credential };
  const signal = () => AbortSignal.any([runtime.signal, AbortSignal.timeout(sendTimeoutMs)]);
  return { account, module, connecting, envFile, access, signal, told };
}

function variablesOf(account: Account, { credential }: ChannelModule): readonly string[] {
  return credential.account.map((name) => variableOf(account, name));
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
