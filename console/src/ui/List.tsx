import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { Shown } from './Shown';

const TYPING_MILLISECONDS = 300;

/** What a list is asked for. It is in the address of the page, so that a reload or a shared link shows the same. */
export interface Listing<Name extends string> {
  /** The filters and the order; empty: not asked for. */
  values: Record<Name, string>;
  after: string;
  /** The same as the server takes it, without what is empty. */
  query: Partial<Record<Name | 'after', string>>;
  set: (changes: Partial<Record<Name, string>>) => void;
  turn: (after: string) => void;
}

/** @param prefix tells the lists of one page apart */
export function useListing<const Name extends string>(names: readonly Name[], prefix = ''): Listing<Name> {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const given = (name: string) => {
    const value = search[prefix + name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const values = Object.fromEntries(names.map((name) => [name, given(name)])) as Record<Name, string>;
  const after = given('after');
  const query = Object.fromEntries(
    [...names.map((name) => [name, values[name]]), ['after', after]].filter(([, value]) => value),
  ) as Partial<Record<Name | 'after', string>>;
  const go = (changes: Record<string, string | undefined>) =>
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined && value !== ''),
        )) as never,
      resetScroll: false,
    });
  return {
    values,
    after,
    query,
    set: (changes) =>
      go({
        ...Object.fromEntries(Object.entries(changes).map(([name, value]) => [prefix + name, value as string])),
        [`${prefix}after`]: undefined,
      }),
    turn: (to) => go({ [`${prefix}after`]: to || undefined }),
  };
}

/** The page of a list that is asked for; the one before stays until it is there. */
export function useList<T>(key: readonly unknown[], listing: Listing<string>, fetch: () => Promise<T>): UseQueryResult<T> {
  return useQuery({ queryKey: [...key, listing.query], queryFn: fetch, placeholderData: keepPreviousData });
}

/** Where all that the filter takes is, for a table of it. */
export function csvPath(path: string, listing: Listing<string>): string {
  const query = new URLSearchParams(Object.entries(listing.query).filter(([name]) => name !== 'after') as string[][]);
  return query.size === 0 ? path : `${path}${path.includes('?') ? '&' : '?'}${query.toString()}`;
}

/** A page of a list, and the way to the next. */
export function Listed<T extends { next?: string | undefined }>({
  query,
  listing,
  children,
}: {
  query: UseQueryResult<T>;
  listing: Listing<string>;
  children: (page: T) => ReactNode;
}) {
  return (
    <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'listed stale' : 'listed'}>
      <Shown query={query}>
        {(page) => (
          <>
            {children(page)}
            <Pager listing={listing} next={page.next} />
          </>
        )}
      </Shown>
    </div>
  );
}

function Pager({ listing, next }: { listing: Listing<string>; next: string | undefined }) {
  const t = useWords();
  if (!listing.after && !next) {
    return null;
  }
  return (
    <nav className="pager" aria-label={t('list.pages')}>
      {listing.after ? (
        <>
          <button type="button" className="button small" onClick={() => listing.turn('')}>
            {t('list.first')}
          </button>
          {cameHere() ? (
            <button type="button" className="button small" onClick={() => window.history.back()}>
              {t('list.back')}
            </button>
          ) : null}
        </>
      ) : null}
      {next ? (
        <button type="button" className="button small" onClick={() => listing.turn(next)}>
          {t('list.next')}
        </button>
      ) : null}
    </nav>
  );
}

/** Whether there is a page of ours to go back to. */
function cameHere(): boolean {
  const state = window.history.state as { __TSR_index?: number } | null;
  return (state?.__TSR_index ?? 0) > 0;
}

/** One of several, or any. */
export function Choice({
  label,
  value,
  any,
  options,
  onChange,
}: {
  label: string;
  value: string;
  any?: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}) {
  return (
    <label>
      {label}{' '}
      <select className="field" value={value} onChange={(event) => onChange(event.target.value)}>
        {any === undefined ? null : <option value="">{any}</option>}
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A text that is looked for, asked of the server when one stops typing. */
export function SearchField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState(value);
  if (asked !== value) {
    setAsked(value);
    setText(value);
  }
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(wanted), TYPING_MILLISECONDS);
    return () => clearTimeout(timer);
  });
  return (
    <label>
      {label}{' '}
      <input className="field" type="search" maxLength={100} value={text} onChange={(event) => setText(event.target.value)} />
    </label>
  );
}
