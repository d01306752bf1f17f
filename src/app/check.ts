import { serversIn, workEach } from '../core/delivery/account-queue.ts';
import { sameHandle } from '../core/delivery/identity.ts';
import type { HeldBecause, Warning } from '../core/domain/advice.ts';
import { alike } from '../core/domain/alike.ts';
import { KINDS, type Kind } from '../core/domain/announcement.ts';
import { keptIn } from '../core/domain/cache.ts';
import type { Instant } from '../core/domain/clock.ts';
import { type Configuration, type NamedLimits, serverOf } from '../core/domain/configuration.ts';
import { isMistake, type Mistake, mistake, phrase } from '../core/domain/errors.ts';
import type { Language } from '../core/domain/language.ts';
import type { Account } from '../core/domain/municipality.ts';
import type { Held } from '../core/planning/held.ts';
import { type Plan, plan } from '../core/planning/plan.ts';
import { upcoming } from '../core/planning/upcoming.ts';
import { wordingFor } from '../core/wording/fill.ts';
import { lacksNumber } from '../core/wording/services.ts';
import { worstCaseOf } from '../core/wording/worst-case.ts';
import { readMessages } from '../files/messages/messages.ts';
import { hardWordsIn, linesOf } from '../files/messages/simple-german.ts';
import { envFileWarning } from '../files/settings/env-file.ts';
import { slowTicks, unknownProxy } from '../files/validation/warnings.ts';
import { firstNames } from '../files/yaml/mistake.ts';
import { channelsFor } from './account-access.ts';
import { textsIn } from './files.ts';
import { NOTHING_HAPPENED } from './ledgers.ts';
import { type App, readConfiguration, viewNow } from './load.ts';
import { sentencesOf, translated, translatedInto } from './translations.ts';

/** The findings of a check of every file, credential and message. */
export interface Checked {
  readonly mistakes: readonly Mistake[];
  readonly warnings: readonly Mistake[];
  /**
   * Texts that would be held for their words, because they are too much like others on the same platform, or because they
   * say what the account says already; warnings of them, of odd times, costly numbers and of what people are asked for in vain.
   */
  readonly planned: { readonly held: readonly Held[]; readonly warnings: readonly Warning[] };
  readonly configuration: Configuration;
  /** Combinations of kind, account and language: with a text that fits, without, and without words in the language. */
  readonly fits: { readonly proven: number; readonly tooLong: number; readonly untranslated: number };
  /** Whether the platforms were asked. In the sandbox there is none to ask. */
  readonly asked: boolean;
}

/** Accounts that are asked at once. */
const ASKED_AT_ONCE = 8;

/**
 * Checks every file, credential and message, and proves that every kind of announcement fits every account, exercise
 * banner included. `online` also asks each platform whose credential it is, what it may do, and how long its texts may
 * be. Throws an OperatorError where a file cannot be used at all.
 */
export async function check(app: App, { online }: { readonly online: boolean }): Promise<Checked> {
  const { runtime, files } = app;
  const read = await readConfiguration(app);
  // Also the catalogues that no account speaks.
  readMessages(
    files.texts.messages,
    files.channels.map(({ id }) => id),
  );
  const now = runtime.clock.now();
  const asked = online && !files.settings.sandbox;
  const answers = asked ? await askPlatforms(app, read) : NOT_ASKED;
  // Texts are proven to fit what the servers take, as far as they say.
  const configuration = { ...read, limits: answers.limits };
  const { mistakes: tooLong, holding, unnamed, alike, ...fits } = fitsOf(configuration, now);
  const older: Mistake[] = [];
  // Before an upgrade is finished only the ledger is behind: the rest is proven all the same.
  const view = await viewNow(app, configuration).catch((error: unknown) => {
    if (!isMistake(error, 'ledger-older')) throw error;
    older.push(...error.mistakes);
    return NOTHING_HAPPENED;
  });
  const seen = plan(configuration, view, now);
  const openFile = runtime.envFile === null ? null : envFileWarning(runtime.envFile);
  return {
    mistakes: [
      ...[...configuration.state.broken.values()].flat(),
      ...files.credentialMistakes,
      ...tooLong,
      ...answers.mistakes,
    ],
    warnings: [
      ...older,
      ...configuration.state.warnings,
      ...answers.warnings,
      ...untranslated(app, configuration, holding),
      ...unnamed,
      ...hardWords(app),
      ...emergencies(app, configuration),
      ...alike,
      ...(openFile === null ? [] : [openFile]),
      ...slowTicks(files.settings),
      ...unknownProxy(files.settings),
    ],
    planned: oddIfPlanned(configuration, seen, now),
    configuration,
    fits: { ...fits, tooLong: tooLong.length },
    asked,
  };
}

