import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { CHANNELS } from '../channels/registry.ts';
import { type Cache, newCache } from '../core/domain/cache.ts';
import type { Credential } from '../core/domain/channel-module.ts';
import { collecting, type Mistake, mistake, OperatorError, operatorError } from '../core/domain/errors.ts';
import type { Language } from '../core/domain/language.ts';
import type { Messages } from '../core/domain/message.ts';
import type { Services } from '../core/domain/municipal-service.ts';
import type { Region } from '../core/domain/municipality.ts';
import { sha256 } from '../core/domain/post-key.ts';
import type { Settings } from '../core/domain/settings.ts';
import type { Planning } from '../core/ledger/turn.ts';
import { secretsIn } from '../files/incident/source.ts';
import { readMessages } from '../files/messages/messages.ts';
import { readRegion } from '../files/municipalities/region.ts';
import { readFileBounded, systemCode } from '../files/read-file.ts';
import { readServices } from '../files/services/services.ts';
import { type Environment, type Hidden, hiding, readSecrets } from '../files/settings/secrets.ts';
import { readSettings } from '../files/settings/settings.ts';
import { endpoint } from '../files/yaml/fields.ts';
import type { ChannelWithSandbox } from '../sandbox/platform.ts';
import type { Options } from './options.ts';

/** All that people wrote except the incident state file: read, checked, complete. */
export interface Files {
  readonly channels: readonly ChannelWithSandbox[];
  readonly settings: Settings;
  readonly services: Services;
  readonly region: Region;
  readonly messages: Messages;
  readonly credentials: ReadonlyMap<string, Credential>;
  /** Accounts on which nothing can be published, because they have no credential. None in the sandbox. */
  readonly mute: ReadonlySet<string>;
  readonly cache: Cache;
  /** Mistakes in the credentials: only the accounts that they belong to are held for it. */
  readonly credentialMistakes: readonly Mistake[];
  /** Replaces every secret in a text. */
  readonly redact: (text: string) => string;
  /** Digest of all these files and credentials. Equal digests mean equal contents, in any process. */
  readonly digest: string;
  /** See `Planning`. */
  readonly decides: Planning['decides'];
  /** The texts that all of this was read from. */
  readonly texts: FileTexts;
  readonly environment: Environment;
}

/** The bytes of the files, in one value that can be compared. */
interface FileTexts {
  readonly config: Uint8Array;
  readonly services: Uint8Array;
  readonly municipalities: Uint8Array;
  readonly messages: ReadonlyMap<string, string>;
}

/** Throws an OperatorError that names every file that cannot be read. */
export async function readTexts(options: Options): Promise<FileTexts> {
  const mistakes: Mistake[] = [];
  const attempt = collecting(mistakes);
  const noted = (error: unknown) =>
    attempt(() => {
      throw error;
    });
  const read = (name: string) => readBytes(join(options.config, name)).catch(noted);
  const config = await read('config.yaml');
  const services = await read('services.yaml');
  const municipalities = await read('municipalities.yaml');
  const messages = await readMessageTexts(options.messages).catch(noted);
  if (!config || !services || !municipalities || !messages) throw new OperatorError(mistakes);
  return { config, services, municipalities, messages };
}

/** `cache` is that of the files before these. */
export function parsedFiles(texts: FileTexts, options: Options, env: Environment, cache = newCache()): Files {
  const path = (name: string) => join(options.config, name);
  const mistakes: Mistake[] = [];
  const attempt = collecting(mistakes);
  const written = attempt(() => readSettings(texts.config, path('config.yaml'), CHANNELS));
  const services = attempt(() => readServices(texts.services, path('services.yaml')));
  const region =
    services &&
    written &&
    attempt(() => readRegion(texts.municipalities, path('municipalities.yaml'), services, written, CHANNELS));
  const spoken = [...(region?.accounts.values() ?? [])].flatMap(({ languages }) => languages);
  const messages = attempt(() => messagesIn(texts, [...new Set(spoken)].sort()));
  if (!written || !services || !region || !messages) throw new OperatorError(mistakes);
  const settings = {
    ...written,
    database: env.DATABASE_URL || written.database,
    alerts: alertsIn(env, written.alerts),
  };
  const secrets = readSecrets(env, [...region.accounts.values()], CHANNELS);
  const hidden = hiding([...secrets.values, ...secretsIn(options.state), ...privateParts(settings.alerts)]);
  const mute = [...region.accounts.keys()].filter((id) => !secrets.credentials.has(id));
  const { config, services: listed, municipalities } = texts;
  const paths = [...texts.messages.keys()];
  const digest = createHash('sha256').update(JSON.stringify([settings, mute, secrets.mistakes, paths]));
  for (const text of [config, listed, municipalities, ...texts.messages.values()])
    digest.update(`\n${text.length}\n`).update(text);
  return {
    channels: CHANNELS,
    settings,
    services,
    region,
    messages: withoutSecrets(messages, hidden),
    credentials: secrets.credentials,
    mute: new Set(settings.sandbox ? [] : mute),
    cache,
    credentialMistakes: settings.sandbox ? [] : secrets.mistakes,
    redact: hidden.redact,
    digest: digest.digest('hex'),
    decides: decidedBy(settings, mute, texts),
    texts,
    environment: env,
  };
}

