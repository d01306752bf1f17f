import { html } from 'hono/html';
import { askerOf } from '../../../app/people/people.ts';
import { beginSecondWay, printCodes } from '../../../app/people/second-way.ts';
import { endSessions, type Session } from '../../../app/people/sign-in.ts';
import { addWay, grantPasskey, optionsGranted, removePasskey } from '../../../app/people/sign-in-ways.ts';
import { DAY } from '../../../core/domain/clock.ts';
import { mistake, operatorError } from '../../../core/domain/errors.ts';
import { say } from '../../../staff-words/say.ts';
import { button, timeShown } from '../parts.ts';
import type { Answer, Asked, Intended, Markup, Route } from '../route.ts';
import { appAgain, appPage, codesPage, labelInput } from './invitation.ts';
import { passkeyForm } from './passkey-form.ts';
import { rightsWords } from './rights-words.ts';
import { jsonIn } from './sign-in.ts';

/** Everybody may decide about their own ways to sign in. */
export const ME: readonly Route[] = [
  { method: 'get', path: '/ich', act: 'look', answer: mePage },
  { method: 'post', path: '/ich/frage', act: 'look', answer: askPasskey },
  { method: 'post', path: '/ich/passkey', act: 'look', answer: addPasskey },
  { method: 'post', path: '/ich/passkey/neu', act: 'look', touch: intendsPasskey, answer: beginPasskey },
  { method: 'post', path: '/ich/passkey/weg', act: 'look', touch: intendsRemoval, answer: dropPasskey },
  { method: 'post', path: '/ich/app', act: 'look', touch: intendsApp, answer: beginApp },
  { method: 'post', path: '/ich/code', act: 'look', answer: addSecondWay },
  { method: 'post', path: '/ich/codes', act: 'look', touch: intendsCodes, answer: newCodes },
  { method: 'post', path: '/ich/sitzung/ende', act: 'look', answer: endSession },
  { method: 'post', path: '/ich/sitzung/andere', act: 'look', answer: endOthers },
];

async function mePage(asked: Asked): Promise<Answer> {
  const { desk, visitor, now } = asked;
  const { person, session } = visitor;
  const { store } = desk.people;
  const [passkeys, second, codes, sessions] = await Promise.all([
    store.passkeysOf(person.id),
    store.secondWayOf(person.id),
    store.recoveryCodesOf(person.id),
    store.sessionsOf(person.id, now),
  ]);
  const time = (at: number) => timeShown(asked, at);
  return {
    kind: 'page',
    title: person.name,
    body: html`<p class="kern-body">${rightsWords(asked, person.rights)}</p>
${section(
  'ways',
  say('console-ways'),
  html`<ul class="rows">${passkeys.map(
    ({ id, label, addedAt, usedAt }) =>
      html`<li><span><strong>${label}</strong><br>${usedAt === null ? say('console-way-added', { time: time(addedAt) }) : say('console-way-used', { time: time(usedAt) })}</span>${small('/ich/passkey/weg', 'id', id, say('console-way-remove'))}</li>`,
  )}<li><span><strong>${say('console-second-way')}</strong><br>${second === null ? say('console-second-way-none') : say('console-second-way-since', { time: time(second.at) })}</span>${small('/ich/app', '', '', second === null ? say('console-second-way-begin') : say('console-second-way-again'))}</li>
${second === null ? '' : html`<li><span><strong>${say('console-codes')}</strong><br>${say('console-codes-left', { n: codes })}</span>${small('/ich/codes', '', '', say('console-codes-new'))}</li>`}</ul>
${small('/ich/passkey/neu', '', '', say('console-passkey-another'))}`,
)}
${section(
  'sessions',
  say('console-sessions'),
  html`<ul class="rows">${sessions.map(
    ({ id, device, at, expiresAt }) =>
      html`<li><span><strong>${id === session?.id ? say('console-session-this') : device}</strong><br>${say('console-session-since', { time: time(at), until: time(expiresAt) })}</span>${small('/ich/sitzung/ende', 'id', id, say('console-session-end'))}</li>`,
  )}</ul>`,
)}
${await lately(asked)}
<form method="post" action="/abmelden" class="stack">${button('secondary', say('console-sign-out'))}</form>`,
  };
}

function section(id: string, title: string, body: Markup): Markup {
  return html`<section aria-labelledby="${id}"><h2 id="${id}" class="kern-heading-small">${title}</h2>${body}</section>`;
}

/** A button of its own form, with one value. */
export function small(action: string, name: string, value: string, words: string): Markup {
  return html`<form method="post" action="${action}"><button class="kern-btn kern-btn--secondary kern-btn--small"${name === '' ? '' : html` name="${name}" value="${value}"`}><span class="kern-label">${words}</span></button></form>`;
}

