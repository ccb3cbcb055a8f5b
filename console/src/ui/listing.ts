import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';

/** How many rows a page of a list has. */
export const PAGE_ROWS = 25;

/** How a list is sorted by age. */
export const BY_AGE = ['newest', 'oldest'] as const;

/** A filter that takes any text. */
export const TEXT = null;

/** By which names a list is filtered and sorted, and what each takes. The first way to sort is the usual one. */
export type Fields = Readonly<Record<string, readonly string[] | typeof TEXT>>;

export type Chosen<Of extends Fields> = {
  [Name in keyof Of]?: Of[Name] extends readonly (infer One)[] ? One : string;
};

/** What a list is asked for. It is in the address of the page, so that a reload or a shared link shows the same. */
export interface Listing<Of extends Fields = Fields> {
  fields: Of;
  /** What was chosen of filters and order, as the server takes it. */
  chosen: Chosen<Of>;
  /** The same, with the page that is turned to. */
  query: Chosen<Of> & { after?: string };
  /** Whether fewer rows than all were asked for. */
  filtered: boolean;
  choose(name: keyof Of & string, value: string): void;
  turn(after: string): void;
}

/**
 * What the address asks of a list. What a filter does not take is as if it were not there.
 *
 * @param prefix tells the lists of one page apart
 */
export function useListing<const Of extends Fields>(fields: Of, prefix = ''): Listing<Of> {
  const search: Record<string, unknown> = useSearch({ strict: false });
  const navigate = useNavigate();
  const given = (name: string) => {
    const value = search[prefix + name];
    return value === undefined || typeof value === 'object' ? '' : String(value);
  };
  const chosen = chosenOf(fields, given);
  const after = given('after');
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
    query: after ? { ...chosen, after } : chosen,
    filtered: Object.keys(chosen).some((name) => name !== 'sort'),
    choose: (name, value) => go({ [prefix + name]: value, [`${prefix}after`]: '' }),
    turn: (to) => go({ [`${prefix}after`]: to }),
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
  // Each is one that its field takes, as was just looked at.
  return chosen as Chosen<Of>;
}

/** The page of a list that is asked for; the one before stays until it is there. */
export function useList<Of extends Fields, Page>(
  key: readonly unknown[],
  listing: Listing<Of>,
  fetch: (query: Listing<Of>['query']) => Promise<Page>,
): UseQueryResult<Page> {
  const { query } = listing;
  return useQuery({ queryKey: [...key, query], queryFn: () => fetch(query), placeholderData: keepPreviousData });
}
