import { raw } from 'hono/html';
import { optionsToAdd } from '../../../app/people/passkeys.ts';
import { type BegunSecondWay, beginSecondWay } from '../../../app/people/second-way.ts';
import { accept, invitee, type WayGiven } from '../../../app/people/sign-in-ways.ts';
import { mistakesIn } from '../../../core/domain/errors.ts';
import { sha256 } from '../../../core/domain/post-key.ts';
import type { Person } from '../../../core/domain/rights.ts';
import { say } from '../../../staff-words/say.ts';
import { cookieFor } from '../cookies.ts';
import { html } from '../html.ts';
import { button, folded, form, hiddenInputs, linkButton, textInput } from '../kern.ts';
import { mistakesOf } from '../parts.ts';
import { type Asked, type Markup, page, type Route, see, type WebAnswer } from '../route.ts';
import { labelInput, newPasskeyIn, newSecondWayIn, passkeyForm } from './forms.ts';

export const INVITATION: readonly Route[] = [
  { method: 'get', path: '/einladung/:code', act: 'open', answer: invitationPage },
  { method: 'post', path: '/einladung/:code/frage', act: 'open', answer: askPasskey },
  { method: 'post', path: '/einladung/:code/passkey', act: 'open', answer: joinByPasskey },
  { method: 'post', path: '/einladung/:code/app', act: 'open', answer: beginApp },
  { method: 'post', path: '/einladung/:code/code', act: 'open', answer: joinByCode },
];

function invitationPage(asked: Asked): Promise<WebAnswer> {
  return forInvitee(asked, (person, path) => {
    const begin = form(`${path}/app`, button('secondary', say('console-second-way-begin')));
    return page(
      say('console-invitation', { name: person.name }),
      html`<p class="kern-body">${say('console-passkey-means')}</p>
${passkeyForm('join', `${path}/frage`, `${path}/passkey`, labelInput(), say('console-passkey-make'))}
${folded(say('console-second-way'), html`<p class="kern-body">${say('console-second-way-means')}</p>${begin}`)}`,
    );
  });
}

function askPasskey(asked: Asked): Promise<WebAnswer> {
  return forInvitee(asked, async (person, _, by) => ({
    kind: 'json',
    data: await optionsToAdd(asked.people, person, by),
  }));
}

function joinByPasskey(asked: Asked): Promise<WebAnswer> {
  return join(asked, newPasskeyIn(asked));
}

function beginApp(asked: Asked): Promise<WebAnswer> {
  return forInvitee(asked, async (person, path, by) =>
    appPage(await beginSecondWay(asked.people, person, by), `${path}/code`),
  );
}

/** The secret for an app, as a picture and in letters; then passphrase and the first code. `notice`: why it is shown once more. */
export async function appPage(
  begun: BegunSecondWay,
  action: string,
  notice: Markup = '',
): Promise<WebAnswer> {
  const { token, secret, address } = begun;
  const inside = html`${hiddenInputs(Object.entries({ token, secret, otpauth: address }))}
${textInput('passphrase', say('console-passphrase'), say('console-passphrase-hint'), '', 'password', 'new-password')}
${textInput('code', say('console-app-code'), '', '', 'text', 'one-time-code')}
${button('primary', say('console-second-way-save'))}`;
  return page(
    say('console-second-way'),
    html`${notice}<ol class="steps"><li>${say('console-app-scan')}${await qrCode(address)}<p class="kern-hint">${say('console-app-type')} <code>${secret.replace(/.{4}(?=.)/g, '$& ')}</code></p></li>
<li>${say('console-app-then')}</li></ol>
${form(action, inside)}`,
    notice === '' ? 200 : 400,
  );
}

/** Drawn on the server: black on white, also in the dark. */
export async function qrCode(text: string): Promise<Markup> {
  const { renderSVG } = await import('uqr');
  return html`<div class="qr" role="img" aria-label="${say('console-qr')}">${raw(renderSVG(text, { border: 2 }))}</div>`;
}

function joinByCode(asked: Asked): Promise<WebAnswer> {
  return appAgain(asked, () => join(asked, newSecondWayIn(asked)));
}

/** Shows the same secret again where passphrase or code are refused. */
export async function appAgain(asked: Asked, work: () => Promise<WebAnswer>): Promise<WebAnswer> {
  try {
    return await work();
  } catch (error) {
    const [first] = mistakesIn(error);
    if (first?.code !== 'weak-passphrase' && first?.sentence !== 'wrong-code.here') throw error;
    const field = (name: string) => asked.form.get(name) ?? '';
    const begun = { token: field('token'), secret: field('secret'), address: field('otpauth') };
    return appPage(begun, asked.path, mistakesOf(asked, [first]));
  }
}

async function join(asked: Asked, given: WayGiven): Promise<WebAnswer> {
  const { people, params, from } = asked;
  const { signedIn, codes } = await accept(invitationsOf(asked), params.code ?? '', given, from.device);
  const cookie = cookieFor(people, signedIn.token);
  return codes.length === 0 ? see('/', { cookie }) : { ...codesPage(codes, '/'), cookie };
}

/** Shown once, to be printed. */
export function codesPage(codes: readonly string[], next: string) {
  return page(
    say('console-codes'),
    html`<p class="kern-body">${say('console-codes-means')}</p><ul class="codes">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>${linkButton('primary', say('console-codes-done'), next)}`,
  );
}

function invitationsOf({ people, app }: Asked) {
  return { people, region: app.files.region };
}

/** `by`: the name under which the challenge for this invitation is kept. */
async function forInvitee(
  asked: Asked,
  answer: (person: Person, path: string, by: string) => WebAnswer | Promise<WebAnswer>,
): Promise<WebAnswer> {
  const code = asked.params.code ?? '';
  const person = await invitee(invitationsOf(asked), code);
  if (person) return answer(person, `/einladung/${code}`, sha256(code));
  return page(
    say('console-invitation-over'),
    html`<p class="kern-body">${say('console-invitation-over-advice')}</p>${linkButton('secondary', say('console-sign-in'), '/anmelden')}`,
    404,
  );
}
