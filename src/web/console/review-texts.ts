import type { Change } from '../../app/changed-file.ts';
import { unitOf } from '../../app/fact-changes.ts';
import type { Prepared } from '../../app/prepared.ts';
import { coveredBy } from '../../core/domain/rights.ts';
import type { Plan } from '../../core/planning/plan.ts';
import { germanIn } from '../../core/planning/wordings.ts';
import { leftWords } from '../../staff-words/advice.ts';
import { names, say } from '../../staff-words/say.ts';
import { unsaidWords } from '../../staff-words/unsaid.ts';
import { html } from './html.ts';
import { alertBox, folded, link, more, postText } from './kern.ts';
import { byAdvice, heldBoxes, heldWords, warningWords } from './odd-words.ts';
import { goesLiveBox, isFound, paged, postPath, preview, searchForm } from './parts.ts';
import type { Asked, Markup } from './route.ts';
import { wordingMarkup } from './wording.ts';

/** Single posts on one page of all. */
const POSTS_A_PAGE = 50;
const WORDINGS_A_PAGE = 30;
/** Names in one list. */
export const NAMES_MAX = 6;

export function allWordings(asked: Asked, { plan, wordings }: Prepared): Markup {
  const { items, links } = paged(asked, wordings, WORDINGS_A_PAGE);
  const n = plan.posts.length;
  const title = html`<h2 class="kern-heading-small">${say('console-texts')}</h2>`;
  const all = html`<p>${link(`${asked.path}?alle=1`, say('console-all-posts', { n }))}</p>`;
  return html`${n === 0 ? '' : title}${items.map((one) => wordingMarkup(asked, one))}${links}${deletedMarkup(asked, plan)}
${n === 0 ? '' : all}`;
}

/** Stays ticked where the page is shown once more with the same texts. */
export function readTick({ form }: Asked, digest: string): Markup {
  const ticked = form.get('read') === 'yes' && form.get('digest') === digest;
  return html`<div class="kern-form-check"><input class="kern-form-check__checkbox" type="checkbox" id="read" name="read" value="yes" required${ticked ? html` checked` : ''}><label class="kern-label" for="read">${say('console-read')}</label></div>`;
}

/** Lists the oddities before the texts: held, missing, said again, paused. `canAnswer`: whether the page leads to the draft's own form. */
export function warningsMarkup(
  asked: Asked,
  { change, plan, mode, nothing, leaves, stops, repeats, oddities, goesLive }: Prepared,
  canAnswer: boolean,
): Markup {
  const { ofDraft, others } = oddOf(asked, change, plan);
  const unlike = oddities.length;
  return html`${goesLive ? goesLiveBox(asked) : ''}
${repeats === null ? '' : alertBox('warning', say('said-already', { announcement: repeats }))}
${leftWords(leaves).map((line) => alertBox('warning', line))}
${stops === 0 ? '' : alertBox('warning', say('change-stops', { n: stops, mode }))}
${nothing.map((one) => alertBox('warning', say('change-nothing', one)))}
${ofDraftMarkup(asked, ofDraft, canAnswer ? 'yes' : 'no')}${oddMarkup(asked, others)}
${unlike === 0 ? '' : html`<p class="kern-hint">${say('console-unlike', { n: unlike })}</p>`}`;
}

type Odd = Pick<Plan, 'held' | 'warnings'>;

/** Divides what is odd by whether it is about facts that a draft writes itself: elsewhere nobody can change these. */
function oddOf({ app }: Asked, { facts = [] }: Change, { held, warnings }: Odd) {
  const { region } = app.files;
  const isWritten = (path: string, isWhose: (who: string) => boolean, part = unitOf) =>
    facts.some(
      ({ who, assignments }) =>
        isWhose(who) && assignments.some((one) => part(one.path.join('.')) === part(path)),
    );
  const isHeldByIt = (one: Odd['held'][number]) => {
    const town = region.accounts.get(one.account)?.municipality ?? '';
    const { field = null } = one.because === 'missing-translation' ? one : {};
    return field !== null && isWritten(field, (who) => coveredBy([who], region).includes(town));
  };
  const isOddByIt = (one: Odd['warnings'][number]) => {
    if (one.code === 'odd-time') return isWritten(one.path, (who) => who === one.who);
    if (one.code !== 'written' || one.mistake.code !== 'unverified-contact') return false;
    const { who, contact } = one.mistake.args ?? {};
    // A contact that is new there is written as a whole.
    return [`contacts.${contact}.phone`, `contacts.${contact}`].some((path) =>
      isWritten(path, (whose) => whose === who, String),
    );
  };
  return {
    ofDraft: { held: held.filter(isHeldByIt), warnings: warnings.filter(isOddByIt) },
    others: {
      held: held.filter((one) => !isHeldByIt(one)),
      warnings: warnings.filter((one) => !isOddByIt(one)),
    },
  };
}

