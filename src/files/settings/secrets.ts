import { once, remembering } from '../../core/domain/cache.ts';
import { channelWithId } from '../../core/domain/channel.ts';
import type { ChannelModule, Credential } from '../../core/domain/channel-module.ts';
import { type Mistake, mistake, OperatorError } from '../../core/domain/errors.ts';
import type { Account } from '../../core/domain/municipality.ts';
import { manyWords } from './word-finder.ts';

interface Secrets {
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
/** Platform tokens have 40 characters and more. A shorter value, for an unknown account, may be an ordinary word. */
const UNKNOWN_CHARACTERS_MIN = 16;

/**
 * Reads the secrets of these accounts from the variables that their channels name: `X_APP_KEY` opens the app,
 * `SIEGEN_X_ACCESS_TOKEN` the account `siegen-x`. Never throws: an account without its secret waits by itself.
 */
export function readSecrets(
  env: Environment,
  accounts: readonly Account[],
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
  return {
    credentials,
    mistakes: [...mistakes.values()],
    values: configuredSecrets(env, accounts, channels),
  };
}

/** Everything that must never be shown or published. */
export interface Hidden {
  /** Blacks out secrets wherever they are in a text: as they are, in JSON, in HTML, in addresses, in base64. */
  redact(text: string): string;
  /**
   * Whether a text holds a secret: as `redact` finds it; a long one also with blanks in between; and one that has a digit also
   * in capitals, backwards, with signs in between, or in a code that anybody can undo.
   */
  isIn(text: string): boolean;
}

/** A region has thousands of secrets: their forms are made when the first text is gone through. */
export function hiding(values: readonly string[]): Hidden {
  const forms = once(() =>
    values.filter((value) => value.length >= SECRET_CHARACTERS_MIN).flatMap((value) => [...formsOf(value)]),
  );
  const find = once(() => manyWords(forms()));
  // Nearly all are found by their letters and digits alone: a text is gone through once for them, not in each of its forms.
  const searches = once(() => {
    const letters: string[] = [];
    const others: string[] = [];
    for (const form of forms()) {
      const those = byLetters(form);
      if (those === null) others.push(form);
      else letters.push(those);
    }
    const backwards = values.flatMap((value) => [...(byLetters(value) ?? '')].reverse().join('') || []);
    return {
      others: manyWords(others),
      long: manyWords(others.filter(({ length }) => length >= HIDDEN_CHARACTERS_MIN)),
      letters: manyWords([...letters, ...backwards]),
    };
  });
  const isInLetters = (text: string, joined: string, codes: number): boolean =>
    isAnyIn(searches().letters, lettersOf(text)) ||
    (codes > 0 && decodings(text, joined).some((one) => isInLetters(one, joinedUp(one), codes - 1)));
  return {
    redact(text) {
      const kept: string[] = [];
      let from = 0;
      for (const { at, word } of find()(text)) {
        kept.push(text.slice(from, at));
        from = at + word.length;
      }
      return kept.length === 0 ? text : [...kept, text.slice(from)].join('[secret]');
    },
    // A municipality says the same on all its accounts, and a text is worded again to be compared with others.
    isIn: remembering((text) => {
      const { others, long } = searches();
      const joined = joinedUp(text);
      return isAnyIn(others, text) || isAnyIn(long, joined) || isInLetters(text, joined, CODES_MAX);
    }),
  };
}

function isAnyIn(find: ReturnType<typeof manyWords>, text: string): boolean {
  for (const _ of find(text)) return true;
  return false;
}

/** The letters and digits of a secret that has so many, and a digit, that no words look like it; null for any other. */
function byLetters(form: string): string | null {
  const letters = lettersOf(form);
  return letters.length >= HIDDEN_CHARACTERS_MIN && /\d/.test(letters) ? letters : null;
}

/** Shorter secrets may be made of the letters of two words. */
const HIDDEN_CHARACTERS_MIN = 12;
/** How many codes may be around a secret, one in the other. */
const CODES_MAX = 2;

function joinedUp(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}

/** Signs and marks that nearly all texts have. Removing them first makes the search for other non-letters three times as fast. */
const USUAL_SIGNS = /[\u0300-\u036F\0-/:-`{-\u00A0\u2010-\u2027]+/g;

/** Decomposed, so that a mark after a letter does not make it another one. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(USUAL_SIGNS, '')
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** One character by its number: in an address, in mail, in a program, in HTML. */
const NUMBERED =
  /(?:[%=]|\\x|\\u00|\\u\{0*|U\+00|&#x0*)(?<hex>[\da-f]{2})[};]?|&#0*(?<decimal>\d{2,3});|\\(?<octal>[01]\d\d)/gi;
const HEX = /[\da-f](?:[:,;.-]*[\da-f]){23,}/gi;
const BASE64 = /[A-Za-z\d+/_-]{16,}/g;
/** A word as base64 has them, and as hardly any language does: capitals or digits within. */
const CODED = /[a-z\d][A-Z]|\d[a-z]|[A-Za-z]\d/;

/** The texts that undoing the codes in a text gives. `joined`: the same as `joinedUp` returns it. */
function decodings(text: string, joined: string): readonly string[] {
  const numbered = joined.replace(NUMBERED, (_, hex?: string, decimal?: string, octal?: string) =>
    String.fromCharCode(
      hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : Number.parseInt(octal ?? '', 8),
    ),
  );
  const inHex = [...joined.replace(/0x/gi, '').matchAll(HEX)].flatMap(([run]) => {
    const digits = run.replace(/[^\da-f]/gi, '');
    return [0, 1].map((before) => Buffer.from(digits.slice(before), 'hex').toString());
  });
  const coded = text.split(/\s+/).filter((word) => CODED.test(word));
  const inBase64 = [...coded.join('').matchAll(BASE64)].flatMap(([run]) =>
    [0, 1, 2, 3].map((before) => Buffer.from(run.slice(before), 'base64').toString()),
  );
  return [...(numbered === joined ? [] : [numbered]), ...inHex, ...inBase64];
}

/** The variable that holds this secret of an account. */
export function variableOf(account: Account, name: string): string {
  return `${account.id.toUpperCase().replaceAll('-', '_')}_${name}`;
}

/** The same of a server. No two hosts have the same: the name of one never has two dots in a row. */
export function variableOfServer(server: string, name: string): string {
  const host = new URL(server).host.toUpperCase().replaceAll('-', '__');
  return `${host.replace(/[^A-Z\d_]/g, '_')}_${name}`;
}

/** The secrets with which an account on this server can be connected. Throws an OperatorError where one of the app is missing. */
export function readAppSecrets(env: Environment, module: ChannelModule, server: string): Credential {
  const { app, server: ofServer } = module.credential;
  const wrong = app.map((name) => wrongSecret(name, env[name], { platform: module.name }));
  const mistakes = wrong.filter((one) => one !== null);
  if (mistakes.length > 0) throw new OperatorError(mistakes);
  const names = ofServer ? [ofServer.id, ofServer.secret] : [];
  const known = names.map((name) => [name, env[variableOfServer(server, name)] ?? ''] as const);
  return Object.fromEntries([...app.map((name) => [name, env[name] ?? ''] as const), ...known]);
}

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
 * Values of the variables that this program reads. An account that is in no file any more has a token all the same; but the
 * environment holds variables of other programs too that are named like it, and their values may be ordinary words.
 */
function configuredSecrets(
  env: Environment,
  accounts: readonly Account[],
  channels: readonly ChannelModule[],
): readonly string[] {
  const names = accounts.flatMap((account) =>
    channelWithId(channels, account.channel).credential.account.map((name) => variableOf(account, name)),
  );
  const ours = new Set([...names, ...channels.flatMap(({ credential }) => credential.app)]);
  const ofAccounts = channels.flatMap(({ credential: { account, server } }) =>
    [...account, ...(server ? [server.secret] : [])].map((name) => `_${name}`),
  );
  const values = Object.entries(env).flatMap(([variable, value = '']) => {
    const isLikeOurs = ofAccounts.some((ending) => variable.endsWith(ending));
    if (ours.has(variable) || (isLikeOurs && value.length >= UNKNOWN_CHARACTERS_MIN))
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

/** As pages write them. */
const HTML_SIGNS = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function formsOf(value: string): ReadonlySet<string> {
  const encoded = encodeURIComponent(value.toWellFormed());
  // As OAuth 1.0a writes it: five more characters than JavaScript would.
  const strict = encoded.replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const lower = (text: string) => text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const inJson = JSON.stringify(value).slice(1, -1);
  const inHtml = value.replace(/[&<>"']/g, (sign) => HTML_SIGNS.get(sign) ?? sign);
  return new Set([
    value,
    inJson,
    inHtml,
    encoded,
    strict,
    lower(encoded),
    lower(strict),
    ...base64Forms(value),
  ]);
}

/** Base64 of the value at each of the three positions it can have, without the characters its neighbours take part in. */
function base64Forms(value: string): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from('\0'.repeat(before) + value);
    const whole = bytes.toString('base64').replace(/=+$/, '');
    const first = before === 0 ? 0 : before + 1;
    const last = bytes.length % 3 === 0 ? whole.length : whole.length - 1;
    const own = whole.slice(first, last);
    const forUrls = own.replaceAll('+', '-').replaceAll('/', '_');
    return own.length >= SECRET_CHARACTERS_MIN ? [own, forUrls] : [];
  });
}
