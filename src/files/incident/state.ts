import { z } from 'zod';
import type { Mistake } from '../../core/domain/errors.ts';
import type { FactsPatch } from '../../core/domain/facts.ts';
import type { State } from '../../core/domain/incident.ts';
import type { Services } from '../../core/domain/municipal-service.ts';
import { ALL, municipalitiesNamed, namesIn, type Region } from '../../core/domain/municipality.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import type { Settings } from '../../core/domain/settings.ts';
import { unknownName } from '../municipalities/region.ts';
import { flawsOfContacts, warningsOf } from '../validation/warnings.ts';
import { check } from '../yaml/explain.ts';
import { who, whos } from '../yaml/fields.ts';
import type { Flaw } from '../yaml/mistake.ts';
import { placed, readYaml, refusal, type Written } from '../yaml/yaml.ts';
import { announcementForm } from './announcement-schema.ts';
import { readAnnouncements } from './announcements.ts';
import { factsForm } from './facts.ts';
import { incidentForm, type ReadIncident } from './incident.ts';

const ANNOUNCEMENTS_MAX = 1_000;

const outline = z.strictObject({
  incident: z.unknown(),
  facts: z.record(z.string(), z.unknown()).nullish(),
  announcements: z
    .array(z.unknown())
    .max(ANNOUNCEMENTS_MAX)
    .meta({ examples: [[{ id: 'outage', kind: 'outage', post_as: ['all'] }]] }),
});

/** The incident state file as written: what is true, and what is to be said. */
export function stateForm(zone: string, catalogue: Services | null) {
  return z
    .strictObject({
      incident: incidentForm(zone).describe('One event.'),
      facts: z
        .record(who, factsForm(zone, catalogue).nullable())
        .nullish()
        .describe('What is true now: of `all`, of groups, and of each municipality.'),
      announcements: z
        .array(announcementForm(zone, catalogue))
        .max(ANNOUNCEMENTS_MAX)
        .describe('What is to be said.'),
    })
    .meta({ title: 'Incident state file' });
}

/**
 * Reads the incident state file. Throws an OperatorError with every mistake in it, except where all of them stand under
 * the facts of single municipalities: these are then `broken`, and without facts of their own. `updated` in the
 * incident stands in for `confirmed` of municipalities that have facts of their own in the file.
 */
export function readState(
  content: Uint8Array | string,
  file: string,
  region: Region,
  services: Services,
  settings: Settings,
): State {
  const written = readYaml(content, file);
  const whole = check(outline, written, written.value, []);
  const parts = partsOf(written.value);
  const incident = readIncident(written, parts.incident, region, settings);
  const facts = readFacts(written, parts.facts, region, services, settings);
  const said = readAnnouncements(written, parts.announcements, {
    region,
    services,
    settings,
    affects: incident.affects,
  });
  const flaws = [
    ...written.flaws,
    ...(whole.ok ? [] : whole.flaws),
    ...incident.flaws,
    ...facts.flaws,
    ...said.flaws,
  ];
  const broken = brokenBy(flaws, region, written);
  for (const id of broken.keys()) facts.facts.delete(id);
  if (incident.incident === null || incident.affects === null) throw refusal(written, flaws);
  const state: State = {
    incident: { ...incident.incident, affects: incident.affects },
    facts: facts.facts,
    announcements: said.announcements.map((one) => one.announcement),
    broken,
    warnings: [],
    digest: sha256(written.text),
  };
  const inAll = [...flaws, ...flawsOfContacts(said.announcements, state, region)];
  if (inAll.some((flaw) => !isOfOne(flaw, region))) throw refusal(written, inAll);
  return {
    ...state,
    warnings: warningsOf(said.announcements, state, region, settings).map((flaw) => placed(written, flaw)),
  };
}

interface Parts {
  readonly incident: unknown;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly announcements: readonly unknown[];
}

/** What can be looked at even where the outline is wrong. */
function partsOf(value: unknown): Parts {
  const { incident, facts, announcements } = isMap(value) ? value : {};
  return {
    incident,
    facts: isMap(facts) ? facts : {},
    announcements: Array.isArray(announcements) ? announcements : [],
  };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readIncident(
  written: Written,
  value: unknown,
  region: Region,
  settings: Settings,
): {
  readonly incident: ReadIncident | null;
  readonly affects: ReadonlySet<string> | null;
  readonly flaws: readonly Flaw[];
} {
  // A missing incident is a mistake of the outline.
  if (value === undefined) return { incident: null, affects: null, flaws: [] };
  const checked = check(incidentForm(settings.zone), written, value, ['incident']);
  const flaws: Flaw[] = checked.ok ? [] : [...checked.flaws];
  const named = check(whos.optional(), written, isMap(value) ? value.affects : undefined, [
    'incident',
    'affects',
  ]);
  const affects = named.ok ? affectedBy(named.value ?? [ALL], region, flaws) : null;
  return { incident: checked.ok ? checked.value : null, affects, flaws };
}

/** Ids of those that the words name, or null. Adds what is wrong with the words to `flaws`. */
function affectedBy(words: readonly string[], region: Region, flaws: Flaw[]): ReadonlySet<string> | null {
  const affects = new Set<string>();
  for (const [index, word] of words.entries()) {
    const named = municipalitiesNamed(region, word);
    if (named === null) {
      flaws.push(unknownName(word, ['incident', 'affects', index], namesIn(region)));
      return null;
    }
    for (const { id } of named) affects.add(id);
  }
  if (affects.size > 0) return affects;
  flaws.push({
    path: ['incident', 'affects'],
    at: 'value',
    code: 'affects-nobody',
    message: 'the incident affects nobody, so that nobody can speak',
    advice: 'Name those it affects, or leave `affects` out: then it is all.',
  });
  return null;
}

function readFacts(
  written: Written,
  entries: Readonly<Record<string, unknown>>,
  region: Region,
  services: Services,
  settings: Settings,
): { readonly facts: Map<string, FactsPatch>; readonly flaws: readonly Flaw[] } {
  const form = factsForm(settings.zone, services);
  const facts = new Map<string, FactsPatch>();
  const flaws: Flaw[] = [];
  for (const [whom, value] of Object.entries(entries)) {
    if (municipalitiesNamed(region, whom) === null)
      flaws.push(unknownName(whom, ['facts', whom], namesIn(region), 'key'));
    // Nothing under a name: somebody began to write, or cleared it.
    const checked = check(form, written, value ?? {}, ['facts', whom]);
    if (checked.ok) facts.set(whom, checked.value);
    else flaws.push(...checked.flaws);
  }
  return { facts, flaws };
}

/** Whether a flaw stands under the facts of a single municipality. */
function isOfOne({ path: [part, whom] }: Flaw, region: Region): boolean {
  return part === 'facts' && typeof whom === 'string' && region.municipalities.has(whom);
}

function brokenBy(flaws: readonly Flaw[], region: Region, written: Written): Map<string, readonly Mistake[]> {
  const broken = new Map<string, readonly Mistake[]>();
  for (const flaw of flaws) {
    if (!isOfOne(flaw, region)) continue;
    const whom = String(flaw.path[1]);
    broken.set(whom, [...(broken.get(whom) ?? []), placed(written, flaw)]);
  }
  return broken;
}
