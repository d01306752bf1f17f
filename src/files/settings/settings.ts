import { z } from 'zod';
import { KINDS } from '../../core/domain/announcement.ts';
import type { Limits } from '../../core/domain/channel.ts';
import type { ChannelDefaults, ChannelModule } from '../../core/domain/channel-module.ts';
import { SECOND, zoneNamed } from '../../core/domain/clock.ts';
import { mistake } from '../../core/domain/errors.ts';
import { type ChannelSettings, SETTINGS_LEFT_OUT, type Settings } from '../../core/domain/settings.ts';
import { nearest } from '../nearest.ts';
import { check, objection, shown } from '../yaml/check.ts';
import { complete, object } from '../yaml/complete.ts';
import {
  apiAddress,
  checkedText,
  endpoint,
  rememberingSchema,
  server,
  textMatching,
  textRead,
  tick,
} from '../yaml/fields.ts';
import { type FileMistake, mistakeAt } from '../yaml/mistake.ts';
import { readYaml, refusal, type YamlFile } from '../yaml/yaml.ts';

/** A claim outlives this many sends, so that a slow sender still learns that it lost its claim before another claims. */
const SENDS_PER_CLAIM_MIN = 3;

/** Throws an OperatorError with everything that is wrong with the file. */
export function readSettings(
  content: Uint8Array | string,
  name: string,
  channels: readonly ChannelModule[],
): Settings {
  const file = readYaml(content, name);
  const settings = check(settingsSchema(channels), file, file.value, []);
  if (settings) file.mistakes.push(...mistakesOfTimes(settings, file), ...mistakesOfConsole(settings));
  if (!settings || file.mistakes.length > 0) throw refusal(file);
  return settings;
}

/** The times on which the promise "nothing twice" rests. */
function mistakesOfTimes({ claimMs, channels }: Settings, file: YamlFile): FileMistake[] {
  const claim = claimMs / SECOND;
  return Object.entries(channels).flatMap(([id, { sendTimeoutMs, quietMs }]) => {
    const send = sendTimeoutMs / SECOND;
    const quiet = quietMs / SECOND;
    const pathOf = (key: string) => {
      const own = ['channels', id, key];
      return file.typed(own) === null ? ['claim_seconds'] : own;
    };
    const mistakes: FileMistake[] = [];
    if (claim < SENDS_PER_CLAIM_MIN * send)
      mistakes.push(
        mistakeAt(pathOf('send_timeout_seconds'), 'claim-too-short.here', {
          ...{ claim, send, channel: id },
          least: SENDS_PER_CLAIM_MIN * send,
          most: claim / SENDS_PER_CLAIM_MIN,
        }),
      );
    if (claim + send >= quiet)
      mistakes.push(
        mistakeAt(pathOf('quiet_seconds'), 'quiet-too-short.here', {
          ...{ quiet, claim, send, channel: id },
          least: claim + send,
        }),
      );
    return mistakes;
  });
}

