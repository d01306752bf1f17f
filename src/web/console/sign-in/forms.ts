import type { WayGiven } from '../../../app/people/sign-in-ways.ts';
import { jsonIn } from '../../../core/domain/json.ts';
import { say } from '../../../staff-words/say.ts';
import { html } from '../html.ts';
import { button, textInput } from '../kern.ts';
import type { Asked, Markup } from '../route.ts';

/*
 * The forms by which people sign in, add a way to do so, and prove that they are there; and what comes back in them.
 */

/**
 * A form that the script sends with the answer of a passkey in the field `response`. `options`: what the browser needs, or the
 * path to which the script first posts the form for it. `doing`: says what to do where that fails. `inside`: further fields.
 */
export function passkeyForm(
  doing: 'sign-in' | 'join' | 'add' | 'confirm' | 'approve',
  options: string | object,
  action: string,
  inside: Markup,
  words: string,
  attributes: Markup = '',
): Markup {
  const ceremony = doing === 'join' || doing === 'add' ? 'create' : 'get';
  const given =
    typeof options === 'string'
      ? html`data-options="${options}"`
      : html`data-given="${JSON.stringify(options)}"`;
  return html`<form method="post" action="${action}" class="stack" data-passkey="${ceremony}" ${given}${attributes}><input type="hidden" name="response">
${inside}<noscript><p class="kern-hint">${say('console-needs-script')}</p></noscript><p class="kern-hint" role="alert" hidden data-failed>${say('console-passkey-failed', { doing })}</p>
${button('primary', words)}</form>`;
}

/** The name of a new passkey. */
export function labelInput(): Markup {
  return textInput('label', say('console-passkey-label'), say('console-passkey-label-hint'));
}

/** Passphrase and code, for a person without a passkey at hand. */
export function typedInputs(): Markup {
  return html`${textInput('passphrase', say('console-passphrase'), '', '', 'password', 'current-password')}${textInput('code', say('console-code'), say('console-code-hint'), '', 'text', 'one-time-code')}`;
}

export function typedIn({ form }: Asked) {
  return { passphrase: form.get('passphrase') ?? '', code: form.get('code') ?? '' };
}

export function newPasskeyIn(asked: Asked): WayGiven {
  return { kind: 'passkey', response: responseIn(asked), label: asked.form.get('label') ?? '' };
}

export function newSecondWayIn(asked: Asked): WayGiven {
  return { kind: 'second-way', token: asked.form.get('token') ?? '', ...typedIn(asked) };
}

/** The answer of a passkey, which the script sent as JSON; null where it is none. */
export function responseIn({ form }: Asked): unknown {
  return jsonIn(form.get('response') ?? '') ?? null;
}
