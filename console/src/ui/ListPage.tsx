import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../i18n';
import { CsvButton } from './CsvButton';
import { Filters, type Filter } from './Filters';
import type { Listing } from './listing';
import { PageHead } from './Shell';
import { Empty, Shown } from './Shown';

/** The address of the list's CSV, its file name, and its parameters. */
interface Csv {
  path: string;
  name: string;
  /** The filters of the list, if the server names them differently. */
  query?: Record<string, string | number | undefined>;
}

interface Frame {
  title: string;
  lead: string;
  listing: Listing;
  filters: Record<string, Filter>;
  csv: Csv;
  /** Shown next to the export. */
  actions?: ReactNode;
}

interface Rows<Row, Page> {
  query: UseQueryResult<Page>;
  rows: (page: Page) => Row[];
  /** The text of the empty list. */
  empty: string;
  show: (rows: Row[], page: Page) => ReactNode;
}

type Paged = { next?: string | undefined };

/** A page that is one list: its title, export and filters, then its rows. */
export function ListPage<Row, Page extends Paged>({
  note,
  below,
  ...list
}: Frame &
  Rows<Row, Page> & {
    /** Between the title and the list. */
    note?: ReactNode;
    /** Below the rows. */
    below?: ReactNode;
  }) {
  return (
    <ListFrame {...list} note={note}>
      <section className="card">
        <List {...list} />
        {below}
      </section>
    </ListFrame>
  );
}

/** The frame of every list: its title, export and filters. */
export function ListFrame({
  title,
  lead,
  listing,
  filters,
  csv,
  actions,
  note,
  children,
}: Frame & { note?: ReactNode; children: ReactNode }) {
  return (
    <>
      <PageHead
        title={title}
        lead={lead}
        actions={
          <>
            {actions}
            <ListCsv listing={listing} csv={csv} />
          </>
        }
      />
      {note}
      <Filters listing={listing} filters={filters} />
      {children}
    </>
  );
}

/** Saves every row that matches the filters. */
export function ListCsv({ listing, csv }: { listing: Listing; csv: Csv }) {
  const query = new URLSearchParams(
    Object.entries(csv.query ?? listing.chosen).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
  );
  const path = query.size === 0 ? csv.path : `${csv.path}${csv.path.includes('?') ? '&' : '?'}${query.toString()}`;
  return <CsvButton path={path} name={csv.name} />;
}

/** The rows of a list, paged: their number, the link to the next page, or why there are none. */
export function List<Row, Page extends Paged>({
  listing,
  query,
  rows,
  empty,
  show,
}: Rows<Row, Page> & { listing: Listing }) {
  const t = useWords();
  return (
    <div aria-busy={query.isPlaceholderData} className={query.isPlaceholderData ? 'listed stale' : 'listed'}>
      <Shown query={query}>
        {(page) => {
          const shown = rows(page);
          return (
            <>
              {shown.length === 0 ? <Empty title={listing.filtered ? t('list.filtered') : empty} /> : show(shown, page)}
              <Pager listing={listing} count={shown.length} next={page.next} />
            </>
          );
        }}
      </Shown>
    </div>
  );
}

function Pager({ listing, count, next }: { listing: Listing; count: number; next: string | undefined }) {
  const t = useWords();
  const { cursor } = listing.query;
  const whole = !cursor && !next;
  if (whole && count === 0) {
    return null;
  }
  return (
    <div className="list-foot">
      <p className="quiet">{t(whole ? 'list.count' : 'list.onPage', { count })}</p>
      {whole ? null : (
        <nav className="pager" aria-label={t('list.pages')}>
          {cursor ? (
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
      )}
    </div>
  );
}

/** Whether there is an earlier page of ours in the history. */
function cameHere(): boolean {
  const state = window.history.state as { __TSR_index?: number } | null;
  return (state?.__TSR_index ?? 0) > 0;
}
