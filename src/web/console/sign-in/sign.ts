import { html } from 'hono/html';
import { optionsToVouch } from '../../../app/people/passkeys.ts';
import type { Proof } from '../../../app/people/proof.ts';
import type { Difference } from '../../../app/people/publish.ts';
import type { Session } from '../../../app/people/sign-in.ts';
import { type Mistake, mistake, OperatorError, operatorError } from '../../../core/domain/errors.ts';
import { say } from '../../../staff-words/say.ts';
import { button, textInput, townName } from '../parts.ts';
import type { Answer, Asked, Markup } from '../route.ts';
import { passkeyForm } from './passkey-form.ts';
import { jsonIn } from './sign-in.ts';

/** Answers what the browser needs to sign the digest that the form names. */
export async function askSignature({ desk, visitor: { session }, form }: Asked): Promise<Answer> {
  if (session === null) throw operatorError(mistake('not-signed.texts'));
  return { kind: 'json', data: await optionsToVouch(desk.people, session, form.get('digest') ?? '') };
}

/**
 * A form by which somebody vouches for having read what has this digest: with a touch of the passkey, or with passphrase
 * and code if the person signed in with these. `inside`: further fields.
 */
export function signForm(asked: Asked, path: string, digest: string, inside: Markup, words: string): Markup {
  const { session } = asked.visitor;
  const fields = html`<input type="hidden" name="digest" value="${digest}">${inside}`;
  if (session?.way === 'passkey') return passkeyForm('approve', `${path}/unterschrift`, path, fields, words);
  const typed = session?.way === 'practice' ? '' : typedInputs();
  return html`<form method="post" action="${path}" class="stack decide">${fields}${typed}${button('primary', words, 'do', 'publish')}</form>`;
}

/** Passphrase and code, for a person without a passkey at hand. */
export function typedInputs(): Markup {
  return html`${textInput('passphrase', say('console-passphrase'), '', '', 'password', 'current-password')}${textInput('code', say('console-code'), say('console-code-hint'), '', 'text', 'one-time-code')}`;
}

/** The same for somebody who approves alone what needs a second person: with a reason that everyone is told. */
export function aloneForm(asked: Asked, path: string, digest: string, inside: Markup, words: string): Markup {
  const given = aloneIn(asked) ?? '';
  const reason = textInput('alone', say('console-alone-why'), say('console-alone-hint'), given);
  return html`<details${given === '' ? '' : html` open`}><summary class="kern-link">${say('console-approve-alone')}</summary>${signForm(asked, path, digest, html`${inside}${reason}`, words)}</details>`;
}

/**
 * Does what needs a proof. Where none was sent (the person had to sign in meanwhile), or it does not hold, `ask` shows the
 * page once more, with what was ticked and typed. `refused`: why; null where none was sent.
 */
export async function proving<Result>(
  asked: Asked,
  ask: (refused: Mistake | null) => Promise<Answer>,
  work: (session: Session) => Promise<Result>,
): Promise<Result | Answer> {
  const { form, visitor } = asked;
  if (visitor.session === null) throw operatorError(mistake('not-signed.act'));
  const isGiven = visitor.session.way === 'practice' || form.get('response') || form.get('passphrase');
  if (!isGiven) return ask(null);
  try {
    return await work(visitor.session);
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    const [first] = error.mistakes;
    if (first?.code !== 'not-signed' && first?.code !== 'own-text') throw error;
    return ask(first);
  }
}

/** The evidence that the form sent for what has this digest. */
export function proofIn({ form, visitor }: Asked, digest: string): Proof {
  const response = form.get('response');
  if (response) return { kind: 'passkey', response: jsonIn(response) };
  if (visitor.session?.way === 'practice') return { kind: 'practice', digest };
  return {
    kind: 'second-way',
    digest,
    passphrase: form.get('passphrase') ?? '',
    code: form.get('code') ?? '',
  };
}

export function aloneIn({ form }: Asked): string | null {
  return form.get('alone')?.trim().slice(0, REASON_CHARACTERS_MAX) || null;
}

const REASON_CHARACTERS_MAX = 500;
const DIFFERENCES_SHOWN = 20;

/** Texts that changed between reading and touching, as they were read and as they are now. */
export function differencesMarkup(asked: Asked, differences: readonly Difference[] | null): Markup {
  if (differences === null) return '';
  const { files } = asked.app;
  const named = (key: string) => {
    const account = files.region.accounts.get(key.split('/')[2] ?? '');
    return account ? townName(files, account.municipality) : key;
  };
  return html`<ul class="differences">${differences
    .slice(0, DIFFERENCES_SHOWN)
    .map(
      ({ key, before, after }) =>
        html`<li class="card"><strong>${named(key)}</strong><p class="text"><del>${before ?? say('console-no-text')}</del></p><p class="text"><ins>${after ?? say('console-no-text')}</ins></p></li>`,
    )}</ul>${differences.length > DIFFERENCES_SHOWN ? html`<p>${say('rest-more', { n: differences.length - DIFFERENCES_SHOWN })}</p>` : ''}`;
}
