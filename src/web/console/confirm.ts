import { prepare } from '../../app/changes.ts';
import { factsToday } from '../../app/facts.ts';
import { save } from '../../app/people/publish.ts';
import { confirmation } from '../../app/tasks.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import { sha256 } from '../../core/domain/post-key.ts';
import { say } from '../../staff-words/say.ts';
import { changedFacts, changedMarkup, seenOf } from './changed-since.ts';
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
  const seen = whos.map((who) => hidden(`seen.${who}`, marksOf(configuration, who).toString()));
  return form(
    '/bestaetigen',
    html`${hidden('nach', then)}${whom}${seen}${hidden('at', asked.now)}${button('secondary', say('console-still-true'))}`,
  );
}

/** Marks of the facts of `who`, by path: the values themselves, of hundreds of towns, would be more than a form may send. */
function marksOf(configuration: Configuration, who: string): URLSearchParams {
  return new URLSearchParams(
    [...seenOf(configuration, who)].map(([path, value]): [string, string] => [
      path,
      sha256(value).slice(0, 6),
    ]),
  );
}

function confirm(asked: Asked): Promise<WebAnswer> {
  return answerWhileOthersWrite(asked, confirmNow);
}

/** `Stimmt noch`: nothing is asked, because nothing is published by it that was not; but of facts that somebody changed meanwhile. */
async function confirmNow(asked: Asked): Promise<WebAnswer> {
  const { app, form, named } = asked;
  const whos = form.getAll('who').map((who) => mayWriteFor(asked, who));
  if (whos.length === 0) throw operatorError(mistake('nothing-chosen'));
  const then = localPath(form.get('nach'));
  const configuration = configurationOf(asked);
  const changed = whos.flatMap((who) => {
    const seen = form.get(`seen.${who}`);
    const facts = factsToday(configuration, who);
    const now = seen === null ? [] : changedFacts(who, seen, marksOf(configuration, who), facts);
    return now.map((fact) => ({ ...fact, before: `${named.who(who)}, ` }));
  });
  if (changed.length > 0) {
    const known = whos.flatMap((who) => factsToday(configuration, who));
    const advice = say('console-confirm-changed');
    const notice = await changedMarkup(asked, Number(form.get('at')) || 0, changed, known, advice);
    return page(say('console-not-possible'), html`${notice}${confirmForm(asked, whos, then)}`, 409);
  }
  const change = confirmation(whos);
  const prepared = await prepare(app, change, false);
  if (prepared.asks) return drawUp(asked, 'facts', change);
  await save(asked, prepared, whos.join(', '));
  const title = say('console-done-confirmed', { names: named.whos(whos) });
  return seeDone(then, title, say('console-done-nothing'));
}
