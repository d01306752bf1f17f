import { html } from 'hono/html';
import { planNow } from '../../app/load.ts';
import { retraction } from '../../app/tasks.ts';
import { mistake, operatorError } from '../../core/domain/errors.ts';
import type { Outdated } from '../../core/planning/outdated.ts';
import { say } from '../../staff-words/say.ts';
import { drawUp } from './draw-up.ts';
import { alertBox, button, channelName, configurationOf, postPath, townName } from './parts.ts';
import type { Answer, Asked, Markup, Route } from './route.ts';
import { mayWriteFor } from './tell.ts';

export const AGAIN: readonly Route[] = [
  { method: 'get', path: '/nochmal/:announcement', act: 'look', answer: outdatedPage },
  { method: 'post', path: '/nochmal/:announcement', act: 'write', answer: sayAgain },
];

const POSTS_MAX = 20;

/** The posts of an announcement that today's facts word differently. A newer one has taken the place of the others. */
async function outdatedOf(asked: Asked): Promise<readonly Outdated[]> {
  const { outdated } = await planNow(asked.app, configurationOf(asked), asked.now);
  return outdated.filter(
    ({ entry, superseded }) => entry.announcement === asked.params.announcement && !superseded,
  );
}

async function outdatedPage(asked: Asked): Promise<Answer> {
  const title = say('console-again');
  const outdated = await outdatedOf(asked);
  if (outdated.length === 0)
    return { kind: 'page', title, body: alertBox('info', say('console-again-nothing'), '') };
  const announcement = asked.params.announcement ?? '';
  const recurs = configurationOf(asked).state.announcements.some(
    ({ id, every }) => id === announcement && every !== null,
  );
  const isOver = outdated.every(({ now }) => now === null);
  const form = (words: string, what: string, kind: 'primary' | 'secondary') =>
    html`<form method="post" action="/nochmal/${announcement}" class="stack">${button(kind, words, 'do', what)}</form>`;
  return {
    kind: 'page',
    title,
    body: html`<p class="kern-body">${say('console-again-means', { n: outdated.length })}</p>
${
  recurs
    ? alertBox('info', say('console-again-recurs'), say('console-again-recurs-advice'))
    : isOver
      ? alertBox('warning', say('console-again-over'), say('console-again-over-advice'))
      : form(say('console-again-do'), 'again', 'primary')
}
${outdatedMarkup(asked, outdated)}
<details><summary class="kern-link">${say('console-withdraw')}</summary><p class="kern-body">${say('console-withdraw-means')}</p>${form(say('console-withdraw-posts', { n: outdated.length }), 'withdraw', 'secondary')}</details>`,
  };
}

/** Shows what posts say, and what they would say now. */
export function outdatedMarkup({ app: { files } }: Asked, outdated: readonly Outdated[]): Markup {
  const more = outdated.length - POSTS_MAX;
  return html`${outdated.slice(0, POSTS_MAX).map(({ entry, says, now }) => {
    const language = entry.language.slice(0, 2);
    const name = `${townName(files, entry.municipality)} (${channelName(files, entry.channel)})`;
    return html`<section class="card"><h3><a class="kern-link" href="${postPath(entry.key)}">${name}</a></h3><p class="kern-hint">${say('console-again-says')}</p><p class="text" lang="${language}">${says}</p><p class="kern-hint">${say('console-again-now')}</p><p class="text" lang="${language}">${now ?? say('console-again-nothing-now')}</p></section>`;
  })}${more > 0 ? html`<p>${say('rest-more', { n: more })}</p>` : ''}`;
}

async function sayAgain(asked: Asked): Promise<Answer> {
  const outdated = await outdatedOf(asked);
  const announcement = asked.params.announcement ?? '';
  if (outdated.length === 0) throw operatorError(mistake('no-page'));
  const speakers = [...new Set(outdated.map(({ entry }) => entry.municipality))];
  for (const one of speakers) mayWriteFor(asked, one);
  return asked.form.get('do') === 'withdraw'
    ? drawUp(asked, 'retraction', retraction(announcement, speakers))
    : drawUp(asked, 'again', { again: announcement });
}
