import type { App } from '../../app/load.ts';
import { openLive } from '../../app/open-live.ts';
import { mistakesIn } from '../../core/domain/errors.ts';
import type { Mode } from '../../core/domain/incident.ts';
import { alertWords } from '../../staff-words/advice.ts';
import { mistakeLines } from './mistakes-report.ts';

/** In an exercise or the sandbox, what is open of the live incident, or why it cannot be read; else nothing. */
export async function openLiveReport({ files, options, runtime }: App, mode: Mode): Promise<string> {
  try {
    const open = await openLive(files.settings, options.data, mode, runtime.clock.now());
    if (open === null) return '';
    const { what, advice } = alertWords({ code: 'live-open', ...open }, 1, String, String);
    return `${what}. ${advice}\n`;
  } catch (error) {
    return mistakeLines(mistakesIn(error));
  }
}
