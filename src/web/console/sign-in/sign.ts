import { optionsToVouch } from '../../../app/people/passkeys.ts';
import type { Proof } from '../../../app/people/proof.ts';
import type { Difference } from '../../../app/people/publish.ts';
import type { ConsoleSession } from '../../../app/people/sign-in.ts';
import type { Permission } from '../../../app/people/who-may-approve.ts';
import { type Mistake, mistakesIn, operatorError } from '../../../core/domain/errors.ts';
import { onOneLine } from '../../../core/domain/invisible-characters.ts';
import { say } from '../../../staff-words/say.ts';
import { html } from '../html.ts';
import { button, folded, form, hidden, more, textInput } from '../kern.ts';
import { typedBox } from '../parts.ts';
import type { Asked, Markup, WebAnswer } from '../route.ts';
import { passkeyForm, responseIn, typedIn, typedInputs } from './forms.ts';

/** Asks why somebody does alone what needs two. */
export function reasonInput({ app }: Asked, given = ''): Markup {
  const told = app.files.settings.alerts.webhook === null ? 'no' : 'yes';
  return textInput('alone', say('console-alone-why'), say('console-alone-hint', { told }), given);
}

/** Answers what the browser needs to sign the digest that the form names. */
export async function askSignature({ people, session, form }: Asked): Promise<WebAnswer> {
  if (session === null) throw operatorError('not-signed.texts');
  return { kind: 'json', data: await optionsToVouch(people, session, form.get('digest') ?? '') };
}

/**
 * A form by which somebody vouches for having read what has this digest: with a touch of the passkey, or with passphrase
 * and code if the person signed in with these. `inside`: further fields.
 */
function signForm(asked: Asked, path: string, digest: string, inside: Markup, words: string): Markup {
  const { session, person } = asked;
  // That the texts were read is never filled in again, and no passphrase is kept.
  const keeps = html` data-keep="${person.id} alone" data-only="alone"`;
  const fields = html`${hidden('digest', digest)}${inside}`;
  if (session?.way === 'passkey')
    return passkeyForm('approve', `${path}/unterschrift`, path, fields, words, keeps);
  const typed = session?.way === 'practice' ? '' : typedInputs();
  return form(path, html`${fields}${typed}${button('primary', words, 'do', 'publish')}`, keeps);
}

/** The same for what this person may do with texts: where others are needed, alone with a reason that everyone is told. */
export function approvalForm(
  permission: Permission,
  asked: Asked,
  ...[path, digest, inside, words]: [path: string, digest: string, inside: Markup, words: string]
): Markup {
  if (permission === 'look') return '';
  if (permission === 'publish' || permission === 'approve')
    return signForm(asked, path, digest, inside, words);
  const given = aloneIn(asked) ?? '';
  const reason = html`${typedBox('kept', 'drop')}${typedBox('aside', 'fill', 'drop')}${reasonInput(asked, given)}`;
  // Somebody who sent the form without a reason must see the field for it.
  const isOpen = given !== '' || (permission === 'alone' && asked.form.has('alone'));
  const alone = (what: Markup) => folded(say('console-approve-alone'), what, isOpen);
  return permission === 'alone'
    ? alone(signForm(asked, path, digest, html`${inside}${reason}`, words))
    : signForm(asked, path, digest, html`${inside}${alone(reason)}`, words);
}

/** Throws `not-signed`. */
export function sessionOf({ session }: Asked): ConsoleSession {
  if (session === null) throw operatorError('not-signed.act');
  return session;
}

/**
 * Performs an act that needs a proof. If none was sent (the person had to sign in meanwhile), or it does not hold, `ask` shows
 * the page once more, with everything that was ticked and typed. `refused`: the reason; null if no proof was sent.
 */
export async function proving<Result>(
  asked: Asked,
  ask: (refused: Mistake | null) => Promise<WebAnswer>,
  work: (session: ConsoleSession) => Promise<Result>,
): Promise<Result | WebAnswer> {
  const session = sessionOf(asked);
  const { form } = asked;
  const isGiven = session.way === 'practice' || form.get('response') || form.get('passphrase');
  if (!isGiven) return ask(null);
  try {
    return await work(session);
  } catch (error) {
    const [first] = mistakesIn(error);
    if (first?.code !== 'not-signed' && first?.code !== 'own-text') throw error;
    return ask(first);
  }
}

/** The evidence that the form sent for what has this digest. */
export function proofIn(asked: Asked, digest: string): Proof {
  if (asked.form.get('response')) return { kind: 'passkey', response: responseIn(asked) };
  if (asked.session?.way === 'practice') return { kind: 'practice', digest };
  return { kind: 'second-way', digest, ...typedIn(asked) };
}

export function aloneIn({ form }: Asked): string | null {
  return onOneLine(form.get('alone') ?? '').slice(0, REASON_CHARACTERS_MAX) || null;
}

/** A reason stays in the log for ever. */
export const REASON_CHARACTERS_MAX = 500;
const DIFFERENCES_SHOWN = 20;

/** Texts that changed between reading and touching, as they were read and as they are now. */
export function differencesMarkup({ named }: Asked, differences: readonly Difference[] | null): Markup {
  if (differences === null) return '';
  const items = differences
    .slice(0, DIFFERENCES_SHOWN)
    .map(
      ({ key, before, after }) =>
        html`<li class="card"><strong>${named.towns([key.split('/')[2] ?? key])}</strong><p class="text" dir="auto"><del>${before ?? say('console-no-text')}</del></p><p class="text" dir="auto"><ins>${after ?? say('console-no-text')}</ins></p></li>`,
    );
  return html`<ul class="differences">${items}</ul>${more(differences.length - DIFFERENCES_SHOWN)}`;
}
