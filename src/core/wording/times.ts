import { alike } from '../domain/alike.ts';
import { keptIn } from '../domain/cache.ts';
import type { Args, Missing } from '../domain/catalogue.ts';
import { DAY, type Day, HOUR, type Instant } from '../domain/clock.ts';
import type { Hours } from '../domain/facts.ts';
import { listed, plain, type Scene, type Statement, stated, words } from './scene.ts';

/** A period that has begun needs no beginning: it holds until its end. */
export function periodOf(from: Day | null, until: Day | null, today: Day): string {
  if (until === null) return from === null || from < today ? 'open' : 'from';
  if (from === until || (from !== null && from < today && until === today)) return 'day';
  return from === null || from <= today ? 'until' : 'between';
}

const ENDING = 'instruction-until';

/** The sentence that says until when the one before it holds: an instruction, or with `emergency-until` that 110/112 fail. */
export function endingOf(
  scene: Scene,
  until: Instant | Day | null = null,
  sentence: string = ENDING,
): Statement | null {
  if (until === null) return null;
  return stated(sentence, {
    'whole-day': typeof until === 'string' ? 'yes' : 'no',
    ...time(scene, 'at', until),
  });
}

/** Whether this says until when an instruction holds; false for `emergency-until`. */
export function isEnding({ id }: Statement): boolean {
  return id === ENDING;
}

/** Whether hours open, or close, at this time of day. */
export function isOneOf(
  { calendar }: Scene,
  { spans }: Hours,
  end: 'opens' | 'closes',
  at: Instant,
): boolean {
  const shown = clockAt(calendar, at);
  return spans.some((span) => span[end] === shown);
}

/** Whether the hours of the one day on which a contact holds say no more than these two times. */
export function isAllOf(
  { calendar }: Scene,
  { spans, note }: Hours,
  day: Day,
  from: Instant,
  until: Instant,
): boolean {
  const [first, last] = [clockAt(calendar, from), clockAt(calendar, until - 1)];
  return (
    note === null && spans.some((span) => isWithin(span, day) && span.opens <= first && last < span.closes)
  );
}