/** Names the words of a post that is held for them: the same words have the same name on every account. */
function wordsHeld(held: Held): string {
  const { announcement, because, language } = held;
  const length = held.because === 'too-long' ? held.length : null;
  const field = held.because === 'missing-translation' ? held.field : null;
  const broken = held.because === 'message-broken' ? held.mistake : null;
  return JSON.stringify([announcement, because, language, length, field, broken]);
}

/** Reasons to hold a post that end only when somebody writes other words. */
const FOR_ITS_WORDS: ReadonlySet<HeldBecause> = new Set([
  'too-long',
  'message-broken',
  'missing-translation',
]);

/** The reasons to hold a post, and the warnings, that follow from the files alone. */
const ODD: ReadonlySet<string> = new Set(['too-alike', 'odd-time', 'costly-number', 'cannot-be-done']);

/**
 * Plans the file as if nothing of it were published yet, also its next occurrences, and lists words that would be held,
 * near-duplicates, odd times, costly numbers and what people are asked for in vain; and from the plan of today what the accounts would say twice.
 */
function oddIfPlanned(configuration: Configuration, today: Plan, now: Instant): Checked['planned'] {
  const fresh = plan(configuration, NOTHING_HAPPENED, now);
  const later = upcoming(configuration, NOTHING_HAPPENED, now).flatMap(({ held }) => held);
  const unworded = [...fresh.held, ...later].filter(({ because }) => FOR_ITS_WORDS.has(because));
  return {
    held: [
      // One account is shown for all on which the same words are held.
      ...alike(unworded, wordsHeld).map(([first]) => first),
      ...fresh.held.filter(({ because }) => ODD.has(because)),
      ...today.held.filter(({ because }) => because === 'said-twice'),
    ],
    warnings: [
      ...fresh.warnings.filter(({ code }) => ODD.has(code)),
      ...today.warnings.filter(({ code }) => code === 'said-twice'),
    ],
  };
}

/** Words the worst case for every account in every kind and language. */
function fitsOf(configuration: Configuration, now: Instant) {
  const wording = wordingFor(configuration, now);
  const mistakes: Mistake[] = [];
  let proven = 0;
  /** `pl next`: sentences without which posts in a language are held. */
  const holding = new Set<string>();
  /** By language, names and prepared words without which posts are held. */
  const missing = new Map<Language, Set<string>>();
  const openings = openingsIn(configuration);
  let untranslated = 0;
  for (const municipality of configuration.region.municipalities.values()) {
    const worstCase = worstCaseOf(configuration, municipality, now);
    for (const kind of KINDS) {
      const snapshot = worstCase(kind);
      for (const account of municipality.accounts)
        for (const language of account.languages) {
          const fit = wording.fitOnce(snapshot, account, language);
          if (fit.kind === 'fitting') {
            proven++;
            openings.note(fit.text, { municipality: municipality.id, kind, language });
          } else if (fit.because === 'too-long') {
            const { text, length, limit, unbannered } = fit;
            mistakes.push(
              mistake('too-long.kind', {
                ...{ municipality: municipality.id, account: account.id, kind, language },
                ...{ length, limit, unbannered: unbannered ?? 'none' },
                text: text?.replace(/\n+/g, ' ') ?? '',
              }),
            );
          } else {
            untranslated++;
            if (fit.because === 'no-sentence') holding.add(`${fit.language} ${fit.sentence}`);
            if (fit.because === 'missing-translation' && fit.field !== null)
              missing.set(language, (missing.get(language) ?? new Set()).add(fit.field));
          }
        }
    }
  }
  const unnamed = [...missing].map(([language, fields]) =>
    mistake('missing-translation.here', { language, fields: firstNames([...fields], NAMED_MAX) }),
  );
  return { proven, untranslated, mistakes, holding, unnamed, alike: openings.alike() };
}

