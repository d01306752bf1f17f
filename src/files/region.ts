import { z } from 'zod';
import { CHANNELS } from '../channel.ts';
import type { FactsPatch } from '../facts.ts';
import {
  type Account,
  ALL,
  type Group,
  type Municipality,
  municipalitiesNamed,
  namesIn,
  type Region,
} from '../municipality.ts';
import type { Services } from '../service.ts';
import type { Settings } from '../settings.ts';
import { check, checkEach, didYouMean, shown, type Words } from './explain.ts';
import { factsForm } from './facts.ts';
import { form, id, language, localized, origin, url, who } from './forms.ts';
import { nearest } from './nearest.ts';
import { type Flaw, type Path, readYaml, refusal } from './yaml.ts';

const MUNICIPALITIES_MAX = 20_000;
const ACCOUNTS_MAX = 20;

const languages = z.array(language).min(1).max(20);
const ofEveryAccount = {
  id: id.describe('Of the whole file; credentials are named after it.'),
  languages: languages.optional().describe('Those it posts in. Default: those of the municipality.'),
  public_exercises: z.boolean().optional().describe('Whether exercises may be posted here for all to see. Default: false.'),
};
const handleAdvice = 'Write the name of the account without @ and without the server.';
const accountForm = z.discriminatedUnion('channel', [
  z.strictObject({
    ...ofEveryAccount,
    channel: z.literal('x'),
    handle: form(
      /^[A-Za-z0-9_]{1,30}$/,
      (written) => ({ code: 'bad-handle', message: `${shown(written)} is no handle on X`, advice: `${handleAdvice} Letters, digits and _ only.` }),
      'stadt_siegen',
    ),
  }),
  z.strictObject({
    ...ofEveryAccount,
    channel: z.literal('mastodon'),
    server: origin.describe('Where the account lives: https://social.example.org'),
    handle: form(
      /^[A-Za-z0-9_]([A-Za-z0-9_.-]{0,62}[A-Za-z0-9_])?$/,
      (written) => ({ code: 'bad-handle', message: `${shown(written)} is no handle on Mastodon`, advice: `${handleAdvice} Letters, digits, _ . and - only.` }),
      'stadt_siegen',
    ),
  }),
]);

const ags = form(
  /^(\d{5}|\d{8})$/,
  (written) => ({
    code: 'bad-ags',
    message: `${shown(written)} is no official municipality key`,
    advice: 'It has 8 digits, that of a district 5, in quotes: "05970040".',
  }),
  '05970040',
);

type WrittenMunicipality = z.output<ReturnType<typeof municipalityForm>>;
function municipalityForm(facts: z.ZodType<FactsPatch>) {
  return z.strictObject({
    name: localized,
    kind: z.enum(['stadt', 'gemeinde', 'kreis', 'zweckverband']),
    ags: ags.describe('Official municipality key (AGS), in quotes: 8 digits, districts 5.'),
    part_of: id.nullish().describe('Id of the district it is part of.'),
    languages: languages.describe('The first is authoritative.'),
    speaks_for: z.array(who).max(MUNICIPALITIES_MAX).optional().describe('Whom it may speak about besides itself.'),
    info_url: url.nullish().describe('The page people are sent to.'),
    facts: facts.optional().describe('Facts prepared in peace: the desk, the emergency number, the standing instruction.'),
    accounts: z.array(accountForm).max(ACCOUNTS_MAX).optional(),
  });
}

const groupForm = z
  .strictObject({
    name: localized,
    members: z.array(who).max(MUNICIPALITIES_MAX).optional().describe('May be empty: a name only to speak about.'),
  })
  .describe('A name to speak about, or to speak as, for several.');

/** `municipalities.yaml` as written: who may speak where. */
export function regionForm(facts: z.ZodType<FactsPatch>) {
  return z
    .strictObject({
      municipalities: z.record(id, municipalityForm(facts)),
      groups: z.record(id, groupForm).optional(),
    })
    .meta({ title: 'Who may speak where' });
}

const outline = z.strictObject({
  municipalities: z.record(id, z.unknown()),
  groups: z.record(id, z.unknown()).nullish(),
});

/** Throws an OperatorError with everything that is wrong with the file. */
export function readRegion(
  content: Uint8Array | string,
  file: string,
  services: Services,
  settings: Pick<Settings, 'zone'>,
): Region {
  const written = readYaml(content, file);
  const flaws: Flaw[] = [...written.flaws];
  const whole = check(outline, written, written.value, []);
  if (!whole.ok) throw refusal(written, [...flaws, ...whole.flaws]);
  const facts = factsForm(settings.zone, services);
  const groups = whole.value.groups ?? {};
  const municipalities = checkEach(municipalityForm(facts), written, whole.value.municipalities, 'municipalities', flaws);
  const region = assembled(municipalities, checkEach(groupForm, written, groups, 'groups', flaws));
  const known: Known = {
    municipalities: new Set(Object.keys(whole.value.municipalities)),
    groups: new Set(Object.keys(groups)),
  };
  flaws.push(...flawsOfNames(known), ...flawsOfReferences(municipalities, known, region, whole.value), ...flawsOfAccounts(municipalities));
  for (const [id, municipality] of municipalities) flaws.push(...flawsOfKey(id, municipality, municipalities));
  if (flaws.length > 0) throw refusal(written, flaws);
  return region;
}
