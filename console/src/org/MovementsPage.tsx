import { useSearch } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Quantity, When } from '../ui/format';
import { Choice, csvPath, Listed, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { orgKey, useOrganization, useOverview } from './data';

type Movement = Schemas['Movement'];

const BOOKS = ['issued', 'available', 'held', 'used', 'arrears', 'expired', 'voided'] as const;

/** Every movement behind the numbers of a pool, down to the single use. */
export function MovementsPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const { resource, years } = useSearch({ from: '/o/$organization/packs/movements' });
  const zone = useOverview(organization).data?.zone;
  const t = useWords();
  const listing = useListing(['book', 'sort']);
  const query = useList(orgKey(organization, 'movements', resource, years), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/movements', {
        params: {
          path: { organization },
          query: { resource, ...(years ? { storage_years: years } : {}), limit: 25, ...(listing.query as object) },
        },
      }),
    ),
  );
  const columns: Column<Movement>[] = [
    { key: 'at', title: d('movements.at'), cell: (row) => <When at={row.booked_at} zone={zone} /> },
    { key: 'from', title: d('movements.from'), cell: (row) => d(`book.${row.from}`) },
    { key: 'to', title: d('movements.to'), cell: (row) => d(`book.${row.to}`) },
    { key: 'units', title: d('movements.units'), number: true, cell: (row) => <Quantity value={row.units} /> },
    {
      key: 'use',
      title: d('movements.about'),
      cell: (row) => (row.use === undefined ? '—' : d('movements.use', { seq: row.use })),
    },
    { key: 'pack', title: d('movements.pack'), cell: (row) => (row.pack ? <code>{row.pack.slice(-8)}</code> : '—') },
  ];
  const path = `/v1/organizations/${organization}/movements?resource=${encodeURIComponent(resource)}${years ? `&storage_years=${years}` : ''}`;
  return (
    <>
      <PageHead
        title={d('movements.title')}
        lead={d('movements.lead')}
        actions={<CsvButton path={csvPath(path, listing)} name={`movements-${organization}`} />}
      />
      <div className="filters">
        <Choice
          label={d('movements.book')}
          value={listing.values.book}
          any={t('list.any')}
          options={BOOKS.map((one) => [one, d(`book.${one.toUpperCase()}`)])}
          onChange={(book) => listing.set({ book })}
        />
        <Choice
          label={t('list.sort')}
          value={listing.values.sort || 'newest'}
          options={[
            ['newest', t('list.newest')],
            ['oldest', t('list.oldest')],
          ]}
          onChange={(sort) => listing.set({ sort })}
        />
      </div>
      <section className="card">
        <Listed query={query} listing={listing}>
          {(page) => (
            <Table
              caption={d('movements.title')}
              columns={columns}
              rows={page.movements}
              rowKey={(row) => `${row.seq}.${row.line}`}
              empty={<Empty title={listing.values.book ? t('list.filtered') : d('movements.none')} />}
            />
          )}
        </Listed>
      </section>
    </>
  );
}
