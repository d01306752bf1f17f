import type { Kind } from '../core/domain/announcement.ts';
import { channelWithId } from '../core/domain/channel.ts';
import { type Instant, MINUTE } from '../core/domain/clock.ts';
import { type Configuration, freeWordsNow } from '../core/domain/configuration.ts';
import type { Mistake } from '../core/domain/errors.ts';
import { factsOf, type Incident } from '../core/domain/incident.ts';
import type { Account, Municipality, Region } from '../core/domain/municipality.ts';
import { sha256 } from '../core/domain/post-key.ts';
import { whereMay } from '../core/domain/rights.ts';
import { channelSettings } from '../core/domain/settings.ts';
import { approversOf, byDigest, unseenWords } from '../core/ledger/approval.ts';
import { isWorked } from '../sql/sqlite/worker-lock.ts';
import { accountsNow } from './accounts.ts';
import { check } from './check.ts';
import { history } from './history.ts';
import { readingLedger, viewOf } from './ledgers.ts';
import type { App } from './load.ts';
import { exists, ledgerPlace } from './locate-ledgers.ts';
import { canSignIn, peopleOf, peoplePlace } from './people/people.ts';
import { translated } from './translations.ts';

/** The findings, and whether tonight would work by each. `unknown`: the program cannot know it, or only people can. */
const ANSWERS = {
  exercise: 'no',
  'no-mistakes': 'yes',
  mistakes: 'no',
  warnings: 'no',
  asked: 'yes',
  sandbox: 'no',
  accounts: 'yes',
  'accounts-out': 'no',
  'no-approvals': 'yes',
  approved: 'yes',
  'not-approved': 'no',
  'wording-changed': 'no',
  'new-words': 'no',
  'none-pre-approved': 'no',
  worker: 'yes',
  'worker-silent': 'no',
  'no-worker': 'no',
  'worker-idle': 'no',
  'lasting-alerts': 'no',
  told: 'unknown',
  'never-told': 'unknown',
  untold: 'no',
  'no-webhook': 'no',
  ping: 'unknown',
  'no-ping': 'no',
  approvers: 'yes',
  'few-approvers': 'no',
  'no-console': 'unknown',
  translated: 'yes',
  unsigned: 'no',
  desks: 'yes',
  'no-desk': 'no',
  numbers: 'yes',
  'no-number': 'unknown',
  pages: 'yes',
  'no-page': 'unknown',
  credit: 'unknown',
} as const;

export interface Readiness {
  readonly what: keyof typeof ANSWERS;
  readonly answer: (typeof ANSWERS)[keyof typeof ANSWERS];
  readonly n: number;
  /** The municipalities that it is about, and how often. */
  readonly towns: ReadonlyMap<Municipality['id'], number>;
  /** Kinds, languages, platforms, an incident, or codes of alerts. */
  readonly names: readonly string[];
  readonly at: Instant | null;
}

/** A worker that has not worked for this long, or an alert that nobody took for this long, needs somebody. */
const LATE_MS = 5 * MINUTE;

/**
 * Whether all would work tonight, as far as the files, the ledger and the platforms say. Throws an OperatorError
 * where the files cannot be used at all.
 */
export async function ready(
  app: App,
): Promise<{ readonly incident: Incident; readonly all: readonly Readiness[] }> {
  const checked = await check(app, { online: true });
  const { mistakes, planned, asked, configuration } = checked;
  const { region, settings, state } = configuration;
  const signing = translated(app).filter(({ language }) => spokenIn(region).has(language));
  const unsigned = signing.filter(({ sentences }) => sentences.some(({ state }) => state !== 'signed'));
  const warnings = checked.warnings.filter(({ code }) => !OF_TRANSLATIONS.includes(code));
  const held = planned.held.map(({ account }) => region.accounts.get(account)?.municipality ?? '');
  const odd = held.length + planned.warnings.length;
  const all = [
    ...(state.incident.mode === 'exercise' ? [found('exercise', { names: [state.incident.id] })] : []),
    mistakes.length > 0
      ? found('mistakes', { n: mistakes.length, towns: townsOf(mistakes, region) })
      : found('no-mistakes'),
    ...(warnings.length + odd > 0
      ? [found('warnings', { n: warnings.length + odd, towns: [...townsOf(warnings, region), ...held] })]
      : []),
    asked ? found('asked', { n: region.accounts.size - configuration.mute.size }) : found('sandbox'),
    await accounts(app, configuration),
    ...(await approvals(app, configuration)),
    await worker(app, configuration),
    ...(await alerts(app, configuration)),
    found(settings.alerts.ping === null ? 'no-ping' : 'ping'),
    await approvers(app, region),
    unsigned.length > 0
      ? found('unsigned', { n: unsigned.length, names: unsigned.map(({ language }) => language) })
      : found('translated'),
    ...prepared(configuration),
    ...credit(configuration),
  ];
  return { incident: state.incident, all };
}

