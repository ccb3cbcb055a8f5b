/** The English plural of a unit by the regular rules, as the price formulas have it (`English` in `core.text`). */
export function plural(noun: string): string {
  if (noun === '') {
    return noun;
  }
  if (/sis$/i.test(noun)) {
    return `${noun.slice(0, -2)}es`;
  }
  if (/[b-df-hj-np-tv-z]y$/i.test(noun)) {
    return `${noun.slice(0, -1)}ies`;
  }
  return /(s|x|z|ch|sh)$/i.test(noun) ? `${noun}es` : `${noun}s`;
}
