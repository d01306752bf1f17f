import { z } from 'zod';
import { KINDS } from '../../core/domain/announcement.ts';
import { nearest } from '../validation/nearest.ts';
import { didYouMean, objection, shown } from '../yaml/explain.ts';
import { apiAddress, cron, endpoint, form } from '../yaml/fields.ts';

const amount = z.number().positive();
const usd = z.number().min(0).max(1_000);
const kinds = z.array(z.enum(KINDS)).max(KINDS.length);

const rateForm = z.strictObject({
  of: z
    .enum(['posts', 'deletes', 'calls'])
    .describe('`posts` are creations and edits, `calls` every request.'),
  per: z.enum(['account', 'server', 'app']),
  count: z.int().min(1).max(1_000_000),
  within_minutes: amount.max(7 * 24 * 60),
});

/** The same keys for every channel; what is left out is as the platforms said in summer 2026. */
function channelForm(defaults: {
  readonly characters: number;
  readonly quietSeconds: number;
  readonly prices: {
    readonly post: number;
    readonly post_with_url: number;
    readonly delete: number;
    readonly read: number;
  };
  readonly rates: z.input<typeof rateForm>[];
}) {
  return z.strictObject({
    characters: z
      .int()
      .min(50)
      .max(100_000)
      .default(defaults.characters)
      .describe('How long a post may be, where the platform does not say so itself.'),
    per_url: z.int().min(1).max(500).default(23).describe('How many characters a link counts.'),
    send_timeout_seconds: amount.max(300).default(20).describe('How long one request may take.'),
    quiet_seconds: amount
      .max(3_600)
      .default(defaults.quietSeconds)
      .describe('How long a post whose answer was lost must not be seen before it is sent again.'),
    prices_usd: z
      .strictObject({
        post: usd.default(defaults.prices.post),
        post_with_url: usd.default(defaults.prices.post_with_url),
        delete: usd.default(defaults.prices.delete),
        read: usd.default(defaults.prices.read),
      })
      .prefault({})
      .describe('What the platform charges.'),
    rates: z
      .array(rateForm)
      .max(20)
      .default(defaults.rates.map((rate) => ({ ...rate })))
      .describe('Limits of the platform.'),
    reserve: z
      .number()
      .min(0)
      .max(0.9)
      .default(0.2)
      .describe('Share of each limit that is kept for corrections, retractions and all-clears.'),
    budget_usd_per_day: usd
      .positive()
      .nullable()
      .default(null)
      .describe('What may be spent in 24 hours; null: anything.'),
  });
}

/** X counts 100 posts in 15 minutes and 300 in 3 hours per user, 10,000 a day for all accounts together. */
const xForm = channelForm({
  characters: 280,
  quietSeconds: 300,
  prices: { post: 0.015, post_with_url: 0.2, delete: 0.01, read: 0.005 },
  rates: [
    { of: 'posts', per: 'account', count: 100, within_minutes: 15 },
    { of: 'posts', per: 'account', count: 300, within_minutes: 180 },
    { of: 'posts', per: 'app', count: 10_000, within_minutes: 1_440 },
    { of: 'deletes', per: 'account', count: 50, within_minutes: 15 },
    { of: 'calls', per: 'account', count: 900, within_minutes: 15 },
  ],
}).extend({ base_url: apiAddress.default('https://api.x.com').describe('Address of the API.') });

/** Mastodon counts per token; its servers have addresses to protect too, so that all calls to one are paced. */
const mastodonForm = channelForm({
  characters: 500,
  quietSeconds: 180,
  prices: { post: 0, post_with_url: 0, delete: 0, read: 0 },
  rates: [
    { of: 'posts', per: 'account', count: 300, within_minutes: 180 },
    { of: 'deletes', per: 'account', count: 30, within_minutes: 30 },
    { of: 'calls', per: 'account', count: 300, within_minutes: 5 },
    { of: 'calls', per: 'server', count: 1_500, within_minutes: 5 },
  ],
});

const timeZone = z
  .string()
  .meta({ examples: ['Europe/Berlin'] })
  .transform((written, context) => {
    const zone = zoneNamed(written);
    if (zone !== null) return zone;
    const advice = `${didYouMean(nearest(written, Intl.supportedValuesOf('timeZone')))}Write a name of the IANA list: Europe/Berlin.`;
    context.issues.push(
      objection(
        { code: 'unknown-time-zone', message: `there is no time zone ${shown(written)}`, advice },
        written,
      ),
    );
    return z.NEVER;
  });

