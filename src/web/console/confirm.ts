import { prepare } from '../../app/changes.ts';
import { layersWithin } from '../../app/fact-layers.ts';
import { factsToday } from '../../app/facts.ts';
import { save } from '../../app/people/publish.ts';
import { confirmation } from '../../app/tasks.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { say } from '../../staff-words/say.ts';
import { changedMarkup, seenOf, writtenSince } from './changed-since.ts';
import { answerWhileOthersWrite, drawUp } from './draw-up.ts';
import { html } from './html.ts';
import { button, form, hidden } from './kern.ts';
import { configurationOf } from './parts.ts';
import { type Asked, localPath, type Markup, page, type Route, seeDone, type WebAnswer } from './route.ts';
import { mayWriteFor } from './tell.ts';

export const CONFIRM: readonly Route[] = [
  { method: 'post', path: '/bestaetigen', act: 'write', answer: confirm },
];

/** The box with one button that says that facts still hold. */
export function confirmForm(asked: Asked, whos: readonly string[], then: string): Markup {
  return confirmWhom(asked, whos, then, html`${whos.map((who) => hidden('who', who))}`);
}

/** `whom`: the fields that name those of `whos` whose facts are confirmed. The form keeps what their facts are now. */
export function confirmWhom(asked: Asked, whos: readonly string[], then: string, whom: Markup): Markup {
  const configuration = configurationOf(asked);
  const seen = whos.map((who) => hidden(`seen.${who}`, markOf(configuration, who)));
  return form(
    '/bestaetigen',
    html`${hidden('nach', then)}${whom}${seen}${hidden('at', asked.now)}${button('secondary', say('console-still-true'))}`,
  );
}

/** Identifies the facts that are confirmed with those of `who`: its own as they are read, and all that are written below it. */
function markOf(configuration: Configuration, who: string): string {
  const below = layersWithin(configuration, who).flatMap((one) => {
    const { confirmed: _, ...facts } = configuration.state.facts.get(one) ?? {};
    return Object.keys(facts).length === 0 ? [] : [[one, facts]];
  });
  return sha256(JSON.stringify([seenOf(configuration, who).toString(), below])).slice(0, 16);
}

function confirm(asked: Asked): Promise<WebAnswer> {
  return answerWhileOthersWrite(asked, confirmNow);
}

/** `Stimmt noch` asks nothing, because it publishes nothing new. It refuses where somebody has changed the facts since. */
async function confirmNow(asked: Asked): Promise<WebAnswer> {
  const { app, form, named } = asked;
  const whos = form.getAll('who').map((who) => mayWriteFor(asked, who));
  if (whos.length === 0) throw operatorError('nothing-chosen');
  const then = localPath(form.get('nach'));
  const configuration = configurationOf(asked);
  const changed = whos.filter((who) => {
    const seen = form.get(`seen.${who}`);
    return seen !== null && seen !== markOf(configuration, who);
  });
  if (changed.length > 0) {
    const layers = changed.flatMap((who) => layersWithin(configuration, who));
    const known = layers.flatMap((who) => factsToday(configuration, who).map((fact) => ({ ...fact, who })));
    const since = Number(form.get('at')) || 0;
    const written = await writtenSince(asked, since, known, layers);
    const notice = await changedMarkup(asked, since, written, known, say('console-confirm-changed'));
    return page(say('console-not-possible'), html`${notice}${confirmForm(asked, whos, then)}`, 409);
  }
  const change = confirmation(whos);
  const prepared = await prepare(app, change, false);
  if (prepared.asks) return drawUp(asked, 'facts', change);
  await save(asked, prepared, whos.join(', '));
  const title = say('console-done-confirmed', { names: named.whos(whos) });
  return seeDone(then, title, say('console-done-nothing'));
}
