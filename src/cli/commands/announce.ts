import { changeState, stateText } from '../../app/change-state.ts';
import { type App, viewNow } from '../../app/load.ts';
import { configurationOf } from '../../app/read-configuration.ts';
import { operatorError } from '../../core/domain/errors.ts';
import { announcementAdded, type NewAnnouncement } from '../../files/incident/edit-state.ts';

/** As the command line gives them: words are `words` or `LANGUAGE=words`. */
export interface AnnounceOptions {
  readonly kind: string;
  readonly as?: string;
  readonly about?: string;
  readonly id?: string;
  readonly text: readonly string[];
  readonly what: readonly string[];
  readonly corrects?: string;
  readonly withdraws?: string;
  readonly updates?: string;
  readonly contact?: string;
  readonly services?: string;
  readonly at?: string;
  readonly until?: string;
  readonly yes?: boolean;
  readonly by: string;
}

/** The manual trigger: one more announcement in the state file, shown, and on confirmation delivered. */
export async function announceCommand(app: App, options: AnnounceOptions): Promise<number> {
  const before = await stateText(app);
  const announcement = await named(app, options, before.text);
  const after = announcementAdded(before.text, announcement);
  return changeState(app, before, after, {
    by: options.by,
    yes: options.yes === true,
    announcements: [announcement.id],
    outdates: () => false,
    done: `${announcement.id} stands in ${app.options.stateShown}.`,
  });
}

/** With an id that nothing ever had: what the ledger knows by its id was said already, though the file has lost it. */
async function named(app: App, options: AnnounceOptions, text: string): Promise<NewAnnouncement> {
  const { kind, as, corrects, withdraws, updates } = options;
  const base = baseOf(kind, as ?? corrects ?? withdraws ?? updates ?? '');
  const standsIn = (id: string) => new RegExp(`\\bid:\\s*["']?${id}["']?\\s*[,}\\r\\n#]`).test(`${text}\n`);
  const first = written(app, options, options.id ?? freeId(base, standsIn));
  const configuration = configurationOf(app.files, announcementAdded(text, first), app.options.stateShown);
  const { firstRead, entries } = await viewNow(app, configuration);
  const known = new Set([...firstRead.keys(), ...entries.map((entry) => entry.announcement)]);
  if (!known.has(first.id)) return first;
  if (options.id === undefined) return { ...first, id: freeId(base, (id) => standsIn(id) || known.has(id)) };
  throw operatorError(
    'id-known',
    `The ledger knows ${first.id} already: under this id nothing would be said again`,
    'Leave --id out, or choose another. To say the same announcement again, write it into the file with a higher edition.',
  );
}

function written(app: App, options: AnnounceOptions, id: string): NewAnnouncement {
  const { kind, as, about, corrects, withdraws, updates, contact, services, at, until } = options;
  const words = localized(app, options.text);
  const what = localized(app, options.what);
  if (as === undefined && !corrects && !withdraws && !updates)
    throw operatorError(
      'who-speaks',
      'Nobody is named who says it',
      'Name them: --as siegen, --as siegen,hemer, --as all, --as towns-of/kreis-siwi',
    );
  return {
    id,
    kind,
    ...(as === undefined ? {} : { post_as: listed(as) }),
    ...(about === undefined ? {} : { about: listed(about) }),
    ...(corrects === undefined ? {} : { corrects }),
    ...(withdraws === undefined ? {} : { withdraws }),
    ...(updates === undefined ? {} : { updates }),
    ...(contact === undefined ? {} : { contact }),
    ...(services === undefined ? {} : { services: listed(services) }),
    ...(at === undefined ? {} : { at }),
    ...(until === undefined ? {} : { until }),
    ...(what === null ? {} : { what }),
    ...(words === null ? {} : { text: words }),
  };
}

function listed(words: string): string[] {
  return words.split(',').map((word) => word.trim());
}

/** `words` in the first language of the region, `en=words` in another. */
function localized({ files }: App, given: readonly string[]): Record<string, string> | null {
  if (given.length === 0) return null;
  const [first] = files.region.municipalities.values();
  const authoritative = first?.languages[0] ?? 'de';
  return Object.fromEntries(
    given.map((one) => {
      const match = /^([a-z]{2})=(.*)$/s.exec(one);
      return match ? [match[1] ?? authoritative, match[2] ?? ''] : [authoritative, one];
    }),
  );
}

/** `outage-siegen` */
function baseOf(kind: string, who: string): string {
  return `${kind}-${who}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50);
}

/** The same, and `-2` where that is taken. */
function freeId(base: string, isTaken: (id: string) => boolean): string {
  let id = base;
  for (let n = 2; isTaken(id); n++) id = `${base}-${n}`;
  return id;
}
