// Money is exact: decimal strings on the wire, BigInt minor units in between, never a floating-point number.

/** Cents of a decimal string of the API ("1190.00"), as BigInt. */
export function minorUnits(text) {
  const match = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal amount: ${text}`);
  const [, sign, whole, fraction = ''] = match;
  const minor = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0'));
  return sign ? -minor : minor;
}

/** The decimal string of cents, as the API writes it. */
export function decimalString(minor) {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(3, '0');
  return `${minor < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** What a person reads: 1.190,00 in German, 1,190.00 in English. Groups the digits as text, whatever the currency. */
export function shownText(text, language) {
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const [whole, fraction] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return (text.startsWith('-') ? '\u2212' : '') + grouped + (fraction ? point + fraction : '');
}

export const shown = (minor, language) => shownText(decimalString(minor), language);

/** The decimal string of what a person typed; text that is no amount stays as it is, for the ledger to explain. */
export function typed(text, language) {
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const trimmed = text.trim().replace('\u2212', '-');
  const groups = new RegExp(`^-?\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d+)?$`);
  const plain = groups.test(trimmed) ? trimmed.replaceAll(group, '') : trimmed;
  return plain.replace(',', '.');
}
