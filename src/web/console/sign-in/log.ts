import { html } from 'hono/html';
import { audit, logAsCsv } from '../../../app/people/log.ts';
import type { LogLine } from '../../../core/domain/signed-log.ts';
import { say } from '../../../staff-words/say.ts';
import { logSentence } from '../log-words.ts';
import { alertBox, button, linkButton, timeShown } from '../parts.ts';
import type { Answer, Asked, Markup, Route } from '../route.ts';

export const LOG: readonly Route[] = [
  { method: 'get', path: '/protokoll', act: 'look', answer: logPage },
  { method: 'post', path: '/protokoll', act: 'look', answer: verified },
  { method: 'get', path: '/protokoll.csv', act: 'look', answer: asCsv },
];

const LINES_SHOWN = 200;

function logPage(asked: Asked): Promise<Answer> {
  return page(asked, '');
}

async function page(asked: Asked, notice: Markup): Promise<Answer> {
  const lines = await asked.desk.people.store.log(LINES_SHOWN);
  const sentences = await Promise.all(lines.map((line) => logSentence(asked, line)));
  return {
    kind: 'page',
    title: say('console-log'),
    body: html`${notice}<form method="post" action="/protokoll" class="stack">${button('secondary', say('console-log-verify'))}${linkButton('secondary', say('console-log-csv'), '/protokoll.csv')}</form>
<ul class="rows">${lines
      .map((line, n) => lineMarkup(asked, line, sentences[n] ?? ''))
      .toReversed()}</ul>${lines.length < LINES_SHOWN ? '' : html`<p class="kern-hint">${say('console-log-rest', { n: LINES_SHOWN })}</p>`}`,
  };
}

/** A line of the log. Its proof is folded away. */
function lineMarkup(asked: Asked, { at, actor, about, number, hash }: LogLine, sentence: string): Markup {
  return html`<li><details><summary>${timeShown(asked, at)}: ${sentence}</summary><p class="handle">${say('console-log-line', { number, via: actor.via, hash })}<br>${about}</p></details></li>`;
}

async function verified(asked: Asked): Promise<Answer> {
  const { log, forged, signatures } = await audit(asked.desk.people);
  if (log.kind === 'broken')
    return page(
      asked,
      alertBox('danger', say('console-log-broken', { number: log.number }), say('console-log-broken-advice')),
    );
  if (forged.length > 0)
    return page(
      asked,
      alertBox('danger', say('console-log-forged', { n: forged.length }), say('console-log-broken-advice')),
    );
  const { number: lines, hash } = log;
  return page(
    asked,
    alertBox('success', say('audit-whole', { lines, signatures, hash }), say('console-log-keep')),
  );
}

async function asCsv({ desk }: Asked): Promise<Answer> {
  return {
    kind: 'file',
    name: 'protokoll.csv',
    type: 'text/csv; charset=utf-8',
    text: logAsCsv(await desk.people.store.log()),
  };
}
