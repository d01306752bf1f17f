import { html } from 'hono/html';

/** HTML that was put together from escaped parts. */
export type Markup = ReturnType<typeof html> & string;

/** What stands in the template is HTML, what is put into it is text: it is escaped, unless it is markup itself. */
export function markup(template: TemplateStringsArray, ...values: readonly unknown[]): Markup {
  // Nothing in these pages is awaited, so that the promise in Hono's type never comes.
  return html(template, ...values) as Markup;
}