/** Digests of the settings and files that decide what goes out: without the settings that each machine has for itself. */
function decidedBy(settings: Settings, mute: readonly string[], texts: FileTexts): Files['decides'] {
  const { web, console, alerts, database, tick, ...shared } = settings;
  const [municipalities, services] = [texts.municipalities, texts.services].map((bytes) =>
    Buffer.from(bytes).toString(),
  );
  const files = { municipalities, services, messages: [...texts.messages.values()], '.env': mute };
  const inJson = (part: unknown) =>
    JSON.stringify(part, (_, value) => (value instanceof Set ? [...value].sort() : value));
  const named = (key: string) =>
    key.replace(/Ms$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const parts = Object.entries({ ...shared, ...files });
  return Object.fromEntries(parts.map(([key, part]) => [named(key), sha256(inJson(part)).slice(0, 16)]));
}

/** Reading the messages takes longest, and they hardly ever change between two readings. */
let messagesBefore: { readonly from: unknown; readonly messages: Messages } | null = null;

function messagesIn(texts: FileTexts, languages: readonly Language[]): Messages {
  const from = [languages, texts.messages];
  if (messagesBefore === null || !isDeepStrictEqual(messagesBefore.from, from)) {
    const channels = CHANNELS.map((channel) => channel.id);
    messagesBefore = { from, messages: readMessages(texts.messages, channels, languages) };
  }
  return messagesBefore.messages;
}

/** Refuses each text that holds a secret, wherever it comes from. */
function withoutSecrets(messages: Messages, hidden: Hidden): Messages {
  return {
    ...messages,
    refusal(text, snapshot, language) {
      if (!hidden.isIn(text)) return messages.refusal(text, snapshot, language);
      const { poster, about, facts, announcement } = snapshot;
      const written = textsIn({ ...announcement, ...facts, names: [poster, ...about] });
      const found = written.find((one) => hidden.isIn(one.text));
      const source = found ? `${found.path.slice(1)} of ${poster.id}` : `messages/${language}.ftl`;
      return { because: 'secret', source };
    },
  };
}

/** The texts in a value, each with its path: `.instruction.text.de`. */
export function textsIn(
  value: unknown,
  path = '',
): readonly { readonly path: string; readonly text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  return Object.entries(value ?? {}).flatMap(([key, inner]) => textsIn(inner, `${path}.${key}`));
}

/** Addresses of webhooks are secrets more often than not: the environment may have them instead. */
function alertsIn(env: Environment, written: Settings['alerts']): Settings['alerts'] {
  const endpointIn = (name: string) => {
    const address = env[name] || null;
    if (address === null) return null;
    if (endpoint.safeParse(address).success) return address;
    throw operatorError('bad-url.variable', { name });
  };
  return {
    webhook: endpointIn('ALERTS_WEBHOOK') ?? written.webhook,
    ping: endpointIn('ALERTS_PING') ?? written.ping,
    waitingMs: written.waitingMs,
  };
}

/** Everybody who knows the address of a webhook can write to it: an address with more than a host is never shown. */
function privateParts({ webhook, ping }: Settings['alerts']): readonly string[] {
  return [webhook, ping].flatMap((address) => {
    const { pathname, search } = address === null ? { pathname: '/', search: '' } : new URL(address);
    const own = `${pathname}${search}`;
    if (address === null || own === '/') return [];
    return own.length < PRIVATE_CHARACTERS_MIN ? [address] : [address, own];
  });
}

/** Shorter paths are words. */
const PRIVATE_CHARACTERS_MIN = 16;

/** Message files by path, as it is shown to people. */
async function readMessageTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(folder).catch(unreadable(folder));
  // Editors keep theirs beside them, with a dot in front.
  const paths = names.filter((name) => /^[^.].*\.(?:ftl|yaml)$/.test(name)).sort();
  if (paths.length === 0) throw operatorError('no-messages.folder', { folder });
  const texts = await Promise.all(
    paths.map(async (name) => {
      const path = join(folder, name);
      return [relative('.', path), await decodedFile(path)] as const;
    }),
  );
  return new Map(texts);
}

/** The text of a file. Throws an OperatorError where it cannot be read or is no UTF-8. */
export async function decodedFile(path: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readBytes(path));
  } catch (error) {
    if (error instanceof OperatorError) throw error;
    throw operatorError('not-utf8.here', { file: path }, { cause: error });
  }
}

/** Throws an OperatorError where it can't be read. */
export function readBytes(path: string): Promise<Uint8Array> {
  return readFileBounded(path).catch(unreadable(path));
}

/** Throws an OperatorError in the place of a system error. */
function unreadable(path: string): (cause: unknown) => never {
  return (cause) => {
    const error = systemCode(cause);
    const told =
      error === 'ENOENT'
        ? mistake('unreadable.absent', { file: path })
        : mistake('unreadable.here', { file: path, error });
    throw new OperatorError([told], { cause });
  };
}
