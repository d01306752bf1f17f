import type { FactRight } from '../../app/fact-changes.ts';
import { type Fact, factsToday } from '../../app/facts.ts';
import { publishedDrafts } from '../../app/people/drafts.ts';
import { factsInLine, factsWritten } from '../../app/people/log.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { municipalitiesNamed } from '../../core/domain/municipality.ts';
import { say } from '../../staff-words/say.ts';
import { answerIn, factInFull, factValue, isField, writtenFact } from './facts-form.ts';
import { html } from './html.ts';
import { alertBox, more } from './kern.ts';
import type { Asked, Markup } from './route.ts';

/** The number of log lines searched for the person who changed the same facts. */
const LOG_LINES = 200;
/** Facts that are listed; the rest is counted. */
const FACTS_MAX = 20;

/** A fact as it is now, null where nothing is known any more; whose; and words before it. */
interface FactChanged extends FactRight {
  readonly who: string;
  readonly before: string;
}

/**
 * Says who changed which of these facts since a time, or stated or confirmed them, and what to do. `known`: facts around them,
 * which may name a contact.
 */
export async function changedMarkup(
  asked: Asked,
  since: Instant,
  changed: readonly FactChanged[],
  known: readonly Fact[],
  advice: string,
  orConfirmed = false,
): Promise<Markup> {
  const nameOf = await namesOfThoseWhoWrote(asked, since);
  const [first = null, ...others] = new Set(changed.map(nameOf));
  const lines = changed.slice(0, FACTS_MAX).map(({ before, ...fact }) => {
    const words =
      fact.value === null ? say('console-none') : factValue(asked, { ...fact, value: fact.value });
    const by = others.length > 0 ? nameOf(fact) : null;
    return html`<li>${before}${factInFull(asked, fact.path, known)}: ${words}${by === null ? '' : ` (${by})`}</li>`;
  });
  const by = (others.length > 0 ? null : first) ?? say('console-somebody');
  const title = say(orConfirmed ? 'console-changed-or-confirmed-by' : 'console-changed-by', { by });
  return html`${alertBox('warning', title, advice)}<ul class="card">${lines}</ul>${more(changed.length - lines.length)}`;
}

/**
 * The same of a form of `who` that keeps in `seen` what it showed, and in `at` when; null where nobody changed anything.
 * `shown`: what it would show now, a fact by its path, one of today beside it with `now.` before that. `facts`: those of today.
 */
export async function changedSinceShown(
  asked: Asked,
  who: string,
  shown: URLSearchParams,
  facts: readonly Fact[],
): Promise<Markup | null> {
  const changed = changedFacts(who, asked.form.get('seen') ?? '', shown, facts);
  if (changed.length === 0) return null;
  const since = Number(asked.form.get('at')) || 0;
  return changedMarkup(asked, since, changed, facts, say('console-changed-by-advice'));
}

/**
 * The facts that changed since the form was shown, where all of them are now as it says; none where any is not. Then somebody tapped
 * twice, or sends it again because the answer was lost; or a colleague said the same.
 */
export function saidSinceShown(
  { form }: Asked,
  who: string,
  shown: URLSearchParams,
  facts: readonly Fact[],
): readonly FactRight[] {
  const changed = changedFacts(who, form.get('seen') ?? '', shown, facts);
  const isSaid = ({ path }: FactRight) => answerIn(form, path) === (shown.get(path) ?? '');
  return changed.every(isSaid) ? changed : [];
}

/**
 * Finds the facts that somebody wrote for these names since a time, according to the log, as they are now. If the log knows of
 * none, all of `known`, which are the facts of these names.
 */
export async function writtenSince(
  asked: Asked,
  since: Instant,
  known: readonly (Fact & { readonly who: string })[],
  whos: readonly string[],
): Promise<readonly FactChanged[]> {
  const written = (await linesSince(asked, since)).flatMap(({ facts }) => facts);
  const { region } = asked.app.files;
  const isFor = (who: string, one: string) =>
    who === one || municipalitiesNamed(region, who).some(({ id }) => id === one);
  const theirs = written.filter(({ who }) => whos.some((one) => isFor(who, one)));
  const facts = theirs.flatMap(({ who, path }): readonly Omit<FactChanged, 'before'>[] => {
    const now = known.filter((one) => isFor(who, one.who) && `${one.path}.`.startsWith(`${path}.`));
    return now.length > 0 ? now : [{ who, path, value: null, isInstant: false }];
  });
  const changed = [...new Map(facts.filter(isField).map((one) => [`${one.who} ${one.path}`, one])).values()];
  return (changed.length > 0 ? changed : known.filter(isField)).map((fact) => ({
    ...fact,
    before: `${asked.named.who(fact.who)}, `,
  }));
}

/** The facts that are not what a form kept as `seen`. */
function changedFacts(
  who: string,
  seen: string,
  shown: URLSearchParams,
  facts: readonly Fact[],
): readonly FactChanged[] {
  const before = new URLSearchParams(seen);
  const names = [...before.keys(), ...shown.keys()].filter((name) => before.get(name) !== shown.get(name));
  return [...new Set(names.map((name) => name.replace(/^now\./, '')))].map((path) => {
    const fact = facts.find((one) => one.path === path) ?? { path, value: null, isInstant: false };
    return { ...fact, who, before: '' };
  });
}

/** The facts as the pages show them: a form keeps them, and is refused where they are others by then. */
export function seenOf(configuration: Configuration, who: string): URLSearchParams {
  const known = factsToday(configuration, who)
    .filter(isField)
    .map((fact): [string, string] => [fact.path, writtenFact(configuration, fact)]);
  return new URLSearchParams(known);
}

/** The people whom the log names last as writing each fact. Null for a fact whose writer the log does not know. */
async function namesOfThoseWhoWrote(
  asked: Asked,
  since: Instant,
): Promise<(fact: Pick<FactChanged, 'who' | 'path'>) => string | null> {
  const namedBy = (who: string) => municipalitiesNamed(asked.app.files.region, who);
  const wrote = await linesSince(asked, since);
  return ({ who, path }) => {
    const members = new Set(namedBy(who));
    const isMeant = (fact: Pick<FactChanged, 'who' | 'path'>) =>
      (path === fact.path || path.startsWith(`${fact.path}.`) || fact.path.startsWith(`${path}.`)) &&
      namedBy(fact.who).some((one) => members.has(one));
    return wrote.find(({ facts }) => facts.some(isMeant))?.by ?? null;
  };
}

interface LineWritten {
  readonly by: string;
  readonly facts: readonly Pick<FactChanged, 'who' | 'path'>[];
}

/** Lists who wrote which facts since a time, according to the log, the newest first. */
async function linesSince({ people }: Asked, since: Instant): Promise<readonly LineWritten[]> {
  const log = await people.store.log(LOG_LINES);
  const takenBack = new Set(log.flatMap(({ what, about }) => (what === 'not-done' ? about : [])));
  const lines = log.filter(
    ({ at, what, about }) =>
      at >= since && (what === 'changed' || what === 'approved') && !takenBack.has(`${what} ${about}`),
  );
  const drafts = new Map((await publishedDrafts(people)).map((draft) => [draft.id, draft]));
  return lines.toReversed().map(({ about, actor }) => {
    const [first = ''] = about.split(' ');
    const draft = drafts.get(first);
    // Somebody else may have published what a person drew up.
    return draft === undefined
      ? { by: actor.name, facts: factsInLine(about) }
      : { by: draft.by, facts: factsWritten(draft.change) };
  });
}