function clockAt(calendar: Scene['calendar'], at: Instant): string {
  const { hour, minute } = calendar.wallTimeOf(at);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** The hours of these days and those between them; null where there are none. */
export function hoursOn({ spans, note }: Hours, first: Day, last: Day): Hours | null {
  const count = (Date.parse(last) - Date.parse(first)) / DAY + 1;
  const days = daysFrom(first, Math.min(count, 7));
  const held = spans.filter((span) => days.some((day) => isWithin(span, day)));
  return held.length === 0 ? null : { spans: held, note };
}

/** The first day that has hours after this instant. */
export function firstOpenDay(scene: Scene, { spans }: Hours, from: Instant): Day {
  const day = dayAt(scene, from);
  const since = clockAt(scene.calendar, from);
  return (
    daysFrom(day, 8).find((one) =>
      spans.some((span) => isWithin(span, one) && (one !== day || since < span.closes)),
    ) ?? day
  );
}

function daysFrom(first: Day, count: number): readonly Day[] {
  return Array.from({ length: count }, (_, nth) =>
    new Date(Date.parse(first) + nth * DAY).toISOString().slice(0, 10),
  );
}

/** `only`: the one day that they hold for, and that is said beside them. */
export function shownHours(
  scene: Scene,
  { spans, note }: Hours,
  only: Day | null,
  short: boolean,
): string | Missing | undefined {
  const { catalogue } = scene;
  const form = short ? '.short' : '';
  const isSaid = only !== null;
  const groups = alike(spans, ({ from, to }) => (isSaid ? '' : `${from}-${to}`));
  // Single days with the same times are named together.
  const sameTimes = alike(groups, (group) =>
    !isSaid && group.every(({ from, to }) => from === to)
      ? group.map(({ opens, closes }) => `${opens}-${closes}`).join()
      : group,
  );
  const texts = sameTimes.map(([sameDays, ...others]) => {
    const single = [sameDays, ...others].map(([one]) => weekday(scene, one.from, short));
    const said = sameDays.map(({ from, to, opens, closes }, nth) => {
      const isWeek = from === 1 && to === 7;
      const names = [weekday(scene, from, short), weekday(scene, to, short)];
      // Two days are not from the one to the other.
      const isPair = !short && daysBetween(from, to) === 1;
      const together = others.length > 0 ? single : isPair ? names : null;
      const [first, last] = together ? [catalogue.list(together, 'conjunction')] : names;
      const days = isWeek ? 'daily' : from === to || isPair ? 'day' : 'span';
      return catalogue.word(`hours${form}`, {
        days: nth > 0 || isSaid ? 'same' : days,
        first,
        last,
        always: isWeek && opens === '00:00' && closes === '24:00' ? 'yes' : 'no',
        opens: catalogue.word(`hour${form}`, clockArgs(opens)),
        closes: catalogue.word(`clock${form}`, clockArgs(closes)),
      });
    });
    return listed(scene, said, 'conjunction');
  });
  const noted = note === null || short ? [] : [plain(words(scene, note, 'hours.note'))];
  return listed(scene, [...texts, ...noted], 'commas');
}

function isWithin({ from, to }: Hours['spans'][number], day: Day): boolean {
  return daysBetween(from, new Date(day).getUTCDay()) <= daysBetween(from, to);
}

/** How many days of the week it is from one to the next of the other. */
function daysBetween(from: number, to: number): number {
  return (to - from + 7) % 7;
}

function clockArgs(time: string): Args {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return clock(hour, minute);
}

function clock(hour: number, minute: number): Args {
  return {
    hour,
    minute,
    minutes: String(minute).padStart(2, '0'),
    hour12: hour % 12 === 0 ? 12 : hour % 12,
    half: hour % 24 < 12 ? 'am' : 'pm',
  };
}

/** A date as near as this is said without its year. */
const SAYS_NO_YEAR = 31 * DAY;

/** Words a time or a day as `name`, and shorter as `name-short`. On the day of `since`, only the time of day. */
export function time(
  scene: Scene,
  name: string,
  at: Instant | Day | null,
  since: Instant | Day | null = null,
): Args {
  if (at === null) return {};
  return keptIn(scene.times, `${name} ${at} ${since}`, () => timeInWords(scene, name, at, since));
}

function timeInWords(scene: Scene, name: string, at: Instant | Day, since: Instant | Day | null): Args {
  const { catalogue, calendar, now } = scene;
  const wall = typeof at === 'string' ? null : calendar.wallTimeOf(at);
  const hour = (form: string) => (typeof at === 'string' ? undefined : clockOn(scene, at, form));
  if (
    wall !== null &&
    typeof at === 'number' &&
    typeof since === 'number' &&
    dayAt(scene, since) === dayAt(scene, at)
  )
    return { [name]: hour(''), [`${name}-short`]: hour('.short') };
  // A date without a time is read and named in UTC, whatever the zone.
  const date = new Date(wall === null ? at : Date.UTC(wall.year, wall.month - 1, wall.day));
  const year = date.getUTCFullYear();
  const today = calendar.wallTimeOf(now);
  const away = Math.abs(date.getTime() - Date.UTC(today.year, today.month - 1, today.day));
  // Nobody takes 2 January for that of another year on 30 December.
  const isOther = year !== today.year && away > SAYS_NO_YEAR;
  const args: Args = {
    ...catalogue.dateNames(date),
    day: date.getUTCDate(),
    month: date.getUTCMonth() + 1,
    year: isOther ? String(year) : '',
    'other-year': isOther ? 'yes' : 'no',
  };
  const shown = (form: string) =>
    wall === null
      ? catalogue.word(`day${form}`, args)
      : catalogue.word(`time${form}`, { ...args, clock: hour(form) });
  return { [name]: shown(''), [`${name}-short`]: shown('.short') };
}

/** The time of day; in the hour that comes twice, when clocks go back, also which of the two. */
function clockOn({ catalogue, calendar }: Scene, at: Instant, form: string): string | undefined {
  const { hour, minute } = calendar.wallTimeOf(at);
  const shown = catalogue.word(`clock${form}`, clock(hour, minute));
  const isSame = (other: Instant) => calendar.wallTimeOf(other).hour === hour;
  const season = isSame(at + HOUR) ? 'summer' : isSame(at - HOUR) ? 'winter' : null;
  return season === null ? shown : catalogue.word('clock-twice', { clock: shown, season });
}

export function dayAt({ calendar }: Scene, at: Instant | Day): Day {
  if (typeof at === 'string') return at;
  const { year, month, day } = calendar.wallTimeOf(at);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

function weekday({ catalogue }: Scene, day: number, short: boolean): string {
  // 1 January 2024 was a Monday.
  const names = catalogue.dateNames(new Date(Date.UTC(2024, 0, day)));
  return short ? names['weekday-short'] : names.weekday;
}
