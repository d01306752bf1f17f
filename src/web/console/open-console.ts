import type { App } from '../../app/load.ts';
import { peopleOf } from '../../app/people/people.ts';
import { listen } from '../listen.ts';
import { CONSOLE_LIMITS, consoleApp } from './console.ts';
import { deskOf } from './desk.ts';
import { practiseBeside } from './practice-beside.ts';

/** The console beside a worker; null where config.yaml has none. */
export async function openStaffConsole(app: App): Promise<{ close(): Promise<void> } | null> {
  const { settings } = app.files;
  if (settings.console === null) return null;
  const { trustedProxy } = settings.console;
  const people = await peopleOf(app, settings.console);
  const desk = deskOf(app, { people, timelines: null });
  const practise = practiseBeside(people);
  const pages = consoleApp(desk, { practice: null, trustedProxy, practise });
  const server = await listen(pages.fetch, settings.console, CONSOLE_LIMITS);
  return {
    async close() {
      await server.close();
      await practise.end();
      await people.store.close();
    },
  };
}
