import { audit, logAsCsv } from '../../../app/people/log.ts';
import { say } from '../../../staff-words/say.ts';
import { html } from '../html.ts';
import { alertBox, button, form, linkButton } from '../kern.ts';
import { logSentence } from '../log-words.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from '../route.ts';

export const LOG: readonly Route[] = [
  { method: 'get', path: '/protokoll', act: 'look', answer: (asked) => logPage(asked, '') },
  { method: 'post', path: '/protokoll', act: 'look', answer: verified },
  { method: 'get', path: '/protokoll.csv', act: 'look', answer: asCsv },
];

const LINES_SHOWN = 200;

/** Each line as a sentence; its proof is folded away. */
async function logPage(asked: Asked, notice: Markup): Promise<WebAnswer> {
  const lines = await asked.people.store.log(LINES_SHOWN);
  const rows = lines.toReversed().map(async (line) => {
    const { at, actor, about, number, hash } = line;
    const sentence = await logSentence(asked, line);
    return html`<li><details><summary>${asked.named.time(at)}: ${sentence}</summary><p class="handle">${say('console-log-line', { number, via: actor.via, hash })}<br>${about}</p></details></li>`;
  });
  const verify = button('secondary', say('console-log-verify'));
  return page(
    say('console-log'),
    html`${notice}${form('/protokoll', html`${verify}${linkButton('secondary', say('console-log-csv'), '/protokoll.csv')}`)}
<ul class="rows">${await Promise.all(rows)}</ul>${lines.length < LINES_SHOWN ? '' : html`<p class="kern-hint">${say('console-log-rest', { n: LINES_SHOWN })}</p>`}`,
  );
}

async function verified(asked: Asked): Promise<WebAnswer> {
  const { log, forged, signatures } = await audit(asked.people);
  const broken = (words: string) =>
    logPage(asked, alertBox('danger', words, say('console-log-broken-advice')));
  if (log.kind === 'broken') return broken(say('console-log-broken', { number: log.number }));
  if (forged.length > 0) return broken(say('console-log-forged', { n: forged.length }));
  const { number: lines, hash } = log;
  return logPage(
    asked,
    alertBox('success', say('audit-whole', { lines, signatures, hash }), say('console-log-keep')),
  );
}

async function asCsv({ people }: Asked): Promise<WebAnswer> {
  const text = logAsCsv(await people.store.log());
  return { kind: 'file', name: 'protokoll.csv', type: 'text/csv; charset=utf-8', text };
}
