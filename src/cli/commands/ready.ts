import type { App } from '../../app/load.ts';
import { ready } from '../../app/ready.ts';
import { say, timesIn } from '../../staff-words/say.ts';
import { DONE, MISTAKE, STAFF } from '../exit.ts';
import { readyReport } from '../reports/ready-report.ts';

export const usage = '';

export async function onFiles(app: App) {
  const { incident, all } = await ready(app);
  const { region, settings } = app.files;
  const now = app.runtime.clock.now();
  const time = timesIn(settings.zone, now);
  const needed = all.filter(({ answer }) => answer === 'no').length;
  const end = needed === 0 ? say('ready-all') : say('ready-needed', { n: needed });
  const head = say('ready-head', { time: time(now), incident: incident.id, mode: incident.mode });
  app.runtime.out(`${head}\n\n${readyReport(all, region, time)}\n${end}\n`);
  if (all.some(({ what }) => what === 'mistakes')) return MISTAKE;
  return needed === 0 ? DONE : STAFF;
}
