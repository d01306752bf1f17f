export const DONE = 0;
/** A mistake was found: what the lines name was not done. */
export const MISTAKE = 1;
/** Staff are needed: something is held, refused or unknown, or waits for approval. Also where the output could not be written. */
export const STAFF = 2;

/** A bug of the program. */
export const BUG = 70;
