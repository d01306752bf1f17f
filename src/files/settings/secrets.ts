import { channelWithId } from '../../core/domain/channel.ts';
import type { ChannelModule, Credential } from '../../core/domain/channel-module.ts';
import { type Mistake, mistake } from '../../core/domain/errors.ts';
import type { Account } from '../../core/domain/municipality.ts';

export interface Secrets {
  /** By account id. Accounts whose secrets have mistakes are absent. */
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Everything that is missing or damaged. No message holds a value. */
  readonly mistakes: readonly Mistake[];
  /** Every secret that is configured, right or wrong: it must never be shown. */
  readonly values: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Shorter values are words: to black them out would only black out the text. */
const SECRET_CHARACTERS_MIN = 4;
const SECRET_CHARACTERS_MAX = 4_096;

/**
 * Reads the secrets of these accounts from the variables that their channels name: `X_APP_KEY` opens the app,
 * `SIEGEN_X_ACCESS_TOKEN` the account `siegen-x`. Never throws: an account without its secret waits by itself.
 */
export function readSecrets(
  env: Environment,
  accounts: Iterable<Account>,
  channels: readonly ChannelModule[],
): Secrets {
  const credentials = new Map<string, Credential>();
  const mistakes = new Map<string, Mistake>();
  const owners = new Map<string, string>();

  function read(variable: string, whose: Whose): string | null {
    const value = env[variable];
    const mistake = wrongSecret(variable, value, whose);
    if (mistake === null) return value ?? null;
    mistakes.set(variable, mistake);
    return null;
  }

  for (const account of accounts) {
    const { name: platform, credential: names } = channelWithId(channels, account.channel);
    const found = [
      ...names.account.map(
        (name) => [name, read(variableOf(account, name), { account: account.id })] as const,
      ),
      ...names.app.map((name) => [name, read(name, { platform })] as const),
    ].filter((pair): pair is readonly [string, string] => pair[1] !== null);
    if (found.length < names.account.length + names.app.length) continue;
    const variable = variableOf(account, names.account[0]);
    const token = env[variable] ?? '';
    const owner = owners.get(token);
    if (owner === undefined) {
      owners.set(token, account.id);
      credentials.set(account.id, Object.fromEntries(found));
      continue;
    }
    // Nobody knows which of the two is wrong, so neither speaks.
    credentials.delete(owner);
    mistakes.set(variable, inEnv(mistake('shared-token.here', { variable, owner, account: account.id })));
  }
  return { credentials, mistakes: [...mistakes.values()], values: configuredSecrets(env, channels) };
}

/** Blacks out secrets wherever they are in a text: as they are, in JSON, in addresses, in base64. */
export function redactor(values: readonly string[]): (text: string) => string {
  const forms = new Set(
    values.filter((value) => value.length >= SECRET_CHARACTERS_MIN).flatMap((value) => formsOf(value)),
  );
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(
    longestFirst.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  );
  return (text) => text.replace(pattern, '[secret]');
}

/** Finds secrets in what is to be published: as `redactor` knows them, and long ones also with blanks in between. */
export function secretFinder(values: readonly string[]): (text: string) => boolean {
  const redact = redactor(values);
  const redactLong = redactor(values.filter((value) => value.length >= SPREAD_CHARACTERS_MIN));
  return (text) => {
    const joined = text.normalize('NFKC').replace(/\s+/g, '');
    return redact(text) !== text || redactLong(joined) !== joined;
  };
}

/** Shorter secrets may be made of the letters of two words. */
const SPREAD_CHARACTERS_MIN = 12;

function variableOf(account: Account, name: string): string {
  return `${account.id.toUpperCase().replaceAll('-', '_')}_${name}`;
}

/** The owner of a secret. */
type Whose = { readonly account: string } | { readonly platform: string };

function inEnv(mistake: Mistake): Mistake {
  return { ...mistake, place: { file: '.env', line: null, column: null } };
}

function wrongSecret(variable: string, value: string | undefined, whose: Whose): Mistake | null {
  const isOfAccount = 'account' in whose;
  if (value === undefined || value === '')
    return inEnv(
      isOfAccount
        ? mistake('missing-token.account', { variable, ...whose })
        : mistake('missing-token.app', { variable, ...whose }),
    );
  if (value.length > SECRET_CHARACTERS_MAX || /[^\x21-\x7e]/.test(value))
    return inEnv(mistake('damaged-token.here', { variable }));
  if (!PLACEHOLDER.test(value)) return null;
  return inEnv(
    isOfAccount
      ? mistake('placeholder-token.account', { variable, ...whose })
      : mistake('placeholder-token.app', { variable, ...whose }),
  );
}

const PLACEHOLDER =
  /^(<.*>|\[.*\]|\{.*\}|\.{3,}|x{3,}|\*+|todo|change-?_?me|your[-_].*|replace[-_].*|placeholder)$/i;

/**
 * Values of the variables that this program reads, also for accounts that are in no file any more. The environment holds
 * others that are named like secrets; they are none of ours, and their values may be ordinary words.
 */
function configuredSecrets(env: Environment, channels: readonly ChannelModule[]): readonly string[] {
  const ofApps = new Set(channels.flatMap(({ credential }) => credential.app));
  const ofAccounts = channels.flatMap(({ credential }) => credential.account.map((name) => `_${name}`));
  const values = Object.entries(env).flatMap(([variable, value = '']) => {
    if (ofApps.has(variable) || ofAccounts.some((ending) => variable.endsWith(ending)))
      return [value, ...value.split(/\s+/)];
    if (['ALERTS_WEBHOOK', 'ALERTS_PING', 'PGPASSWORD', 'STATE_PASSWORD', 'STATE_TOKEN'].includes(variable))
      return [value];
    if (variable !== 'DATABASE_URL') return [];
    const password = URL.parse(value)?.password ?? '';
    return [value, password, decoded(password)];
  });
  return [...new Set(values)].filter((value) => value.length >= SECRET_CHARACTERS_MIN);
}

/** A part of an address without its percent signs; as it is where they are wrong. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch (error) {
    if (error instanceof URIError) return part;
    throw error;
  }
}

function formsOf(value: string): readonly string[] {
  const encoded = encodeURIComponent(value.toWellFormed());
  // As OAuth 1.0a writes it: five more characters than JavaScript would.
  const strict = encoded.replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const inJson = JSON.stringify(value).slice(1, -1);
  return [value, inJson, encoded, strict, lower(encoded), lower(strict), ...base64Forms(value)];
}

/** Base64 of the value at each of the three positions it can have, without the characters its neighbours take part in. */
function base64Forms(value: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)]);
    const whole = bytes.toString('base64').replace(/=+$/, '');
    const first = before === 0 ? 0 : before + 1;
    const last = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
    const own = whole.slice(first, last);
    const forUrls = own.replaceAll('+', '-').replaceAll('/', '_');
    return own.length >= SECRET_CHARACTERS_MIN ? [own, forUrls] : [];
  });
}