const database = z
  .string()
  .check((context) => {
    const address = URL.parse(context.value);
    const words =
      address && /^postgres(ql)?:$/.test(address.protocol)
        ? address.password === ''
          ? null
          : {
              code: 'secret-in-file' as const,
              message: 'the database address has a password in it',
              advice: 'Passwords belong in .env: write the whole address there as DATABASE_URL.',
            }
        : {
            code: 'bad-url' as const,
            message: 'the database address is none',
            advice: 'Write postgres://host/name, or null for the built-in ledger.',
          };
    if (words) context.issues.push(objection(words, null));
  })
  .meta({ examples: ['postgres://db.example.org/ausrufer'] });

const host = form(
  /^[A-Za-z0-9.:-]{1,253}$/,
  (written) => ({
    code: 'bad-host',
    message: `${shown(written)} is no address to listen on`,
    advice: 'Write 127.0.0.1 for this machine only, 0.0.0.0 for all.',
  }),
  '127.0.0.1',
);

/** `config.yaml` as written, in units for people. Everything has a default. */
export const settingsForm = z
  .strictObject({
    time_zone: timeZone
      .prefault('Europe/Berlin')
      .describe('In which times are written, and shown to the public.'),
    tick: cron.default('* * * * *').describe('When the state file is looked at again: cron, in UTC.'),
    sandbox: z
      .boolean()
      .default(true)
      .describe('Everything goes to the built-in sandbox; no real account is reached.'),
    approvals: z
      .strictObject({
        needed: z.int().min(0).max(2).default(1).describe('How many people must approve a text.'),
        standing: kinds
          .default(['outage', 'status'])
          .describe('Kinds whose wording is approved beforehand, once.'),
      })
      .prefault({}),
    freshness_hours: amount.max(8_760).default(24).describe('What is older than this is never posted.'),
    backlog_after_minutes: amount
      .max(10_080)
      .default(15)
      .describe('After a pause of the program longer than this only the newest of each sort goes out.'),
    gap_minutes: z
      .number()
      .min(0)
      .max(1_440)
      .default(5)
      .describe('Least time between two posts of one announcement on one account.'),
    keep_current: z
      .strictObject({
        kinds: kinds.default([]).describe('Kinds whose posts are edited in place when facts change.'),
        quiet_minutes: amount.max(1_440).default(5).describe('How long the facts must have been quiet.'),
        every_minutes: amount.max(10_080).default(60).describe('At most one edit of a post in this time.'),
      })
      .prefault({}),
    confirmed: z
      .strictObject({
        within_hours: amount.max(8_760).default(24),
        otherwise: z
          .enum(['hold', 'say'])
          .default('say')
          .describe('Hold a recurring status, or let it say how old the facts are.'),
      })
      .nullable()
      .prefault({})
      .describe('For how long facts count as confirmed; null: for ever.'),
    claim_seconds: amount
      .max(3_600)
      .default(120)
      .describe('For how long a worker may hold a post that it sends.'),
    accounts_at_once: z
      .int()
      .min(1)
      .max(500)
      .default(20)
      .describe('On how many accounts posts are sent at the same time.'),
    channels: z.strictObject({ x: xForm.prefault({}), mastodon: mastodonForm.prefault({}) }).prefault({}),
    database: database
      .nullable()
      .default(null)
      .describe(
        'Address of a PostgreSQL without password; null: the built-in ledger. DATABASE_URL in .env comes first.',
      ),
    outdated_after_minutes: amount
      .max(14)
      .default(10)
      .describe(
        'When staff are told that a standing post contradicts the facts: within a quarter of an hour, ticks included.',
      ),
    web: z
      .strictObject({
        port: z.int().min(0).max(65_535).default(8_080).describe('Of /healthz and /metrics.'),
        sandbox_port: z
          .int()
          .min(0)
          .max(65_535)
          .default(8_081)
          .describe('Of the page with the timelines, while sandbox is true.'),
        host: host.default('127.0.0.1'),
      })
      .prefault({}),
    alerts: z
      .strictObject({
        webhook: endpoint.nullable().default(null).describe('Where alerts are sent.'),
        ping: endpoint
          .nullable()
          .default(null)
          .describe('Called after every tick while all is well, so that somebody notices when it stops.'),
      })
      .prefault({}),
  })
  .meta({ title: 'Settings' });

export type WrittenSettings = z.output<typeof settingsForm>;

/** Its name as the system spells it, or null. */
function zoneNamed(written: string): string | null {
  if (!/^[A-Za-z]/.test(written)) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: written }).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
