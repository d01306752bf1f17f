import { placeMark, type WordingGroup } from '../../core/planning/wordings.ts';
import { names, say } from '../../staff-words/say.ts';
import { unsaidWords } from '../../staff-words/unsaid.ts';
import { html } from './html.ts';
import { folded, postText } from './kern.ts';
import type { Asked, Markup } from './route.ts';

/** Local words that are listed at once; the rest opens. */
const LOCAL_MAX = 3;
/** All others are found among the posts by town. */
const ROWS_MAX = 100;
const NAMES_MAX = 6;

/**
 * Texts that say the same: the common words once, the local places marked, then the words of each post there. The German that
 * they are translations of opens.
 */
export function wordingMarkup(asked: Asked, group: WordingGroup): Markup {
  const { named } = asked;
  const { channel, language, parts, posts, action, german } = group;
  const n = posts.length;
  const limit = posts[0]?.limit ?? null;
  const longest = posts.reduce((most, { length }) => Math.max(most, length ?? 0), 0);
  const towns = posts.map(({ municipality }) => named.town(municipality));
  const rows = posts
    .slice(0, ROWS_MAX)
    .map(
      ({ local }, index) =>
        html`<li><strong>${towns[index]}</strong> ${local.map((words, place) => html`<mark>${placeMark(place)}</mark> ${words.trim() || '–'} `)}</li>`,
    );
  const common = parts.map((part) =>
    part.kind === 'common' ? part.text : html` <mark>${placeMark(part.n)}</mark>`,
  );
  const noRoom = unsaidWords(posts);
  const isSame = parts.every((part) => part.kind === 'common');
  return html`<section class="wording"><h3>${say('console-wording', { n, channel: named.channel(channel), language })}${action === 'edit' ? ` · ${say('console-edited')}` : ''}</h3>
${postText(html`${common}`, language)}
${isSame ? html`<p class="kern-hint">${names(towns, NAMES_MAX)}</p>` : html`<ul class="local">${rows.slice(0, LOCAL_MAX)}</ul>${moreRows(rows, n)}`}
${limit === null ? '' : html`<p class="kern-hint">${say('console-wording-length', { n, longest, limit })}</p>`}
${noRoom === '' ? '' : html`<p class="kern-hint">${noRoom}</p>`}
${german.length === 0 ? '' : folded(say('console-in-german'), html`${german.map((one) => wordingMarkup(asked, one))}`)}
</section>`;
}

function moreRows(rows: readonly Markup[], all: number): Markup {
  if (all <= LOCAL_MAX) return '';
  const n = all - LOCAL_MAX;
  return folded(say('console-wording-more', { n }), html`<ul class="local">${rows.slice(LOCAL_MAX)}</ul>`);
}