/** Browsers take a secure cookie over https only, and passkeys belong to a name. */
function mistakesOfConsole({ console: at, sandbox }: Settings): FileMistake[] {
  if (at === null) return [];
  const { protocol, hostname } = new URL(at.origin);
  if (protocol === 'https:' && !/^[\d.]+$|^\[/.test(hostname)) return [];
  if (hostname === 'localhost' && sandbox) return [];
  return [mistakeAt(['console', 'origin'], 'console-origin.here', { origin: at.origin })];
}

/** A number with a default. Keys that end with a unit of time are read in milliseconds: see `complete`. */
const amount = (max: number, fallback: number) => z.number().positive().max(max).default(fallback);
const whole = (min: number, max: number, fallback: number) => z.int().min(min).max(max).default(fallback);
const usd = z.number().min(0).max(1_000);

/** `config.yaml`: keys and units for people, with the default of each. The result is complete, in milliseconds. */
export const settingsSchema = rememberingSchema(makeSettingsSchema);

function makeSettingsSchema(channels: readonly ChannelModule[]) {
  const written = z
    .strictObject({
      time_zone: timeZone
        .prefault(SETTINGS_LEFT_OUT.zone)
        .describe('The time zone in which times are written, and shown to the public.'),
      language: z
        .enum(['de', 'en'])
        .optional()
        .describe(
          'The language of the program, where neither --lang nor LC_ALL or LANG names it; else German.',
        ),
      tick: tick
        .default('* * * * *')
        .describe(
          'When the state file is read again: cron, in UTC, more often than every five minutes, because five minutes after the last round /healthz answers 503.',
        ),
      sandbox: z
        .boolean()
        .default(SETTINGS_LEFT_OUT.sandbox)
        .describe('Everything goes to the built-in sandbox; no real account is reached.'),
      approvals: approvals.prefault({}),
      freshness_hours: amount(8_760, 24).describe('An announcement that is older than this is never posted.'),
      backlog_after_minutes: amount(10_080, 15).describe(
        'After a standstill longer than this, only the newest post of each sort goes out.',
      ),
      gap_minutes: z
        .number()
        .min(0)
        .max(1_440)
        .default(5)
        .describe('Least time between two posts of one announcement on one account.'),
      keep_current: keepCurrent.prefault({}),
      confirmed: confirmed
        .nullable()
        .prefault({})
        .describe('How long facts count as confirmed; null: for ever.'),
      claim_seconds: amount(3_600, 120).describe('How long a worker may hold a post that it sends.'),
      accounts_at_once: whole(1, 500, 20).describe(
        'How many accounts of one server are posted on at the same time.',
      ),
      channels: z
        .strictObject(Object.fromEntries(channels.map(({ id, defaults }) => [id, channelSchema(defaults)])))
        .prefault({}),
      database: database
        .nullable()
        .default(SETTINGS_LEFT_OUT.database)
        .describe(
          'Address of a PostgreSQL without password; null: the built-in ledger. DATABASE_URL in .env comes first.',
        ),
      state: stateFile.prefault({}),
      outdated_after_minutes: amount(14, 10).describe(
        'When staff are told that a published post contradicts the facts: within a quarter of an hour, ticks included.',
      ),
      console: staffConsole.prefault(false),
      web: web.prefault({}),
      alerts: alerts.prefault({}),
    })
    .meta({ title: 'Settings' });
  return complete(written).transform(({ timeZone: zone, ...same }): Settings => ({ ...same, zone }));
}

/** The same keys for every channel. A value that is left out is as the channel says. */
function channelSchema({ limits, quietSeconds, pricesUsd, rates, baseUrl }: ChannelDefaults) {
  const form = z.strictObject({
    characters: whole(50, 100_000, limits.characters).describe(
      'How long a post may be, where the platform does not say so itself.',
    ),
    per_url: whole(1, 500, limits.perUrl).describe('How many characters a link counts.'),
    send_timeout_seconds: amount(300, 20).describe('How long one request may take.'),
    quiet_seconds: amount(3_600, quietSeconds).describe(
      'The quiet time: how long after the last send a post must be absent from the timeline before it is sent again.',
    ),
    prices_usd: object({
      post: usd.default(pricesUsd.post),
      post_with_url: usd.default(pricesUsd.postWithUrl),
      delete: usd.default(pricesUsd.delete),
      read: usd.default(pricesUsd.read),
    })
      .prefault({})
      .describe('The prices of the platform, in US dollars.'),
    rates: z
      .array(rate)
      .max(20)
      .prefault(rates.map(({ withinMinutes: within_minutes, ...own }) => ({ ...own, within_minutes })))
      .describe('Limits of the platform.'),
    reserve: z
      .number()
      .min(0)
      .max(0.9)
      .default(0.2)
      .describe('The share of each limit that is kept for corrections, retractions and all-clears.'),
    budget_usd_per_day: usd
      .positive()
      .nullable()
      .default(null)
      .describe('How much may be spent in 24 hours; null: any amount.'),
  });
  const nested = ({
    characters,
    perUrl,
    ...own
  }: Omit<ChannelSettings, 'limits'> & Limits): ChannelSettings => ({
    ...own,
    limits: { characters, perUrl },
  });
  if (baseUrl === null)
    return complete(form)
      .transform((own) => nested({ ...own, baseUrl }))
      .prefault({});
  const base_url = apiAddress.default(baseUrl).describe('Address of the API.');
  return complete(form.extend({ base_url })).transform(nested).prefault({});
}

/** SubjectPublicKeyInfo of an Ed25519 key: twelve bytes that are always the same, then the key. */
const PUBLIC_KEY = /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{43}=$/;

const stateFile = object({
  signature: textMatching(
    PUBLIC_KEY,
    'MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=',
    (written) => mistake('bad-public-key.here', { written: shown(written) }),
  )
    .nullable()
    .default(null)
    .describe(
      'The public key (Ed25519, base64) whose owner signs the state file: one that is unsigned, changed or older is refused. null: it need not be signed.',
    ),
});

const rate = object({
  of: z
    .enum(['posts', 'deletes', 'calls'])
    .describe('`posts` are creations and edits, `calls` every request.'),
  per: z.enum(['account', 'server', 'app']),
  count: z.int().min(1).max(1_000_000),
  within_minutes: z
    .number()
    .positive()
    .max(7 * 24 * 60),
});

const preApproved = z.enum(KINDS).check(({ value, issues }) => {
  if (value === 'notice') issues.push(objection(mistake('own-words.notice'), value));
});

const approvals = object({
  needed: whole(0, 2, 1).describe('How many people must approve a text.'),
  standing: z
    .array(preApproved)
    .max(KINDS.length)
    .default(['outage', 'status'])
    .describe('Kinds whose wording is approved beforehand, once.'),
}).transform(({ standing, ...same }) => ({ ...same, preApproved: new Set(standing) }));

const keepCurrent = object({
  kinds: z
    .array(z.enum(KINDS))
    .max(KINDS.length)
    .default([])
    .describe('Kinds whose posts are edited in place when facts change.')
    .transform((kinds) => new Set(kinds)),
  quiet_minutes: amount(1_440, 5).describe('How long the facts must have been quiet.'),
  every_minutes: amount(10_080, 60).describe('At most one edit of a post in this time.'),
});

const confirmed = object({
  within_hours: amount(8_760, 24),
  otherwise: z
    .enum(['hold', 'say'])
    .default('hold')
    .describe(
      'Hold what recurs, or let it say how old the facts are; if nobody ever confirmed them it is held.',
    ),
});

const host = textMatching(/^[A-Za-z0-9.:-]{1,253}$/, '127.0.0.1', (written) =>
  mistake('bad-host.here', { written: shown(written) }),
);

const web = object({
  port: whole(0, 65_535, 8_080).describe('The port of /healthz and /metrics.'),
  sandbox_port: whole(0, 65_535, 8_081).describe(
    'The port of the page with the timelines, while sandbox is true.',
  ),
  host: host.default('127.0.0.1'),
});

const staffConsole = z
  .union([
    z.literal(false),
    object({
      origin: server.describe(
        'The address that staff open: https, on a domain of its own, apart from the town hall.',
      ),
      host: host
        .default('127.0.0.1')
        .describe('Where it listens: 0.0.0.0 in a container. A reverse proxy with TLS is in front of it.'),
      port: whole(0, 65_535, 8_082),
      trusted_proxy: host
        .nullable()
        .default(null)
        .describe(
          'Address of the reverse proxy that is believed where a request comes from: 127.0.0.1 for one on this machine. Without it tries to sign in are counted for all together.',
        ),
    }),
  ])
  .transform((written) => (written === false ? null : written))
  .describe('The console for communications staff; false: there is none.');

const alerts = object({
  webhook: endpoint.nullable().default(null).describe('Where alerts are sent.'),
  ping: endpoint
    .nullable()
    .default(null)
    .describe('Called after every tick while all is well, so that somebody notices when it stops.'),
  waiting_minutes: amount(60, 2).describe('When staff are told that an approved post does not get out.'),
});

const timeZone = textRead({ examples: ['Europe/Berlin'] }, (written) => {
  const zone = zoneNamed(written);
  if (zone !== null) return { value: zone };
  const meant = nearest(written, Intl.supportedValuesOf('timeZone'));
  return mistake('unknown-time-zone.here', { written: shown(written), meant });
});

const database = checkedText((written) => {
  const address = URL.parse(written);
  if (!address || !/^postgres(ql)?:$/.test(address.protocol)) return mistake('bad-url.database');
  return address.password === '' ? null : mistake('secret-in-file.database');
}).meta({ examples: ['postgres://db.example.org/ausrufer?sslmode=verify-full'] });
