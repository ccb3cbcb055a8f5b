import { api, read, type Schemas } from '../api/client';
import { useDeskWords, useWords } from '../i18n';
import { CsvButton } from '../ui/CsvButton';
import { When } from '../ui/format';
import { Choice, csvPath, Listed, SearchField, useList, useListing } from '../ui/List';
import { PageHead } from '../ui/Shell';
import { Empty } from '../ui/Shown';
import { Table, type Column } from '../ui/Table';
import { AuditChange } from './AuditChange';
import { orgKey, useOrganization, useOverview } from './data';

type Entry = Schemas['AuditEntry'];

/** Who changed what, from where, when; searched and exported by the server. */
export function AuditPage() {
  const d = useDeskWords();
  const organization = useOrganization();
  const zone = useOverview(organization).data?.zone;
  const t = useWords();
  const listing = useListing(['search', 'action', 'sort']);
  const query = useList(orgKey(organization, 'audit'), listing, () =>
    read(
      api.GET('/v1/organizations/{organization}/audit', {
        params: { path: { organization }, query: { limit: 25, ...listing.query } as object },
      }),
    ),
  );
  const columns: Column<Entry>[] = [
    { key: 'at', title: d('audit.at'), cell: (row) => <When at={row.at} zone={zone} /> },
    { key: 'who', title: d('audit.who'), cell: (row) => row.actor.name },
    { key: 'what', title: d('audit.what'), cell: (row) => <code className="word">{row.action}</code> },
    { key: 'subject', title: d('audit.subject'), cell: (row) => (row.subject ? <code>{row.subject}</code> : '—') },
    { key: 'from', title: d('audit.from'), cell: (row) => row.address },
    { key: 'details', title: d('audit.details'), cell: (row) => <Details entry={row} /> },
  ];
  return (
    <>
      <PageHead
        title={d('menu.audit')}
        lead={d('audit.lead')}
        actions={
          <CsvButton path={csvPath(`/v1/organizations/${organization}/audit.csv`, listing)} name={`audit-${organization}`} plain />
        }
      />
      <div className="filters">
        <SearchField label={d('audit.search')} value={listing.values.search} onChange={(search) => listing.set({ search })} />
        <SearchField label={d('audit.what')} value={listing.values.action} onChange={(action) => listing.set({ action })} />
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
              caption={d('menu.audit')}
              columns={columns}
              rows={page.entries}
              rowKey={(row) => String(row.seq)}
              empty={<Empty title={listing.values.search || listing.values.action ? t('list.filtered') : d('audit.none')} />}
            />
          )}
        </Listed>
      </section>
    </>
  );
}

function Details({ entry }: { entry: Entry }) {
  const d = useDeskWords();
  if (!entry.before && !entry.after) {
    return '—';
  }
  return (
    <details>
      <summary>{d('audit.details')}</summary>
      <AuditChange before={entry.before} after={entry.after} />
    </details>
  );
}
