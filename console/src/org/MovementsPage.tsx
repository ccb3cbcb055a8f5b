import { useSearch } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { Quantity, When } from '../ui/format';
import { useByAge } from '../ui/Filters';
import { ListPage } from '../ui/ListPage';
import { BY_AGE, PAGE_ROWS, useList, useListing } from '../ui/listing';
import { Table, type Column } from '../ui/Table';
import { orgKey, useOrganization, useOverview } from './data';

type Movement = Schemas['Movement'];

const BOOKS = ['ISSUED', 'AVAILABLE', 'HELD', 'USED', 'ARREARS', 'EXPIRED', 'VOIDED'] as const;

/** Every movement of a pool, down to the single use. */
export function MovementsPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const { resource, years } = useSearch({ from: '/o/$organization/packs/movements' });
  const zone = useOverview(organization).data?.zone;
  const listing = useListing({ book: BOOKS, sort: BY_AGE });
  const pool = { resource, ...(years ? { storage_years: years } : {}) };
  const query = useList(orgKey(organization, 'movements', resource, years), listing, (asked) =>
    read(
      api.GET('/v1/organizations/{organization}/movements', {
        params: { path: { organization }, query: { ...pool, limit: PAGE_ROWS, ...asked } },
      }),
    ),
  );
  const byAge = useByAge();
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
    <ListPage
      title={d('movements.title')}
      lead={d('movements.lead')}
      csv={{ path, name: `movements-${organization}` }}
      listing={listing}
      filters={{ book: { label: d('movements.book'), name: (one) => d(`book.${one}`) }, sort: byAge }}
      query={query}
      rows={(page) => page.items}
      empty={d('movements.none')}
      show={(rows) => (
        <Table caption={d('movements.title')} columns={columns} rows={rows} rowKey={(row) => `${row.seq}.${row.line}`} />
      )}
    />
  );
}
