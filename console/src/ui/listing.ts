import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';

/** How many rows a page of a list has. */
export const PAGE_ROWS = 25;

/** The sort order by age. */
export const BY_AGE = ['NEWEST', 'OLDEST'] as const;

/** A filter with free text. */
export const TEXT = null;

/** The filters and sort orders of a list, with their allowed values. The first sort order is the default. */
export type Fields = Readonly<Record<string, readonly string[] | typeof TEXT>>;

export type Chosen<Of extends Fields> = {
  [Name in keyof Of]?: Of[Name] extends readonly (infer One)[] ? One : string;
};

/** The query of a list. It is part of the page's address, so that a reload or a shared link shows the same. */
export interface Listing<Of extends Fields = Fields> {
  fields: Of;
  /** The filters and sort order, as the server's parameters. */
  chosen: Chosen<Of>;
  /** The same, with the current page. */
  query: Chosen<Of> & { cursor?: string };
  /** Whether a filter is active. */
  filtered: boolean;
  choose(name: keyof Of & string, value: string): void;
  turn(cursor: string): void;
}

/**
 * The query of a list from the page's address. A value that a filter does not allow is ignored.
 *
 * @param prefix distinguishes the lists of one page
 */
export function useListing<const Of extends Fields>(fields: Of, prefix = ''): Listing<Of> {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const given = (name: string) => {
    const value = search[prefix + name];
    return value === undefined || typeof value === 'object' ? '' : String(value);
  };
  const chosen = chosenOf(fields, given);
  const cursor = given('cursor');
  const go = (changes: Record<string, string>) =>
    void navigate({
      to: '.',
      search: ((before: Record<string, unknown>) =>
        Object.fromEntries(
          Object.entries({ ...before, ...changes }).filter(([, value]) => value !== undefined && value !== ''),
        )) as never,
      resetScroll: false,
    });
  return {
    fields,
    chosen,
    query: cursor ? { ...chosen, cursor } : chosen,
    filtered: Object.keys(chosen).some((name) => name !== 'sort'),
    choose: (name, value) => go({ [prefix + name]: value, [`${prefix}cursor`]: '' }),
    turn: (to) => go({ [`${prefix}cursor`]: to }),
  };
}

function chosenOf<Of extends Fields>(fields: Of, given: (name: string) => string): Chosen<Of> {
  const chosen: Record<string, string> = {};
  for (const [name, taken] of Object.entries(fields)) {
    const value = given(name);
    if (value && (taken === TEXT || taken.includes(value))) {
      chosen[name] = value;
    } else if (name === 'sort' && taken?.[0]) {
      chosen[name] = taken[0];
    }
  }
  // Checked just above to be allowed values.
  return chosen as Chosen<Of>;
}

/** The requested page of the list; the previous one stays until it is loaded. */
export function useList<Of extends Fields, Page>(
  key: readonly unknown[],
  listing: Listing<Of>,
  fetch: (query: Listing<Of>['query']) => Promise<Page>,
): UseQueryResult<Page> {
  const { query } = listing;
  return useQuery({ queryKey: [...key, query], queryFn: () => fetch(query), placeholderData: keepPreviousData });
}
