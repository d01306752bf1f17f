import { html } from 'hono/html';
import { say } from '../../../staff-words/say.ts';
import { button } from '../parts.ts';
import type { Markup } from '../route.ts';

/**
 * A form that the script sends with the answer of a passkey in the field `response`: it posts the form to `options` first, and
 * asks the browser what comes back. `doing`: says what to do where that fails. `inside`: further fields.
 */
export function passkeyForm(
  doing: 'sign-in' | 'join' | 'add' | 'confirm' | 'approve',
  options: string,
  action: string,
  inside: Markup,
  words: string,
): Markup {
  const ceremony = doing === 'join' || doing === 'add' ? 'create' : 'get';
  return html`<form method="post" action="${action}" class="stack" data-passkey="${ceremony}" data-options="${options}"><input type="hidden" name="response">
${inside}<noscript><p class="kern-hint">${say('console-needs-script')}</p></noscript><p class="kern-hint" role="alert" hidden data-failed>${say('console-passkey-failed', { doing })}</p>
${button('primary', words)}</form>`;
}
