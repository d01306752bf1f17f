import { html } from 'hono/html';
import { say } from '../../staff-words/say.ts';
import { alertBox, button, linkButton, timeShown } from './parts.ts';
import type { Answer, Asked, Route } from './route.ts';

/** Everything of a practice is below this path. */
export const PRACTICE = '/uebung';

export const PRACTISE: readonly Route[] = [
  { method: 'get', path: '/ueben', act: 'look', answer: practisePage },
  { method: 'post', path: '/ueben', act: 'look', answer: beginOrEnd },
];

async function practisePage(asked: Asked): Promise<Answer> {
  const { practise, desk } = asked;
  const title = say('console-practise');
  if (practise === null)
    return {
      kind: 'page',
      title,
      body: html`${alertBox('info', say('console-practising'), say('console-practising-means'))}<div class="stack">${linkButton('secondary', say('console-timelines'), desk.timelines ?? '/')}</div>`,
    };
  const running = practise.running();
  return {
    kind: 'page',
    title,
    body: html`<p class="kern-body">${say('console-practise-means')}</p>
${
  running === null
    ? html`<form method="post" action="/ueben" class="stack">${button('primary', say('console-practise-begin'), 'do', 'begin')}</form>`
    : html`${alertBox('info', say('console-practise-runs', { by: running.by, time: timeShown(asked, running.at) }), '')}
<div class="stack">${linkButton('primary', say('console-practise-enter'), `${PRACTICE}/`)}</div>
<form method="post" action="/ueben" class="stack">${button('secondary', say('console-practise-end'), 'do', 'end')}</form>`
}`,
  };
}

async function beginOrEnd({ practise, form, visitor, now }: Asked): Promise<Answer> {
  if (practise === null) return { kind: 'see', path: '/ueben' };
  if (form.get('do') === 'end') {
    await practise.end();
    return { kind: 'see', path: '/ueben' };
  }
  await practise.begin(visitor.person, now);
  return { kind: 'see', path: `${PRACTICE}/` };
}
