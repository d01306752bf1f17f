/* What docs/errors.md says of codes, and no program: `npm run docs` writes it there. */

import { BUG, DONE, MISTAKE, STAFF } from '../src/cli/exit.ts';
import type { AlertReason, HeldBecause } from '../src/core/domain/advice.ts';

/** Why a post is held until a person acts, and what to do. */
export const HELD_REASONS = {
  'no-language': ['There is no catalogue of this language.', 'Add it. Other languages go out.'],
  'no-sentence': [
    'The catalogue of this language lacks a sentence that must not be left out.',
    'Translate it. Other languages go out.',
  ],
  unsigned: [
    'Nobody has signed a sentence in this language, or its German original was changed since.',
    'Let somebody read and sign it: `ausrufer translations LANGUAGE`. Other languages go out.',
  ],
  'missing-translation': ['The facts lack words in this language.', 'Add them. Other languages go out.'],
  'nothing-to-say': ['The facts that the text needs are missing.', 'Set them.'],
  'message-broken': ['The announcement has words of its own that cannot be used.', 'Correct them.'],
  secret: ['The text contains a secret from .env.', 'Remove it from its source, and make a new one.'],
  'too-long': ['What must not be left out does not fit the account.', 'Shorten the facts.'],
  'facts-broken': ['The facts of the municipality have a mistake.', 'Correct it: `check` names the place.'],
  'contradicts-facts': [
    'An all-clear contradicts the facts.',
    'Update the facts, or wait with the all-clear.',
  ],
  'contradicts-others': [
    'It speaks for a group, and the facts of every member say otherwise.',
    'Update the facts, or leave the group out of `about`.',
  ],
  'said-twice': [
    'Another post of the account has the same text, which the platform would refuse.',
    'Say what is new, or take the announcement back.',
  ],
  'not-confirmed': [
    'The facts were confirmed too long ago.',
    'Make sure, then `ausrufer set WHO confirmed=now --by NAME`.',
  ],
  'not-for-exercises': [
    'The account is not marked for public exercises.',
    'Nothing, unless its followers may see exercises: `public_exercises: true`.',
  ],
  'no-credential': ['The account has no credential.', '`check` names the missing line of .env.'],
  'account-stopped': [
    'The account is suspended or locked, its token was rejected three times, or belongs to another account.',
    'Repair it at the platform or in .env, then `ausrufer resume --account ID --by NAME`.',
  ],
  'nothing-to-correct': ['The original was never published.', 'Nothing.'],
  'original-unknown': ['It is unknown whether the original was published.', 'Wait until it is settled.'],
  'own-words': [
    'The corrected post has words of its own and was never published.',
    'Announce it again with the right words.',
  ],
  'older-file': [
    'The state file is an older version, perhaps a backup: it may not edit posts.',
    'If it is meant: `ausrufer approve --older-file --by NAME`.',
  ],
  'too-alike': [
    'The platform would treat the text as a near-duplicate of another.',
    'Set the local fact that the advice names. `check` finds this beforehand.',
  ],
  refused: ['The platform refused it.', 'Change the facts or the words, then raise the edition.'],
  unknown: ['The answer of the platform was lost.', 'Wait: it is looked up. See `resolve`.'],
  'not-in-file': [
    'It waits, but its announcement is no longer in the state file.',
    'Restore the announcement, or withdraw it. A correction: at once, the wrong post is still published.',
  ],
  paused: ['A pause keeps a wrong post published.', 'Let its edit or deletion go on with `resume`.'],
} as const satisfies Readonly<Record<HeldBecause, readonly [means: string, advice: string]>>;

/** The codes of alerts: what is the case, and when staff are told. */
export const ALERT_CODES = {
  held: ['A text is held.', 'At once.'],
  approval: [
    'A text that is due waits for approval.',
    'After one minute; at once if it goes out by itself after `new_words_minutes`.',
  ],
  refused: ['The platform refused a post, an edit or a deletion.', 'At once.'],
  unknown: [
    'Nobody knows whether the platform carried something out.',
    'When it has not settled by itself: after the claim, the quiet time and 30 s; after `alerts.waiting_minutes` where a new ledger cannot look whether it is there.',
  ],
  undone: [
    'A post, an edit or a deletion is tried again and again, and not carried out.',
    'After `alerts.waiting_minutes`; after a quarter of an hour where its outcome is unknown in between.',
  ],
  expired: ['A post did not go out in time.', 'At once. This is never reported as over.'],
  alone: [
    'Somebody did alone, with a reason, what needs two people. The log of the console has it too.',
    'At once. This is never reported as over.',
  ],
  outdated: ['A published post no longer matches the facts.', 'After `outdated_after_minutes`.'],
  'also-wrong': [
    'A published post says what a correction corrects elsewhere, and nothing changes it.',
    'At once.',
  ],
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
  'ledger-empty': ['The ledger does not know a running incident: nothing is sent.', 'At once.'],
  bug: [
    'Only from an earlier version: it failed where it must not. This one says so in its log, and in `/healthz`.',
    'At once.',
  ],
} as const satisfies Readonly<Record<AlertReason['code'], readonly [means: string, told: string]>>;

/** The meaning of each exit status, and what to do. */
export const EXIT_STATUSES: readonly (readonly [status: number, means: string, advice: string])[] = [
  [DONE, 'Done.', 'Nothing.'],
  [
    MISTAKE,
    'A mistake was found: what the lines name was not done.',
    'Each line names the place, and after the arrow what to do.',
  ],
  [
    STAFF,
    'Staff are needed: something is held, refused or unknown, or waits for approval.',
    '`plan` and `history` say what.',
  ],
  [BUG, 'The program has a bug.', 'The ledger knows what was sent: read `history` before anything else.'],
];
