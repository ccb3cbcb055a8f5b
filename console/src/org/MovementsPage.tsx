import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { Quantity, When } from '../ui/format';
import { More, pageOf } from '../ui/More';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { orgKey, useOrganization, useOverview } from './data';

type Movement = Schemas['Movement'];

/** Every movement behind the numbers of a pool, down to the single use. */
export function MovementsPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const { resource, years } = useSearch({ from: '/o/$organization/packs/movements' });
  const zone = useOverview(organization).data?.zone;
  const query = useInfiniteQuery({
    queryKey: orgKey(organization, 'movements', resource, years),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      read(
        api.GET('/v1/organizations/{organization}/movements', {
          params: {
            path: { organization },
            query: { resource, ...(years ? { storage_years: years } : {}), ...(pageParam ? { after: pageParam } : {}) },
          },
        }),
      ),
    getNextPageParam: (page) => page.next,
  });
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
        actions={<CsvButton path={path} name={`movements-${organization}`} />}
      />
      <section className="card">
        <More query={query}>
          {(pages) => (
            <Table
              caption={d('movements.title')}
              columns={columns}
              rows={pageOf(pages, (page) => page.movements)}
              rowKey={(row) => `${row.seq}.${row.line}`}
              empty={<Empty title={d('movements.none')} />}
            />
          )}
        </More>
      </section>
    </>
  );
}
