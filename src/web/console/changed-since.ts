import { html } from 'hono/html';
import type { FactRight } from '../../app/fact-changes.ts';
import type { Fact } from '../../app/facts.ts';
import { draftNamed } from '../../app/people/drafts.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { municipalitiesNamed } from '../../core/domain/municipality.ts';
import { say } from '../../staff-words/say.ts';
import { factInFull, factValue } from './facts-form.ts';
import { alertBox, more } from './kern.ts';
import type { Asked, Markup } from './route.ts';

/** The number of log lines searched for the person who changed the same facts. */
const LOG_LINES = 200;
/** Facts that are listed; the rest is counted. */
const FACTS_MAX = 20;

/** A fact as it is now, null where nothing is known any more, and words before it. */
interface FactChanged extends FactRight {
  readonly before: string;
}

/** Says who changed which facts of these since a time, and what to do. `known`: facts around them, which may name a contact. */
export async function changedMarkup(
  asked: Asked,
  { whos, since }: { readonly whos: readonly string[]; readonly since: Instant },
  changed: readonly FactChanged[],
  known: readonly Fact[],
  advice: string,
): Promise<Markup> {
  const lines = changed.slice(0, FACTS_MAX).map(({ before, value, ...fact }) => {
    const words = value === null ? say('console-none') : factValue(asked, { ...fact, value });
    return html`<li>${before}${factInFull(asked, fact.path, known)}: ${words}</li>`;
  });
  const by = (await lastToChange(asked, whos, since)) ?? say('console-somebody');
  return html`${alertBox('warning', say('console-changed-by', { by }), advice)}<ul class="card">${lines}</ul>${more(changed.length - lines.length)}`;
}

/** The person whom the log names last for facts of any of these. Null for somebody who did not use the console. */
async function lastToChange(
  { people, app: { files } }: Asked,
  whos: readonly string[],
  since: Instant,
): Promise<string | null> {
  const namedBy = (who: string) => municipalitiesNamed(files.region, who) ?? [];
  const members = new Set(whos.flatMap(namedBy));
  const isAbout = (who: string) => namedBy(who).some((one) => members.has(one));
  const log = await people.store.log(LOG_LINES);
  const takenBack = new Set(log.flatMap(({ what, about }) => (what === 'not-done' ? about : [])));
  const lines = log.filter(
    ({ at, what, about }) =>
      at >= since && (what === 'changed' || what === 'approved') && !takenBack.has(`${what} ${about}`),
  );
  for (const { about, actor } of lines.toReversed()) {
    const [first = ''] = about.split(/[ ,]/);
    if (isAbout(first)) return actor.name;
    const change = (await draftNamed(people, first))?.change;
    if (change?.incident || change?.facts?.some(({ who }) => isAbout(who))) return actor.name;
  }
  return null;
}
