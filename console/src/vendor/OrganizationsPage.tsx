import { Link } from '@tanstack/react-router';
import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { When } from '../ui/format';
import { Choice, csvPath, Listed, SearchField, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { Tag, toneOf } from '../ui/Tag';

type Row = Schemas['OrganizationSummary'];

/** Every organization, searched, filtered, sorted and paged by the server. */
export function OrganizationsPage() {
  const d = useDeskWords();
  const t = useWords();
  const listing = useListing(['search', 'kind', 'standing', 'sort']);
  const query = useList(['organizations', 'page'], listing, () =>
    read(api.GET('/v1/organizations', { params: { query: { limit: 25, ...listing.query } as object } })),
  );
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
  const filtered = Boolean(listing.values.search || listing.values.kind || listing.values.standing);
  return (
    <>
      <PageHead
        title={d('menu.organizations')}
        lead={d('organizations.lead')}
        actions={<CsvButton path={csvPath('/v1/organizations', listing)} name="organizations" />}
      />
      <div className="filters">
        <SearchField label={d('organizations.search')} value={listing.values.search} onChange={(search) => listing.set({ search })} />
        <Choice
          label={d('organizations.kind')}
          value={listing.values.kind}
          any={t('list.any')}
          options={[
            ['institution', d('organizations.institution')],
            ['consortium', d('organizations.consortium')],
          ]}
          onChange={(kind) => listing.set({ kind })}
        />
        <Choice
          label={d('organizations.standing')}
          value={listing.values.standing}
          any={t('list.any')}
          options={[
            ['good', d('organizations.stands.GOOD')],
            ['arrears', d('organizations.owing')],
            ['suspended', d('organizations.stands.SUSPENDED')],
          ]}
          onChange={(standing) => listing.set({ standing })}
        />
        <Choice
          label={t('list.sort')}
          value={listing.values.sort || 'id'}
          options={[
            ['id', d('organizations.byId')],
            ['name', d('organizations.byName')],
            ['newest', t('list.newest')],
          ]}
          onChange={(sort) => listing.set({ sort })}
        />
      </div>
      <section className="card">
        <Listed query={query} listing={listing}>
          {(page) => (
            <Table
              caption={d('menu.organizations')}
              columns={columns}
              rows={page.organizations}
              rowKey={(row) => row.id}
              empty={<Empty title={filtered ? t('list.filtered') : d('organizations.none')} />}
            />
          )}
        </Listed>
      </section>
    </>
  );
}