/** Lines before the first that is a town's own. */
const COMMON_LINES = ['exercise', 'language-name', 'emergency-calls-affected'];

/** Collects the first lines of texts, and those that several municipalities share: a notification shows only the beginning. */
function openingsIn({ messages, channels }: Configuration) {
  const found = new Map<string, { readonly who: Set<string>; readonly kinds: Set<string> }>();
  const common = new Map(
    [...messages.catalogues].map(([language, catalogue]) => {
      const forms = COMMON_LINES.flatMap((id) =>
        ['limited', 'unavailable'].flatMap((status) =>
          channels.flatMap((channel) => catalogue.forms(id, { status }, channel.id)),
        ),
      );
      return [language, new Set(forms)] as const;
    }),
  );
  return {
    note(text: string, of: { municipality: string; kind: Kind; language: Language }) {
      const line = text.split('\n').find((one) => one !== '' && !common.get(of.language)?.has(one)) ?? '';
      const opening = keptIn(found, line, () => ({ who: new Set<string>(), kinds: new Set<string>() }));
      opening.who.add(of.municipality);
      opening.kinds.add(of.kind);
    },
    alike(): readonly Mistake[] {
      const shared = [...found].filter(([, { who }]) => who.size > 1);
      return alike(shared, ([, { who }]) => [...who].join()).map((lines) => {
        const kinds = new Set(lines.flatMap(([, opening]) => [...opening.kinds]));
        const [[line, { who }]] = lines;
        return mistake('same-first-line.here', {
          who: firstNames([...who], NAMED_MAX),
          kinds: [...kinds],
          line,
        });
      });
    },
  };
}

/** "Notfall" without the numbers that help in one, wherever people or catalogues write words for the public. */
function emergencies(app: App, configuration: Configuration): readonly Mistake[] {
  const { region, state, services } = configuration;
  const written = {
    municipalities: [...region.municipalities].map(([id, { name, facts }]) => [id, { name, facts }]),
    groups: [...region.groups].map(([id, { name }]) => [id, { name }]),
    services: [...services],
    incident: [['title', state.incident.title]],
    facts: [...state.facts],
    announcements: state.announcements.map(({ id, text, what }) => [id, { text, what }]),
  };
  const texts = Object.entries(written)
    .flatMap(([part, entries]) => textsIn(Object.fromEntries(entries), part))
    // Ids and links are not words.
    .filter(({ text }) => !/^[a-z\d-]+$/.test(text));
  const sentences = ['de', 'de-simple', 'en'].flatMap((language) =>
    sentencesOf(app, language).flatMap(({ id, source }) =>
      linesOf(source).map((text) => ({ path: `messages/${language}.ftl: ${id}`, text })),
    ),
  );
  const found = [...texts, ...sentences].filter(({ text }) => lacksNumber(text));
  return [...Map.groupBy(found, ({ text }) => text)].map(([text, places]) => {
    const paths = places.map(({ path }) => path);
    return mistake('emergency-words.here', { where: firstNames(paths, NAMED_MAX), text });
  });
}

/** Sentences that are named before the rest is counted. */
const NAMED_MAX = 8;

