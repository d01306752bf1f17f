/** `1 post`, `2 posts`: the number with the word that goes with it. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** The first few names, and how many more there are. */
export function names(all: readonly string[], most: number): string {
  const more = all.length > most ? ` and ${all.length - most} more` : '';
  return `${all.slice(0, most).join(', ')}${more}`;
}
