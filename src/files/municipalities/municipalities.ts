import { z } from 'zod';
import type { ChannelModule } from '../../core/domain/channel-module.ts';
import { mistake } from '../../core/domain/errors.ts';
import type { FactsPatch } from '../../core/domain/facts.ts';
import { shown } from '../yaml/check.ts';
import { object } from '../yaml/complete.ts';
import {
  distinct,
  id,
  language,
  localized,
  rememberingSchema,
  server,
  textMatching,
  url,
  who,
} from '../yaml/fields.ts';

const MUNICIPALITIES_MAX = 20_000;
const ACCOUNTS_MAX = 20;

const languages = distinct(language, 20).min(1);

function accountSchema({ id: channel, name, account }: ChannelModule) {
  const common = {
    id: id.describe('Unique in the whole file; credentials are named after it.'),
    languages: languages
      .optional()
      .describe('The languages it posts in. Default: those of the municipality.'),
    public_exercises: z
      .boolean()
      .optional()
      .describe('Whether exercises may be posted here for all to see. Default: false.'),
    channel: z.literal(channel),
  };
  const handle = textMatching(account.handle, 'stadt_siegen', (written) =>
    mistake('bad-handle.here', { written: shown(written), platform: name, signs: account.handleSigns }),
  );
  const own = server.describe('Where the account lives: https://social.example.org');
  return account.hasServer
    ? object({ ...common, server: own, handle })
    : object({ ...common, handle }).transform((entry) => ({ ...entry, server: null }));
}

const ags = textMatching(/^(\d{5}|\d{8,9})$/, '05970040', (written) =>
  // A spreadsheet takes the key for a number, and drops its leading zero.
  /^[1-9](\d{3}|\d{6})$/.test(written)
    ? mistake('bad-ags.zero', { written: shown(written), right: `0${written}` })
    : mistake('bad-ags.here', { written: shown(written) }),
);

export const municipalitySchema = rememberingSchema(makeMunicipalitySchema);

function makeMunicipalitySchema(facts: z.ZodType<FactsPatch>, channels: readonly ChannelModule[]) {
  const [first, ...others] = channels.map((channel) => accountSchema(channel));
  if (!first) throw new Error('there is no channel');
  return object({
    name: localized,
    kind: z.enum(['stadt', 'gemeinde', 'kreis', 'zweckverband']),
    ags: ags
      .optional()
      .describe(
        'Official municipality key (AGS), in quotes: 8 digits, districts 5, associations of municipalities 9. A zweckverband has none.',
      ),
    part_of: id.nullish().describe('Id of the district, or of another body, it is part of.'),
    languages: languages.describe(
      'German is authoritative. Words that are typed without a language are in the first.',
    ),
    speaks_for: z
      .array(who)
      .max(MUNICIPALITIES_MAX)
      .optional()
      .describe('The municipalities and groups it may speak about, besides itself.'),
    info_url: url.nullish().describe('The page people are sent to.'),
    facts: facts
      .optional()
      .describe(
        'Facts prepared beforehand: the desk for urgent matters, and numbers that work without the town hall.',
      ),
    accounts: z
      .array(z.discriminatedUnion('channel', [first, ...others]))
      .max(ACCOUNTS_MAX)
      .optional(),
  });
}

/** A municipality of the file: other municipalities are still named by words. */
export type MunicipalityEntry = z.output<ReturnType<typeof municipalitySchema>>;

export const groupSchema = object(
  {
    name: localized,
    members: z
      .array(who)
      .max(MUNICIPALITIES_MAX)
      .optional()
      .describe('May be empty: a name only to speak about.'),
  },
  { description: 'A name to speak about, or to speak as, for several.' },
);

export type GroupEntry = z.output<typeof groupSchema>;

/** `municipalities.yaml` as written: who may speak where. */
export function regionSchema<Municipality extends z.ZodType, Group extends z.ZodType>(
  municipality: Municipality,
  group: Group,
) {
  return z
    .strictObject({ municipalities: z.record(id, municipality), groups: z.record(id, group).optional() })
    .meta({ title: 'Who may speak where' });
}
