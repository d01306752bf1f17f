/** What needs a person: what is the case, and when staff are told. `npm run docs` writes it to docs/errors.md. */
export const ALERT_CODES = {
  held: ['A text is held.', 'At once.'],
  approval: ['A text that is due waits for approval.', 'After one minute.'],
  refused: ['The platform refused a post, an edit or a deletion.', 'At once.'],
  unknown: [
    'Nobody knows whether the platform carried something out.',
    'When it has not settled by itself: after the claim, the quiet time and 30 s.',
  ],
  expired: ['A post did not go out in time.', 'At once. This is never reported as over.'],
  outdated: ['A published post no longer matches the facts.', 'After `outdated_after_minutes`.'],
  'promise-due': [
    'A post promised an update, and none has been given.',
    'A quarter of an hour before its time.',
  ],
  'promise-broken': ['The time of a promised update has passed without one.', 'At once.'],
  breaker: ['A platform accepts nothing from any account: no credit, a suspended app.', 'At once.'],
  stopped: ['An account is stopped until a person repairs it.', 'At once.'],
  paused: ['A pause holds back something that is due.', 'At once.'],
  'files-broken': [
    'The files have mistakes: nothing new is planned. Alerts that need the files wait.',
    'At once.',
  ],
  'facts-broken': ['The facts of one municipality have a mistake.', 'At once.'],
  'clock-wrong': ['The clock cannot be trusted: nothing is sent.', 'At once.'],
  bug: ['The program failed where it must not. `history` says what was sent.', 'At once.'],
} as const satisfies Readonly<Record<string, readonly [means: string, told: string]>>;

export type AlertCode = keyof typeof ALERT_CODES;
