import { AsyncLocalStorage } from 'node:async_hooks';
import { html as escaped } from 'hono/html';

type Redact = (text: string) => string;

const redacting = new AsyncLocalStorage<Redact>();

/** Blacks out secrets in all HTML that the work makes. */
export const withRedaction = <Result>(redact: Redact, work: () => Result): Result =>
  redacting.run(redact, work);

/** An attribute by which a page works, and which shows nothing. */
const WORKS = / (?:name|id|for|class|type|role|aria-describedby)="[^"<>]*$/;

/** A value that somebody chooses and nobody reads. */
export function unredacted(value: string): ReturnType<typeof escaped> {
  return escaped`${value}`;
}

/**
 * HTML whose values are escaped. Secrets are blacked out in each value by itself: a short one may be a word of HTML, `form`, and
 * blacked out in the whole page would break it.
 */
export function html(strings: TemplateStringsArray, ...values: unknown[]): ReturnType<typeof escaped> {
  const redact = redacting.getStore();
  if (redact === undefined) return escaped(strings, ...values);
  const shown = (value: unknown): unknown =>
    typeof value === 'string' ? redact(value) : Array.isArray(value) ? value.map(shown) : value;
  return escaped(strings, ...values.map((one, n) => (WORKS.test(strings[n] ?? '') ? one : shown(one))));
}