/** The warnings about translations, which one line here sums up. */
const OF_TRANSLATIONS: readonly string[] = ['missing-sentence', 'stale-sentence', 'unsigned-sentence'];

function found(
  what: Readiness['what'],
  {
    n = 0,
    towns = [],
    names = [],
    at = null,
  }: Partial<Omit<Readiness, 'towns'>> & { readonly towns?: Iterable<Municipality['id']> } = {},
): Readiness {
  const counted = [...Map.groupBy(towns, (town) => town)].map(([town, all]) => [town, all.length] as const);
  return { what, answer: ANSWERS[what], n, towns: new Map(counted), names, at };
}

function spokenIn({ accounts }: Region): ReadonlySet<string> {
  return new Set([...accounts.values()].flatMap(({ languages }) => languages));
}

/** The municipality that each mistake is about, of those that are about one. */
function townsOf(mistakes: readonly Mistake[], { municipalities, accounts }: Region): readonly string[] {
  return mistakes.flatMap(({ args, path = [] }) => {
    const named = accounts.get(String(args.account))?.municipality ?? args.municipality ?? path[1];
    return municipalities.has(String(named)) ? [String(named)] : [];
  });
}

async function accounts(app: App, configuration: Configuration): Promise<Readiness> {
  const all = await accountsNow(app, configuration, (await history(app, {})).posts);
  const out = all.filter(({ state }) => state !== 'ready').map(({ account }) => account.municipality);
  return out.length > 0
    ? found('accounts-out', { n: out.length, towns: out })
    : found('accounts', { n: all.length });
}

/** The kinds whose wording was approved for the real ledger, in which a draft becomes live. */
async function approvals({ options }: App, configuration: Configuration): Promise<readonly Readiness[]> {
  const { settings, messages, state, region } = configuration;
  const { needed, preApproved } = settings.approvals;
  if (needed === 0) return [found('no-approvals')];
  if (preApproved.size === 0) return [found('none-pre-approved', { n: needed })];
  const view = await viewOf(ledgerPlace(settings, options.data, 'live'), settings, state.incident.id);
  const rules = { approvals: byDigest(view.approvals), messages: messages.digests, settings };
  const spoken = [...spokenIn(region)].filter((language) => messages.catalogues.has(language));
  /** The fewest approvals that its wording has in any language. */
  const approvedBy = (kind: Kind) => {
    const by = spoken.map((language) => approversOf({ digest: '', kind, language, words: [] }, rules));
    return Math.min(...by.map(({ length }) => length));
  };
  const lacking = [...preApproved].filter((kind) => approvedBy(kind) < needed);
  const wasApproved = new Set(view.approvals.map(({ subject }) => ('kind' in subject ? subject.kind : null)));
  const { true: changed = [], false: missing = [] } = Object.groupBy(lacking, (kind) =>
    String(approvedBy(kind) === 0 && wasApproved.has(kind)),
  );
  const words = freeWordsNow(configuration).map(sha256);
  const unseen = lacking.length === 0 ? unseenWords({ words }, rules) : [];
  const all = [
    ...(missing.length > 0 ? [found('not-approved', { names: missing })] : []),
    ...(changed.length > 0 ? [found('wording-changed', { names: changed })] : []),
    ...(unseen.length > 0 ? [found('new-words', { n: unseen.length, names: [...preApproved] })] : []),
  ];
  return all.length > 0 ? all : [found('approved', { names: [...preApproved] })];
}

/** Whether a worker has the ledger. On PostgreSQL only what it wrote there tells. */
async function worker({ runtime, options }: App, { settings, state }: Configuration): Promise<Readiness> {
  const place = ledgerPlace(settings, options.data, state.incident.mode);
  const at = await readingLedger(place, settings, null, (ledger) => ledger.lastTick());
  const runs = place.kind === 'file' && isWorked(place.file);
  if (at === null) return found(runs ? 'worker-idle' : 'no-worker');
  if (place.kind === 'file' && !runs) return found('no-worker', { at });
  return found(runtime.clock.now() - at > LATE_MS ? 'worker-silent' : 'worker', { at });
}

