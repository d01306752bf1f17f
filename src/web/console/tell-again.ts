import { ADDRESS } from '../../app/effects.ts';
import { factsSaid } from '../../app/facts.ts';
import { planNow, viewNow } from '../../app/load.ts';
import { retraction } from '../../app/wrong-post-tasks.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { mentions } from '../../core/domain/mention.ts';
import type { Outdated } from '../../core/planning/outdated.ts';
import { nothingNow } from '../../staff-words/advice.ts';
import { say } from '../../staff-words/say.ts';
import { drawUp } from './draw-up.ts';
import { html } from './html.ts';
import { alertBox, button, folded, form, link, more, postText } from './kern.ts';
import { changeable, configurationOf, postPath } from './parts.ts';
import { type Asked, type Markup, page, type Route, type WebAnswer } from './route.ts';

export const AGAIN: readonly Route[] = [
  { method: 'get', path: '/nochmal/:announcement', act: 'look', answer: outdatedPage },
  { method: 'post', path: '/nochmal/:announcement', act: 'write', answer: sayAgain },
];

const POSTS_MAX = 20;

/** Whether no newer post says of it what is right: said again, the others would only say once more what is said already. */
export function isStillWrong({ superseded, replaced }: Outdated): boolean {
  return !superseded && !replaced;
}

/** The posts of an announcement that today's facts word differently. A newer one has taken the place of the others. */
async function outdatedOf(asked: Asked): Promise<readonly Outdated[]> {
  const { outdated } = await planNow(asked.app, configurationOf(asked), asked.now);
  return outdated.filter(
    (post) => post.entry.announcement === asked.params.announcement && isStillWrong(post),
  );
}

async function outdatedPage(asked: Asked): Promise<WebAnswer> {
  const title = say('console-again');
  const outdated = await outdatedOf(asked);
  const n = outdated.length;
  if (n === 0) return page(title, alertBox('info', say('console-again-nothing')));
  const means = html`<p class="kern-body">${say('console-again-means', { n })}</p>`;
  const own = ownOf(asked, outdated);
  const shown = outdatedMarkup(asked, outdated);
  if (own.length === 0) return page(title, html`${means}${shown}`);
  const again = canTellAgain(asked, own)
    ? form(asked.path, button('primary', say('console-again-do'), 'do', 'again'))
    : whyNotAgain(asked, own);
  const names = asked.named.whos(speakersIn(own));
  const share =
    own.length === n ? '' : html`<p class="kern-hint">${say('console-again-share', { names })}</p>`;
  const withdraw = button('secondary', say('console-withdraw-posts', { n: own.length }), 'do', 'withdraw');
  return page(
    title,
    html`${means}${share}${await wrongAddressBox(asked, own)}
${again}
${shown}
${folded(say('console-withdraw'), html`<p class="kern-body">${say('console-withdraw-means')}</p>${form(asked.path, withdraw)}`)}`,
  );
}

/** Whether the visitor can say some of these again: with words that today's facts leave, where the next time does not say them. */
export function canTellAgain(asked: Asked, outdated: readonly Outdated[]): boolean {
  return ownOf(asked, outdated).some((post) => post.fitting !== null && !recurs(asked, post));
}

/** Says where a wrong number or address is put right: to say a post again leaves the one that says it where it is. */
export async function wrongAddressBox(asked: Asked, outdated: readonly Outdated[]): Promise<Markup> {
  const { snapshots } = await viewNow(asked.app, configurationOf(asked));
  const isLeft = ({ entry, says, fitting }: Outdated) => {
    const snapshot = snapshots.get(entry.publishedSnapshot ?? '');
    return (snapshot ? factsSaid(snapshot.facts) : [])
      .flatMap(({ path, value }) => (ADDRESS.test(path) ? String(value) : []))
      .some((address) => mentions(says, address) && !mentions(fitting?.text ?? '', address));
  };
  if (!outdated.some(isLeft)) return '';
  const toCorrection = link('/beitraege?zu=falsch', say('console-task-correction'));
  const advice = html`${say('console-again-address-advice')} ${toCorrection}`;
  return alertBox('warning', say('console-again-address'), advice);
}

function recurs(asked: Asked, { entry }: Outdated): boolean {
  return configurationOf(asked).state.announcements.some(
    ({ id, every }) => id === entry.announcement && every !== null,
  );
}

function whyNotAgain(asked: Asked, own: readonly Outdated[]): Markup {
  const { announcement = '' } = asked.params;
  const isBecause = (because: string) => (post: Outdated) => post.wordless?.because === because;
  const isContradicted = own.every(isBecause('others'));
  if (!isContradicted && own.some((post) => recurs(asked, post)))
    return alertBox('info', say('console-again-recurs'), say('console-again-recurs-advice'));
  const advice = own.some(isBecause('denied'))
    ? say('plan-outdated-clear-advice', { announcement })
    : isContradicted
      ? say('plan-outdated-others-advice', { announcement })
      : own.some(isBecause('too-long'))
        ? say('plan-outdated-too-long-advice')
        : say('console-again-over-advice');
  return alertBox('warning', nothingNow(own, asked.named.whos), advice);
}

/** The posts of those for whom the visitor may write here. */
function ownOf(asked: Asked, outdated: readonly Outdated[]): readonly Outdated[] {
  const mine = changeable(asked);
  return outdated.filter(({ entry }) => mine.has(entry.municipality));
}

function speakersIn(outdated: readonly Outdated[]): readonly string[] {
  return [...new Set(outdated.map(({ entry }) => entry.municipality))];
}

/** Shows what posts say, and what they would say now. */
export function outdatedMarkup(asked: Asked, outdated: readonly Outdated[]): Markup {
  const { named } = asked;
  return html`${outdated
    .slice(0, POSTS_MAX)
    .map(
      (post) =>
        html`<section class="card"><h3>${link(postPath(post.entry.key), named.place(post.entry))}</h3><p class="kern-hint">${say('console-again-says')}</p>${postText(post.says, post.entry.language)}<p class="kern-hint">${say('console-again-now')}</p>${post.fitting === null ? html`<p class="text">${nothingNow([post], named.whos)}</p>` : postText(post.fitting.text, post.entry.language)}${post.denied.length === 0 ? '' : html`<p class="text">${say('outdated-denied-by', { names: named.whos(post.denied) })}</p>`}</section>`,
    )}${more(outdated.length - POSTS_MAX)}`;
}

async function sayAgain(asked: Asked): Promise<WebAnswer> {
  const outdated = await outdatedOf(asked);
  const announcement = asked.params.announcement ?? '';
  // Somebody put the facts right meanwhile.
  if (outdated.length === 0) return outdatedPage(asked);
  const speakers = speakersIn(ownOf(asked, outdated));
  if (speakers.length === 0) throw operatorError('not-your-town');
  return asked.form.get('do') === 'withdraw'
    ? drawUp(asked, 'retraction', retraction(announcement, speakers))
    : drawUp(asked, 'again', { again: { announcement, speakers } });
}
