/** Words for emergencies: German and Leichte Sprache, English, Turkish, Ukrainian, Russian, Polish, Arabic. */
const EMERGENCY =
  /not-?f[aä]ll|emergenc|acil durum|екстрен|экстренн|nagły(?:ch|m)? wypad|numer\w* alarmow|طوارئ/iu;
/** Names of the page that tells more, and links. */
const PAGE = /not-?fall-?seite|emergency page|https?:\S+/giu;
/** Not within a longer number. */
const NUMBER = /(?<!\d)11[02](?!\d)/;

/** Whether a text speaks of emergencies without 110 or 112. */
export function lacksNumber(text: string): boolean {
  return EMERGENCY.test(text.replace(PAGE, '')) && !NUMBER.test(text);
}
