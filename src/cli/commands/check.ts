import { channelsFor } from '../../app/account-access.ts';
import { NOTHING_HAPPENED } from '../../app/ledgers.ts';
import { type App, readConfiguration } from '../../app/load.ts';
import { workEach } from '../../core/delivery/account-queue.ts';
import { sameHandle } from '../../core/delivery/identity.ts';
import { KINDS, type Kind } from '../../core/domain/announcement.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Configuration } from '../../core/domain/configuration.ts';
import { limitsOf } from '../../core/domain/configuration.ts';
import type { ErrorCode, Mistake } from '../../core/domain/errors.ts';
import type { Account, Municipality } from '../../core/domain/municipality.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import { plan } from '../../core/planning/plan.ts';
import { wordingFor } from '../../core/wording/fill.ts';
import { worstCaseSnapshot } from '../../core/wording/worst-case.ts';
import { DONE, MISTAKE, STAFF } from '../exit.ts';
import { holdAdvice, worded } from '../reports/advice.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';

export interface CheckOptions {
  /** Also asks each platform whose credential it is, and how long its texts may be. */
  readonly online: boolean;
}

/** Accounts that are asked at once. */
const ASKED_AT_ONCE = 8;

/** Validates every file, credential and message, and proves that every kind of announcement fits every account. */
export async function checkCommand(app: App, { online }: CheckOptions): Promise<number> {
  const { runtime, files } = app;
  const configuration = await readConfiguration(app);
  const broken = [...configuration.state.broken.values()].flat();
  const unfit = unfitKinds(configuration, runtime.clock.now());
  const asked = online ? await askedOnline(app, configuration) : [];
  const mistakes = [...broken, ...files.credentialMistakes, ...unfit.mistakes, ...asked];
  if (mistakes.length > 0) runtime.err(mistakeLines(mistakes));
  const warnings = [...configuration.state.warnings, ...nearDuplicates(configuration, runtime.clock.now())];
  if (warnings.length > 0) runtime.err(`Warnings:\n${mistakeLines(warnings)}`);
  const { region, state } = configuration;
  const found =
    mistakes.length === 0
      ? 'No mistakes'
      : `${mistakes.length} ${mistakes.length === 1 ? 'mistake' : 'mistakes'}`;
  runtime.out(
    `${found}. ${region.municipalities.size} municipalities with ${region.accounts.size} accounts; incident ${state.incident.id} (${state.incident.mode}) with ${state.announcements.length} announcements; ${unfit.proven} of ${unfit.proven + unfit.mistakes.length} combinations of kind, account and language fit, exercise banner included.\n`,
  );
  if (unfit.untranslated > 0)
    runtime.out(
      `${unfit.untranslated} combinations have no words in their language yet: they would be held.\n`,
    );
  if (mistakes.length > 0) return MISTAKE;
  return warnings.length > 0 ? STAFF : DONE;
}

/** Near-duplicates in what the file would say if nothing of it were published yet. */
function nearDuplicates(configuration: Configuration, now: Instant): readonly Mistake[] {
  const { held, warnings } = plan(configuration, NOTHING_HAPPENED, now);
  const time = (at: Instant) => shownTime(at, configuration.settings.zone, now);
  const ofHeld = held
    .filter(({ because }) => because === 'too-alike')
    .map((one) => ({
      message: `${one.announcement} on ${one.account} (${one.language}): would be held`,
      advice: holdAdvice(one, time),
    }));
  const ofWarnings = warnings
    .filter(({ code }) => code === 'too-alike')
    .map((warning) => worded(warning, time))
    .map(({ about, because, advice }) => ({ message: `${about}: ${because}`, advice }));
  return [...ofHeld, ...ofWarnings].map((words) => ({ code: 'too-alike', ...words, place: null }));
}

interface Fit {
  readonly proven: number;
  readonly untranslated: number;
  readonly mistakes: readonly Mistake[];
}

/** Words a bad day for every account in every kind and language. */
function unfitKinds(configuration: Configuration, now: number): Fit {
  const wording = wordingFor(configuration, now);
  const mistakes: Mistake[] = [];
  let proven = 0;
  let untranslated = 0;
  for (const municipality of configuration.region.municipalities.values())
    for (const kind of KINDS) {
      const snapshot = worstCaseSnapshot(configuration, municipality, kind, now);
      for (const account of municipality.accounts)
        for (const language of account.languages) {
          const fit = wording.fit(snapshot, account, language);
          if (fit.kind === 'fitting') proven++;
          else if (fit.kind === 'too-long')
            mistakes.push(tooLong(configuration, municipality, account, kind, language, fit.length));
          else untranslated++;
        }
    }
  return { proven, untranslated, mistakes };
}

function tooLong(
  configuration: Configuration,
  municipality: Municipality,
  account: Account,
  kind: Kind,
  language: string,
  length: number,
): Mistake {
  const limit = limitsOf(configuration, account).characters;
  return {
    code: 'too-long',
    message: `The shortest ${kind} in ${language} of ${municipality.id} has ${length} of ${limit} characters on ${account.id}`,
    advice: `Shorten what was prepared for ${municipality.id}, or add a shorter wording to messages/${language}/${kind}.liquid.`,
    place: null,
  };
}

/** Asks each account's platform who it is and what it takes. Nothing is written there. */
async function askedOnline(
  { files, runtime }: App,
  configuration: Configuration,
): Promise<readonly Mistake[]> {
  if (files.settings.sandbox) {
    runtime.err('sandbox: true, so there is no platform to ask.\n');
    return [];
  }
  const channels = await channelsFor(
    files.channels,
    files.settings,
    { kind: 'platforms', credentials: files.credentials },
    runtime.clock,
  );
  const mistakes: Mistake[] = [];
  const { accounts } = configuration.region;
  await workEach(accounts.keys(), ASKED_AT_ONCE, async (id) => {
    const account = accounts.get(id);
    const channel = account && channels(account);
    if (!channel) return;
    const identity = await channel.identity(runtime.signal);
    if (identity.kind !== 'read')
      mistakes.push(
        wrong(
          'unidentified',
          `${account.id} could not be asked who it is${identity.kind === 'unreadable' ? `: ${identity.reason}` : ''}`,
          'Check its token, and whether the platform answers.',
        ),
      );
    else if (!sameHandle(identity.value.handle, account.handle))
      mistakes.push(
        wrong(
          'wrong-account',
          `The credential of ${account.id} belongs to @${identity.value.handle}, not to @${account.handle}`,
          'Put the right token into .env, or correct the handle.',
        ),
      );
    const limits = await channel.limits(runtime.signal);
    const expected = limitsOf(configuration, account).characters;
    if (limits.kind === 'read' && limits.value.characters < expected)
      mistakes.push(
        wrong(
          'shorter-limit',
          `${account.id} takes ${limits.value.characters} characters, config.yaml says ${expected}`,
          `Set channels.${account.channel}.characters to ${limits.value.characters}.`,
        ),
      );
  });
  return mistakes;
}

function wrong(code: ErrorCode, message: string, advice: string): Mistake {
  return { code, message, advice, place: null };
}
