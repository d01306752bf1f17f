const EMERGENCY = /notfall|notfäll|emergenc/i;
/** Names of the page that tells more, and links. */
const PAGE = /notfall-?seite|emergency page|https?:\S+/gi;

/** Whether a text speaks of emergencies in German or English without 110 or 112. A desk is for what is urgent. */
export function lacksNumber(text: string): boolean {
  return EMERGENCY.test(text.replace(PAGE, '')) && !/11[02]/.test(text);
}
