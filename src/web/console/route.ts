import type { Hono } from 'hono';
import type { App } from '../../app/load.ts';
import type { ConsoleSession, From } from '../../app/people/sign-in.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Act, Person } from '../../core/domain/rights.ts';
import type { StaffLanguage } from '../../staff-words/language.ts';
import type { Named } from '../../staff-words/named.ts';
import type { Desk, LoadedApp } from './desk.ts';
import type { html } from './html.ts';

/** HTML made of escaped parts. */
export type Markup = ReturnType<typeof html> | string;

/** A practice that staff begin and end in their console, under a path of its own. */
export interface PracticeBeside {
  /** The start of the running practice, and the person who began it; null if none runs. */
  running(): { readonly by: string; readonly at: Instant } | null;
  /** `app`: with the files as they are now. The practice gets a copy of them. */
  begin(app: App, by: Person, at: Instant): Promise<void>;
  end(): Promise<void>;
  mount(app: Hono): void;
}

/** A request, with everything that answering it needs. */
export interface Asked extends Desk, LoadedApp {
  /** The visitor. On pages that are open to everybody maybe nobody: a person without a right. */
  readonly person: Person;
  /** Null for nobody. */
  readonly session: ConsoleSession | null;
  readonly language: StaffLanguage;
  readonly named: Named;
  /** Null where everything is a practice. */
  readonly practise: PracticeBeside | null;
  readonly from: From;
  readonly now: Instant;
  /** The path that was asked for. */
  readonly path: string;
  /** The changing parts of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The fields that were sent; empty for a page that is only shown. */
  readonly form: URLSearchParams;
  /** The mistakes in the fields that were sent, by the name of the field; absent where there are none. */
  readonly wrong?: ReadonlyMap<string, string>;
  /** Nothing was sent: the page can be asked for again. */
  readonly isShown: boolean;
}

/** The result of an act, told once on the page that follows: what was saved, for whom, and what follows from it. */
export interface Done {
  readonly title: string;
  readonly body: string;
  /** Leads to the page on which the next step is done. */
  readonly link: { readonly path: string; readonly words: string } | null;
}

type Status = 200 | 400 | 401 | 403 | 404 | 409 | 429;

export interface Page {
  readonly kind: 'page';
  readonly title: string;
  readonly body: Markup;
  readonly status: Status;
  readonly cookie?: string;
}

/** Another page follows: no change is sent again by reloading. */
interface See {
  readonly kind: 'see';
  readonly path: string;
  readonly cookie?: string;
  readonly done?: Done;
  /** The browser forgets what was typed and not sent, in every window. */
  readonly forgets?: true;
}

export type WebAnswer =
  | Page
  | See
  /** For a script of a page. */
  | { readonly kind: 'json'; readonly data: object }
  /** To be kept. */
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly text: string }
  /** Server-sent events: each a piece of HTML, or a name alone. They end when the browser leaves or the program ends. */
  | { readonly kind: 'events'; readonly events: (signal: AbortSignal) => AsyncIterable<Event> };

export function page(title: string, body: Markup, status: Status = 200): Page {
  return { kind: 'page', title, body, status };
}

export function see(path: string, more: Partial<Omit<See, 'kind' | 'path'>> = {}): See {
  return { kind: 'see', path, ...more };
}

/** Another page follows, which tells once what was done; with an empty title only the script, which then keeps what was typed no longer. */
export function seeDone(path: string, title: string, body = '', link: Done['link'] = null): See {
  return see(path, { done: { title, body, link } });
}

export interface Event {
  readonly event: string;
  readonly data: string;
}

/** One page, or one thing that can be done. Every route of the console is in one table, with the right that it needs. */
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** The right that it needs somewhere; `open`: nobody needs to be signed in. */
  readonly act: Act | 'open';
  /**
   * Present if a session alone is not enough: describes the act. The person first proves, for exactly this request, that they are
   * there.
   */
  readonly touch?: (asked: Asked) => Intended | Promise<Intended>;
  readonly answer: (asked: Asked) => WebAnswer | Promise<WebAnswer>;
}

/** An act that somebody is about to confirm: `title` for the button's page, `what` in detail. */
export interface Intended {
  readonly title: string;
  readonly what: Markup;
}

/** The path that was asked for, with its query. */
export function wholePath({ path, query }: Pick<Asked, 'path' | 'query'>): string {
  return localPath(query.size === 0 ? path : `${path}?${query}`.replaceAll('+', '%20'));
}

/** A path of this console: never an address elsewhere. */
export function localPath(written: string | null | undefined): string {
  return written && /^\/(?![/\\])[\w/?=&.%*-]*$/.test(written) ? written : '/';
}