/** Sentences that posts lack, or lack where they are live, in the languages that accounts speak. */
function untranslated(app: App, { region }: Configuration, holding: ReadonlySet<string>): readonly Mistake[] {
  const spoken = new Set([...region.accounts.values()].flatMap(({ languages }) => languages));
  const { catalogues } = app.files.messages;
  const none = [...spoken].filter((language) => !catalogues.has(language));
  const all = translated(app).filter(({ language }) => spoken.has(language));
  const inState = (state: 'missing' | 'stale' | 'unsigned') =>
    all.flatMap(({ language, sentences }) => {
      const ids = sentences.filter((one) => one.state === state).map(({ id }) => id);
      return ids.length === 0 ? [] : [{ language, ids }];
    });
  const unsigned = inState('unsigned').map(({ language, ids }) =>
    phrase('phrase.count-in', { n: ids.length, language }),
  );
  return [
    ...none.map((language) => mistake('no-catalogue.here', { language })),
    ...inState('missing').map(({ language, ids }) => {
      const held = ids.filter((id) => holding.has(`${language} ${id}`));
      const told = { language, sentences: firstNames(ids, NAMED_MAX) };
      return held.length === 0
        ? mistake('missing-sentence.here', told)
        : mistake('missing-sentence.holding', { ...told, holding: held });
    }),
    ...inState('stale').map(({ language, ids }) =>
      mistake('stale-sentence.here', { language, sentences: firstNames(ids, NAMED_MAX) }),
    ),
    ...(unsigned.length === 0 ? [] : [mistake('unsigned-sentence.here', { counts: unsigned })]),
  ];
}

const LEICHTE_SPRACHE: Language = 'de-simple';

/** Sentences in Leichte Sprache that break its rules. */
function hardWords(app: App): readonly Mistake[] {
  if (sentencesOf(app, LEICHTE_SPRACHE).length === 0) return [];
  return translatedInto(app, LEICHTE_SPRACHE).sentences.flatMap(({ id, words: source }) =>
    hardWordsIn(source ?? '').map((found) =>
      mistake('hard-words.here', { id, language: LEICHTE_SPRACHE, ...found }),
    ),
  );
}

interface Answers {
  readonly mistakes: readonly Mistake[];
  readonly warnings: readonly Mistake[];
  readonly limits: Configuration['limits'];
}

const NOT_ASKED: Answers = { mistakes: [], warnings: [], limits: new Map() };

/** Asks each account's platform who it is, what its token may do, and how long texts may be. Nothing is written there. */
async function askPlatforms({ files, runtime }: App, configuration: Configuration): Promise<Answers> {
  const { settings } = files;
  const channels = await channelsFor(files, null, runtime.clock);
  const { accounts } = configuration.region;
  const mistakes: Mistake[] = [];
  const warnings: Mistake[] = [];
  const limits = new Map<string, NamedLimits>();
  const askAbout = async (account: Account): Promise<void> => {
    const channel = channels(account);
    if (!channel) return;
    const identity = await channel.identity(runtime.signal);
    const named = await channel.limits(runtime.signal);
    if (named.kind === 'read')
      limits.set(account.id, { ...named.value, server: serverOf(files.settings, account) });
    if (identity.kind !== 'read')
      mistakes.push(
        identity.kind === 'unreadable'
          ? mistake('unidentified.why', { account: account.id, why: identity.reason })
          : mistake('unidentified.here', { account: account.id }),
      );
    else if (!sameHandle(identity.value.handle, account.handle))
      mistakes.push(
        mistake('wrong-account.here', {
          ...{ account: account.id, handle: account.handle, found: identity.value.handle },
        }),
      );
    if (identity.kind !== 'read') return;
    const rights = await channel.rights(runtime.signal);
    if (rights.kind !== 'read') return;
    if (rights.value.publishes === false)
      warnings.push(mistake('read-only-token.here', { account: account.id }));
    if (rights.value.reads === false)
      warnings.push(mistake('write-only-token.here', { account: account.id }));
    if (rights.value.isSeen === false) warnings.push(mistake('hidden-account.here', { account: account.id }));
    if (rights.value.isBot === false) warnings.push(mistake('not-a-bot.here', { account: account.id }));
  };
  const asked = { settings, account: (id: string) => accounts.get(id) ?? null };
  await workEach(accounts.keys(), ASKED_AT_ONCE, serversIn(asked), async (id) => {
    const account = accounts.get(id);
    if (account) await askAbout(account);
  });
  return { mistakes, warnings, limits };
}
