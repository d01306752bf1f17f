import { type Checked, check } from '../../app/check.ts';
import { lacksMessages } from '../../app/home.ts';
import type { App } from '../../app/load.ts';
import type { Instant } from '../../core/domain/clock.ts';
import { holdAdvice, worded } from '../../staff-words/advice.ts';
import { names, say, timesIn } from '../../staff-words/say.ts';
import { DONE, MISTAKE, STAFF } from '../exit.ts';
import { mistakeLines, placedLines, type WordedMistake } from '../reports/mistakes-report.ts';
import { targetNamed, targetOf } from '../reports/target.ts';

export const usage = '[--online]';

const NAMES_MAX = 10;

export async function onFiles(app: App, { online = false }: { online?: boolean }) {
  const { runtime, options } = app;
  const checked = await check(app, { online });
  const { mistakes, configuration, fits, asked } = checked;
  const odd = oddIfPlanned(checked, runtime.clock.now());
  const warnings = mistakeLines(checked.warnings) + placedLines(odd);
  if (online && !asked) runtime.err(`${say('check-sandbox')}\n`);
  if (mistakes.length > 0) runtime.err(mistakeLines(mistakes));
  if (warnings !== '') runtime.err(`${say('check-warnings')}\n${warnings}`);
  const { region, state } = configuration;
  runtime.out(
    `${say('check-mistakes', {
      n: mistakes.length,
      municipalities: say('municipalities', { n: region.municipalities.size }),
      accounts: say('accounts', { n: region.accounts.size }),
      incident: state.incident.id,
      target: targetNamed(targetOf(app, state.incident.mode)),
      announcements: state.announcements.length,
      ...{ proven: fits.proven, all: fits.proven + fits.tooLong },
    })}\n`,
  );
  if (lacksMessages(options)) runtime.out(`${say('check-messages', { folder: options.messages })}\n`);
  const silent = [...region.municipalities.values()].filter(({ accounts }) => accounts.length === 0);
  if (silent.length > 0) {
    const told = {
      n: silent.length,
      names: names(
        silent.map(({ id }) => id),
        NAMES_MAX,
      ),
    };
    runtime.out(`${say('check-silent', told)}\n`);
  }
  if (fits.untranslated > 0) runtime.out(`${say('check-untranslated', { n: fits.untranslated })}\n`);
  if (mistakes.length > 0) return MISTAKE;
  return warnings === '' ? DONE : STAFF;
}

function oddIfPlanned({ planned, configuration }: Checked, now: Instant): readonly WordedMistake[] {
  const time = timesIn(configuration.settings.zone, now);
  const held = planned.held.map((one) => ({
    code: one.because,
    message: say('check-would-be-held', {
      announcement: one.announcement,
      account: one.account,
      language: one.language,
    }),
    advice: holdAdvice(one, time),
  }));
  const warned = planned.warnings.map((warning) => {
    const { about, because, advice } = worded(warning, time);
    return { code: warning.code, message: `${about}: ${because}`, advice };
  });
  return [...held, ...warned].map((words) => ({ ...words, place: null }));
}
