import type { ErrorCode, Mistake } from '../../core/domain/errors.ts';
import type { Account } from '../../core/domain/municipality.ts';

/** What opens an account. */
export type Credential =
  | {
      readonly channel: 'x';
      readonly appKey: string;
      readonly appSecret: string;
      readonly accessToken: string;
      readonly accessSecret: string;
    }
  | { readonly channel: 'mastodon'; readonly accessToken: string };

export interface Secrets {
  /** By account id; those whose secrets have mistakes are absent. */
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Everything that is missing or damaged. No message holds a value. */
  readonly mistakes: readonly Mistake[];
  /** Every secret that was found, right or wrong: what must never be shown. */
  readonly values: readonly string[];
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Shorter values are words: to black them out would only black out the text. */
const SECRET_CHARACTERS_MIN = 4;
const SECRET_CHARACTERS_MAX = 4_096;

/**
 * Reads the secrets of these accounts: `X_APP_KEY` and `X_APP_SECRET`, and per account, named after its id,
 * `SIEGEN_X_ACCESS_TOKEN`, `SIEGEN_X_ACCESS_SECRET`, `SIEGEN_MASTODON_ACCESS_TOKEN`. Never throws: an account without
 * its secret waits by itself.
 */
export function readSecrets(env: Environment, accounts: Iterable<Account>): Secrets {
  const credentials = new Map<string, Credential>();
  const mistakes = new Map<string, Mistake>();
  const owners = new Map<string, string>();

  function read(name: string, whose: string): string | null {
    const value = env[name];
    const mistake = wrongSecret(name, value, whose);
    if (mistake === null) return value ?? null;
    mistakes.set(name, mistake);
    return null;
  }

  for (const account of accounts) {
    const credential = credentialOf(account, read);
    if (credential === null) continue;
    const owner = owners.get(credential.accessToken);
    if (owner === undefined) {
      owners.set(credential.accessToken, account.id);
      credentials.set(account.id, credential);
    } else {
      const name = `${prefixOf(account)}_ACCESS_TOKEN`;
      // Nobody knows which of the two is wrong, so neither speaks.
      credentials.delete(owner);
      mistakes.set(
        name,
        wrong(
          'shared-token',
          `${name} is the same token as that of the account \`${owner}\``,
          `A post of \`${account.id}\` would stand on another account: put its own token there.`,
        ),
      );
    }
  }
  return { credentials, mistakes: [...mistakes.values()], values: secretValues(env) };
}

/** Blacks out secrets wherever they stand in a text: as they are, in JSON, in addresses, in base64. */
export function redactor(values: readonly string[]): (text: string) => string {
  const forms = new Set(
    values.filter((value) => value.length >= SECRET_CHARACTERS_MIN).flatMap((value) => formsOf(value)),
  );
  if (forms.size === 0) return (text) => text;
  const longestFirst = [...forms].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map((form) => escaped(form)).join('|'), 'g');
  return (text) => text.replace(pattern, '[secret]');
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function credentialOf(
  account: Account,
  read: (name: string, whose: string) => string | null,
): Credential | null {
  const prefix = prefixOf(account);
  const accessToken = read(`${prefix}_ACCESS_TOKEN`, `\`${account.id}\``);
  switch (account.channel) {
    case 'mastodon':
      return accessToken === null ? null : { channel: 'mastodon', accessToken };
    case 'x': {
      const accessSecret = read(`${prefix}_ACCESS_SECRET`, `\`${account.id}\``);
      const appKey = read('X_APP_KEY', 'the app on X');
      const appSecret = read('X_APP_SECRET', 'the app on X');
      if (accessToken === null || accessSecret === null || appKey === null || appSecret === null) return null;
      return { channel: 'x', appKey, appSecret, accessToken, accessSecret };
    }
    default:
      return account.channel satisfies never;
  }
}

function prefixOf(account: Account): string {
  return account.id.toUpperCase().replaceAll('-', '_');
}

function wrong(code: ErrorCode, message: string, advice: string): Mistake {
  return { code, message, advice, place: { file: '.env', line: null, column: null } };
}

function wrongSecret(name: string, value: string | undefined, whose: string): Mistake | null {
  if (value === undefined || value === '')
    return wrong(
      'missing-token',
      `${name} is missing: the secret of ${whose}`,
      `Add the line ${name}=… to .env, or set it in the environment.`,
    );
  if (value.length > SECRET_CHARACTERS_MAX || /[^\x21-\x7e]/.test(value))
    return wrong(
      'damaged-token',
      `${name} has blanks, line breaks or other characters in it that no secret has`,
      'Copy it again, in one line, without quotes inside.',
    );
  if (PLACEHOLDER.test(value))
    return wrong(
      'placeholder-token',
      `${name} still holds the placeholder of an example`,
      `Put the secret of ${whose} there.`,
    );
  return null;
}

const PLACEHOLDER =
  /^(<.*>|\[.*\]|\{.*\}|\.{3,}|x{3,}|\*+|todo|change-?_?me|your[-_].*|replace[-_].*|placeholder)$/i;

/** Whatever is named like a secret, whether an account needs it or not. */
function secretValues(env: Environment): readonly string[] {
  const values = Object.entries(env).flatMap(([name, value = '']) => {
    if (/(^|_)(TOKEN|SECRET|KEY|PASSWORD)$/.test(name)) return [value, ...value.split(/\s+/)];
    if (name === 'ALERTS_WEBHOOK' || name === 'ALERTS_PING') return [value];
    if (name !== 'DATABASE_URL') return [];
    const password = URL.parse(value)?.password ?? '';
    return [value, password, decoded(password)];
  });
  return [...new Set(values)].filter((value) => value.length >= SECRET_CHARACTERS_MIN);
}

function decoded(part: string): string {
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

/** Base64 of the value wherever it begins in what was encoded: what its neighbours have a part in is left off. */
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
