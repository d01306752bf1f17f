/** Done. */
export const DONE = 0;
/** A mistake was found and nothing was changed. */
export const MISTAKE = 1;
/** Staff are needed: something is held, refused or unknown, or waits for approval. */
export const STAFF = 2;

/** A bug of the program. */
export const BUG = 70;

/** The meaning of each exit status, and what to do. `npm run docs` writes it to docs/errors.md. */
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
