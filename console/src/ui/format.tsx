import { useEffect, useState, type ReactNode } from 'react';
import type { MoneyValue, Text } from '../api/client';
import { currentRealm, LIVE } from '../api/realm';
import { useLanguage, useWords, type Language } from '../i18n';
import { plural } from './plural';

const LOCALES: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SOON = 30 * DAY;
const KILOBYTE = 1000;
const MEGABYTE = 1_000_000;

/** A text of the catalog in the current language. */
export function useText(): (text: Text | undefined) => string {
  const language = useLanguage();
  return (text) => (text ? text[language] : '');
}

export function formatNumber(value: number | string, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 6 }).format(value as number);
}

/** An amount as received, with digit grouping; nothing is computed. */
export function formatMoney(money: MoneyValue, language: Language): string {
  const decimals = money.amount.split('.')[1]?.length ?? 0;
  const number = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(money.amount as unknown as number);
  return `${money.currency} ${number}`;
}

/** Whether an amount is zero. */
export function isNothing(money: MoneyValue): boolean {
  return /^0([.]0+)?$/.test(money.amount);
}

/** The smaller of two amounts of one currency, which have the same number of decimals. */
export function smaller(one: MoneyValue, other: MoneyValue): MoneyValue {
  const whole = (money: MoneyValue) => BigInt(money.amount.replace('.', ''));
  return whole(one) <= whole(other) ? one : other;
}

export function Money({ value }: { value: MoneyValue }) {
  const language = useLanguage();
  return <span className="number">{formatMoney(value, language)}</span>;
}

/** The unit of a count; in English the plural, except for exactly one. */
export function unitOf(value: number | string, unit: Text, language: Language): string {
  return language === 'en' && Number(value) !== 1 ? plural(unit.en) : unit[language];
}

/** A count with its unit. */
export function Quantity({ value, unit }: { value: number | string; unit?: Text | undefined }) {
  const language = useLanguage();
  return (
    <span className="number">
      {formatNumber(value, language)}
      {unit && unit[language] ? <span className="unit"> {unitOf(value, unit, language)}</span> : null}
    </span>
  );
}

export function formatInstant(at: string, zone: string | undefined, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone ?? 'UTC',
  }).format(new Date(at));
}

/** The UTC offset of a zone at an instant, such as UTC+8. */
function formatOffset(at: string, zone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone ?? 'UTC', timeZoneName: 'shortOffset' }).formatToParts(new Date(at));
  return (parts.find((part) => part.type === 'timeZoneName')?.value ?? 'UTC').replace('GMT', 'UTC').replace(/[+]0$/, '');
}

/** An instant with the UTC offset of its zone; the zone's name is the tooltip. */
export function When({ at, zone }: { at: string; zone?: string | undefined }) {
  const language = useLanguage();
  return (
    <time dateTime={at} className="when" title={zone ?? 'UTC'}>
      {formatInstant(at, zone, language)} <span className="zone">{formatOffset(at, zone)}</span>
    </time>
  );
}

/** The local date of an instant, in the format of form fields. */
export function dateIn(at: string, zone: string | undefined): string {
  return new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone ?? 'UTC' }).format(
    new Date(at),
  );
}

/** The first full hour of a local date, as an instant. */
export function startOf(day: string, zone: string | undefined): string {
  const hours = Array.from({ length: 28 }, (_, hour) => new Date(Date.parse(`${day}T00:00:00Z`) + (hour - 14) * 3_600_000).toISOString());
  return hours.find((at) => dateIn(at, zone) === day) ?? `${day}T00:00:00Z`;
}

export function formatBytes(bytes: number, language: Language): string {
  const megabytes = bytes >= MEGABYTE;
  return new Intl.NumberFormat(LOCALES[language], {
    style: 'unit',
    unit: megabytes ? 'megabyte' : 'kilobyte',
    maximumFractionDigits: 1,
  }).format(bytes / (megabytes ? MEGABYTE : KILOBYTE));
}

/** A local date as the server gave it. */
export function Day({ value }: { value: string }) {
  const language = useLanguage();
  const formatted = new Intl.DateTimeFormat(LOCALES[language], {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${value}T00:00:00Z`));
  return <time dateTime={value}>{formatted}</time>;
}

/** A person who signed in, as the ledger records them: `Anna Weber (their id)`; without the id. */
export function personName(recorded: string): string {
  return recorded.replace(/ \([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\)$/, '');
}

/** The time until an instant, by the server's clock, which stands still in a sandbox. */
export function Countdown({ until, at }: { until: string; at: string }) {
  const t = useWords();
  const elapsed = useElapsed(at);
  const left = Date.parse(until) - Date.parse(at) - elapsed;
  return <span className={left < SOON ? 'countdown soon' : 'countdown'}>{left > 0 ? t('time.left', { time: span(left, t) }) : t('time.over')}</span>;
}

function useElapsed(at: string): number {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    if (currentRealm() !== LIVE) {
      return undefined;
    }
    const begun = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - begun), SECOND);
    return () => clearInterval(timer);
  }, [at]);
  return elapsed;
}

function span(left: number, t: ReturnType<typeof useWords>): string {
  const days = Math.floor(left / DAY);
  const hours = Math.floor((left % DAY) / HOUR);
  const minutes = Math.floor((left % HOUR) / MINUTE);
  if (days > 1) {
    return t('time.days', { days, hours });
  }
  if (days * 24 + hours > 0) {
    return t('time.hours', { hours: days * 24 + hours, minutes });
  }
  return t('time.minutes', { minutes, seconds: Math.floor((left % MINUTE) / SECOND) });
}

/** An instant, followed by the time until then. */
export function Deadline({ until, at, zone }: { until: string; at: string; zone?: string | undefined }) {
  return (
    <span className="deadline">
      <When at={until} zone={zone} /> <Countdown until={until} at={at} />
    </span>
  );
}

export function Definition({ term, children }: { term: ReactNode; children: ReactNode }) {
  return (
    <div className="definition">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
