import { warningsFor } from '../../app/effects.ts';
import { viewNow } from '../../app/load.ts';
import { noteShown } from '../../app/people/publish.ts';
import { approversOfWaiting, permissionForWaiting } from '../../app/people/who-may-approve.ts';
import { planned } from '../../app/planned.ts';
import { callableOff } from '../../app/wrong-post-tasks.ts';
import { lookOfName } from '../../core/domain/actor.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { isUnapproved } from '../../core/ledger/approval.ts';
import { isPublished } from '../../core/ledger/entry.ts';
import { postsOfGroup } from '../../core/planning/plan.ts';
import { wordings } from '../../core/planning/wordings.ts';
import { say } from '../../staff-words/say.ts';
import { html } from './html.ts';
import { alertBox } from './kern.ts';
import { changeable, configurationOf, postsNamed } from './parts.ts';
import { namesOr, oddMarkup, readTick } from './review-texts.ts';
import { type Asked, type Markup, page, see, type WebAnswer } from './route.ts';
import { approvalForm } from './sign-in/sign.ts';
import { wordingMarkup } from './wording.ts';
import { callOffForm } from './wrong-post.ts';

/** Texts of an announcement that wait in the ledger for somebody's approval. */
export async function waitingPage(asked: Asked, notice: Markup, status: 200 | 400 | 409): Promise<WebAnswer> {
  const { people, path, person } = asked;
  const announcement = asked.params.id ?? '';
  const configuration = configurationOf(asked);
  const from = { configuration, view: await viewNow(asked.app, configuration), now: asked.now };
  const { plan } = planned(configuration, from.view, asked.now);
  const groups = plan.announcements.filter(
    ({ id, approvals, needed }) => id === announcement && isUnapproved({ approvals }, needed, null),
  );
  const waiting = await Promise.all(
    groups.map(async (group) => {
      const posts = postsOfGroup(plan, group);
      return { group, posts, permission: await permissionForWaiting(asked, announcement, posts) };
    }),
  );
  // If several editions wait, each person sees one that they may approve and have not approved yet.
  const mayApprove = waiting.filter(({ permission }) => permission.startsWith('approve'));
  const hasApproved = ({ group }: (typeof waiting)[number]) =>
    group.approvals.some((name) => lookOfName(name) === lookOfName(person.name));
  const own =
    mayApprove.find((one) => !hasApproved(one)) ??
    mayApprove[0] ??
    waiting.find(({ permission }) => permission === 'alone') ??
    waiting[0];
  if (!own) {
    const isOf = (one: { readonly announcement: string }) => one.announcement === announcement;
    const goesOut =
      plan.posts.some(({ intent }) => isOf(intent)) ||
      from.view.entries.some((one) => isOf(one) && isPublished(one));
    // It now waits for something other than an approval.
    if (status === 200 && !goesOut && plan.held.some(isOf)) return see('/beitraege?zustand=held');
    // A link that was passed on leads here also after somebody else has approved everything.
    const isKnown = configuration.state.announcements.some(({ id }) => id === announcement);
    throw operatorError(isKnown ? 'not-waiting' : 'no-page');
  }
  const { group, posts } = own;
  // To approve once more counts for nothing, but alone with a reason.
  const isAgain = own.permission === 'approve-or-alone' && hasApproved(own);
  const permission = isAgain ? 'alone' : own.permission;
  const n = posts.length;
  const isOthers = permission === 'alone' || permission === 'look';
  const others = isOthers ? await approversOfWaiting(asked, announcement, posts) : [];
  const have = [person.name, ...group.approvals].map(lookOfName);
  const whom = namesOr(others.filter((name) => !have.includes(lookOfName(name))));
  noteShown(people, person, group.digest, posts);
  const held = plan.held.filter((one) => one.announcement === announcement);
  const mine = changeable(asked);
  const speakers = callableOff(from.view, announcement);
  const known = from.view.entries.find(
    (one) =>
      one.announcement === announcement && speakers.has(one.municipality) && mine.has(one.municipality),
  );
  const warnings = warningsFor(plan, { posts, held, ids: [announcement], who: [] }, from);
  return page(
    say('console-review'),
    html`${notice}${isOthers ? alertBox('info', say(isAgain ? 'console-done-approved-first' : 'console-handed-in'), say('console-handed-in-to', { names: whom })) : ''}<p class="kern-body kern-body--large">${say(
      'console-need-approval',
      {
        what: postsNamed(
          asked,
          posts.map(({ intent }) => intent),
        ),
        n,
      },
    )}</p>
${group.approvals.length === 0 ? '' : html`<p class="kern-hint">${say('console-approved-by', { names: group.approvals.join(', ') })}</p>`}
${oddMarkup(asked, { held, warnings })}
${wordings(posts).map((one) => wordingMarkup(asked, one))}
${approvalForm(permission, asked, path, group.digest, readTick(asked, group.digest), say('console-approve', { n }))}
${known === undefined ? '' : callOffForm(asked, known, speakers)}`,
    status,
  );
}
