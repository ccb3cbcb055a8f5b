import { Link } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { When } from '../ui/format';
import { ListPage } from '../ui/ListPage';
import { PAGE_ROWS, TEXT, useList, useListing } from '../ui/listing';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';

type Row = Schemas['OrganizationSummary'];

const KINDS = ['INSTITUTION', 'CONSORTIUM'] as const;
const STANDINGS = ['GOOD', 'ARREARS', 'SUSPENDED'] as const;
const SORTS = ['ID', 'NAME', 'NEWEST'] as const;

/** Every organization, with search, filters, sorting and paging by the server. */
export function OrganizationsPage() {
  const d = useDeskWords();
  const t = useWords();
  const listing = useListing({ search: TEXT, kind: KINDS, standing: STANDINGS, sort: SORTS });
  const query = useList(['organizations', 'page'], listing, (asked) =>
    read(api.GET('/v1/organizations', { params: { query: { limit: PAGE_ROWS, ...asked } } })),
  );
  const standings: Record<string, string> = {
    good: d('organizations.stands.GOOD'),
    arrears: d('organizations.owing'),
    suspended: d('organizations.stands.SUSPENDED'),
  };
  const sorts: Record<string, string> = { id: d('organizations.byId'), name: d('organizations.byName'), newest: t('list.newest') };
  const columns: Column<Row>[] = [
    {
      key: 'name',
      title: d('organizations.name'),
      cell: (row) => (
        <Link to="/vendor/organizations/$organization" params={{ organization: row.id }}>
          <strong>{row.name}</strong>
        </Link>
      ),
    },
    { key: 'id', title: d('organizations.id'), cell: (row) => <code className="id">{row.id}</code> },
    { key: 'kind', title: d('organizations.kind'), cell: (row) => <span className="keep">{d(`organizations.${row.kind}`)}</span> },
    {
      key: 'standing',
      title: d('organizations.standing'),
      cell: (row) => <Tag tone={toneOf(row.standing)}>{d(`organizations.stands.${row.standing}`)}</Tag>,
    },
    { key: 'since', title: d('organizations.since'), cell: (row) => <When at={row.since} /> },
    {
      key: 'open',
      title: d('organizations.platform'),
      cell: (row) => (
        <Link to="/o/$organization" params={{ organization: row.id }}>
          {d('organizations.open')}
        </Link>
      ),
    },
  ];
  return (
    <ListPage
      title={d('menu.organizations')}
      lead={d('organizations.lead')}
      csv={{ path: '/v1/organizations', name: 'organizations' }}
      listing={listing}
      filters={{
        search: { label: d('organizations.search') },
        kind: { label: d('organizations.kind'), name: (one) => d(`organizations.${one}`) },
        standing: { label: d('organizations.standing'), name: (one) => standings[one] ?? one },
        sort: { label: t('list.sort'), name: (one) => sorts[one] ?? one },
      }}
      query={query}
      rows={(page) => page.items}
      empty={d('organizations.none')}
      show={(rows) => <Table caption={d('menu.organizations')} columns={columns} rows={rows} rowKey={(row) => row.id} />}
    />
  );
}
