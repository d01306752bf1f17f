import { html, raw } from 'hono/html';
import { optionsToAdd } from '../../../app/people/passkeys.ts';
import { beginSecondWay } from '../../../app/people/second-way.ts';
import type { SignedIn } from '../../../app/people/sign-in.ts';
import { accept, invitee, type WayGiven } from '../../../app/people/sign-in-ways.ts';
import { OperatorError } from '../../../core/domain/errors.ts';
import { sha256 } from '../../../core/domain/post-key.ts';
import type { Person } from '../../../core/domain/rights.ts';
import { mistakeWords, say } from '../../../staff-words/say.ts';
import { alertBox, button, linkButton, textInput } from '../parts.ts';
import type { Answer, Asked, Markup, Route } from '../route.ts';
import { cookieFor } from './cookie.ts';
import { passkeyForm } from './passkey-form.ts';
import { jsonIn } from './sign-in.ts';

export const INVITATION: readonly Route[] = [
  { method: 'get', path: '/einladung/:code', act: 'open', answer: invitationPage },
  { method: 'post', path: '/einladung/:code/frage', act: 'open', answer: askPasskey },
  { method: 'post', path: '/einladung/:code/passkey', act: 'open', answer: joinByPasskey },
  { method: 'post', path: '/einladung/:code/app', act: 'open', answer: beginApp },
  { method: 'post', path: '/einladung/:code/code', act: 'open', answer: joinByCode },
];

async function invitationPage(asked: Asked): Promise<Answer> {
  return forInvitee(asked, async (person, path) => ({
    kind: 'page',
    title: say('console-invitation', { name: person.name }),
    body: html`<p class="kern-body">${say('console-passkey-means')}</p>
${passkeyForm('join', `${path}/frage`, `${path}/passkey`, labelInput(), say('console-passkey-make'))}
<details><summary class="kern-link">${say('console-second-way')}</summary><p class="kern-body">${say('console-second-way-means')}</p><form method="post" action="${path}/app">${button('secondary', say('console-second-way-begin'))}</form></details>`,
  }));
}

export function labelInput(): Markup {
  return textInput('label', say('console-passkey-label'), say('console-passkey-label-hint'));
}

async function askPasskey(asked: Asked): Promise<Answer> {
  return forInvitee(asked, async (person) => ({
    kind: 'json',
    data: await optionsToAdd(asked.desk.people, person, sha256(asked.params.code ?? '')),
  }));
}

function joinByPasskey(asked: Asked): Promise<Answer> {
  const { form } = asked;
  const response = jsonIn(form.get('response'));
  return join(asked, { kind: 'passkey', response, label: form.get('label') ?? '' });
}

async function beginApp(asked: Asked): Promise<Answer> {
  return forInvitee(asked, async (person, path) =>
    appPage(
      await beginSecondWay(asked.desk.people, person, sha256(asked.params.code ?? '')),
      `${path}/code`,
      '',
    ),
  );
}

/** The secret for an app, as a picture and in letters; then passphrase and the first code. */
export async function appPage(
  { token, secret, address }: { readonly token: string; readonly secret: string; readonly address: string },
  action: string,
  notice: Markup,
): Promise<Answer> {
  return {
    kind: 'page',
    status: notice === '' ? 200 : 400,
    title: say('console-second-way'),
    body: html`${notice}<ol class="steps"><li>${say('console-app-scan')}${await qrCode(address)}<p class="kern-hint">${say('console-app-type')} <code>${secret.replace(/.{4}(?=.)/g, '$& ')}</code></p></li>
<li>${say('console-app-then')}</li></ol>
<form method="post" action="${action}" class="stack"><input type="hidden" name="token" value="${token}"><input type="hidden" name="secret" value="${secret}"><input type="hidden" name="address" value="${address}">
${textInput('passphrase', say('console-passphrase'), say('console-passphrase-hint'), '', 'password', 'new-password')}
${textInput('code', say('console-app-code'), '', '', 'text', 'one-time-code')}
${button('primary', say('console-second-way-save'))}</form>`,
  };
}

/** Drawn on the server: black on white, also in the dark. */
export async function qrCode(text: string): Promise<Markup> {
  const { renderSVG } = await import('uqr');
  return html`<div class="qr" role="img" aria-label="${say('console-qr')}">${raw(renderSVG(text, { border: 2 }))}</div>`;
}

async function joinByCode(asked: Asked): Promise<Answer> {
  const { form, params } = asked;
  const field = (name: string) => form.get(name) ?? '';
  const given: WayGiven = {
    ...{ kind: 'second-way', token: field('token'), passphrase: field('passphrase'), code: field('code') },
  };
  return appAgain(asked, `/einladung/${params.code}/code`, () => join(asked, given));
}

/** Shows the same secret again where passphrase or code are refused. */
export async function appAgain(asked: Asked, action: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const [first] = error.mistakes;
    if (first?.code !== 'weak-passphrase' && first?.code !== 'wrong-code') throw error;
    const { message, advice } = mistakeWords(first);
    const [token, secret, address] = ['token', 'secret', 'address'].map((name) => asked.form.get(name) ?? '');
    const begun = { token: token ?? '', secret: secret ?? '', address: address ?? '' };
    return appPage(begun, action, alertBox('danger', message, advice));
  }
}

async function join({ desk, params, from }: Asked, given: WayGiven): Promise<Answer> {
  const { signedIn, codes } = await accept(desk.people, params.code ?? '', given, from.device);
  return welcome(desk.people, signedIn, codes);
}

function welcome(people: Asked['desk']['people'], { token }: SignedIn, codes: readonly string[]): Answer {
  const cookie = cookieFor(people, token);
  return codes.length === 0 ? { kind: 'see', path: '/', cookie } : { ...codesPage(codes, '/'), cookie };
}

/** Shown once, to be printed. */
export function codesPage(codes: readonly string[], next: string): Extract<Answer, { kind: 'page' }> {
  return {
    kind: 'page',
    title: say('console-codes'),
    body: html`<p class="kern-body">${say('console-codes-means')}</p><ul class="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>${linkButton('primary', say('console-codes-done'), next)}`,
  };
}

async function forInvitee(
  { desk, params }: Asked,
  answer: (person: Person, path: string) => Promise<Answer>,
): Promise<Answer> {
  const code = params.code ?? '';
  const found = await invitee(desk.people, code);
  if (found) return answer(found.person, `/einladung/${code}`);
  return {
    kind: 'page',
    status: 404,
    title: say('console-invitation-over'),
    body: html`<p class="kern-body">${say('console-invitation-over-advice')}</p>${linkButton('secondary', say('console-sign-in'), '/anmelden')}`,
  };
}