/** The same boxes with what helps here: to give other answers, or to publish the draft before anything is added. */
function ofDraftMarkup(asked: Asked, { held, warnings }: Odd, canAnswer: 'yes' | 'no'): Markup {
  const boxes = byAdvice(asked, held).map((all) => {
    const [what] = heldWords(asked, all);
    const language = all[0].language;
    return alertBox('warning', what, say('console-draft-words', { language, canAnswer }));
  });
  return html`${boxes}${warnings.map((one) => {
    const [what] = warningWords(asked, one);
    const advice = one.code === 'odd-time' ? 'console-draft-time' : 'console-draft-unverified';
    return alertBox('warning', what, say(advice, { canAnswer }));
  })}`;
}

/** Shows the held posts of a plan, and its warnings for staff. */
export function oddMarkup(asked: Asked, { held, warnings }: Odd): Markup {
  return html`${heldBoxes(asked, held)}
${warnings.map((warning) => {
  if (warning.code === 'paused')
    return alertBox('warning', asked.named.pause(warning.pause), say('console-paused-waits'));
  return alertBox('warning', ...warningWords(asked, warning));
})}`;
}

/** Counts the actions of a plan: `2 Beiträge veröffentlichen, einen Beitrag löschen`; empty where there are none. */
export function actsOf(posts: Plan['posts']): string {
  return (['publish', 'edit', 'delete'] as const)
    .map((action) => [action, posts.filter(({ intent }) => intent.action === action).length] as const)
    .flatMap(([action, n]) => (n === 0 ? [] : [say(`console-${action}`, { n })]))
    .join(', ');
}

/** A deletion has no words of its own. */
export function deletedMarkup({ named }: Asked, { posts }: Pick<Plan, 'posts'>): Markup {
  const gone = posts.flatMap(({ intent }) => (intent.action === 'delete' ? intent : []));
  if (gone.length === 0) return '';
  const rows = gone.slice(0, NAMES_MAX).map((intent) => {
    const name = named.place(intent);
    return html`<li>${intent.target === null ? name : html`<a class="kern-link" href="${postPath(intent.target)}" target="_blank">${name}</a>`}</li>`;
  });
  return html`<section class="wording"><h3>${say('console-deleted', { n: gone.length })}</h3><ul class="local">${rows}</ul>${more(gone.length - NAMES_MAX)}</section>`;
}

/** Every post as a follower sees it, searched by town. */
export function allPosts(asked: Asked, { posts }: Plan): Markup {
  const { named } = asked;
  const found = posts.filter(({ intent }) => isFound(asked, named.town(intent.municipality)));
  const germanOf = germanIn(posts);
  const { items, links } = paged(asked, found, POSTS_A_PAGE);
  return html`${searchForm(asked, ['alle'])}
<p>${link(asked.path, say('console-by-wording'))}</p>
<p class="kern-hint">${say('console-found', { n: found.length })}</p>
<div class="posts">${items.map((post) => {
    const { intent, length, limit } = post;
    const counted = length === null || limit === null ? '' : say('console-length', { length, limit });
    const foot = [counted, unsaidWords([post])].filter((one) => one !== '').join(' · ');
    const german = germanOf([post]).map((one) => postText(one.intent.text ?? '', one.intent.language));
    return html`${preview(asked, intent, intent.text, foot)}${german.length === 0 ? '' : folded(say('console-in-german'), html`${german}`)}`;
  })}</div>
${links}`;
}

/** `none` for nobody. */
export function namesOr(all: readonly string[]): string {
  return all.length === 0 ? 'none' : names(all, NAMES_MAX);
}