/** An alert sent earlier says nothing about the address that is configured now: the answer is never `yes`. */
async function alerts(
  { runtime, options }: App,
  { settings, state }: Configuration,
): Promise<readonly Readiness[]> {
  const now = runtime.clock.now();
  const place = ledgerPlace(settings, options.data, state.incident.mode);
  const { at, waiting, open } = await readingLedger<AlertsTold>(
    place,
    settings,
    NOTHING_TOLD,
    async (ledger) => ({
      at: await ledger.lastTold(),
      waiting: (await ledger.alertsDue(now)).map(({ dueAt, overAt }) => overAt ?? dueAt),
      open: (await ledger.openAlerts()).flatMap(({ dueAt, reason }) => (dueAt > now ? [] : [reason.code])),
    }),
  );
  const counted = [...Map.groupBy(open, (code) => code)].map(([code, { length }]) => `${code} (${length})`);
  const lasting = open.length === 0 ? [] : [found('lasting-alerts', { n: open.length, names: counted })];
  const late = waiting.filter((since) => now - since > LATE_MS);
  if (settings.alerts.webhook === null) return [...lasting, found('no-webhook')];
  if (late.length > 0) return [...lasting, found('untold', { n: late.length, at: Math.min(...late) })];
  return [...lasting, found(at === null ? 'never-told' : 'told', { at })];
}

interface AlertsTold {
  readonly at: Instant | null;
  readonly waiting: readonly Instant[];
  /** The code of every alert that has lasted long enough for staff to be told. */
  readonly open: readonly string[];
}

const NOTHING_TOLD: AlertsTold = { at: null, waiting: [], open: [] };

/** The people of the console who can sign in and approve, for each municipality that has accounts. */
async function approvers(app: App, region: Region): Promise<Readiness> {
  const { settings } = app.files;
  if (settings.console === null) return found('no-console');
  const { needed } = settings.approvals;
  const able = exists(peoplePlace(settings, app.options.data))
    ? await approvingWhere(app, settings.console)
    : [];
  const lacking = speaking(region).filter(({ id }) => able.filter((where) => where.has(id)).length < needed);
  return lacking.length > 0
    ? found('few-approvers', { n: needed, towns: lacking.map(({ id }) => id) })
    : found('approvers', { n: able.length });
}

/** Returns the municipalities for which each person can approve, of the people who can sign in. */
async function approvingWhere(
  app: App,
  at: NonNullable<Configuration['settings']['console']>,
): Promise<readonly ReadonlySet<Municipality['id']>[]> {
  await using people = await peopleOf(app, at);
  const { store } = people;
  const able: ReadonlySet<Municipality['id']>[] = [];
  for (const person of await store.people()) {
    const where = whereMay(person, 'approve', app.files.region);
    if (where.size > 0 && (await canSignIn(people, person))) able.push(where);
  }
  return able;
}

function speaking({ municipalities }: Region): readonly Municipality[] {
  return [...municipalities.values()].filter(({ accounts }) => accounts.length > 0);
}

/** Looks for preparations made before the incident: a desk, a number, a page. */
function prepared({ region, state }: Configuration): readonly Readiness[] {
  const all = speaking(region).map((town) => ({ town, facts: factsOf(region, state, town) }));
  const without = (isThere: (one: (typeof all)[number]) => boolean) =>
    all.filter((one) => !isThere(one)).map(({ town }) => town.id);
  const desks = without(({ facts }) => facts.instruction !== null);
  const numbers = without(({ facts }) => Object.values(facts.contacts).some(({ phone }) => phone !== null));
  const pages = without(({ town, facts }) => (facts.infoUrl ?? town.infoUrl) !== null);
  return [
    desks.length > 0 ? found('no-desk', { n: desks.length, towns: desks }) : found('desks'),
    numbers.length > 0 ? found('no-number', { n: numbers.length, towns: numbers }) : found('numbers'),
    pages.length > 0 ? found('no-page', { n: pages.length, towns: pages }) : found('pages'),
  ];
}

/** Platforms that take money, and do not say how much is left. */
function credit({ region, settings, channels }: Configuration): readonly Readiness[] {
  const used = new Set([...region.accounts.values()].map(({ channel }: Account) => channel));
  const paid = [...used].filter((id) => channelSettings(settings, id).pricesUsd.post > 0);
  return paid.length === 0
    ? []
    : [found('credit', { names: paid.map((id) => channelWithId(channels, id).name) })];
}
