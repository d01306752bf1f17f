import { say } from '../../staff-words/say.ts';
import { html } from './html.ts';
import { alertBox, button, form, linkButton } from './kern.ts';
import { type Asked, page, type Route, see, type WebAnswer } from './route.ts';

/** Everything of a practice is below this path. */
export const PRACTICE = '/uebung';

export const PRACTISE: readonly Route[] = [
  { method: 'get', path: '/ueben', act: 'look', answer: practisePage },
  { method: 'post', path: '/ueben', act: 'look', answer: beginOrEnd },
];

function practisePage({ practise, timelines, named }: Asked): WebAnswer {
  const title = say('console-practise');
  if (practise === null)
    return page(
      title,
      html`${alertBox('info', say('console-practising'), say('console-practising-means'))}<div class="stack">${linkButton('secondary', say('console-timelines'), timelines ?? '/')}</div>`,
    );
  const running = practise.running();
  const body =
    running === null
      ? form('/ueben', button('primary', say('console-practise-begin'), 'do', 'begin'))
      : html`${alertBox('info', say('console-practise-runs', { by: running.by, time: named.time(running.at) }))}
<div class="stack">${linkButton('primary', say('console-practise-enter'), `${PRACTICE}/`)}</div>
${form('/ueben', button('secondary', say('console-practise-end'), 'do', 'end'))}`;
  return page(title, html`<p class="kern-body">${say('console-practise-means')}</p>${body}`);
}

async function beginOrEnd({ practise, app, form, person, now }: Asked): Promise<WebAnswer> {
  if (practise !== null && form.get('do') !== 'end') {
    await practise.begin(app, person, now);
    return see(`${PRACTICE}/`);
  }
  await practise?.end();
  return see('/ueben');
}
