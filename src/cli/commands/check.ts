import type { Command } from 'commander';
import { type Checked, check } from '../../app/check.ts';
import type { Instant } from '../../core/domain/clock.ts';
import type { Mistake } from '../../core/domain/errors.ts';
import { shownTime } from '../../core/domain/staff-time.ts';
import { type Act, appOf } from '../command.ts';
import { DONE, MISTAKE, STAFF } from '../exit.ts';
import { holdAdvice, worded } from '../reports/advice.ts';
import { mistakeLines } from '../reports/mistakes-report.ts';
import { count } from '../reports/words.ts';

export function define(command: Command, act: Act): void {
  command
    .option(
      '--online',
      'also ask each platform whose credential it is, what it may do, and how long texts may be',
    )
    .action(({ online = false }: { online?: boolean }) =>
      act(async (cli) => {
        const { runtime } = cli;
        const checked = await check(await appOf(cli), { online });
        const { mistakes, configuration, fits, asked } = checked;
        const warnings = [...checked.warnings, ...oddIfPlanned(checked, runtime.clock.now())];
        if (online && !asked) runtime.err('sandbox: true, so there is no platform to ask.\n');
        if (mistakes.length > 0) runtime.err(mistakeLines(mistakes));
        if (warnings.length > 0) runtime.err(`Warnings:\n${mistakeLines(warnings)}`);
        const { region, state } = configuration;
        runtime.out(
          `${mistakes.length === 0 ? 'No mistakes' : count(mistakes.length, 'mistake')}. ${count(region.municipalities.size, 'municipality', 'municipalities')} with ${count(region.accounts.size, 'account')}; incident ${state.incident.id} (${state.incident.mode}) with ${count(state.announcements.length, 'announcement')}; ${fits.proven} of ${fits.proven + fits.tooLong} combinations of kind, account and language fit, exercise banner included.\n`,
        );
        if (fits.untranslated > 0)
          runtime.out(
            `${count(fits.untranslated, 'combination has', 'combinations have')} no words in their language yet: they would be held.\n`,
          );
        if (mistakes.length > 0) return MISTAKE;
        return warnings.length > 0 ? STAFF : DONE;
      }),
    );
}

function oddIfPlanned({ planned, configuration }: Checked, now: Instant): readonly Mistake[] {
  const time = (at: Instant) => shownTime(at, configuration.settings.zone, now);
  const held = planned.held.map((one) => ({
    code: 'too-alike' as const,
    message: `${one.announcement} on ${one.account} (${one.language}): would be held`,
    advice: holdAdvice(one, time),
  }));
  const warned = planned.warnings.map((warning) => {
    const { about, because, advice } = worded(warning, time);
    const code = warning.code === 'odd-time' ? warning.code : ('too-alike' as const);
    return { code, message: `${about}: ${because}`, advice };
  });
  return [...held, ...warned].map((words) => ({ ...words, place: null }));
}
