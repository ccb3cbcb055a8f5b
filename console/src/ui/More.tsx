import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../i18n';
import { Trouble, Waiting } from './Shown';

/** A list loaded page by page on request. */
export function More<T>({
  query,
  children,
}: {
  query: UseInfiniteQueryResult<InfiniteData<T>>;
  children: (pages: T[]) => ReactNode;
}) {
  const t = useWords();
  if (query.data) {
    return (
      <>
        {children(query.data.pages)}
        {query.hasNextPage ? (
          <p className="more">
            <button
              type="button"
              className="button"
              disabled={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('common.more')}
            </button>
          </p>
        ) : null}
      </>
    );
  }
  return query.error ? <Trouble error={query.error} again={() => void query.refetch()} /> : <Waiting />;
}

export function pageOf<T, Row>(pages: T[], rows: (page: T) => Row[]): Row[] {
  return pages.flatMap(rows);
}