async function intendsPasskey(): Promise<Intended> {
  return { title: say('console-passkey-another'), what: '' };
}

async function intendsApp(): Promise<Intended> {
  return { title: say('console-second-way'), what: say('console-second-way-means') };
}

async function intendsCodes(): Promise<Intended> {
  return { title: say('console-codes'), what: say('console-codes-replace') };
}

async function intendsRemoval({ desk, visitor, form }: Asked): Promise<Intended> {
  const own = await desk.people.store.passkeysOf(visitor.person.id);
  const label = own.find(({ id }) => id === form.get('id'))?.label;
  return { title: say('console-passkey-remove'), what: label ?? '' };
}

function sessionOf({ visitor: { session } }: Asked): Session {
  if (session === null) throw operatorError(mistake('not-signed.act'));
  return session;
}

/** The passkey that somebody has just proved they may add. */
async function beginPasskey(asked: Asked): Promise<Answer> {
  const grant = await grantPasskey(asked.desk.people, sessionOf(asked));
  const inside = html`<input type="hidden" name="grant" value="${grant}">${labelInput()}`;
  return {
    kind: 'page',
    title: say('console-passkey-another'),
    body: html`<p class="kern-body">${say('console-passkey-means')}</p>${passkeyForm('add', '/ich/frage', '/ich/passkey', inside, say('console-passkey-make'))}`,
  };
}

async function askPasskey(asked: Asked): Promise<Answer> {
  const grant = asked.form.get('grant') ?? '';
  return { kind: 'json', data: await optionsGranted(asked.desk.people, sessionOf(asked), grant) };
}

async function addPasskey(asked: Asked): Promise<Answer> {
  const { desk, form } = asked;
  const [response, label] = [jsonIn(form.get('response')), form.get('label') ?? ''];
  const given = { kind: 'passkey', response, label, grant: form.get('grant') ?? '' } as const;
  await addWay(desk.people, sessionOf(asked), given);
  return { kind: 'see', path: '/ich' };
}

async function dropPasskey({ desk, visitor, form }: Asked): Promise<Answer> {
  await removePasskey(desk.people, visitor.person, form.get('id') ?? '');
  return { kind: 'see', path: '/ich' };
}

async function beginApp(asked: Asked): Promise<Answer> {
  const { desk, visitor } = asked;
  return appPage(await beginSecondWay(desk.people, visitor.person, sessionOf(asked).id), '/ich/code', '');
}

async function addSecondWay(asked: Asked): Promise<Answer> {
  const { desk, form } = asked;
  const field = (name: string) => form.get(name) ?? '';
  // Sent again after the session had ended: what it began ended with it.
  if (field('secret') === '') return { kind: 'see', path: '/ich' };
  return appAgain(asked, '/ich/code', async () => {
    const given = { token: field('token'), passphrase: field('passphrase'), code: field('code') };
    return codesPage(await addWay(desk.people, sessionOf(asked), { kind: 'second-way', ...given }), '/ich');
  });
}

async function newCodes({ desk, visitor }: Asked): Promise<Answer> {
  return codesPage(await printCodes(desk.people, visitor.person), '/ich');
}

async function endSession({ desk, visitor, form }: Asked): Promise<Answer> {
  const { person } = visitor;
  await endSessions(desk.people, askerOf(person), person, { only: form.get('id') ?? '' });
  return { kind: 'see', path: '/ich' };
}

async function endOthers(asked: Asked): Promise<Answer> {
  const { person, id } = sessionOf(asked);
  await endSessions(asked.desk.people, askerOf(person), person, { except: id });
  return { kind: 'see', path: '/ich' };
}

/** Everything by which somebody's ways to sign in change. */
const OF_WAYS = ['joined', 'passkey-added', 'passkey-removed', 'second-way-set', 'codes-printed'] as const;
const TOLD_MS = 7 * DAY;

/** Says what became of the ways to sign in, in case that it was somebody else. */
async function lately(asked: Asked): Promise<Markup> {
  const { desk, visitor, now } = asked;
  const lines = await desk.people.store.logOf(visitor.person.id, OF_WAYS, now - TOLD_MS);
  if (lines.length === 0) return '';
  const rows = lines
    .toReversed()
    .map(
      ({ what, at, actor }) =>
        html`<li><span>${say(`console-did-${what as (typeof OF_WAYS)[number]}`, { name: actor.name })}</span><span>${timeShown(asked, at)}</span></li>`,
    );
  return section(
    'lately',
    say('console-ways-lately'),
    html`<ul class="rows">${rows}</ul><p class="kern-hint">${say('console-ways-lately-means')}</p>${small('/ich/sitzung/andere', '', '', say('console-sessions-others-end'))}`,
  );
}
